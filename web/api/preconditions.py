"""Preconditions: whoever changes a thing names the state of it that they have read."""

import re
from typing import Final

from flask import g, request

from ledger.application import Unless
from web.api.bearers import required_bearer
from web.api.problem import Problem
from web.api.reading import identified_by, one_of
from web.things.catalogue import THINGS

ENTITY: Final = re.compile(r'"([0-9]{1,18})-[0-9a-f]{16}"')


def unless_changed(about: tuple[str, str]) -> Unless:
    """Return the condition that If-Match states of a thing; raises Problem.

    The ledger checks it in the very append, so a rival cannot slip in between.
    Weak tags and lists of tags name no single state, and are refused. Whoever may
    not write at all is told so first.
    """
    required_bearer()
    thing = THINGS[about[0]]
    field = identified_by(thing)
    assert field is not None, f"facts are filed under one of {about[0]}"
    current = one_of(thing, about[1], None)
    if current is None:
        raise Problem("not_found")
    given = request.headers.get("If-Match")
    if given is None:
        raise Problem("if_match_missing")
    read = ENTITY.fullmatch(given.strip())
    if read is None:
        raise Problem("if_match_malformed")
    g.current = {"etag": f'"{current.tag}"', "document": current.document}
    return Unless(field, about[1], int(read.group(1)))


def etag_of(name: str, identifier: str) -> str | None:
    """Return the tag of a thing as it stands now, None where nobody sees it."""
    thing = THINGS.get(name)
    found = one_of(thing, identifier, None) if thing else None
    return found.tag if found else None

"""Naming: what feeds call things for ever, and where on this site they are."""

from datetime import datetime
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from flask import url_for

from ledger.kernel.quantities import day_in_paris
from projections.membership.commons import commons_of
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.reading import the_wiring

BEFORE_ALL: Final = datetime.fromisoformat("2000-01-01T00:00:00Z")


class Commons(NamedTuple):
    """Whose feed it is: its name, and since when it is."""

    name: WordsAt | None
    since: datetime


def the_commons(shelf: Shelf) -> Commons:
    """Return the commons, or what stands for it before it is founded."""
    row = commons_of(shelf)
    return (
        Commons(None, BEFORE_ALL) if row is None else Commons(row.name, row.founded_at)
    )


def tag(since: datetime, name: str) -> str:
    """Return a name for ever: a tag of this site (RFC 4151), from its founding year."""
    return f"tag:{host()},{day_in_paris(since).year}:{name}"


def host() -> str:
    """Return the name of this site, as people reach it."""
    return urlsplit(the_wiring().settings.address).hostname or "localhost"


def whole(endpoint: str, **values: Any) -> str:  # noqa: ANN401  # whatever an address holds
    """Return the whole address of a page, for readers who are elsewhere."""
    return the_wiring().settings.address + url_for(endpoint, **values)

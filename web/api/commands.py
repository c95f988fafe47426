"""Commands: how a request becomes a command, and what the ledger answers to it.

A route asks who acts (``asks``), loads the body by its schema, makes the command
out of both, and puts it (``put``). A key makes a request that comes again one
command; keys are the ledger's own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from flask import Response, request

from ledger.application import Unless
from ledger.kernel.identifiers import PartnerId, identifier_from_key
from ledger.kernel.messages import Actor, Command
from web.api.answering import ROOT, answer
from web.api.bearers import Bearer, required_bearer
from web.api.preconditions import etag_of
from web.api.problem import Problem
from web.auth.access import the_access
from web.reading import WAIT_SECONDS, the_wiring
from web.writing import KEY_PATTERN, now

KEY_HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotent-Replayed"
QUOTED: Final = re.compile(r'"([^"]*)"')

About = tuple[str, str]
"""A thing by its plural name and its identifier: ``("contributions", "k3v9…")``."""


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asks, when, and under which key; what the command carries of it."""

    bearer: Bearer
    at: datetime
    key: str

    @property
    def actor(self) -> Actor:
        """Return the actor of the command."""
        return self.bearer.actor

    @property
    def partner_id(self) -> PartnerId:
        """Return the partner that the program acts for."""
        return self.bearer.partner_id


def asks() -> Asker:
    """Return who asks, under the key that the header gives; raises Problem."""
    bearer = required_bearer()
    return Asker(bearer=bearer, at=now(), key=_own(bearer, _given_key()))


def asks_to_change(unless: Unless) -> Asker:
    """Return who asks to change what they read.

    The same change of the same state is one command, whether or not a key says so.
    """
    bearer = required_bearer()
    if KEY_HEADER in request.headers:
        return Asker(bearer=bearer, at=now(), key=_own(bearer, _given_key()))
    body = request.get_data(cache=True).hex()
    told = (request.method, request.path, str(unless.after), body)
    return Asker(bearer=bearer, at=now(), key=_own(bearer, *told))


def put(  # noqa: PLR0913  # an answer is made of all these
    asking: Asker,
    command: Command,
    *,
    about: About | None = None,
    made: str | None = None,
    is_new: bool = False,
    unless: Unless | None = None,
    warnings: Sequence[Mapping[str, Any]] = (),
) -> Response:
    """Put the command to the ledger, and answer once the views show it; bounded.

    ``about`` is the thing that was made or changed, ``made`` the identifier of what
    was made within it; raises Refusal. A command that comes again gets the same
    answer, and a header that says so.
    """
    assert command.key == asking.key, "a command bears the key of its request"
    wiring = the_wiring()
    appended = wiring.ledger.handle(command, unless=unless)
    is_seen = wiring.views.wait_until(appended.last, WAIT_SECONDS)
    told: dict[str, Any] = {"first": appended.first, "last": appended.last}
    if made is not None or about is not None:
        told["id"] = made or (about[1] if about else None)
    if warnings:
        told["warnings"] = [dict(warning) for warning in warnings]
    response = answer(told, HTTPStatus.CREATED if is_new else HTTPStatus.OK)
    if about is not None:
        address = the_access().settings.address
        response.headers["Location"] = f"{address}{ROOT}/{about[0]}/{about[1]}"
        if is_seen and (tag := etag_of(*about)):
            response.set_etag(tag)
    if appended.is_repeat:
        response.headers[REPLAYED] = "true"
    return response


def _given_key() -> str:
    given = request.headers.get(KEY_HEADER)
    if given is None:
        raise Problem("key_missing")
    quoted = QUOTED.fullmatch(given.strip())
    key = quoted.group(1) if quoted else given.strip()
    if not KEY_PATTERN.fullmatch(key):
        raise Problem("key_malformed")
    return key


def _own(bearer: Bearer, *given: str) -> str:
    """Return a key that nobody else's program can hit upon.

    Programs choose their keys, and what they make is named after them: without the
    person and the mandate, two programs that both say ``import-1`` would meet.
    """
    token = bearer.token
    return identifier_from_key("\n".join(given), token.person_id, token.mandate_id)

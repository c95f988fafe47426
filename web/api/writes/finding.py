"""Finding: what a command needs beside what is asked and what the address says."""

from collections.abc import Mapping
from typing import Any

from ledger.application import CODEC
from ledger.kernel.identifiers import TAG_PATTERN, tag_of
from ledger.kernel.messages import Fact
from ledger.kernel.store.port import POSITION_MAX, Clause
from ledger.words.spoken import WRITERS, place_of
from web.api.bearers import Bearer
from web.api.problem import Problem
from web.api.writes.route import Find
from web.reading import the_wiring


def of_the_fact(kind: type[Fact], identifier: str, wanted: str) -> Find:
    """Return what finds an identifier in the fact that made a thing.

    It is read from the log, not from the views: they may be behind what the same
    program has just recorded.
    """

    def find(name: str, _bearer: Bearer) -> Mapping[str, Any]:
        tag = tag_of(identifier, name)
        if not TAG_PATTERN.fullmatch(tag):
            raise Problem("not_found")
        clause = Clause(frozenset({kind.__name__}), (tag,))
        for event in the_wiring().store.read([clause]).events:
            return {wanted: getattr(CODEC.decode(event).fact, wanted)}
        raise Problem("not_found")

    return find


def place_of_the_fact(position: str, _bearer: Bearer) -> Mapping[str, Any]:
    """Return what the fact at a position is about, where it is one with texts."""
    at = int(position)
    if not 0 < at <= POSITION_MAX:
        raise Problem("not_found")
    event = next(the_wiring().store.since(max(0, at - 1), limit=1), None)
    spoken = {kind.__name__ for kind in WRITERS}
    if event is None or event.position != at or event.kind not in spoken:
        raise Problem("not_found")
    return {"about": place_of(CODEC.decode(event).fact)}


def one_self(_name: str, bearer: Bearer) -> Mapping[str, Any]:
    """Return the person whose program asks."""
    return {"person_id": bearer.token.person_id}

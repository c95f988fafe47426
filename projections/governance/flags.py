"""Flags: what is held against a thing under the charter, and what became of it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.governance.charter.events import (
    ArticleFlagAnswered,
    ArticleFlagRaised,
    ArticleFlagResolved,
    ArticleFlagWithdrawn,
    FlaggedThing,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Closing = ArticleFlagAnswered | ArticleFlagResolved | ArticleFlagWithdrawn
Followed = ArticleFlagRaised | Closing


class FlagState(StrEnum):
    """Where a flag stands; an answer leaves it open."""

    OPEN = "open"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class FlagRow(Row, frozen=True, kw_only=True, gc=False):
    """A flag, its last answer, and how a third partner settled it."""

    key: ClassVar[tuple[str, ...]] = ("flag_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("state",),
        ("flagged_id",),
        ("owner_id",),
        ("partner_id",),
    )

    flag_id: str
    partner_id: str
    thing: FlaggedThing
    flagged_id: str
    owner_id: str
    charter_version: int
    article: int
    raised_on: date
    reason: WordsAt
    position: int
    state: FlagState = FlagState.OPEN
    answer: WordsAt | None = None
    resolution: WordsAt | None = None
    resolved_by: str | None = None


def apply(rows: Rows[FlagRow], recorded: Recorded[Any]) -> None:
    """Note a flag, its answers and its end."""
    fact: Followed = recorded.fact
    at = recorded.position
    if isinstance(fact, ArticleFlagRaised):
        rows.put(_raised(fact, at))
        return
    row = rows.get(fact.flag_id)
    if row is not None:
        rows.put(_changed(row, fact, at))


def _raised(fact: ArticleFlagRaised, at: int) -> FlagRow:
    return FlagRow(
        flag_id=fact.flag_id,
        partner_id=fact.partner_id,
        thing=fact.thing,
        flagged_id=fact.flagged_id,
        owner_id=fact.owner_id,
        charter_version=fact.charter_version,
        article=fact.article,
        raised_on=fact.raised_on,
        reason=WordsAt(at, fact.reason),
        position=at,
    )


def _changed(row: FlagRow, fact: Closing, at: int) -> FlagRow:
    match fact:
        case ArticleFlagAnswered(answer=answer):
            return replace(row, answer=WordsAt(at, answer))
        case ArticleFlagResolved(partner_id=partner, resolution=said):
            return replace(
                row,
                state=FlagState.RESOLVED,
                resolution=WordsAt(at, said),
                resolved_by=partner,
            )
        case ArticleFlagWithdrawn():
            return replace(row, state=FlagState.WITHDRAWN)


def flag(shelf: Shelf, flag_id: str) -> FlagRow | None:
    """Return one flag."""
    return shelf.get(flags, flag_id)


def flags_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[FlagRow]:
    """Return flags, newest first, by what they are on, who is meant and who said it."""
    order = ("flagged_id", "owner_id", "partner_id", "state")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(flags, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


flags = View("flags", 1, FlagRow, facts_of(Followed), apply)

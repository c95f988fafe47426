"""Needs: what partners seek, each as it stands."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.needs.events import (
    NeedMet,
    NeedStated,
    NeedWithdrawn,
    OfferMade,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Followed = NeedStated | NeedMet | NeedWithdrawn | OfferMade


class NeedState(StrEnum):
    """How a need stands, whatever day it is read on: the last day is beside it."""

    OPEN = "open"
    MET = "met"
    WITHDRAWN = "withdrawn"


class NeedRow(Row, frozen=True, kw_only=True, gc=False):
    """Something that a partner seeks; ``offers`` counts those made in answer.

    It is sought no longer since ``ended_at``.
    """

    key: ClassVar[tuple[str, ...]] = ("need_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("state",),
        ("state", "nature"),
        ("partner_id",),
        ("project_id",),
    )

    need_id: str
    partner_id: str
    nature: Nature
    unit: Unit
    title: WordsAt
    details: WordsAt | None = None
    project_id: str | None = None
    until: date | None = None
    stated_at: datetime
    position: int
    state: NeedState = NeedState.OPEN
    offers: int = 0
    ended_at: datetime | None = None


def apply(rows: Rows[NeedRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a need."""
    fact: Followed = recorded.fact
    if isinstance(fact, NeedStated):
        rows.put(_stated(fact, recorded))
        return
    row = rows.get(fact.need_id) if fact.need_id is not None else None
    if row is not None:
        rows.put(_changed(row, fact, recorded.recorded_at))


def _stated(fact: NeedStated, recorded: Recorded[Any]) -> NeedRow:
    position = recorded.position
    return NeedRow(
        need_id=fact.need_id,
        partner_id=fact.partner_id,
        nature=fact.nature,
        unit=fact.unit,
        title=WordsAt(position, fact.title),
        details=WordsAt(position, fact.details) if fact.details else None,
        project_id=fact.project_id,
        until=fact.until,
        stated_at=recorded.recorded_at,
        position=position,
    )


def _changed(
    row: NeedRow, fact: NeedMet | NeedWithdrawn | OfferMade, at: datetime
) -> NeedRow:
    match fact:
        case NeedMet():
            return replace(row, state=NeedState.MET, ended_at=at)
        case NeedWithdrawn():
            return replace(row, state=NeedState.WITHDRAWN, ended_at=at)
        case OfferMade():
            return replace(row, offers=row.offers + 1)


def need(shelf: Shelf, need_id: str) -> NeedRow | None:
    """Return one need."""
    return shelf.get(needs, need_id)


def needs_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[NeedRow]:
    """Return needs, newest first, by some of state, nature, partner_id, project_id."""
    order = ("state", "nature", "partner_id", "project_id")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(needs, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


needs = View("needs", 2, NeedRow, facts_of(Followed), apply)

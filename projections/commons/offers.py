"""Offers: what partners would bring, each as it stands."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.commons.contributions.events import ContributionRecorded, Nature, Unit
from ledger.commons.needs.events import OfferAccepted, OfferMade, OfferWithdrawn
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Changing = OfferAccepted | OfferWithdrawn | ContributionRecorded
Followed = OfferMade | Changing


class OfferState(StrEnum):
    """How an offer stands, whatever day it is read on: the last day is beside it.

    Once accepted it waits for its contribution; with that one it is kept.
    """

    OPEN = "open"
    ACCEPTED = "accepted"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


class OfferRow(Row, frozen=True, kw_only=True, gc=False):
    """What a partner would bring: to ``seeker_id``, or to whoever takes it.

    It cannot be accepted any more since ``ended_at``.
    """

    key: ClassVar[tuple[str, ...]] = ("offer_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("state",),
        ("state", "nature"),
        ("partner_id",),
        ("partner_id", "state"),
        ("seeker_id", "state"),
        ("need_id",),
        ("project_id",),
    )

    offer_id: str
    partner_id: str
    nature: Nature
    quantity: Decimal
    unit: Unit
    title: WordsAt
    details: WordsAt | None = None
    need_id: str | None = None
    seeker_id: str | None = None
    project_id: str | None = None
    until: date | None = None
    made_at: datetime
    position: int
    state: OfferState = OfferState.OPEN
    accepted_by: str | None = None
    contribution_id: str | None = None
    ended_at: datetime | None = None


def apply(rows: Rows[OfferRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of an offer; most contributions keep none."""
    fact: Followed = recorded.fact
    if isinstance(fact, OfferMade):
        rows.put(_made(fact, recorded))
        return
    row = rows.get(fact.offer_id) if fact.offer_id is not None else None
    if row is not None:
        rows.put(_changed(row, fact, recorded.recorded_at))


def _made(fact: OfferMade, recorded: Recorded[Any]) -> OfferRow:
    position = recorded.position
    return OfferRow(
        offer_id=fact.offer_id,
        partner_id=fact.partner_id,
        nature=fact.nature,
        quantity=fact.quantity,
        unit=fact.unit,
        title=WordsAt(position, fact.title),
        details=WordsAt(position, fact.details) if fact.details else None,
        need_id=fact.need_id,
        seeker_id=fact.seeker_id,
        project_id=fact.project_id,
        until=fact.until,
        made_at=recorded.recorded_at,
        position=position,
    )


def _changed(row: OfferRow, fact: Changing, at: datetime) -> OfferRow:
    match fact:
        case OfferAccepted(accepting_id=partner):
            return replace(
                row, state=OfferState.ACCEPTED, accepted_by=partner, ended_at=at
            )
        case OfferWithdrawn():
            return replace(row, state=OfferState.WITHDRAWN, ended_at=at)
        case ContributionRecorded(contribution_id=name):
            return replace(row, state=OfferState.KEPT, contribution_id=name)


def offer(shelf: Shelf, offer_id: str) -> OfferRow | None:
    """Return one offer."""
    return shelf.get(offers, offer_id)


def offers_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[OfferRow]:
    """Return offers, newest first.

    ``chosen`` maps some of state, nature, partner_id, seeker_id, need_id,
    project_id to a value.
    """
    order = ("state", "nature", "partner_id", "seeker_id", "need_id", "project_id")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(offers, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


offers = View("offers", 2, OfferRow, facts_of(Followed), apply)

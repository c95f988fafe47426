"""Contributions: each as it stands."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.commons.contributions.events import (
    Activity,
    ContestAnswered,
    ContestSettled,
    ContributionClarificationAsked,
    ContributionClarificationGiven,
    ContributionConfirmed,
    ContributionContested,
    ContributionCorrected,
    ContributionRecorded,
    ContributionReviewed,
    ContributionValued,
    ContributionWithdrawn,
    Evidence,
    Nature,
    Review,
    Settlement,
    Unit,
)
from ledger.kernel.codec import Recorded
from ledger.kernel.quantities import Period, plain
from projections.commons.remarks import (
    Clarification,
    Confirmation,
    Contest,
    Valuation,
)
from projections.commons.statuses import CONFIRMATION_NEEDED
from projections.commons.statuses import UNUSUAL as UNUSUAL  # noqa: PLC0414  # as above
from projections.commons.statuses import Status as Status  # noqa: PLC0414  # read from here by whoever reads rows
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Changing = (
    ContributionCorrected
    | ContributionWithdrawn
    | ContributionConfirmed
    | ContributionClarificationAsked
    | ContributionClarificationGiven
    | ContributionContested
    | ContestAnswered
    | ContestSettled
    | ContributionReviewed
    | ContributionValued
)
Followed = ContributionRecorded | Changing


class ContributionRow(Row, frozen=True, kw_only=True, gc=False):
    """A contribution as it stands.

    ``attention`` says why the board looks at it, if it does. The board has
    accepted, or not counted, ``reviewed_quantity``; ``is_reviewed`` tells that
    nothing was asked, contested, answered or corrected since. ``confirmation`` says
    that it is needed while only declared above the threshold of its day.
    """

    key: ClassVar[tuple[str, ...]] = ("contribution_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("partner_id",),
        ("nature",),
        ("year",),
        ("status",),
        ("partner_id", "status"),
        ("attention",),
        ("project_id",),
        ("confirmation",),
    )

    contribution_id: str
    partner_id: str
    nature: Nature
    unit: Unit
    quantity: Decimal
    recorded_quantity: Decimal
    period: Period
    year: int
    title: WordsAt
    description: WordsAt | None = None
    activities: tuple[Activity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    recorded_at: datetime
    recorded_by: str
    recorded_under: str | None = None
    position: int
    status: Status = Status.DECLARED
    attention: str | None = None
    corrections: int = 0
    confirmations: tuple[Confirmation, ...] = ()
    clarification: Clarification | None = None
    contest: Contest | None = None
    upheld: bool = False
    review: Review | None = None
    reviewed_quantity: Decimal | None = None
    is_reviewed: bool = False
    valuation: Valuation | None = None
    is_withdrawn: bool = False
    project_id: str | None = None
    offer_id: str | None = None
    confirm_above: Decimal | None = None
    confirmation: str | None = None

    @property
    def needs_confirmation(self) -> bool:
        """Tell whether another partner is to confirm it before it is in order."""
        return self.confirmation == CONFIRMATION_NEEDED


def apply(rows: Rows[ContributionRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a contribution."""
    fact: Followed = recorded.fact
    if isinstance(fact, ContributionRecorded):
        rows.put(_first(_recorded(fact, recorded)))
        return
    row = rows.get(fact.contribution_id)
    if row is not None:
        rows.put(_standing(_changed(row, fact, recorded)))


def _recorded(fact: ContributionRecorded, recorded: Recorded[Any]) -> ContributionRow:
    position = recorded.position
    description = fact.description
    return ContributionRow(
        contribution_id=fact.contribution_id,
        partner_id=fact.partner_id,
        nature=fact.nature,
        unit=fact.unit,
        quantity=fact.quantity,
        recorded_quantity=fact.quantity,
        period=fact.period,
        year=fact.period.end.year,
        title=WordsAt(position, fact.title),
        description=WordsAt(position, description) if description else None,
        activities=fact.activities,
        evidence=fact.evidence,
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.envelope.by,
        recorded_under=recorded.envelope.mandate,
        position=position,
        attention="unusual" if fact.quantity > UNUSUAL[fact.unit] else None,
        project_id=fact.project_id,
        offer_id=fact.offer_id,
        confirm_above=fact.confirm_above,
    )


def _changed(  # noqa: PLR0911  # one way out for each kind of fact
    row: ContributionRow, fact: Changing, recorded: Recorded[Any]
) -> ContributionRow:
    position = recorded.position
    match fact:
        case ContributionCorrected():
            return _corrected(row, fact, position)
        case ContributionWithdrawn():
            return replace(row, is_withdrawn=True, clarification=None, contest=None)
        case ContributionConfirmed(confirming_id=partner, quantity=quantity):
            others = (c for c in row.confirmations if c.partner_id != partner)
            confirmed = (*others, Confirmation(partner, quantity))
            return replace(row, confirmations=confirmed)
        case ContributionClarificationAsked(asking_id=partner, question=question):
            asked = Clarification(
                partner, recorded.recorded_at, WordsAt(position, question)
            )
            return replace(row, clarification=asked, is_reviewed=False)
        case ContributionClarificationGiven():
            return replace(row, clarification=None)
        case ContributionContested(contesting_id=partner, contested_on=day):
            contest = Contest(partner, day, WordsAt(position, fact.reason))
            return replace(row, contest=contest, is_reviewed=False)
        case ContestAnswered(answer=answer):
            answered = row.contest and replace(
                row.contest, answer=WordsAt(position, answer)
            )
            return replace(row, contest=answered, is_reviewed=False)
        case ContestSettled(settlement=settlement):
            is_upheld = settlement is Settlement.UPHELD
            return replace(row, contest=None, upheld=is_upheld)
        case ContributionReviewed(review=review):
            return _reviewed(row, review)
        case _:
            value = Valuation(fact.cents, fact.method, fact.method_version)
            return replace(row, valuation=value)


def _corrected(
    row: ContributionRow, fact: ContributionCorrected, position: int
) -> ContributionRow:
    period = fact.period or row.period
    return replace(
        row,
        quantity=plain(row.quantity + fact.difference),
        period=period,
        year=period.end.year,
        title=WordsAt(position, fact.title) if fact.title else row.title,
        description=(
            WordsAt(position, fact.description) if fact.description else row.description
        ),
        corrections=row.corrections + 1,
        is_reviewed=False,
        confirm_above=fact.confirm_above,
    )


def _reviewed(row: ContributionRow, review: Review) -> ContributionRow:
    is_seen = review is not Review.CLARIFICATION_NEEDED
    seen = row.quantity if is_seen else None
    return replace(row, review=review, reviewed_quantity=seen, is_reviewed=is_seen)


def _standing(row: ContributionRow) -> ContributionRow:
    """Derive what lists and totals file the contribution under."""
    status = _status(row)
    return replace(
        row,
        status=status,
        attention=_attention(row, status),
        confirmation=_confirmation(row, status),
    )


def _status(row: ContributionRow) -> Status:
    if row.is_withdrawn:
        return Status.WITHDRAWN
    if row.contest is not None or row.upheld:
        return Status.CONTESTED
    if row.review is Review.NOT_COUNTED:
        return Status.NOT_COUNTED
    if any(c.quantity >= row.quantity for c in row.confirmations):
        return Status.CONFIRMED
    return Status.DECLARED


def _attention(row: ContributionRow, status: Status) -> str | None:
    """Say why the board looks at it; what is in good order needs no look.

    A review has seen what came before it, and nothing that came after.
    """
    if row.is_withdrawn or row.is_reviewed:
        return None
    if row.contest is not None:
        return "contested"
    if row.clarification is not None:
        return "unclear"
    seen = row.reviewed_quantity
    return _excess(row, status) if seen is None or row.quantity > seen else None


def _first(row: ContributionRow) -> ContributionRow:
    return replace(row, confirmation=_confirmation(row, row.status))


def _confirmation(row: ContributionRow, status: Status) -> str | None:
    above = row.confirm_above
    is_needed = above is not None and row.quantity > above
    return CONFIRMATION_NEEDED if is_needed and status is Status.DECLARED else None


def _excess(row: ContributionRow, status: Status) -> str | None:
    if row.confirmations and status is Status.DECLARED:
        return "raised_after_confirmation"
    return "unusual" if row.quantity > UNUSUAL[row.unit] else None


def contribution(shelf: Shelf, contribution_id: str) -> ContributionRow | None:
    """Return one contribution."""
    return shelf.get(contributions, contribution_id)


def contributions_page(
    shelf: Shelf,
    chosen: Mapping[str, str | int],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[ContributionRow]:
    """Return contributions, newest first, by partner, nature, year, status, project.

    ``chosen`` maps some of partner_id, nature, year, status, project_id,
    confirmation to a value.
    """
    order = ("project_id", "partner_id", "nature", "year", "status", "confirmation")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(contributions, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


contributions = View("contributions", 5, ContributionRow, facts_of(Followed), apply)

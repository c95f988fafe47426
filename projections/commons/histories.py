"""Histories: what happened to a thing, fact by fact, for sentences to be made of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

import msgspec

from ledger.commons.contributions import events as contribution_events
from ledger.kernel.codec import Recorded
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words
from ledger.membership.mandates import events as mandate_events
from ledger.membership.partners import events as partner_events
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View

FACTS: Final[tuple[type[Fact], ...]] = (
    contribution_events.ContributionRecorded,
    contribution_events.ContributionCorrected,
    contribution_events.ContributionWithdrawn,
    contribution_events.ContributionConfirmed,
    contribution_events.ContributionClarificationAsked,
    contribution_events.ContributionClarificationGiven,
    contribution_events.ContributionContested,
    contribution_events.ContestAnswered,
    contribution_events.ContestSettled,
    contribution_events.ContributionReviewed,
    contribution_events.ContributionValued,
    partner_events.PartnerInvited,
    partner_events.InvitationDeclined,
    partner_events.PartnershipConfirmed,
    partner_events.InterestStated,
    partner_events.InterestWithdrawn,
    partner_events.CapacityDeclared,
    partner_events.PartnerRenamed,
    partner_events.PartnerMerged,
    partner_events.PartnershipSuspended,
    partner_events.PartnershipResumed,
    partner_events.PartnershipEnded,
    mandate_events.RepresentationHandedOver,
    mandate_events.RepresentationRecovered,
)
WHO: Final = ("confirming_id", "asking_id", "contesting_id", "settling_id")
SAID: Final = ("reason", "question", "answer", "title", "interest", "note", "letter")
VALUES: Final = (
    "quantity",
    "unit",
    "nature",
    "difference",
    "settlement",
    "review",
    "cents",
    "method",
    "method_version",
    "successor_id",
    "measure",
    "amount",
    "vintage",
)
"""Plain values that a sentence may need; they are kept as text."""


class HistoryRow(Row, frozen=True, kw_only=True):
    """One thing that happened: which fact, by whom, with what a sentence needs."""

    key: ClassVar[tuple[str, ...]] = ("thing_id", "position")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("thing_id",),)

    thing_id: str
    position: int
    fact: str
    recorded_at: datetime
    by: str
    mandate_id: str | None = None
    partner_id: str | None = None
    values: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    words: tuple[WordsAt, ...] = ()


def apply(rows: Rows[HistoryRow], recorded: Recorded[Any]) -> None:
    """Keep every fact about a contribution or a partner."""
    fact: Fact = recorded.fact
    fields = {name: getattr(fact, name) for name in fact.__struct_fields__}
    thing = fields.get("contribution_id") or fields["partner_id"]
    who = next((fields[n] for n in WHO if n in fields), fields.get("partner_id"))
    said = (fields[name] for name in SAID if name in fields)
    rows.put(
        HistoryRow(
            thing_id=thing,
            position=recorded.position,
            fact=type(fact).__name__,
            recorded_at=recorded.recorded_at,
            by=recorded.envelope.by,
            mandate_id=recorded.envelope.mandate,
            partner_id=who,
            values={n: str(fields[n]) for n in VALUES if fields.get(n) is not None},
            words=tuple(
                WordsAt(recorded.position, w) for w in said if isinstance(w, Words)
            ),
        )
    )


def history_of(
    shelf: Shelf, thing_id: str, *, after: int | None = None
) -> Page[HistoryRow]:
    """Return what happened to a contribution or a partner, oldest first."""
    return shelf.page(histories, thing_id=thing_id, after=after, is_newest_first=False)


def last_events(shelf: Shelf, limit: int) -> Sequence[HistoryRow]:
    """Return what happened last in the whole commons."""
    return [placed.row for placed in shelf.page(histories, limit=limit).rows]


histories = View("histories", 1, HistoryRow, FACTS, apply)

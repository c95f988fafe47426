"""Awaiting: what a rule has yet to do for votes that closed and decisions made.

Each row says what follows from which fact, until it was done or refused. A
reactor that is killed, or a second one, reads the same rows and asks for the
same: nothing is done twice.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final

from msgspec.structs import replace

from ledger.governance.charter.events import CharterAmended
from ledger.governance.decisions.events import DecisionRecorded, EffectRefused
from ledger.governance.decisions.record_decision import COUNTERSIGNATURES, DECIDING
from ledger.governance.proposals.subjects import (
    CharterChange,
    Designating,
    RuleChange,
    Subject,
)
from ledger.governance.rules.events import RuleAdopted, RuleRepealed
from ledger.governance.voting.events import (
    SessionVoteCountersigned,
    SessionVoteRecorded,
    VoteClosed,
)
from ledger.kernel.codec import Recorded
from ledger.membership.mandates.events import MandateGranted
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import View, facts_of

Followed = (
    VoteClosed
    | SessionVoteRecorded
    | SessionVoteCountersigned
    | DecisionRecorded
    | RuleAdopted
    | RuleRepealed
    | CharterAmended
    | MandateGranted
    | EffectRefused
)
AWAITED_MAX: Final = 1_000


class Awaited(StrEnum):
    """What follows."""

    SIGNATURES = "signatures"
    """Of a room's counts: people sign, no rule can."""

    DECISION = "decision"
    RULE = "rule"
    CHARTER = "charter"
    DESIGNATION = "designation"


EFFECTS: Final[dict[type[Subject], Awaited]] = {
    RuleChange: Awaited.RULE,
    CharterChange: Awaited.CHARTER,
    Designating: Awaited.DESIGNATION,
}


class AwaitedRow(Row, frozen=True, kw_only=True, gc=False):
    """What follows from the fact at ``cause``.

    ``signed`` are the partners that say a room's counts are right; ``subject``
    is what a decision changes.
    """

    key: ClassVar[tuple[str, ...]] = ("vote_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("awaited",),
        ("decision_id",),
        ("mandate_id",),
    )

    vote_id: str
    proposal_id: str
    awaited: Awaited
    cause: int
    signed: tuple[str, ...] = ()
    decision_id: str | None = None
    mandate_id: str | None = None
    subject: Subject | None = None


def apply(rows: Rows[AwaitedRow], recorded: Recorded[Any]) -> None:
    """Set what follows when a vote or a decision is recorded; clear what was done."""
    fact: Followed = recorded.fact
    match fact:
        case VoteClosed() | SessionVoteRecorded() | SessionVoteCountersigned():
            _voted(rows, fact, recorded.position)
        case DecisionRecorded():
            _decided(rows, fact, recorded.position)
        case MandateGranted(mandate_id=mandate):
            for row in [*rows.find(mandate_id=mandate)]:
                rows.drop(row.vote_id)
        case _:
            for row in [*rows.find(decision_id=fact.decision_id)]:
                rows.drop(row.vote_id)


def _voted(
    rows: Rows[AwaitedRow],
    fact: VoteClosed | SessionVoteRecorded | SessionVoteCountersigned,
    position: int,
) -> None:
    if isinstance(fact, SessionVoteCountersigned):
        row = rows.get(fact.vote_id)
        if row is None or row.awaited is not Awaited.SIGNATURES:
            return
        signed = tuple(sorted({*row.signed, fact.partner_id}))
        holds = len(signed) >= COUNTERSIGNATURES
        awaited = Awaited.DECISION if holds else Awaited.SIGNATURES
        rows.put(replace(row, signed=signed, awaited=awaited, cause=position))
        return
    if fact.outcome not in DECIDING:
        return
    in_room = isinstance(fact, SessionVoteRecorded)
    rows.put(
        AwaitedRow(
            vote_id=fact.vote_id,
            proposal_id=fact.proposal_id,
            awaited=Awaited.SIGNATURES if in_room else Awaited.DECISION,
            cause=position,
        )
    )


def _decided(rows: Rows[AwaitedRow], fact: DecisionRecorded, position: int) -> None:
    subject = fact.subject
    effect = EFFECTS.get(type(subject))
    if effect is None:
        rows.drop(fact.vote_id)
        return
    rows.put(
        AwaitedRow(
            vote_id=fact.vote_id,
            proposal_id=fact.proposal_id,
            awaited=effect,
            cause=position,
            decision_id=fact.decision_id,
            mandate_id=(
                subject.mandate_id if isinstance(subject, Designating) else None
            ),
            subject=subject,
        )
    )


def awaited_of(shelf: Shelf, *kinds: Awaited) -> Sequence[AwaitedRow]:
    """Return what waits of these kinds, oldest first."""
    found: list[AwaitedRow] = []
    for kind in kinds:
        page = shelf.page(
            awaiting, awaited=kind.value, limit=AWAITED_MAX, is_newest_first=False
        )
        found += [placed.row for placed in page.rows]
    return found


awaiting = View("awaiting", 1, AwaitedRow, facts_of(Followed), apply)

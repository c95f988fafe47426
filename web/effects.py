"""Effects: what follows by rule from votes that closed and decisions made."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from ledger.application import Ledger, TooContended
from ledger.governance.decisions.refusals import EffectDone
from ledger.governance.proposals.subjects import Designating
from ledger.kernel.identifiers import DecisionId, ProposalId, VoteId
from ledger.kernel.messages import Command, Refusal
from ledger.reactions import (
    when_an_effect_is_refused_note_it,
    when_decision_designates_grant_the_mandate,
    when_decision_on_a_rule_is_recorded_adopt_it,
    when_vote_closes_record_decision,
)
from projections.governance.awaiting import Awaited, AwaitedRow, awaited_of
from projections.shelf import Shelf


def _decision(row: AwaitedRow, at: datetime) -> Command:
    return when_vote_closes_record_decision.reaction(
        vote_id=VoteId(row.vote_id),
        proposal_id=ProposalId(row.proposal_id),
        cause=row.cause,
        at=at,
    )


def _rule(row: AwaitedRow, at: datetime) -> Command:
    return when_decision_on_a_rule_is_recorded_adopt_it.reaction(
        decision_id=DecisionId(row.decision_id or ""), cause=row.cause, at=at
    )


def _designation(row: AwaitedRow, at: datetime) -> Command:
    subject = row.subject
    assert isinstance(subject, Designating), "the view says what kind it is"
    return when_decision_designates_grant_the_mandate.reaction(
        decision_id=DecisionId(row.decision_id or ""),
        mandate_id=subject.mandate_id,
        partner_id=subject.partner_id,
        person_id=subject.person_id,
        cause=row.cause,
        at=at,
    )


REACTIONS: Final[dict[Awaited, Callable[[AwaitedRow, datetime], Command]]] = {
    Awaited.DECISION: _decision,
    Awaited.RULE: _rule,
    Awaited.DESIGNATION: _designation,
}
"""What each asks for."""


def awaited_effects(shelf: Shelf) -> list[AwaitedRow]:
    """Return what waits for a rule, oldest first."""
    return sorted(awaited_of(shelf, *REACTIONS), key=lambda row: row.cause)


def take_effect(ledger: Ledger, row: AwaitedRow, at: datetime) -> int:
    """Do what follows, or note why it was refused; return how many facts that made.

    Killed in between, the next round asks again with the same key. Done by a
    faster reactor, it is no refusal.
    """
    try:
        return _recorded(ledger, REACTIONS[row.awaited](row, at))
    except EffectDone:
        return 0
    except Refusal as refusal:
        if row.decision_id is None:
            return 0
        return _note(ledger, row, refusal, at)


def _note(ledger: Ledger, row: AwaitedRow, refusal: Refusal, at: datetime) -> int:
    noting = when_an_effect_is_refused_note_it.reaction(
        decision_id=DecisionId(row.decision_id or ""),
        refusal=refusal,
        cause=row.cause,
        at=at,
    )
    try:
        return _recorded(ledger, noting)
    except Refusal:
        return 0


def _recorded(ledger: Ledger, command: Command) -> int:
    try:
        appended: Any = ledger.handle(command)
    except TooContended:  # the next round asks again
        return 0
    return int(not appended.is_repeat)

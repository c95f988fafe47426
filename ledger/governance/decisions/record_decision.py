"""Record a decision: a vote that adopted something becomes a decision, by rule.

A vote held in a room becomes one once two of those who were there, from other
partners than the recorder's, have countersigned its counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.governance.decisions.events import DecisionRecorded
from ledger.governance.decisions.refusals import DecisionExists, NothingDecided
from ledger.governance.proposals.events import ProposalPublished, ProposalReworded
from ledger.governance.proposals.subjects import Subject
from ledger.governance.voting.events import (
    SessionVoteCountersigned,
    SessionVoteRecorded,
    VoteClosed,
    VoteOpened,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import DecisionId, PartnerId, ProposalId, VoteId
from ledger.kernel.messages import Acting, Command

DECIDING: Final = frozenset({Outcome.ADOPTED, Outcome.RETAINED})
COUNTERSIGNATURES: Final = 2


@dataclass(frozen=True, kw_only=True)
class RecordDecision(Command):
    """What a vote adopted is a decision."""

    decision_id: DecisionId
    proposal_id: ProposalId
    vote_id: VoteId


@dataclass(frozen=True)
class Result:
    """The proposal's versions, and how the vote ended."""

    published: ProposalPublished | None = None
    subjects: Mapping[int, Subject] = field(default_factory=dict[int, Subject])
    vote: VoteOpened | SessionVoteRecorded | None = None
    decided_on: date | None = None
    outcome: Outcome | None = None
    retained: tuple[str, ...] = ()
    countersigned: frozenset[PartnerId] | None = None
    is_recorded: bool = False

    @property
    def is_decided(self) -> bool:
        """Tell whether the vote adopted something, and its counts hold."""
        if self.outcome not in DECIDING:
            return False
        signed = self.countersigned
        return signed is None or len(signed) >= COUNTERSIGNATURES


def boundary(command: RecordDecision) -> Boundary:
    """Depend on the vote, on the proposal, on a decision recorded already."""
    return (
        facts(
            VoteOpened,
            VoteClosed,
            SessionVoteRecorded,
            SessionVoteCountersigned,
            vote_id=command.vote_id,
        ),
        facts(ProposalPublished, ProposalReworded, proposal_id=command.proposal_id),
        facts(DecisionRecorded, vote_id=command.vote_id),
    )


def evolve(  # noqa: PLR0911  # one way out for each kind of fact
    result: Result,
    fact: VoteOpened
    | VoteClosed
    | SessionVoteRecorded
    | SessionVoteCountersigned
    | ProposalPublished
    | ProposalReworded
    | DecisionRecorded,
) -> Result:
    """Remember what was proposed, and what the vote came to."""
    match fact:
        case ProposalPublished(subject=subject):
            return replace(
                result, published=fact, subjects={**result.subjects, 1: subject}
            )
        case ProposalReworded(text_version=version, subject=subject):
            return replace(result, subjects={**result.subjects, version: subject})
        case VoteOpened():
            return replace(result, vote=fact)
        case VoteClosed():
            return replace(
                result,
                decided_on=fact.closed_on,
                outcome=fact.outcome,
                retained=fact.retained,
            )
        case SessionVoteRecorded():
            return replace(
                result,
                vote=fact,
                decided_on=fact.held_on,
                outcome=fact.outcome,
                retained=fact.retained,
                countersigned=frozenset[PartnerId](),
            )
        case SessionVoteCountersigned(partner_id=partner):
            signed = (result.countersigned or frozenset()) | {partner}
            return replace(result, countersigned=signed)
        case DecisionRecorded():
            return replace(result, is_recorded=True)


def decide(
    result: Result, command: RecordDecision, _acting: Acting
) -> list[DecisionRecorded]:
    """Record it once, as the version that was voted on says."""
    if result.is_recorded:
        raise DecisionExists
    published, vote, decided_on = result.published, result.vote, result.decided_on
    if published is None or vote is None or decided_on is None:
        raise NothingDecided
    if vote.proposal_id != command.proposal_id or not result.is_decided:
        raise NothingDecided
    return [
        DecisionRecorded(
            decision_id=command.decision_id,
            proposal_id=command.proposal_id,
            vote_id=command.vote_id,
            author_id=published.partner_id,
            decided_on=decided_on,
            kind=vote.kind,
            rules_version=vote.rules_version,
            rule=vote.rule,
            text_version=vote.text_version,
            subject=result.subjects[vote.text_version],
            bearing=published.bearing,
            bodies=published.bodies,
            retained=result.retained,
        )
    ]


record_decision = Decider(boundary, Result(), evolve, decide)

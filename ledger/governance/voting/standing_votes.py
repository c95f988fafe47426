"""Standing votes: what was already decided, or is being decided, on a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.events import (
    SessionVoteCountersigned,
    SessionVoteRecorded,
    VoteClosed,
    VoteOpened,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import MeetingId, PartnerId, ProposalId, VoteId

VOTES: Final = (
    VoteOpened,
    VoteClosed,
    SessionVoteRecorded,
    SessionVoteCountersigned,
)
VotesFact = VoteOpened | VoteClosed | SessionVoteRecorded | SessionVoteCountersigned
COUNTERSIGNATURES: Final = 2
"""Partners that make the counts of a room hold, besides the one that recorded them."""

UNDECIDED: Final = frozenset(
    {Outcome.QUORUM_MISSED, Outcome.VOIDED, Outcome.CONSENT_WITHHELD}
)
"""Outcomes after which the same proposal may come before a vote again."""


@dataclass(frozen=True)
class Held:
    """A vote on the proposal: by which rule, on which version, and what it came to.

    A vote held in a room has its meeting, and those who countersigned.
    """

    rule: DecisionRule
    text_version: int
    call: Call
    outcome: Outcome | None = None
    closed_on: date | None = None
    meeting_id: MeetingId | None = None
    recorded_by: PartnerId | None = None
    countersigned: frozenset[PartnerId] = frozenset()

    @property
    def awaits(self) -> bool:
        """Tell whether the counts of a room await those who say they are right."""
        if self.meeting_id is None:
            return False
        return len(self.countersigned) < COUNTERSIGNATURES


Votes = Mapping[VoteId, Held]


NO_VOTES: Final[Votes] = {}


def votes_on(proposal_id: ProposalId) -> Facts:
    """Depend on the votes that are and were held on a proposal."""
    return facts(*VOTES, proposal_id=proposal_id)


def evolve_votes(votes: Votes, fact: VotesFact) -> Votes:
    """Remember what was opened, closed, or counted in a room."""
    match fact:
        case VoteOpened():
            held = Held(fact.rule, fact.text_version, fact.call)
            return {**votes, fact.vote_id: held}
        case VoteClosed():
            closed = replace(
                votes[fact.vote_id], outcome=fact.outcome, closed_on=fact.closed_on
            )
            return {**votes, fact.vote_id: closed}
        case SessionVoteRecorded():
            held = Held(
                fact.rule,
                fact.text_version,
                fact.call,
                fact.outcome,
                fact.held_on,
                fact.meeting_id,
                fact.partner_id,
            )
            return {**votes, fact.vote_id: held}
        case SessionVoteCountersigned(partner_id=partner):
            held = votes[fact.vote_id]
            signed = replace(held, countersigned=held.countersigned | {partner})
            return {**votes, fact.vote_id: signed}


def last_of(votes: Votes) -> Held | None:
    """Return the vote that was opened or recorded last."""
    return list(votes.values())[-1] if votes else None

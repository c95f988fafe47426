"""Booth: all that one ballot depends on, and nothing of anybody else's.

Other ballots stay outside, so a whole assembly votes at once without a conflict.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.rules.decision_rule import Voters
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import (
    BallotCast,
    BallotChanged,
    ConflictOfInterestDeclared,
    ElectorateListed,
    RecusalRecorded,
    VoteClosed,
    VoteExtended,
    VoteOpened,
)
from ledger.governance.voting.refusals import (
    NotAmongVoters,
    UnknownVote,
    VoteIsClosed,
    VoteIsOver,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import MandateId, VoteId, joined
from ledger.kernel.messages import Acting, Command
from ledger.membership.mandates.assembly import REPRESENTING

VOTE: Final = (VoteOpened, VoteExtended, VoteClosed)
VoteFact = VoteOpened | VoteExtended | VoteClosed
OWN: Final = (
    ElectorateListed,
    BallotCast,
    BallotChanged,
    ConflictOfInterestDeclared,
    RecusalRecorded,
)
OwnFact = (
    ElectorateListed
    | BallotCast
    | BallotChanged
    | ConflictOfInterestDeclared
    | RecusalRecorded
)


@dataclass(frozen=True)
class Booth:
    """The vote, a part of its electorate, and what these mandates did in it."""

    vote: VoteOpened | None = None
    extended: VoteExtended | None = None
    extensions: int = 0
    is_closed: bool = False
    voters: Mapping[MandateId, Voter] = field(default_factory=dict[MandateId, Voter])
    ballots: Mapping[MandateId, BallotCast | BallotChanged] = field(
        default_factory=dict[MandateId, BallotCast | BallotChanged]
    )
    interested: frozenset[MandateId] = frozenset()
    recused: frozenset[MandateId] = frozenset()


EMPTY: Final = Booth()


def booth_of(vote_id: VoteId, mandate_id: MandateId, part: int) -> Boundary:
    """Depend on the vote, on one part of who votes, on this mandate's own answers."""
    return (
        facts(*VOTE, vote_id=vote_id),
        facts(ElectorateListed, electorate_id=joined(vote_id, str(part))),
        facts(
            BallotCast,
            BallotChanged,
            ConflictOfInterestDeclared,
            RecusalRecorded,
            ballot_id=joined(vote_id, mandate_id),
        ),
    )


def evolve_booth(booth: Booth, fact: VoteFact | OwnFact) -> Booth:  # noqa: PLR0911  # one way out for each kind of fact
    """Remember the vote and what was done in it."""
    match fact:
        case VoteOpened():
            return replace(booth, vote=fact)
        case VoteExtended():
            return replace(booth, extended=fact, extensions=booth.extensions + 1)
        case VoteClosed():
            return replace(booth, is_closed=True)
        case ElectorateListed(voters=voters):
            listed = {voter.mandate_id: voter for voter in voters}
            return replace(booth, voters={**booth.voters, **listed})
        case BallotCast(mandate_id=name) | BallotChanged(mandate_id=name):
            return replace(booth, ballots={**booth.ballots, name: fact})
        case ConflictOfInterestDeclared(mandate_id=name):
            return replace(booth, interested=booth.interested | {name})
        case RecusalRecorded(mandate_id=name):
            return replace(booth, recused=booth.recused | {name})


def require_open(booth: Booth, command: Command) -> VoteOpened:
    """Return the vote, or refuse one that is not there, closed, or past its moment."""
    if booth.vote is None:
        raise UnknownVote
    if booth.is_closed:
        raise VoteIsClosed
    closes_at = (booth.extended or booth.vote).closes_at
    if command.at >= closes_at:
        raise VoteIsOver(moment=closes_at.isoformat())
    return booth.vote


def require_voter(booth: Booth, mandate_id: MandateId) -> Voter:
    """Return the voter, or refuse who was not in force as the vote opened."""
    voter = booth.voters.get(mandate_id)
    if voter is None:
        raise NotAmongVoters
    return voter


def speaks_for(vote: VoteOpened, voter: Voter, acting: Acting) -> bool:
    """Tell whether a voice is the actor's own, or of the partner they represent."""
    if acting.actor.mandate_id == voter.mandate_id:
        return True
    if vote.rule.voters is Voters.BOARD or acting.capacity not in REPRESENTING:
        return False
    return voter.partner_id == acting.partner_id

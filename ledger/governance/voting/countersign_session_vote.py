"""Countersign a session vote: somebody who was there says that the counts are right."""

from dataclasses import dataclass, field, replace

from ledger.governance.meetings.events import AttendanceRecorded, Presence
from ledger.governance.voting.events import SessionVoteCountersigned
from ledger.governance.voting.refusals import UnknownVote
from ledger.governance.voting.room.refusals import (
    AlreadySigned,
    NotASessionVote,
    OwnCounts,
    RecordedAnew,
    WasNotThere,
)
from ledger.governance.voting.standing_votes import (
    NO_VOTES,
    VOTES,
    Votes,
    VotesFact,
    evolve_votes,
    votes_on,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MeetingId, PartnerId, ProposalId, VoteId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class CountersignSessionVote(Command):
    """The mandate that acts was present, and finds the counts right."""

    vote_id: VoteId
    proposal_id: ProposalId
    meeting_id: MeetingId
    partner_id: PartnerId


@dataclass(frozen=True)
class Counts:
    """The votes on the proposal, who was in the meeting, where the partner stands."""

    votes: Votes = field(default_factory=lambda: NO_VOTES)
    attendance: AttendanceRecorded | None = None
    partnership: Partnership = Partnership.UNKNOWN


def boundary(command: CountersignSessionVote) -> Boundary:
    """Depend on the proposal's votes, on the attendance, on the partner."""
    return (
        votes_on(command.proposal_id),
        facts(AttendanceRecorded, meeting_id=command.meeting_id),
        partnership_of(command.partner_id),
    )


def evolve(
    counts: Counts, fact: VotesFact | AttendanceRecorded | PartnershipFact
) -> Counts:
    """Remember all three."""
    if isinstance(fact, PARTNERSHIP):
        return replace(counts, partnership=evolve_partnership(fact))
    if isinstance(fact, VOTES):
        return replace(counts, votes=evolve_votes(counts.votes, fact))
    return replace(counts, attendance=fact)


def decide(
    counts: Counts, command: CountersignSessionVote, acting: Acting
) -> list[SessionVoteCountersigned]:
    """Take it from another partner than the recorder's, once for each partner."""
    require_standing(acting, command.partner_id, counts.partnership)
    held = counts.votes.get(command.vote_id)
    if held is None:
        raise UnknownVote
    if held.meeting_id is None or held.meeting_id != command.meeting_id:
        raise NotASessionVote
    if list(counts.votes)[-1] != command.vote_id:
        raise RecordedAnew
    if held.recorded_by == command.partner_id:
        raise OwnCounts
    if command.partner_id in held.countersigned:
        raise AlreadySigned
    own = acting.actor.mandate_id
    assert own is not None, "the policy lets mandates through only"
    assert counts.attendance is not None, "counts are recorded after the attendance"
    if not any(
        one.mandate_id == own and one.presence is Presence.PRESENT
        for one in counts.attendance.attendees
    ):
        raise WasNotThere
    return [
        SessionVoteCountersigned(
            vote_id=command.vote_id,
            proposal_id=command.proposal_id,
            mandate_id=own,
            partner_id=command.partner_id,
        )
    ]


countersign_session_vote = Decider(boundary, Counts(), evolve, decide)

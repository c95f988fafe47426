"""Session: all that a vote held in a room depends on."""

from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.charter.flags import (
    FLAGS,
    NO_FLAGS,
    FlagFact,
    Flags,
    evolve_flags,
    flags_on,
)
from ledger.governance.meetings.events import AttendanceRecorded
from ledger.governance.meetings.gathering import (
    NO_GATHERING,
    Gathering,
    MeetingFact,
    evolve_gathering,
    gathering_of,
)
from ledger.governance.proposals.tabled import (
    NOT_TABLED,
    TABLED,
    Tabled,
    TabledFact,
    evolve_tabled,
    tabled,
)
from ledger.governance.rules.in_force import (
    NO_RULES,
    RULES,
    RulesFact,
    RulesInForce,
    evolve_rules,
    rules_in_force,
)
from ledger.governance.voting.events import (
    SessionVoteRecorded,
    VoteOpened,
)
from ledger.governance.voting.standing_votes import (
    NO_VOTES,
    VOTES,
    Votes,
    VotesFact,
    evolve_votes,
    votes_on,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import (
    MeetingId,
    PartnerId,
    ProposalId,
    VoteId,
)
from ledger.membership.mandates.events import (
    CollegeFounded,
    MandateGranted,
    MandateWithdrawn,
    PartnerAssignedToCollege,
)
from ledger.membership.mandates.roll import (
    NO_ROLL,
    ROLL,
    Roll,
    RollFact,
    evolve_roll,
    the_roll,
)
from ledger.membership.partners.standing import PartnershipFact

NOT_OF_THE_MEETING: Final = (
    MandateGranted,
    MandateWithdrawn,
    PartnerAssignedToCollege,
    CollegeFounded,
)


@dataclass(frozen=True)
class Session:
    """The meeting and who came, the proposal and its votes, the rules, who votes."""

    gathering: Gathering = NO_GATHERING
    attendance: AttendanceRecorded | None = None
    table: Tabled = NOT_TABLED
    flags: Flags = NO_FLAGS
    votes: Votes = field(default_factory=lambda: NO_VOTES)
    rules: RulesInForce = NO_RULES
    roll: Roll = NO_ROLL


NO_SESSION: Final = Session()


def session_of(
    meeting_id: MeetingId,
    proposal_id: ProposalId,
    vote_id: VoteId,
    partner_id: PartnerId,
) -> Boundary:
    """Depend on the meeting, the proposal and its votes, the rules, who votes."""
    return (
        *gathering_of(meeting_id, partner_id),
        facts(AttendanceRecorded, meeting_id=meeting_id),
        tabled(proposal_id),
        votes_on(proposal_id),
        flags_on(proposal_id),
        rules_in_force(),
        the_roll(),
        facts(VoteOpened, SessionVoteRecorded, vote_id=vote_id),
    )


SessionFact = (
    MeetingFact
    | PartnershipFact
    | AttendanceRecorded
    | TabledFact
    | VotesFact
    | FlagFact
    | RulesFact
    | RollFact
)


def evolve_session(session: Session, fact: SessionFact) -> Session:  # noqa: PLR0911  # one way out for each part of the state
    """Remember what the fact changes: some facts belong to roll and meeting."""
    if isinstance(fact, AttendanceRecorded):
        return replace(session, attendance=fact)
    if isinstance(fact, TABLED):
        return replace(session, table=evolve_tabled(session.table, fact))
    if isinstance(fact, VOTES):
        return replace(session, votes=evolve_votes(session.votes, fact))
    if isinstance(fact, FLAGS):
        return replace(session, flags=evolve_flags(session.flags, fact))
    if isinstance(fact, RULES):
        return replace(session, rules=evolve_rules(session.rules, fact))
    if isinstance(fact, ROLL):
        session = replace(session, roll=evolve_roll(session.roll, fact))
    if isinstance(fact, NOT_OF_THE_MEETING):
        return session
    return replace(session, gathering=evolve_gathering(session.gathering, fact))

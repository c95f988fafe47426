"""Record a statement: who said what in a meeting, in their words."""

from dataclasses import dataclass, replace

from ledger.governance.meetings.events import Said, StatementRecorded
from ledger.governance.meetings.gathering import (
    NO_GATHERING,
    Gathering,
    MeetingFact,
    evolve_gathering,
    gathering_of,
    require_begun,
)
from ledger.governance.meetings.refusals import SpeakerNotPartner, StatementExists
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MeetingId, PartnerId, StatementId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    standing_in,
)


@dataclass(frozen=True, kw_only=True)
class RecordStatement(Command):
    """Whoever serves the commons notes what a partner said, or offered."""

    meeting_id: MeetingId
    statement_id: StatementId
    partner_id: PartnerId
    speaker_id: PartnerId
    said: Said
    text: Words


@dataclass(frozen=True)
class Notes:
    """The meeting, and whether this name is taken."""

    gathering: Gathering = NO_GATHERING
    is_taken: bool = False


def boundary(command: RecordStatement) -> Boundary:
    """Depend on the meeting, on who records and who spoke, on this name."""
    return (
        *gathering_of(command.meeting_id, command.partner_id, command.speaker_id),
        facts(StatementRecorded, statement_id=command.statement_id),
    )


def evolve(
    notes: Notes, fact: MeetingFact | PartnershipFact | StatementRecorded
) -> Notes:
    """Remember meeting, standings and name."""
    match fact:
        case StatementRecorded():
            return replace(notes, is_taken=True)
        case _:
            return replace(notes, gathering=evolve_gathering(notes.gathering, fact))


def decide(
    notes: Notes, command: RecordStatement, acting: Acting
) -> list[StatementRecorded]:
    """Note it for a partner, who confirms or amends it."""
    require_begun(notes.gathering, command.partner_id, acting, command)
    speaker = standing_in(notes.gathering.standings, command.speaker_id)
    if speaker in {Partnership.UNKNOWN, Partnership.INVITED, Partnership.DECLINED}:
        raise SpeakerNotPartner
    if notes.is_taken:
        raise StatementExists
    return [
        StatementRecorded(
            meeting_id=command.meeting_id,
            statement_id=command.statement_id,
            partner_id=command.partner_id,
            speaker_id=command.speaker_id,
            said=command.said,
            text=command.text,
        )
    ]


record_statement = Decider(boundary, Notes(), evolve, decide)

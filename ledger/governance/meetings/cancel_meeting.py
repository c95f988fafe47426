"""Cancel a meeting: it will not take place, and why."""

from dataclasses import dataclass

from ledger.governance.meetings.events import MeetingCancelled
from ledger.governance.meetings.gathering import (
    NO_GATHERING,
    Gathering,
    evolve_gathering,
    gathering_of,
    require_convened,
)
from ledger.governance.meetings.refusals import MeetingBegun
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MeetingId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class CancelMeeting(Command):
    """Whoever serves the commons calls it off."""

    meeting_id: MeetingId
    partner_id: PartnerId
    reason: Words


def boundary(command: CancelMeeting) -> Boundary:
    """Depend on the meeting, and on who acts."""
    return gathering_of(command.meeting_id, command.partner_id)


def decide(
    gathering: Gathering, command: CancelMeeting, acting: Acting
) -> list[MeetingCancelled]:
    """Call off what has not begun."""
    starts_at = require_convened(gathering, command.partner_id, acting)
    if command.at >= starts_at:
        raise MeetingBegun
    return [
        MeetingCancelled(
            meeting_id=command.meeting_id,
            partner_id=command.partner_id,
            reason=command.reason,
        )
    ]


cancel_meeting = Decider(boundary, NO_GATHERING, evolve_gathering, decide)

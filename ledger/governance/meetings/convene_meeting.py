"""Convene a meeting: when, where, on what."""

from dataclasses import dataclass
from datetime import datetime

from ledger.governance.meetings.convening import check_agenda, check_moment
from ledger.governance.meetings.events import AgendaItem, MeetingConvened
from ledger.governance.meetings.gathering import (
    NO_GATHERING,
    Gathering,
    evolve_gathering,
    gathering_of,
)
from ledger.governance.meetings.refusals import MeetingExists
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MeetingId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing, standing_in


@dataclass(frozen=True, kw_only=True)
class ConveneMeeting(Command):
    """Whoever serves the commons convenes."""

    meeting_id: MeetingId
    partner_id: PartnerId
    title: Words
    place: Words
    starts_at: datetime
    agenda: tuple[AgendaItem, ...]


def boundary(command: ConveneMeeting) -> Boundary:
    """Depend on this name, and on who convenes."""
    return gathering_of(command.meeting_id, command.partner_id)


def decide(
    gathering: Gathering, command: ConveneMeeting, acting: Acting
) -> list[MeetingConvened]:
    """Convene it for a moment to come."""
    own = standing_in(gathering.standings, command.partner_id)
    require_standing(acting, command.partner_id, own)
    if gathering.starts_at is not None:
        raise MeetingExists
    check_moment(command.starts_at, command.at)
    check_agenda(command.agenda)
    return [
        MeetingConvened(
            meeting_id=command.meeting_id,
            partner_id=command.partner_id,
            title=command.title,
            place=command.place,
            starts_at=command.starts_at,
            agenda=command.agenda,
        )
    ]


convene_meeting = Decider(boundary, NO_GATHERING, evolve_gathering, decide)

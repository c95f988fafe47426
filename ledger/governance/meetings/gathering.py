"""Gathering: a meeting as it was convened, and whether it has taken place."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from ledger.governance.meetings.events import (
    AgendaItem,
    MeetingCancelled,
    MeetingConvened,
    MinutesCorrected,
    MinutesPublished,
    SecondConvocationIssued,
)
from ledger.governance.meetings.refusals import (
    MeetingIsCancelled,
    MeetingNotBegun,
    UnknownMeeting,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import MeetingId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PARTNERSHIP,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_standing,
    standing_in,
)

MEETING: Final = (
    MeetingConvened,
    SecondConvocationIssued,
    MeetingCancelled,
    MinutesPublished,
    MinutesCorrected,
)
MeetingFact = (
    MeetingConvened
    | SecondConvocationIssued
    | MeetingCancelled
    | MinutesPublished
    | MinutesCorrected
)


@dataclass(frozen=True)
class Gathering:
    """The meeting, and where those who act in it stand."""

    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    starts_at: datetime | None = None
    agenda: tuple[AgendaItem, ...] = ()
    is_second: bool = False
    is_cancelled: bool = False
    has_minutes: bool = False


NO_GATHERING: Final = Gathering()


def gathering_of(meeting_id: MeetingId, *partner_ids: PartnerId) -> Boundary:
    """Depend on a meeting, and on the standing of these partners."""
    return (facts(*MEETING, meeting_id=meeting_id), *partnerships_of(*partner_ids))


def evolve_gathering(
    gathering: Gathering, fact: MeetingFact | PartnershipFact
) -> Gathering:
    """Remember when it is, whether it is cancelled, whether its minutes are out."""
    if isinstance(fact, PARTNERSHIP):
        standings = evolve_standings(gathering.standings, fact)
        return replace(gathering, standings=standings)
    match fact:
        case MeetingConvened() | SecondConvocationIssued():
            return replace(
                gathering,
                starts_at=fact.starts_at,
                agenda=fact.agenda,
                is_second=isinstance(fact, SecondConvocationIssued),
            )
        case MeetingCancelled():
            return replace(gathering, is_cancelled=True)
        case MinutesPublished() | MinutesCorrected():
            return replace(gathering, has_minutes=True)


def require_convened(
    gathering: Gathering, partner_id: PartnerId, acting: Acting
) -> datetime:
    """Return when the meeting begins; refuse one that is unknown or cancelled."""
    own = standing_in(gathering.standings, partner_id)
    require_standing(acting, partner_id, own)
    if gathering.starts_at is None:
        raise UnknownMeeting
    if gathering.is_cancelled:
        raise MeetingIsCancelled
    return gathering.starts_at


def require_begun(
    gathering: Gathering, partner_id: PartnerId, acting: Acting, command: Command
) -> datetime:
    """Return when the meeting began; refuse one that has not."""
    starts_at = require_convened(gathering, partner_id, acting)
    if command.at < starts_at:
        raise MeetingNotBegun
    return starts_at

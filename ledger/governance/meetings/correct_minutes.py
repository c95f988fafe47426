"""Correct minutes: as they should have been; the first stay."""

from dataclasses import dataclass

from ledger.governance.meetings.events import MinutesCorrected
from ledger.governance.meetings.gathering import (
    NO_GATHERING,
    Gathering,
    evolve_gathering,
    gathering_of,
    require_begun,
)
from ledger.governance.meetings.parts import check_parts
from ledger.governance.meetings.refusals import MinutesNotPublished
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MeetingId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class CorrectMinutes(Command):
    """Whoever serves the commons publishes them anew, and says why."""

    meeting_id: MeetingId
    partner_id: PartnerId
    texts: tuple[Words, ...]
    reason: Words


def boundary(command: CorrectMinutes) -> Boundary:
    """Depend on the meeting, and on who acts."""
    return gathering_of(command.meeting_id, command.partner_id)


def decide(
    gathering: Gathering, command: CorrectMinutes, acting: Acting
) -> list[MinutesCorrected]:
    """Take the whole minutes anew."""
    require_begun(gathering, command.partner_id, acting, command)
    if not gathering.has_minutes:
        raise MinutesNotPublished
    check_parts(command.texts)
    return [
        MinutesCorrected(
            meeting_id=command.meeting_id,
            partner_id=command.partner_id,
            texts=command.texts,
            reason=command.reason,
        )
    ]


correct_minutes = Decider(boundary, NO_GATHERING, evolve_gathering, decide)

"""Publish minutes: what was said in a meeting, whole, for everyone."""

from dataclasses import dataclass

from ledger.governance.meetings.events import MinutesPublished
from ledger.governance.meetings.gathering import (
    NO_GATHERING,
    Gathering,
    evolve_gathering,
    gathering_of,
    require_begun,
)
from ledger.governance.meetings.parts import check_parts
from ledger.governance.meetings.refusals import MinutesPublishedAlready
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MeetingId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class PublishMinutes(Command):
    """Whoever serves the commons publishes them, in parts that each fit a page."""

    meeting_id: MeetingId
    partner_id: PartnerId
    texts: tuple[Words, ...]


def boundary(command: PublishMinutes) -> Boundary:
    """Depend on the meeting, and on who acts."""
    return gathering_of(command.meeting_id, command.partner_id)


def decide(
    gathering: Gathering, command: PublishMinutes, acting: Acting
) -> list[MinutesPublished]:
    """Publish them once the meeting has begun, and once."""
    require_begun(gathering, command.partner_id, acting, command)
    if gathering.has_minutes:
        raise MinutesPublishedAlready
    check_parts(command.texts)
    return [
        MinutesPublished(
            meeting_id=command.meeting_id,
            partner_id=command.partner_id,
            texts=command.texts,
        )
    ]


publish_minutes = Decider(boundary, NO_GATHERING, evolve_gathering, decide)

"""Record attendance: who was there, who was represented, who was excused.

Recorded again, it replaces what was recorded before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ledger.governance.meetings.events import (
    AttendanceRecorded,
    Attendee,
    Presence,
)
from ledger.governance.meetings.gathering import (
    NO_GATHERING,
    Gathering,
    MeetingFact,
    evolve_gathering,
    gathering_of,
    require_begun,
)
from ledger.governance.meetings.refusals import (
    AttendeeNotInForce,
    AttendeesMissing,
    AttendeeTwice,
    RepresentedByWhom,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MandateId, MeetingId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
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

ATTENDEES: Final = range(1, 201)
NOT_OF_THE_MEETING: Final = (
    MandateGranted,
    MandateWithdrawn,
    PartnerAssignedToCollege,
    CollegeFounded,
)


@dataclass(frozen=True, kw_only=True)
class RecordAttendance(Command):
    """Whoever serves the commons says who attended."""

    meeting_id: MeetingId
    partner_id: PartnerId
    attendees: tuple[Attendee, ...]


@dataclass(frozen=True)
class Door:
    """The meeting, and everybody who is designated."""

    gathering: Gathering = NO_GATHERING
    roll: Roll = NO_ROLL


def boundary(command: RecordAttendance) -> Boundary:
    """Depend on the meeting, on who records, on everybody's designations."""
    return (*gathering_of(command.meeting_id, command.partner_id), the_roll())


def evolve(door: Door, fact: MeetingFact | PartnershipFact | RollFact) -> Door:
    """Remember meeting, standing and roll: some facts belong to both."""
    if isinstance(fact, ROLL):
        door = replace(door, roll=evolve_roll(door.roll, fact))
    if isinstance(fact, NOT_OF_THE_MEETING):
        return door
    return replace(door, gathering=evolve_gathering(door.gathering, fact))


def decide(
    door: Door, command: RecordAttendance, acting: Acting
) -> list[AttendanceRecorded]:
    """Take mandates that were in force on the day of the meeting."""
    starts_at = require_begun(door.gathering, command.partner_id, acting, command)
    if len(command.attendees) not in ATTENDEES:
        raise AttendeesMissing
    named = {one.mandate_id: one for one in command.attendees}
    if len(named) != len(command.attendees):
        raise AttendeeTwice
    day = day_in_paris(starts_at)
    for name in named:
        mandate = door.roll.mandates.get(name)
        if mandate is None or not mandate.is_in_force(day):
            raise AttendeeNotInForce
    for one in command.attendees:
        _check_represented(one, named)
    return [
        AttendanceRecorded(
            meeting_id=command.meeting_id,
            partner_id=command.partner_id,
            attendees=command.attendees,
        )
    ]


def _check_represented(one: Attendee, named: Mapping[MandateId, Attendee]) -> None:
    if one.presence is not Presence.REPRESENTED:
        if one.through is not None:
            raise RepresentedByWhom
        return
    holder = named.get(one.through) if one.through is not None else None
    if holder is None or holder.presence is not Presence.PRESENT:
        raise RepresentedByWhom


record_attendance = Decider(boundary, Door(), evolve, decide)

"""Record attendance."""

from datetime import date
from typing import Any

from ledger.governance.meetings.events import (
    AttendanceRecorded,
    Attendee,
    Presence,
)
from ledger.governance.meetings.record_attendance import RecordAttendance
from ledger.governance.meetings.refusals import (
    AttendeeNotInForce,
    AttendeesMissing,
    AttendeeTwice,
    MeetingNotBegun,
    RepresentedByWhom,
)
from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Capacity, Command
from tests.cast import CLEO, PONT, SOURCES, mandate, mandate_id
from tests.parlour import (
    ADAS,
    AFTERWARDS,
    BENS,
    CAME,
    DIAS,
    PARLOUR,
    PICNIC,
    asked,
)
from tests.spec import given


def attending(
    attendees: tuple[Attendee, ...] = CAME,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {"meeting_id": PARLOUR, "attendees": attendees}
    return asked(RecordAttendance, PONT, **told | content)


def present(name: MandateId) -> Attendee:
    return Attendee(mandate_id=name, presence=Presence.PRESENT)


def test_who_was_there_is_recorded_after_the_beginning() -> None:
    """Present, represented by somebody present, or excused; and again."""
    recorded = AttendanceRecorded(meeting_id=PARLOUR, partner_id=PONT, attendees=CAME)
    given(*AFTERWARDS).when(attending()).then(recorded)
    given(*AFTERWARDS, recorded).when(attending()).then(recorded)


def test_nobody_has_attended_what_has_not_begun() -> None:
    """Record it afterwards."""
    early = attending(meeting_id=PICNIC)
    given(*AFTERWARDS).when(early).refused(MeetingNotBegun)


def test_each_mandate_is_named_once_and_somebody_is() -> None:
    """Up to two hundred."""
    story = given(*AFTERWARDS)
    story.when(attending(())).refused(AttendeesMissing)
    story.when(attending((present(ADAS), present(ADAS)))).refused(AttendeeTwice)


def test_only_mandates_in_force_that_day_attend() -> None:
    """Neither unknown ones, nor those that began later."""
    later = mandate(CLEO, SOURCES, Capacity.ALTERNATE, starts_on=date(2026, 3, 10))
    story = given(*AFTERWARDS, later)
    nobody = (present(MandateId("nobody")),)
    story.when(attending(nobody)).refused(AttendeeNotInForce)
    too_late = (present(mandate_id(CLEO, SOURCES, Capacity.ALTERNATE)),)
    story.when(attending(too_late)).refused(AttendeeNotInForce)


def test_whoever_is_represented_is_so_by_somebody_present() -> None:
    """And nobody else is represented by anybody."""
    story = given(*AFTERWARDS)
    alone = Attendee(mandate_id=BENS, presence=Presence.REPRESENTED)
    story.when(attending((present(ADAS), alone))).refused(RepresentedByWhom)
    by_absent = Attendee(mandate_id=BENS, presence=Presence.REPRESENTED, through=DIAS)
    excused = Attendee(mandate_id=DIAS, presence=Presence.EXCUSED)
    story.when(attending((by_absent, excused))).refused(RepresentedByWhom)
    both = Attendee(mandate_id=BENS, presence=Presence.PRESENT, through=ADAS)
    story.when(attending((present(ADAS), both))).refused(RepresentedByWhom)

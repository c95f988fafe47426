"""Cancel a meeting."""

from ledger.governance.meetings.cancel_meeting import CancelMeeting
from ledger.governance.meetings.refusals import (
    MeetingBegun,
    MeetingIsCancelled,
    UnknownMeeting,
)
from ledger.kernel.identifiers import MeetingId
from ledger.kernel.messages import Command
from tests.parlour import AFTERWARDS, CANCELLED, PARLOUR, PICNIC, REASON, asked
from tests.spec import given


def cancelling(meeting_id: MeetingId = PICNIC) -> Command:
    return asked(CancelMeeting, meeting_id=meeting_id, reason=REASON)


def test_what_has_not_begun_is_called_off() -> None:
    """Once, with a reason."""
    given(*AFTERWARDS).when(cancelling()).then(CANCELLED)
    given(*AFTERWARDS, CANCELLED).when(cancelling()).refused(MeetingIsCancelled)


def test_what_took_place_did() -> None:
    """And what was never convened cannot be called off."""
    given(*AFTERWARDS).when(cancelling(PARLOUR)).refused(MeetingBegun)
    nowhere = cancelling(MeetingId("nowhere"))
    given(*AFTERWARDS).when(nowhere).refused(UnknownMeeting)

"""Carry a question over."""

from ledger.governance.meetings.carry_over_question import CarryOverQuestion
from ledger.governance.meetings.refusals import CarriedToPast, UnknownMeeting
from ledger.kernel.identifiers import MeetingId
from ledger.kernel.messages import Command
from tests.parlour import (
    AFTERWARDS,
    CANCELLED,
    CARRIED,
    HOW,
    PARLOUR,
    PICNIC,
    RAISED,
    asked,
)
from tests.spec import given


def carrying(meeting_id: MeetingId = PICNIC) -> Command:
    return asked(CarryOverQuestion, question_id=HOW, meeting_id=meeting_id)


def test_it_goes_on_to_a_meeting_to_come() -> None:
    """As often as there was no time for it."""
    given(*AFTERWARDS, RAISED).when(carrying()).then(CARRIED)
    given(*AFTERWARDS, RAISED, CARRIED).when(carrying()).then(CARRIED)


def test_not_to_one_that_was_or_will_not_be() -> None:
    """There it would be lost."""
    story = given(*AFTERWARDS, RAISED)
    story.when(carrying(PARLOUR)).refused(CarriedToPast)
    story.when(carrying(MeetingId("nowhere"))).refused(UnknownMeeting)
    story = given(*AFTERWARDS, RAISED, CANCELLED)
    story.when(carrying()).refused(CarriedToPast)

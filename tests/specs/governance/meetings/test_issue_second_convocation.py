"""Issue a second convocation."""

from datetime import timedelta
from typing import Any

from ledger.governance.meetings.events import AgendaItem
from ledger.governance.meetings.issue_second_convocation import (
    IssueSecondConvocation,
)
from ledger.governance.meetings.refusals import (
    MeetingExists,
    MeetingIsCancelled,
    OtherAgenda,
    SecondOfSecond,
    SecondTooSoon,
    UnknownMeeting,
)
from ledger.kernel.identifiers import MeetingId, ProposalId
from ledger.kernel.messages import Command
from tests.cast import PONT
from tests.parlour import (
    AFTERWARDS,
    AGAIN,
    AGENDA,
    BEFORE,
    CALLED_AGAIN,
    CANCELLED,
    LABEL,
    NEXT_WEEK,
    PARLOUR,
    PICNIC,
    PLACE,
    TITLE,
    YESTERDAY,
    asked,
)
from tests.spec import given


def convening(
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {
        "meeting_id": AGAIN,
        "second_of_id": PARLOUR,
        "title": TITLE,
        "place": PLACE,
        "starts_at": NEXT_WEEK,
        "agenda": AGENDA,
    }
    return asked(IssueSecondConvocation, PONT, **told | content)


def test_what_was_convened_once_is_convened_again() -> None:
    """On the same proposals."""
    given(*AFTERWARDS).when(convening()).then(CALLED_AGAIN)


def test_three_days_lie_between_both() -> None:
    """At least (CGCT art. L2121-17)."""
    soon = convening(starts_at=YESTERDAY + timedelta(days=2, hours=23))
    given(*AFTERWARDS).when(soon).refused(SecondTooSoon)
    in_time = convening(starts_at=YESTERDAY + timedelta(days=3))
    given(*AFTERWARDS).when(in_time).then_kinds(type(CALLED_AGAIN))


def test_it_takes_up_the_same_proposals_and_no_others() -> None:
    """Nor none at all: without them there is nothing to decide again."""
    story = given(*AFTERWARDS)
    other = (AgendaItem(label=LABEL, proposal_id=ProposalId("other")),)
    story.when(convening(agenda=other)).refused(OtherAgenda)
    nothing = (AgendaItem(label=LABEL),)
    story.when(convening(agenda=nothing)).refused(OtherAgenda)


def test_there_is_no_third_convocation() -> None:
    """An ordinary meeting is convened instead."""
    story = given(*AFTERWARDS, CALLED_AGAIN)
    third = convening(meeting_id=MeetingId("third"), second_of_id=AGAIN)
    story.when(third).refused(SecondOfSecond)
    story.when(convening()).refused(MeetingExists)


def test_the_first_was_convened_and_not_cancelled() -> None:
    """Else there is nothing to convene again."""
    given(*BEFORE).when(convening()).refused(UnknownMeeting)
    story = given(*AFTERWARDS, CANCELLED)
    story.when(convening(second_of_id=PICNIC)).refused(MeetingIsCancelled)

"""The views of meetings, of what was said there, and of questions."""

import pytest
from msgspec.structs import replace

from ledger.governance.meetings.events import (
    AttendanceRecorded,
    MinutesCorrected,
    Presence,
    Topic,
)
from ledger.kernel.identifiers import PartnerId, QuestionId, StatementId
from ledger.kernel.messages import Fact
from projections.governance.meetings import (
    MeetingRow,
    MeetingState,
    meeting,
    meetings_page,
)
from projections.governance.questions import (
    QuestionRow,
    QuestionState,
    question,
    questions_page,
)
from projections.governance.statements import StatementState, statements_of
from projections.shelf import Shelf
from tests.cast import BRUMES, LITTORAL, PONT
from tests.parlour import (
    AGAIN,
    AHEAD,
    AMENDED,
    ANSWER,
    ANSWERED,
    CALLED_AGAIN,
    CAME,
    CANCELLED,
    CARRIED,
    CITIZENS,
    CONFIRMED,
    EVENINGS,
    HELD,
    HOW,
    LABEL,
    MINUTES,
    PARLOUR,
    PICNIC,
    PLACE,
    RAISED,
    REASON,
    SPOKEN,
    TAKEN_BACK,
    TEXT,
    TITLE,
    YESTERDAY,
)
from tests.projections.told import time_of, told

ATTENDED = AttendanceRecorded(meeting_id=PARLOUR, partner_id=PONT, attendees=CAME)
CORRECTED = MinutesCorrected(
    meeting_id=PARLOUR, partner_id=PONT, texts=(ANSWER, TEXT), reason=REASON
)


def shelf_after(*history: Fact) -> Shelf:
    offline = told(*history)
    return offline.shelf(offline.position)


def meeting_after(*history: Fact, named: str = PARLOUR) -> MeetingRow:
    row = meeting(shelf_after(*history), named)
    assert row is not None
    return row


def question_after(*history: Fact) -> QuestionRow:
    row = question(shelf_after(*history), HOW)
    assert row is not None
    return row


def test_a_meeting_says_when_where_and_on_what() -> None:
    """Each point with the proposal that decides on it."""
    row = meeting_after(HELD)
    assert (row.title.words, row.place.words) == (TITLE, PLACE)
    assert (row.starts_at, row.state) == (YESTERDAY, MeetingState.CONVENED)
    (point,) = row.agenda
    assert (point.label.words, point.proposal_id) == (LABEL, EVENINGS)


def test_a_second_convocation_is_a_meeting_that_names_the_first() -> None:
    """Which stays as it is."""
    history = (HELD, CALLED_AGAIN)
    assert meeting_after(*history, named=AGAIN).second_of_id == PARLOUR
    assert meeting_after(*history) == meeting_after(HELD)


def test_a_meeting_is_cancelled_with_its_reason() -> None:
    """It stays in the list."""
    row = meeting_after(AHEAD, CANCELLED, named=PICNIC)
    assert row.state is MeetingState.CANCELLED
    assert row.reason is not None
    assert (row.reason.words, row.reason.position) == (REASON, 2)


def test_who_came_is_counted_by_how_they_did() -> None:
    """The last record replaces those before."""
    everybody = meeting_after(HELD, ATTENDED)
    assert [everybody.count(one) for one in Presence] == [1, 1, 1]
    fewer = replace(ATTENDED, attendees=CAME[:1])
    one = meeting_after(HELD, ATTENDED, fewer)
    assert [one.count(way) for way in Presence] == [1, 0, 0]
    assert (everybody.attendance_position, one.attendance_position) == (2, 3)


def test_minutes_are_kept_as_they_should_have_been() -> None:
    """With why they were corrected, and how often."""
    row = meeting_after(HELD, MINUTES)
    assert row.state is MeetingState.MINUTED
    assert [(one.position, one.words) for one in row.minutes] == [(2, TEXT)]
    row = meeting_after(HELD, MINUTES, CORRECTED)
    assert [(one.position, one.words) for one in row.minutes] == [
        (3, ANSWER),
        (3, TEXT),
    ]
    assert (row.state, row.corrections) == (MeetingState.MINUTED, 1)
    assert row.reason is not None
    assert row.reason.words == REASON


def test_meetings_are_listed_by_state() -> None:
    """The last convened first."""
    shelf = shelf_after(HELD, AHEAD, MINUTES)
    listed = [one.row.meeting_id for one in meetings_page(shelf, {}).rows]
    assert listed == [PICNIC, PARLOUR]
    ahead = meetings_page(shelf, {"state": "convened"}).rows
    assert [one.row.meeting_id for one in ahead] == [PICNIC]


@pytest.mark.parametrize(
    ("history", "state"),
    [
        ((SPOKEN,), StatementState.NOTED),
        ((SPOKEN, CONFIRMED), StatementState.CONFIRMED),
        ((SPOKEN, AMENDED), StatementState.AMENDED),
    ],
)
def test_words_say_whether_whoever_spoke_stands_by_them(
    history: tuple[Fact, ...], state: StatementState
) -> None:
    """They are theirs, not of whoever noted them."""
    (row,) = statements_of(shelf_after(*history), PARLOUR)
    assert (row.state, row.speaker_id, row.partner_id) == (state, BRUMES, PONT)


def test_amended_words_leave_the_first_in_place() -> None:
    """Both can be read, each where it lies."""
    meant = replace(AMENDED, text=ANSWER)
    (row,) = statements_of(shelf_after(SPOKEN, meant), PARLOUR)
    assert (row.text.position, row.text.words) == (1, TEXT)
    assert row.meant is not None
    assert (row.meant.position, row.meant.words) == (2, ANSWER)


def test_words_are_told_in_the_order_they_were_noted() -> None:
    """Those of another meeting stand elsewhere."""
    later = replace(SPOKEN, statement_id=StatementId("a later word"))
    away = replace(SPOKEN, meeting_id=PICNIC)
    shelf = shelf_after(SPOKEN, away, later)
    names = [row.statement_id for row in statements_of(shelf, PARLOUR)]
    assert names == [SPOKEN.statement_id, later.statement_id]


def test_a_question_stays_open_until_somebody_ends_it() -> None:
    """However often it is carried over; the meetings it went to are told."""
    again = replace(CARRIED, meeting_id=AGAIN)
    row = question_after(RAISED, CARRIED, again)
    assert row.state is QuestionState.OPEN
    assert row.carried_to == (PICNIC, AGAIN)


def test_an_answered_question_has_its_answer() -> None:
    """With who gave it, and when."""
    row = question_after(RAISED, ANSWERED)
    assert (row.state, row.answered_by) == (QuestionState.ANSWERED, PONT)
    assert row.answer is not None
    assert (row.answer.words, row.answer.position) == (ANSWER, 2)
    assert (row.raised_at, row.ended_at) == (time_of(1), time_of(2))
    assert row.ended_position == 2


def test_a_withdrawn_question_says_why_if_anybody_did() -> None:
    """Nobody needs to."""
    row = question_after(RAISED, TAKEN_BACK)
    assert row.state is QuestionState.WITHDRAWN
    assert row.answer is not None
    assert row.answer.words == REASON
    silent = question_after(RAISED, replace(TAKEN_BACK, reason=None))
    assert (silent.state, silent.answer) == (QuestionState.WITHDRAWN, None)


def test_a_citizens_question_is_told_as_such() -> None:
    """A partner only passed it on."""
    assert question_after(CITIZENS).is_citizens
    assert not question_after(RAISED).is_citizens


def asked_by(name: str, partner_id: PartnerId, topic: Topic) -> Fact:
    return replace(
        RAISED, question_id=QuestionId(name), partner_id=partner_id, topic=topic
    )


def test_questions_are_listed_by_state_and_topic() -> None:
    """Newest first."""
    shelf = shelf_after(
        RAISED,
        asked_by("why", LITTORAL, Topic.VALUES),
        asked_by("when", LITTORAL, Topic.OPERATIONS),
        ANSWERED,
    )
    for chosen, names in (
        ({"state": "open"}, ["when", "why"]),
        ({"state": "open", "topic": "values"}, ["why"]),
        ({"state": "answered"}, [HOW]),
        ({"partner_id": LITTORAL}, ["when", "why"]),
    ):
        listed = questions_page(shelf, chosen).rows
        assert [one.row.question_id for one in listed] == names


def test_what_changes_nothing_known_makes_nothing_up() -> None:
    """A bundle may begin later."""
    shelf = shelf_after(CANCELLED, CONFIRMED, ANSWERED)
    assert meeting(shelf, PICNIC) is None
    assert statements_of(shelf, PARLOUR) == []
    assert question(shelf, HOW) is None

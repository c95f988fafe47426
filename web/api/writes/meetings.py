"""Meetings: convene, note who came and what was said, publish, and ask questions."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.governance.meetings.amend_statement import AmendStatement
from ledger.governance.meetings.answer_question import AnswerQuestion
from ledger.governance.meetings.cancel_meeting import CancelMeeting
from ledger.governance.meetings.carry_over_question import CarryOverQuestion
from ledger.governance.meetings.confirm_statement import ConfirmStatement
from ledger.governance.meetings.convene_meeting import ConveneMeeting
from ledger.governance.meetings.correct_minutes import CorrectMinutes
from ledger.governance.meetings.events import StatementRecorded
from ledger.governance.meetings.issue_second_convocation import IssueSecondConvocation
from ledger.governance.meetings.publish_minutes import PublishMinutes
from ledger.governance.meetings.raise_question import RaiseQuestion
from ledger.governance.meetings.record_attendance import RecordAttendance
from ledger.governance.meetings.record_statement import RecordStatement
from ledger.governance.meetings.withdraw_question import WithdrawQuestion
from ledger.kernel.messages import Command
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route
from web.forms.field import Text

MEETING: Final = "meeting_id"
STATEMENT: Final = "statement_id"
QUESTION: Final = "question_id"


def _of_a_meeting(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what is noted of a meeting."""
    at = f"/meetings/<identifier>/{rule}"
    return Route(command=command, rule=at, summary=summary, names=MEETING)


def _of_a_passage(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what a partner says of its own words."""
    return Route(
        command=command,
        rule=f"/statements/<identifier>/{rule}",
        summary=summary,
        names=STATEMENT,
        find=of_the_fact(StatementRecorded, STATEMENT, MEETING),
    )


def _of_a_question(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what becomes of a question."""
    at = f"/questions/<identifier>/{rule}"
    return Route(command=command, rule=at, summary=summary, names=QUESTION)


ROUTES: Final = (
    Route(command=ConveneMeeting, rule="/meetings", summary=_("Convene a meeting")),
    Route(
        command=IssueSecondConvocation,
        rule="/meetings/<identifier>/second_convocation",
        summary=_("Convene again for the points that missed the quorum"),
        names="second_of_id",
    ),
    _of_a_meeting(CancelMeeting, "cancellation", _("Call a meeting off")),
    _of_a_meeting(RecordAttendance, "attendance", _("Record who attended")),
    _of_a_meeting(RecordStatement, "statements", _("Note what a partner said")),
    _of_a_meeting(PublishMinutes, "minutes", _("Publish the minutes")),
    _of_a_meeting(CorrectMinutes, "corrections", _("Correct the minutes")),
    _of_a_passage(ConfirmStatement, "confirmation", _("Stand by one’s own words")),
    _of_a_passage(AmendStatement, "amendment", _("Say how one’s words were meant")),
    Route(command=RaiseQuestion, rule="/questions", summary=_("Raise a question")),
    _of_a_question(AnswerQuestion, "answer", _("Answer a question")),
    _of_a_question(CarryOverQuestion, "meetings", _("Put it to a later meeting")),
    _of_a_question(WithdrawQuestion, "withdrawal", _("Withdraw a question")),
)

"""Contents of the room of meetings: its facts, its commands, and who may give each."""

from collections.abc import Mapping
from typing import Any, Final

from ledger.governance.meetings import events as meetings
from ledger.governance.meetings.amend_statement import AmendStatement, amend_statement
from ledger.governance.meetings.answer_question import AnswerQuestion, answer_question
from ledger.governance.meetings.cancel_meeting import CancelMeeting, cancel_meeting
from ledger.governance.meetings.carry_over_question import (
    CarryOverQuestion,
    carry_over_question,
)
from ledger.governance.meetings.confirm_statement import (
    ConfirmStatement,
    confirm_statement,
)
from ledger.governance.meetings.convene_meeting import ConveneMeeting, convene_meeting
from ledger.governance.meetings.correct_minutes import CorrectMinutes, correct_minutes
from ledger.governance.meetings.issue_second_convocation import (
    IssueSecondConvocation,
    issue_second_convocation,
)
from ledger.governance.meetings.publish_minutes import PublishMinutes, publish_minutes
from ledger.governance.meetings.raise_question import RaiseQuestion, raise_question
from ledger.governance.meetings.record_attendance import (
    RecordAttendance,
    record_attendance,
)
from ledger.governance.meetings.record_statement import (
    RecordStatement,
    record_statement,
)
from ledger.governance.meetings.withdraw_question import (
    WithdrawQuestion,
    withdraw_question,
)
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Command, Fact
from ledger.kernel.roles import CONTRIBUTING, SERVING, Role

FACTS: Final[tuple[type[Fact], ...]] = (
    meetings.MeetingConvened,
    meetings.SecondConvocationIssued,
    meetings.MeetingCancelled,
    meetings.AttendanceRecorded,
    meetings.StatementRecorded,
    meetings.StatementConfirmed,
    meetings.StatementAmended,
    meetings.QuestionRaised,
    meetings.QuestionAnswered,
    meetings.QuestionCarriedOver,
    meetings.QuestionWithdrawn,
    meetings.MinutesPublished,
    meetings.MinutesCorrected,
)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
    ConveneMeeting: convene_meeting,
    IssueSecondConvocation: issue_second_convocation,
    CancelMeeting: cancel_meeting,
    RecordAttendance: record_attendance,
    RecordStatement: record_statement,
    ConfirmStatement: confirm_statement,
    AmendStatement: amend_statement,
    PublishMinutes: publish_minutes,
    CorrectMinutes: correct_minutes,
    RaiseQuestion: raise_question,
    AnswerQuestion: answer_question,
    CarryOverQuestion: carry_over_question,
    WithdrawQuestion: withdraw_question,
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    ConveneMeeting: SERVING,
    IssueSecondConvocation: SERVING,
    CancelMeeting: SERVING,
    RecordAttendance: SERVING,
    RecordStatement: SERVING,
    ConfirmStatement: CONTRIBUTING,
    AmendStatement: CONTRIBUTING,
    PublishMinutes: SERVING,
    CorrectMinutes: SERVING,
    RaiseQuestion: CONTRIBUTING | SERVING,
    AnswerQuestion: SERVING,
    CarryOverQuestion: SERVING,
    WithdrawQuestion: CONTRIBUTING | SERVING,
}

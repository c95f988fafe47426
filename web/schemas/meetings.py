"""Meetings: what convening, noting, publishing and asking questions ask."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.governance.meetings.amend_statement import AmendStatement
from ledger.governance.meetings.answer_question import AnswerQuestion
from ledger.governance.meetings.cancel_meeting import CancelMeeting
from ledger.governance.meetings.carry_over_question import CarryOverQuestion
from ledger.governance.meetings.confirm_statement import ConfirmStatement
from ledger.governance.meetings.convene_meeting import ConveneMeeting
from ledger.governance.meetings.convening import check_agenda
from ledger.governance.meetings.correct_minutes import CorrectMinutes
from ledger.governance.meetings.events import (
    AgendaItem,
    Attendee,
    Presence,
    Said,
    Topic,
)
from ledger.governance.meetings.issue_second_convocation import IssueSecondConvocation
from ledger.governance.meetings.parts import check_parts
from ledger.governance.meetings.publish_minutes import PublishMinutes
from ledger.governance.meetings.raise_question import RaiseQuestion
from ledger.governance.meetings.record_attendance import RecordAttendance
from ledger.governance.meetings.record_statement import RecordStatement
from ledger.governance.meetings.withdraw_question import WithdrawQuestion
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Check, Part
from web.schemas.questions import EVERYONE, lengths, lines, which
from web.texts.meeting_words import PRESENCES, SAID, TOPICS

TITLE_MAX: Final = 120
PLACE_MAX: Final = 200
SAYING_MAX: Final = 2_000
MINUTES_PART_MAX: Final = 20_000

TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What is this meeting called?"),
    hint=lazy_gettext("For example “Assembly of the partners”; everyone can read it"),
)
PLACE: Final = Field(
    name="place",
    label=lazy_gettext("Where does it take place?"),
    hint=lazy_gettext("A hall, an address, or how to join from afar"),
)
STARTS_AT: Final = Field(
    name="starts_at",
    label=lazy_gettext("When does it begin?"),
    hint=lazy_gettext("Its day and its hour, for example 2026-03-27T18:30+01:00"),
)
AGENDA: Final = Field(
    name="agenda", label=lazy_gettext("What is it about, point by point?")
)
LABEL: Final = Field(name="label", label=lazy_gettext("Which point?"), hint=EVERYONE)
PROPOSAL: Final = which(
    "proposal_id",
    lazy_gettext("Which proposal is decided on there?"),
    optional=True,
)
WHY_CANCEL: Final = lines(
    "reason", lazy_gettext("Why does it not take place?"), most=SAYING_MAX
)
ATTENDEES: Final = Field(
    name="attendees", label=lazy_gettext("Who was there, represented or excused?")
)
MANDATE: Final = which("mandate_id", lazy_gettext("Who, by which designation?"))
PRESENCE: Final = Field(
    name="presence",
    label=lazy_gettext("How did they attend?"),
    widget="radios",
    choices=choices(PRESENCES, Presence),
)
THROUGH: Final = which(
    "through", lazy_gettext("By whom were they represented?"), optional=True
)
SPEAKER: Final = which("speaker_id", lazy_gettext("Which partner said it?"))
KIND: Final = Field(
    name="said",
    label=lazy_gettext("What was it?"),
    widget="radios",
    choices=choices(SAID, Said),
)
PASSAGE: Final = lines("text", lazy_gettext("What was said?"), most=SAYING_MAX)
OWN_WORDS: Final = lines(
    "text",
    lazy_gettext("How did you mean it?"),
    lazy_gettext("What was noted stays beside it; everyone can read both"),
    most=SAYING_MAX,
)
MINUTES: Final = Field(
    name="texts",
    label=lazy_gettext("What do the minutes say, part by part?"),
    hint=EVERYONE,
    widget="textarea",
)
WHY_CORRECT: Final = lines(
    "reason", lazy_gettext("Why are the minutes corrected?"), most=SAYING_MAX
)
TOPIC: Final = Field(
    name="topic",
    label=lazy_gettext("What is the question about?"),
    widget="radios",
    choices=choices(TOPICS, Topic),
)
QUESTION: Final = lines("text", lazy_gettext("What is your question?"), most=SAYING_MAX)
IN_MEETING: Final = which(
    "meeting_id", lazy_gettext("In which meeting was it asked?"), optional=True
)
IS_CITIZENS: Final = Field(
    name="is_citizens",
    label=lazy_gettext("A citizen asks, who has no account"),
    widget="checkbox",
    optional=True,
)
ANSWER: Final = lines(
    "answer", lazy_gettext("What is the answer of the commons?"), most=SAYING_MAX
)
NEXT_MEETING: Final = which(
    "meeting_id", lazy_gettext("To which meeting does it go on?")
)
WHY_WITHDRAW: Final = lines(
    "reason",
    lazy_gettext("Why is the question withdrawn?"),
    most=SAYING_MAX,
    optional=True,
)

A_MEETING: Final = ("meeting_id",)
A_STATEMENT: Final = ("statement_id",)
A_QUESTION: Final = ("question_id",)
CALLED: Final = {"title": TITLE_MAX, "place": PLACE_MAX}
OF_AN_AGENDA: Final[Mapping[type, Part]] = {
    AgendaItem: Part(questions=(LABEL, PROPOSAL), public={"label": PLACE_MAX})
}
ONE_ATTENDEE: Final = Part(questions=(MANDATE, PRESENCE, THROUGH))


def _agenda(loaded: Mapping[str, Any], _today: date) -> Iterable[tuple[str, Check]]:
    """Yield what holds of any agenda; the moment is for the ledger to look at."""
    if (agenda := loaded.get("agenda")) is not None:
        yield "agenda", lambda: check_agenda(agenda)


def _parts(loaded: Mapping[str, Any], _today: date) -> Iterable[tuple[str, Check]]:
    """Yield how many parts minutes have."""
    if (texts := loaded.get("texts")) is not None:
        yield "texts", lambda: check_parts(texts)


ASKED: Final = (
    Asking(
        command=ConveneMeeting,
        created={"meeting_id": "meeting"},
        questions=(TITLE, PLACE, STARTS_AT, AGENDA),
        public=CALLED,
        parts=OF_AN_AGENDA,
        rules=_agenda,
    ),
    Asking(
        command=IssueSecondConvocation,
        created={"meeting_id": "meeting"},
        addressed=("second_of_id",),
        questions=(TITLE, PLACE, STARTS_AT, AGENDA),
        public=CALLED,
        parts=OF_AN_AGENDA,
        rules=_agenda,
    ),
    Asking(
        command=CancelMeeting,
        addressed=A_MEETING,
        questions=(WHY_CANCEL,),
        public=lengths(WHY_CANCEL),
    ),
    Asking(
        command=RecordAttendance,
        addressed=A_MEETING,
        questions=(ATTENDEES,),
        parts={Attendee: ONE_ATTENDEE},
    ),
    Asking(
        command=RecordStatement,
        created={"statement_id": "statement"},
        addressed=A_MEETING,
        questions=(SPEAKER, KIND, PASSAGE),
        public=lengths(PASSAGE),
    ),
    Asking(command=ConfirmStatement, addressed=A_STATEMENT, found=A_MEETING),
    Asking(
        command=AmendStatement,
        addressed=A_STATEMENT,
        found=A_MEETING,
        questions=(OWN_WORDS,),
        public=lengths(OWN_WORDS),
    ),
    Asking(
        command=PublishMinutes,
        addressed=A_MEETING,
        questions=(MINUTES,),
        public={"texts": MINUTES_PART_MAX},
        rules=_parts,
    ),
    Asking(
        command=CorrectMinutes,
        addressed=A_MEETING,
        questions=(MINUTES, WHY_CORRECT),
        public={"texts": MINUTES_PART_MAX, **lengths(WHY_CORRECT)},
        rules=_parts,
    ),
    Asking(
        command=RaiseQuestion,
        created={"question_id": "question"},
        questions=(TOPIC, QUESTION, IN_MEETING, IS_CITIZENS),
        public=lengths(QUESTION),
    ),
    Asking(
        command=AnswerQuestion,
        addressed=A_QUESTION,
        questions=(ANSWER,),
        public=lengths(ANSWER),
    ),
    Asking(command=CarryOverQuestion, addressed=A_QUESTION, questions=(NEXT_MEETING,)),
    Asking(
        command=WithdrawQuestion,
        addressed=A_QUESTION,
        questions=(WHY_WITHDRAW,),
        public=lengths(WHY_WITHDRAW),
    ),
)

"""Evaluations: what each command about an evaluation or a life course asks."""

from typing import Final

from flask_babel import lazy_gettext

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.commons.evaluations.events import CourseStep, Level, Source
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.commons.evaluations.trace_life_course import TraceLifeCourse
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Part
from web.schemas.questions import PARTNERS_ONLY, a_day, lengths, lines, which
from web.texts.words_of_the_field import LEVEL_HINTS, LEVELS, SOURCES

TITLE_MAX: Final = 120
TEXT_MAX: Final = 5_000
QUESTION_MAX: Final = 1_000
STEP_MAX: Final = 1_000

TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What do you want to know?"),
    hint=lazy_gettext("For example “What does the shared orchard change?”"),
)
EXPECTED: Final = lines(
    "expected",
    lazy_gettext("What do you expect, before anybody tells?"),
    most=TEXT_MAX,
)
PROJECT: Final = which(
    "project_id", lazy_gettext("Which project is it about?"), optional=True
)
RESOURCE: Final = which(
    "resource_id", lazy_gettext("Which resource is it about?"), optional=True
)
LEVEL: Final = Field(
    name="level",
    label=lazy_gettext("At which level?"),
    widget="radios",
    choices=choices(LEVELS, Level, LEVEL_HINTS),
)
HAPPENED: Final = lines(
    "happened", lazy_gettext("What happened?"), PARTNERS_ONLY, most=TEXT_MAX
)
SURPRISED: Final = lines(
    "surprised",
    lazy_gettext("What surprised?"),
    PARTNERS_ONLY,
    most=TEXT_MAX,
    optional=True,
)
CHANGES: Final = lines(
    "changes",
    lazy_gettext("What do we change?"),
    PARTNERS_ONLY,
    most=TEXT_MAX,
    optional=True,
)
SOURCE: Final = Field(
    name="source",
    label=lazy_gettext("Whose account is it?"),
    widget="radios",
    choices=choices(SOURCES, Source),
)
PSEUDONYM: Final = Field(
    name="pseudonym",
    label=lazy_gettext("Under which pseudonym?"),
    hint=lazy_gettext(
        "Only if you collected it: a name that lets nobody recognise who told you"
    ),
    optional=True,
    autocomplete="off",
    spellcheck=False,
)
TOLD_WITH_CONSENT: Final = Field(
    name="has_consent",
    label=lazy_gettext("Whoever told it agreed to its being kept here"),
    hint=lazy_gettext("Only if you collected it; their consent is recorded with it"),
    widget="checkbox",
    optional=True,
)
OBSERVED: Final = lines("observed", lazy_gettext("What was observed?"), most=TEXT_MAX)
LEARNED: Final = lines("learned", lazy_gettext("What was learned?"), most=TEXT_MAX)
CALLS_FOR: Final = lines(
    "calls_for",
    lazy_gettext("What does it call for?"),
    most=TEXT_MAX,
    optional=True,
)
QUESTION: Final = lines(
    "question", lazy_gettext("What do you ask the board?"), most=QUESTION_MAX
)
DUE_ON: Final = a_day("due_on", lazy_gettext("By which day do you need its answer?"))
ANSWER: Final = lines(
    "answer", lazy_gettext("What does the board answer?"), most=TEXT_MAX
)
COURSE: Final = Field(
    name="title",
    label=lazy_gettext("What do you call this life course?"),
    hint=lazy_gettext("It lets nobody recognise who lived it; everyone can read it"),
)
STEPS: Final = Field(
    name="steps",
    label=lazy_gettext("Through which projects did they come?"),
    hint=lazy_gettext("In the order in which they lived them"),
)
STEP_PROJECT: Final = which("project_id", lazy_gettext("Through which project?"))
STEP_TEXT: Final = lines(
    "text", lazy_gettext("What happened there?"), PARTNERS_ONLY, most=STEP_MAX
)
LIVED_WITH_CONSENT: Final = Field(
    name="has_consent",
    label=lazy_gettext("Whoever lived it agreed to its being told here"),
    hint=lazy_gettext("Their consent is recorded with it"),
    widget="checkbox",
    optional=True,
)
NO_PROJECT: Final = lazy_gettext("Choose the project of this step")
NO_TEXT: Final = lazy_gettext("Say what happened at this step")
A_STEP: Final = Part(
    questions=(STEP_PROJECT, STEP_TEXT),
    partners=lengths(STEP_TEXT),
    said={
        "project_id": {"missing": NO_PROJECT},
        "text": {"missing": NO_TEXT, "too_short": NO_TEXT},
    },
)

OF_AN_EVALUATION: Final = ("evaluation_id",)
ASKED: Final = (
    Asking(
        command=OpenEvaluation,
        created={"evaluation_id": "evaluation"},
        questions=(TITLE, EXPECTED, PROJECT, RESOURCE),
        public={"title": TITLE_MAX, **lengths(EXPECTED)},
    ),
    Asking(
        command=GiveAccount,
        created={"account_id": "account"},
        addressed=OF_AN_EVALUATION,
        questions=(
            LEVEL,
            HAPPENED,
            SURPRISED,
            CHANGES,
            SOURCE,
            PSEUDONYM,
            TOLD_WITH_CONSENT,
        ),
        partners={"pseudonym": TITLE_MAX, **lengths(HAPPENED, SURPRISED, CHANGES)},
    ),
    Asking(command=CountersignAccount, addressed=("evaluation_id", "account_id")),
    Asking(
        command=ConcludeEvaluation,
        addressed=OF_AN_EVALUATION,
        questions=(OBSERVED, LEARNED, CALLS_FOR),
        public=lengths(OBSERVED, LEARNED, CALLS_FOR),
    ),
    Asking(
        command=EscalateToStrategy,
        created={"escalation_id": "escalation"},
        addressed=OF_AN_EVALUATION,
        questions=(QUESTION, DUE_ON),
        public=lengths(QUESTION),
    ),
    Asking(
        command=AnswerEscalation,
        addressed=("evaluation_id", "escalation_id"),
        questions=(ANSWER,),
        public=lengths(ANSWER),
    ),
    Asking(
        command=TraceLifeCourse,
        created={"course_id": "course"},
        questions=(COURSE, STEPS, LIVED_WITH_CONSENT),
        public={"title": TITLE_MAX},
        parts={CourseStep: A_STEP},
    ),
)

"""Evaluation sentences: what each fact about an evaluation says in its history."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import LazyString, lazy_gettext

from web.texts.dates import day
from web.texts.project_sentences import Telling
from web.texts.words_of_the_field import LEVELS

Values = Mapping[str, str]


def _nothing(_values: Values) -> Values:
    return {}


def _level(values: Values) -> Values:
    return {"level": str(LEVELS[values["level"]]).lower()}


def _due(values: Values) -> Values:
    return {"day": day(date.fromisoformat(values["due_on"]))}


EVALUATIONS: Final[Mapping[str, tuple[LazyString, Telling]]] = {
    "EvaluationOpened": (
        lazy_gettext("%(who)s opened this evaluation and said what it expects."),
        _nothing,
    ),
    "AccountGiven": (
        lazy_gettext("%(who)s gave an account, at the level: %(level)s."),
        _level,
    ),
    "AccountCountersigned": (
        lazy_gettext("%(who)s countersigned an account."),
        _nothing,
    ),
    "EvaluationConcluded": (
        lazy_gettext("%(who)s concluded: what was observed and learned is said."),
        _nothing,
    ),
    "EscalatedToStrategy": (
        lazy_gettext(
            "%(who)s brought a question before the board; its answer is due on %(day)s."
        ),
        _due,
    ),
    "EscalationAnswered": (
        lazy_gettext("%(who)s answered for the board."),
        _nothing,
    ),
    "LifeCourseTraced": (lazy_gettext("%(who)s traced this life course."), _nothing),
}

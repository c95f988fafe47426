"""Project sentences: what each fact about a project says in a history."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from flask_babel import LazyString, lazy_gettext

from web.texts.dates import day
from web.texts.words_of_the_field import COMPETENCES, OUTCOMES, PROJECT_ROLES

Told = Mapping[str, object]
Telling = Callable[[Mapping[str, str]], Told]


def _nothing(_values: Mapping[str, str]) -> Told:
    return {}


def _on(name: str) -> Telling:
    """Return what tells the day that a fact keeps under this name."""
    return lambda values: {"day": day(date.fromisoformat(values[name]))}


def _of(name: str, words: Mapping[str, LazyString]) -> Telling:
    """Return what tells a value in the field's words, within a sentence."""
    return lambda values: {name: str(words[values[name]]).lower()}


def _closed(values: Mapping[str, str]) -> Told:
    return {**_on("closed_on")(values), **_of("outcome", OUTCOMES)(values)}


PROJECTS: Final[Mapping[str, tuple[LazyString, Telling]]] = {
    "ProjectProposed": (lazy_gettext("%(who)s proposed this project."), _nothing),
    "ProjectRevised": (lazy_gettext("%(who)s worded the project anew."), _nothing),
    "ProjectLaunched": (
        lazy_gettext("%(who)s launched the project: it is under way since %(day)s."),
        _on("launched_on"),
    ),
    "ProjectJoined": (
        lazy_gettext("%(who)s takes part: %(role)s."),
        _of("role", PROJECT_ROLES),
    ),
    "ProjectLeft": (lazy_gettext("%(who)s left the project."), _nothing),
    "CompetenceCrossed": (
        lazy_gettext("%(who)s noted a policy that was crossed: %(competence)s."),
        _of("competence", COMPETENCES),
    ),
    "MilestoneSet": (
        lazy_gettext("%(who)s set a milestone, due on %(day)s."),
        _on("due_on"),
    ),
    "MilestoneMoved": (
        lazy_gettext("%(who)s moved a milestone to %(day)s."),
        _on("due_on"),
    ),
    "MilestoneReached": (
        lazy_gettext("%(who)s noted that a milestone was reached on %(day)s."),
        _on("reached_on"),
    ),
    "MilestoneDropped": (lazy_gettext("%(who)s dropped a milestone."), _nothing),
    "FinancingPlanSet": (
        lazy_gettext("%(who)s set the financing plan, version %(version)s."),
        lambda values: {"version": values["plan_version"]},
    ),
    "ProjectClosed": (
        lazy_gettext("%(who)s closed the project on %(day)s: %(outcome)s."),
        _closed,
    ),
}

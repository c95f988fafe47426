"""Tracing: link the projects that somebody came through, with their consent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.commons.evaluations.events import CourseStep
from ledger.commons.evaluations.trace_life_course import (
    PROJECTS_MIN,
    STEPS_MAX,
    TraceLifeCourse,
)
from ledger.kernel.identifiers import CourseId, ProjectId, identifier_from_key
from ledger.kernel.store.port import Appended
from projections.commons.projects import projects_page
from web.asked import whole_number
from web.forms.answering import Form, Page, answer
from web.forms.field import Choice, Field
from web.forms.named_people import SHOWN_MAX
from web.forms.reading import Errors, Typed, choice, text
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acts import PARTNERS_ONLY
from web.pages.space.evaluation_forms import hat_for_form, known_about
from web.pages.space.opening_evaluations import OFFERED_MAX
from web.pages.space.project_forms import TITLE_MAX
from web.pages.space.rereading import check_reread, people_in, reread
from web.reading import Texts, open_shelf
from web.writing import Writing, ask, form_key, url_after

STEPS: Final = "etapes"
"""The name under which the address holds how many steps the form has."""

STEPS_SHOWN: Final = 4
STEP_MAX: Final = 1_000
CONSENT: Final = "has_consent"
TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What do you call this life course?"),
    hint=lazy_gettext("It lets nobody recognise who lived it; everyone can read it"),
)
AGREED: Final = Field(
    name=CONSENT,
    label=lazy_gettext("Whoever lived it agreed to its being told here"),
    hint=lazy_gettext("Their consent is recorded with it"),
    widget="checkbox",
    optional=True,
)


@dataclass(frozen=True)
class Asked:
    """The two questions of one step."""

    project: Field
    text: Field


def register(app: Flask) -> None:
    """Add the form."""
    at = f"{PREFIX}/espace/parcours/nouveau"
    app.add_url_rule(
        at, "trace_life_course", trace_life_course, methods=["GET", "POST"]
    )


@personal
def trace_life_course() -> Page:
    """Trace a life course, step by step; steps left empty are none."""
    hat = hat_for_form(TraceLifeCourse)
    steps = _steps()
    named = people_in((TITLE, *(one.text for one in steps)))
    box = reread(named)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        check_reread(box, typed, errors)
        writing = Writing()
        title = text(typed, TITLE, errors, length_max=TITLE_MAX)
        told = _read(steps, typed, errors, writing)
        if errors:
            return None
        command = TraceLifeCourse(
            **known_about(hat, key),
            course_id=_name_of(key),
            title=writing.public("title", title),
            steps=told,
            has_consent=bool(typed.get(CONSENT)),
        )
        return ask(replace(command, words=writing.words))

    fields = [field for one in steps for field in (one.project, one.text)]
    return answer(
        Form(
            title=lazy_gettext("Trace a life course"),
            lead=lazy_gettext(
                "Link the projects that somebody came through, in the order in which"
                " they lived them."
            ),
            fields=(TITLE, *fields, AGREED, *box),
            button=lazy_gettext("Trace it"),
            back_url=url_for("life_courses"),
            send=send,
            done=lambda appended: url_after(
                appended, "life_course", course_id=_name_of(form_key())
            ),
            said=lazy_gettext("The life course is traced."),
            names={"steps": steps[1].project.name},
            shown={
                "partner": hat.partner_name if hat else "",
                "warned_of": named[:SHOWN_MAX],
                "more_url": _more_url(len(steps)),
            },
        ),
        "space/evaluation_act.html",
    )


def _name_of(key: str) -> CourseId:
    return CourseId(identifier_from_key(key, "course"))


def _more_url(shown: int) -> str | None:
    """Return the form with all the steps a course may have, before it is filled in."""
    if request.method == "POST" or shown == STEPS_MAX:
        return None
    return url_for("trace_life_course", etapes=STEPS_MAX)


def _steps() -> Sequence[Asked]:
    count = whole_number(request.args.get(STEPS, "")) or STEPS_SHOWN
    there = _projects()
    first = (Choice(value="", label=_("Choose a project")), *there)
    further = (Choice(value="", label=_("None")), *there)
    return [
        Asked(
            project=Field(
                name=f"project-{number}",
                label=_("Step %(number)s: through which project?", number=number),
                widget="select",
                choices=first if number <= PROJECTS_MIN else further,
                optional=number > PROJECTS_MIN,
            ),
            text=Field(
                name=f"text-{number}",
                label=_("Step %(number)s: what happened there?", number=number),
                hint=PARTNERS_ONLY,
                widget="textarea",
                count_max=STEP_MAX,
                rows=3,
                optional=number > PROJECTS_MIN,
            ),
        )
        for number in range(1, min(max(count, STEPS_SHOWN), STEPS_MAX) + 1)
    ]


def _projects() -> Sequence[Choice]:
    with open_shelf() as shelf:
        rows = [p.row for p in projects_page(shelf, None, limit=OFFERED_MAX).rows]
    texts = Texts([row.title for row in rows])
    return [Choice(value=row.project_id, label=texts(row.title)) for row in rows]


def _read(
    steps: Sequence[Asked], typed: Typed, errors: Errors, writing: Writing
) -> tuple[CourseStep, ...]:
    """Return the steps that were filled in; note where one lacks its other half."""
    told: list[CourseStep] = []
    for one in steps:
        project = choice(typed, one.project, errors)
        said = text(typed, one.text, errors, length_max=STEP_MAX)
        is_needed = bool(said) or not one.project.optional
        if is_needed and not project:
            errors.setdefault(one.project.name, _("Choose the project of this step"))
        elif project and not said:
            errors.setdefault(one.text.name, _("Say what happened at this step"))
        elif project:
            name = ProjectId(project)
            told.append(
                CourseStep(project_id=name, text=writing.partners("text", said))
            )
    return tuple(told)

"""Tracing: link the projects that somebody came through, with their consent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError

from ledger.commons.evaluations.trace_life_course import (
    PROJECTS_MIN,
    STEPS_MAX,
    TraceLifeCourse,
)
from ledger.kernel.identifiers import CourseId, identifier_from_key
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from projections.commons.projects import projects_page
from web.asked import whole_number
from web.forms.answering import Form, Page, answer
from web.forms.document import document, first
from web.forms.field import Choice, Field
from web.forms.named_people import SHOWN_MAX
from web.forms.reading import Errors, Typed
from web.languages import PREFIX, language
from web.pages.personal import personal
from web.pages.space.asking import put
from web.pages.space.evaluation_forms import hat_for_form
from web.pages.space.opening_evaluations import OFFERED_MAX
from web.pages.space.rereading import check_reread, people_in, reread
from web.reading import Texts, open_shelf
from web.schemas.asking import Loaded
from web.schemas.catalogue import ASKINGS
from web.schemas.evaluations import (
    COURSE,
    LIVED_WITH_CONSENT,
    STEP_MAX,
    STEP_PROJECT,
    STEP_TEXT,
)
from web.schemas.questions import PARTNERS_ONLY
from web.writing import form_key, now, url_after

NAMES: Final = {"project": STEP_PROJECT.name, "text": STEP_TEXT.name}
STEPS: Final = "etapes"
"""The name under which the address holds how many steps the form has."""

STEPS_SHOWN: Final = 4
FORMED: Final = ASKINGS[TraceLifeCourse]


@dataclass(frozen=True)
class Asked:
    """The two questions of one step."""

    project: Field
    text: Field

    def is_told(self, typed: Typed) -> bool:
        """Tell whether anything was typed into it."""
        return any(typed.get(f.name, "").strip() for f in (self.project, self.text))


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
    named = people_in((COURSE, *(one.text for one in steps)))
    box = reread(named)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        check_reread(box, typed, errors)
        loaded = _loaded(steps, typed, errors)
        return None if errors else put(TraceLifeCourse, loaded, hat, key)

    fields = [field for one in steps for field in (one.project, one.text)]
    return answer(
        Form(
            title=lazy_gettext("Trace a life course"),
            lead=lazy_gettext(
                "Link the projects that somebody came through, in the order in which"
                " they lived them."
            ),
            fields=(COURSE, *fields, LIVED_WITH_CONSENT, *box),
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


def _loaded(steps: Sequence[Asked], typed: Typed, errors: Errors) -> Loaded:
    """Return the course; note where a step lacks its other half."""
    told = document((COURSE, LIVED_WITH_CONSENT), typed, language())
    asked = [one for one in steps if not one.project.optional or one.is_told(typed)]
    answers = [document((one.project, one.text), typed, language()) for one in asked]
    named = [
        {name.partition("-")[0]: value for name, value in answer.items()}
        for answer in answers
    ]
    told["steps"] = [
        {NAMES[name]: value for name, value in answer.items()} for answer in named
    ]
    for one in asked:
        offered = {choice.value for choice in one.project.choices}
        if typed.get(one.project.name, "") not in offered:
            errors[one.project.name] = _("Choose one of the answers")
    try:
        return FORMED.load(told, today=day_in_paris(now()))
    except ValidationError as error:
        _note(error.messages_dict, asked, errors)
        return {}


def _note(wrong: Mapping[str, Any], asked: Sequence[Asked], errors: Errors) -> None:
    """Note what is wrong, each beside its question."""
    of_steps = wrong.get("steps", {})
    for name, said in wrong.items():
        if name != "steps":
            errors.setdefault(name, first(said))
    for rank, said_of in cast("Mapping[int, Mapping[str, Any]]", of_steps).items():
        asks = {
            STEP_PROJECT.name: asked[rank].project,
            STEP_TEXT.name: asked[rank].text,
        }
        for name, said in said_of.items():
            errors.setdefault(asks[name].name, first(said))

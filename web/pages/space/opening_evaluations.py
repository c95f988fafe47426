"""Opening evaluations: what is asked, of what, and what is expected of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.kernel.identifiers import (
    EvaluationId,
    ProjectId,
    ResourceId,
    identifier_from_key,
)
from ledger.kernel.store.port import Appended
from projections.commons.projects import projects_page
from projections.commons.resources import resources_page
from web.forms.answering import Form, Page, answer
from web.forms.field import Choice, Field
from web.forms.reading import Errors, Typed
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.evaluation_forms import (
    after_it,
    hat_for_form,
    known_about,
    lines_of,
)
from web.pages.space.project_forms import EVERYONE, read
from web.reading import Texts, open_shelf
from web.writing import Writing, ask, form_key

COMMONS: Final = "commons"
PROJECT, RESOURCE = "project", "resource"
OFFERED_MAX: Final = 200
"""How many projects, and how many resources, the question offers: the latest."""

TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What do you want to know?"),
    hint=lazy_gettext("For example “What does the shared orchard change?”"),
)
EXPECTED: Final = lines_of(
    "expected", lazy_gettext("What do you expect, before anybody tells?"), EVERYONE
)


def register(app: Flask) -> None:
    """Add the form."""
    at = f"{PREFIX}/espace/evaluations/nouvelle"
    app.add_url_rule(at, "open_evaluation", open_evaluation, methods=["GET", "POST"])


@personal
def open_evaluation() -> Page:
    """Open an evaluation; the address may say of which project or resource."""
    hat = hat_for_form(OpenEvaluation)
    asked = (TITLE, _about(), EXPECTED)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        answers = read(asked, typed, errors)
        if errors:
            return None
        writing = Writing()
        command = OpenEvaluation(
            **known_about(hat, key),
            evaluation_id=_name_of(key),
            title=writing.public("title", answers["title"]),
            expected=writing.public("expected", answers["expected"]),
            **_subject(answers["about"]),
        )
        return ask(replace(command, words=writing.words))

    return answer(
        Form(
            title=lazy_gettext("Open an evaluation"),
            lead=lazy_gettext(
                "Write down what you expect first: what is told later stands beside it."
            ),
            fields=asked,
            values=MultiDict({"about": _preset()}),
            button=lazy_gettext("Open it"),
            back_url=url_for("evaluations"),
            send=send,
            done=lambda appended: after_it(appended, _name_of(form_key()), "contenu"),
            said=lazy_gettext("The evaluation is open: partners can tell."),
            names={"project_id": "about", "resource_id": "about"},
            shown={"title": "", "partner": hat.partner_name if hat else ""},
        ),
        "space/evaluation_act.html",
    )


def _name_of(key: str) -> EvaluationId:
    return EvaluationId(identifier_from_key(key, "evaluation"))


def _preset() -> str:
    """Return what the address says it is about."""
    for name, kind in (("projet", PROJECT), ("ressource", RESOURCE)):
        if named := request.args.get(name, ""):
            return f"{kind}:{named}"
    return COMMONS


def _subject(about: str) -> dict[str, Any]:
    kind, _colon, name = about.partition(":")
    if kind == PROJECT:
        return {"project_id": ProjectId(name)}
    return {"resource_id": ResourceId(name)} if kind == RESOURCE else {}


def _about() -> Field:
    """Ask what it is about: the commons, a project or a resource there is."""
    return Field(
        name="about",
        label=lazy_gettext("What is it about?"),
        widget="select",
        choices=(
            Choice(value=COMMONS, label=_("The commons as a whole")),
            *_things(),
        ),
    )


def _things() -> Sequence[Choice]:
    with open_shelf() as shelf:
        projects = [p.row for p in projects_page(shelf, None, limit=OFFERED_MAX).rows]
        resources = [p.row for p in resources_page(shelf, {}, limit=OFFERED_MAX).rows]
    texts = Texts([*(row.title for row in projects), *(r.title for r in resources)])
    return [
        *(
            Choice(
                value=f"{PROJECT}:{row.project_id}",
                label=_("Project: %(title)s", title=texts(row.title)),
            )
            for row in projects
        ),
        *(
            Choice(
                value=f"{RESOURCE}:{row.resource_id}",
                label=_("Resource: %(title)s", title=texts(row.title)),
            )
            for row in resources
        ),
    ]

"""Opening evaluations: what is asked, of what, and what is expected of it."""

from collections.abc import Sequence
from typing import Final

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.kernel.identifiers import EvaluationId, identifier_from_key
from projections.commons.projects import projects_page
from projections.commons.resources import resources_page
from web.forms.answering import Form, Page, answer
from web.forms.field import Choice, Field
from web.forms.reading import Typed
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.pages.space.evaluation_forms import after_it, hat_for_form
from web.reading import Texts, open_shelf
from web.schemas.evaluations import EXPECTED, TITLE
from web.schemas.typed import Reading
from web.writing import form_key

COMMONS: Final = "commons"
PROJECT, RESOURCE = "project", "resource"
OFFERED_MAX: Final = 200
"""How many projects, and how many resources, the question offers: the latest."""

NAMES: Final = {"project_id": "about", "resource_id": "about"}


def register(app: Flask) -> None:
    """Add the form."""
    at = f"{PREFIX}/espace/evaluations/nouvelle"
    app.add_url_rule(at, "open_evaluation", open_evaluation, methods=["GET", "POST"])


@personal
def open_evaluation() -> Page:
    """Open an evaluation; the address may say of which project or resource."""
    hat = hat_for_form(OpenEvaluation)
    asked = (TITLE, _about(), EXPECTED)

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
            send=sender(OpenEvaluation, asked, hat, reading=_reading),
            done=lambda appended: after_it(appended, _name_of(form_key()), "contenu"),
            said=lazy_gettext("The evaluation is open: partners can tell."),
            names=NAMES,
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


def _reading(typed: Typed) -> Reading:
    """Return what it is about: one question asks for a project or a resource."""
    kind, _colon, name = typed.get("about", "").partition(":")
    subject = {
        f"{one}_id": name if kind == one else None for one in (PROJECT, RESOURCE)
    }
    return Reading(names=NAMES, instead=subject)


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

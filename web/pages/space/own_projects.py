"""Own projects: those my partner takes part in, and proposing one."""

from typing import Final

from flask import Flask, render_template, request, url_for
from flask_babel import lazy_gettext

from ledger.commons.projects.propose_project import ProposeProject
from ledger.kernel.identifiers import ProjectId, identifier_from_key
from ledger.kernel.messages import Capacity
from projections.commons.project_members import memberships_of
from projections.commons.projects import projects_by_id
from web.auth.guards import RoleNeeded, required_viewer
from web.forms.answering import Form, Page, answer
from web.languages import PREFIX
from web.pages.commons.projects import project_cards
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.reading import open_shelf
from web.schemas.projects import PURPOSE, SCOPE, TITLE
from web.texts.words_of_the_field import (
    PROJECT_ROLES,
    PROJECT_STATES,
    PROJECT_TONES,
)
from web.writing import form_key, url_after

PROPOSING: Final = (Capacity.REPRESENTATIVE, Capacity.ALTERNATE)
ASKED: Final = (TITLE, PURPOSE, SCOPE)


def register(app: Flask) -> None:
    """Add the list and the form."""
    at = f"{PREFIX}/espace/projets"
    app.add_url_rule(at, "space_projects", space_projects)
    app.add_url_rule(
        f"{at}/nouveau", "propose_project", propose_project, methods=["GET", "POST"]
    )


@personal
def space_projects() -> str:
    """List the projects that my partner takes part in, with its role in each."""
    viewer = required_viewer()
    hat = viewer.partner
    if hat is None:
        return render_template("space/nobody.html")
    with open_shelf() as shelf:
        held = memberships_of(shelf, hat.partner_id)
        found = projects_by_id(shelf, (m.project_id for m in held))
        cards = project_cards(shelf, [found[m.project_id] for m in held])
    return render_template(
        "space/projects.html",
        hat=hat,
        cards=list(zip(cards, held, strict=True)),
        may_propose=viewer.hat_as(*PROPOSING) is not None,
        roles=PROJECT_ROLES,
        states=PROJECT_STATES,
        tones=PROJECT_TONES,
    )


@personal
def propose_project() -> Page:
    """Propose a project that my partner leads until the lead is shared."""
    viewer = required_viewer()
    hat = viewer.hat_as(*PROPOSING)
    if hat is None and request.method == "GET":
        raise RoleNeeded(*PROPOSING)

    return answer(
        Form(
            title=lazy_gettext("Propose a project"),
            lead=lazy_gettext(
                "Your partner leads it. Others join it at once; it is launched later."
            ),
            fields=ASKED,
            button=lazy_gettext("Propose it"),
            back_url=url_for("space_projects"),
            send=sender(ProposeProject, ASKED, hat),
            done=lambda appended: url_after(
                appended, "project", project_id=_name_of(form_key())
            ),
            said=lazy_gettext("The project is proposed: everyone can read it."),
        )
    )


def _name_of(key: str) -> ProjectId:
    return ProjectId(identifier_from_key(key, "project"))

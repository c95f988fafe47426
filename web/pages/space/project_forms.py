"""Project forms: how each small form about a project is shown, read and sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, abort, request, url_for

from ledger.kernel.messages import Capacity, Command
from ledger.policy import POLICY
from projections.commons.milestones import Milestone
from projections.commons.projects import ProjectRow, project
from projections.membership.partners import partners_by_id
from web.auth.guards import RoleNeeded, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.field import Choice, Field, Text, Values
from web.languages import PREFIX
from web.pages.commons.project_acts import hat_in
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.reading import Texts, open_shelf
from web.writing import url_after


@dataclass(frozen=True, kw_only=True)
class Open:
    """A project as a form about it needs it: its texts and its members' names."""

    row: ProjectRow
    title: str
    purpose: str
    names: Mapping[str, str]
    milestone: Milestone | None = None
    milestone_title: str = ""

    @property
    def member_choices(self) -> tuple[Choice, ...]:
        """Return the members as the answers of a question."""
        return tuple(
            Choice(value=m.partner_id, label=self.names.get(m.partner_id, ""))
            for m in self.row.members
        )


@dataclass(frozen=True, kw_only=True)
class ProjectForm:
    """A form of one command about one project.

    ``fields`` asks what the command needs, given the project. Forms about a
    milestone have its name too.
    """

    path: str
    command: type[Command]
    title: Text
    button: Text
    said: Text
    fields: Callable[[Open], Sequence[Field]]
    lead: Text | None = None
    values: Callable[[Open], Values] | None = None
    day_field: str | None = None
    is_grave: bool = False
    is_for_all: bool = False
    is_of_milestone: bool = False


def add_form(app: Flask, endpoint: str, form: ProjectForm) -> None:
    """Give a form its address."""
    at = f"{PREFIX}/espace/projets/<project_id>"
    if form.is_of_milestone:
        at += "/jalons/<milestone_id>"
    app.add_url_rule(
        f"{at}/{form.path}", endpoint, _page_of(form), methods=["GET", "POST"]
    )


def _page_of(form: ProjectForm) -> Callable[..., Page]:
    @personal
    def page(project_id: str, milestone_id: str | None = None) -> Page:
        opened = open_project(project_id, milestone_id)
        hat = hat_for_form(opened.row, form.command, is_for_all=form.is_for_all)
        return answer(_shown(form, opened, hat), "space/project_act.html")

    return page


def open_project(project_id: str, milestone_id: str | None = None) -> Open:
    """Return a project for a form, or answer that there is none."""
    with open_shelf() as shelf:
        row = project(shelf, project_id)
        if row is None:
            abort(404)
        bodies = partners_by_id(shelf, [m.partner_id for m in row.members])
    found = [m for m in row.milestones if m.milestone_id == milestone_id]
    if milestone_id is not None and not found:
        abort(404)
    milestone = found[0] if found else None
    texts = Texts(
        [
            row.title,
            row.purpose,
            milestone.title if milestone else None,
            *(body.name for body in bodies.values()),
        ]
    )
    return Open(
        row=row,
        title=texts(row.title),
        purpose=texts(row.purpose),
        names={name: texts(body.name) for name, body in bodies.items()},
        milestone=milestone,
        milestone_title=texts(milestone.title) if milestone else "",
    )


def hat_for_form(
    row: ProjectRow, command: type[Command], *, is_for_all: bool = False
) -> Hat | None:
    """Return under which designation the viewer acts; who has none is told first.

    Whoever lost it since the form was opened is told on the form, beside what
    they wrote.
    """
    hat = hat_in(row, required_viewer(), command, is_for_all=is_for_all)
    if hat is None and request.method == "GET":
        raise RoleNeeded(*(c for c in Capacity if c in POLICY[command]))
    return hat


def _shown(form: ProjectForm, opened: Open, hat: Hat | None) -> Form:
    name = opened.row.project_id
    asked = tuple(form.fields(opened))

    known = {"project_id": name}
    if opened.milestone is not None:
        known["milestone_id"] = opened.milestone.milestone_id
    return Form(
        title=form.title,
        lead=form.lead,
        fields=asked,
        values=form.values(opened) if form.values else None,
        button=form.button,
        back_url=url_for("project", project_id=name),
        send=sender(form.command, asked, hat, known),
        done=lambda appended: url_after(appended, "project", project_id=name),
        said=form.said,
        names={"day": form.day_field} if form.day_field else None,
        is_grave=form.is_grave,
        shown={"opened": opened, "partner": hat.partner_name if hat else ""},
    )

"""Projects: the public list, narrowed by state, role and partner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.commons.projects.events import ProjectRole
from projections.commons.project_members import members_page
from projections.commons.projects import (
    ProjectRow,
    ProjectState,
    projects_by_id,
    projects_page,
)
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.auth.guards import the_viewer
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.narrowing import Kept, kept_filters, narrowed, onward, tidied
from web.reading import Texts, open_shelf
from web.texts.words_of_the_field import PROJECT_ROLES, PROJECT_STATES, PROJECT_TONES
from web.things.projects import PROJECTS

FILTERS: Final = PROJECTS.filters
"""What the address calls each filter, in the order of the page."""

NAMES: Final = tuple(FILTERS)
SHOWN_LEADS: Final = 3


@dataclass(frozen=True, kw_only=True)
class ProjectCard:
    """A project with its title and who leads it, as lists show it."""

    row: ProjectRow
    title: str
    leads: Sequence[str]


def register(app: Flask) -> None:
    """Add the list."""
    app.add_url_rule(f"{PREFIX}/projets", "projects", list_projects)


def list_projects() -> str | Response:
    """Show the projects that pass the filters, newest first."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    with open_shelf() as shelf:
        rows, following = _found(shelf, kept)
        shown = project_cards(shelf, rows)
        partner = _partner_name(shelf, kept.get("partenaire"))
    viewer = the_viewer()
    return render_template(
        "commons/projects.html",
        cards=shown,
        asked=_asked(),
        kept=kept,
        partner=partner,
        is_narrowed=any(name in kept for name in NAMES),
        next_url=_page_url(kept, str(following)) if following else None,
        first_url=_page_url(kept, "") if "suite" in kept else None,
        states=PROJECT_STATES,
        tones=PROJECT_TONES,
        may_propose=viewer is not None and bool(viewer.hats),
    )


def _page_url(kept: Kept, suite: str) -> str:
    return narrowed("projects", kept, NAMES, suite=suite)


def _found(shelf: Shelf, kept: Kept) -> tuple[list[ProjectRow], int | None]:
    """Return a page of projects; by members where a role or partner is asked for."""
    chosen = {field: kept[name] for name, field in FILTERS.items() if name in kept}
    if not {"role", "partner_id"} & set(chosen):
        page = projects_page(shelf, chosen.get("state"), after=onward(kept))
        return [placed.row for placed in page.rows], page.next
    members = members_page(shelf, chosen, after=onward(kept))
    names = list(dict.fromkeys(placed.row.project_id for placed in members.rows))
    found = projects_by_id(shelf, names)
    return [found[name] for name in names], members.next


def _asked() -> tuple[Field, ...]:
    any_state = Choice(value="", label=_("All states"))
    any_role = Choice(value="", label=_("All roles"))
    return (
        Field(
            name="etat",
            label=_("State"),
            widget="select",
            choices=(any_state, *choices(PROJECT_STATES, ProjectState)),
        ),
        Field(
            name="role",
            label=_("With a partner as"),
            widget="select",
            choices=(any_role, *choices(PROJECT_ROLES, ProjectRole)),
        ),
        Field(name="partenaire", label="", widget="hidden"),
        Field(name="au", label="", widget="hidden"),
    )


def _partner_name(shelf: Shelf, partner_id: str | None) -> str:
    if partner_id is None:
        return ""
    bodies = partners_by_id(shelf, [partner_id])
    body = bodies.get(partner_id)
    if body is None or body.publicity != "public":
        return _("an unknown partner")
    return Texts([body.name])(body.name)


def project_cards(shelf: Shelf, rows: Sequence[ProjectRow]) -> list[ProjectCard]:
    """Return the rows as cards; names and texts are read once for all."""
    leading = {row.project_id: leads_of(row) for row in rows}
    bodies = partners_by_id(shelf, {one for some in leading.values() for one in some})
    texts = Texts(
        [*(row.title for row in rows), *(b.short_name for b in bodies.values())]
    )
    names: Mapping[str, str] = {n: texts(b.short_name) for n, b in bodies.items()}
    return [
        ProjectCard(
            row=row,
            title=texts(row.title),
            leads=[names.get(one, "") for one in leading[row.project_id][:SHOWN_LEADS]],
        )
        for row in rows
    ]


def leads_of(row: ProjectRow) -> list[str]:
    """Return who leads a project, in the order of joining."""
    leading = {ProjectRole.LEAD, ProjectRole.CO_LEAD}
    return [m.partner_id for m in row.members if m.role in leading]

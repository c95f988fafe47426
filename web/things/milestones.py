"""Milestones: what projects are to reach, as a table of its own shows them."""

from typing import Any, ClassVar, Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from projections.commons.milestones import Milestone, MilestoneState
from projections.commons.projects import ProjectRow, projects
from projections.rows import Row
from projections.shelf import Page, Placed, Shelf
from web.things.fields import Code, Day, Whole, WhyUnread, Written
from web.things.names import Named, Names
from web.things.thing import Chosen, Document, Thing
from web.things.wording import Wording

MILESTONE_STATES: Final = {
    MilestoneState.AHEAD: _("Ahead"),
    MilestoneState.REACHED: _("Reached"),
    MilestoneState.DROPPED: _("Dropped"),
}


class MilestoneRow(Row, frozen=True, kw_only=True):
    """A milestone beside its project, as a table shows it."""

    key: ClassVar[tuple[str, ...]] = ("milestone_id",)

    project_id: str
    milestone_id: str
    milestone: Milestone


class MilestoneDocument(Schema):
    """What a project is to reach, and when."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its project’s page."))
    project = Written(_("Project (identifier)"), _("The project it belongs to."))
    project_title = Written(
        _("Project"), _("Its title on the day that is read."), optional=True
    )
    title = Written(_("Title"), _("In a few words."), optional=True)
    title_state = WhyUnread(_("Title"))
    first_due_on = Day(_("First meant for"), _("The day it was first due on."))
    due_on = Day(_("Due on"), _("The day it is due on now."))
    reached_on = Day(_("Reached on"), _("The day it was reached."), optional=True)
    state = Code(_("State"), _("How it stands, whatever day it is."), MILESTONE_STATES)
    moves = Whole(_("Moves"), _("How many times its day was moved."))
    reason = Written(
        _("Why it moved or was dropped"), _("As it was told last."), optional=True
    )
    reason_state = WhyUnread(_("Why it moved or was dropped"))
    position = Whole(_("Entry"), _("The entry that set it."))


def _milestone(row: MilestoneRow, texts: Wording, names: Names) -> Document:
    one = row.milestone
    return {
        "id": one.milestone_id,
        "url": names.page("project", row.project_id),
        "project": row.project_id,
        "project_title": names.project(row.project_id),
        "title": texts(one.title),
        "title_state": texts.why(one.title),
        "first_due_on": one.first_due_on,
        "due_on": one.due_on,
        "reached_on": one.reached_on,
        "state": one.state,
        "moves": one.moves,
        "reason": texts(one.reason),
        "reason_state": texts.why(one.reason),
        "position": one.title.position,
    }


def _milestones_page(
    shelf: Shelf,
    chosen: Chosen,
    *,
    after: int | None,
    limit: int,
    is_newest_first: bool,
) -> Page[Any]:
    """Return milestones by their projects; those of one project never part."""
    name = chosen.get("project_id")
    state = chosen.get("state")
    if name is not None:
        row = shelf.get(projects, str(name))
        found = [] if row is None or after is not None else [Placed(row.position, row)]
        return Page([one for placed in found for one in _set_in(placed, state)], None)
    page = shelf.page(
        projects, after=after, limit=limit, is_newest_first=is_newest_first
    )
    return Page(
        [one for placed in page.rows for one in _set_in(placed, state)], page.next
    )


def _set_in(placed: Placed[ProjectRow], state: str | int | None) -> list[Placed[Any]]:
    return [
        Placed(
            placed.first,
            MilestoneRow(
                project_id=placed.row.project_id,
                milestone_id=one.milestone_id,
                milestone=one,
            ),
        )
        for one in placed.row.milestones
        if state in {None, one.state}
    ]


def _milestone_of(shelf: Shelf, identifier: str) -> MilestoneRow | None:
    """Look through the projects: no table is kept of milestones alone."""
    after: int | None = None
    while True:
        page = shelf.page(projects, after=after, limit=500)
        for placed in page.rows:
            for one in _set_in(placed, None):
                if one.row.milestone_id == identifier:
                    found: MilestoneRow = one.row
                    return found
        after = page.next
        if after is None:
            return None


MILESTONES: Final = Thing[MilestoneRow](
    name="milestones",
    label=_("Milestones"),
    about=_("What projects are to reach, by when, and what they reached."),
    path="projets/jalons",
    endpoint="projects",
    view=projects,
    schema=MilestoneDocument,
    key=lambda row: row.milestone_id,
    document=_milestone,
    texts=lambda row: (row.milestone.title, row.milestone.reason),
    mentions=lambda row: ((Named.PROJECT, row.project_id),),
    filters={"projet": "project_id", "etat": "state"},
    values={"etat": MilestoneState},
    read=_milestones_page,
    find=_milestone_of,
)

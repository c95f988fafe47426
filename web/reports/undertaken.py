"""Undertaken: the parts of a report on projects, their way and who pays for them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from flask_babel import gettext as _

from projections.commons.milestones import Milestone, MilestoneState, PlanLine
from projections.commons.projects import ProjectRow
from web.reports.brought import sums
from web.reports.report import (
    Block,
    Cell,
    Column,
    Facts,
    Quote,
    Said,
    Section,
    Table,
)
from web.reports.spans import Span
from web.reports.telling import NOTHING, Telling, amounts
from web.texts.dates import day, day_short
from web.texts.numbers import euros
from web.texts.words_of_the_field import (
    COMPETENCES,
    PARTNER_KINDS,
    PROJECT_ROLES,
    PROJECT_STATES,
    SCOPES,
)

HEAD: Final = 0


def projects_of_partner(told: Telling) -> Section | None:
    """Tell in which projects a partner takes part, and how far they came."""
    found = told.found
    rows: list[list[Cell]] = []
    for name, row in found.projects.items():
        role = found.roles.get(name)
        rows.append(
            [
                told.project(name),
                str(PROJECT_ROLES[role]) if role else NOTHING,
                str(PROJECT_STATES[row.state]),
                Said(_reached_in(told, row)),
            ]
        )
    if not rows:
        return None
    columns = (_("Project"), _("Role"), _("Status"), _("Milestones reached"))
    return Section(
        _("Projects"),
        [table(_("Projects it takes part in or contributed to"), columns, rows)],
    )


def _reached_in(told: Telling, row: ProjectRow) -> str:
    titles = [told.texts(one.title) for one in reached(row, told.found.span)]
    return " ; ".join(titles) or NOTHING


def reached(row: ProjectRow, span: Span) -> list[Milestone]:
    """Return the milestones that were reached in a time, by their days."""
    some = [one for one in row.milestones if span.has(one.reached_on)]
    return sorted(some, key=lambda one: one.reached_on or date.max)


def the_project(told: Telling, row: ProjectRow) -> Section:
    """Tell what a project is for, who takes part, and which policies it crosses."""
    blocks: list[Block] = [
        Facts(_dates_of(row)),
        Quote(told.texts(row.purpose), _("What it is for")),
    ]
    if row.summary is not None:
        blocks.append(Quote(told.texts(row.summary), _("What came of it")))
    members: list[list[Cell]] = [
        [
            told.partner(member.partner_id),
            str(PARTNER_KINDS[told.found.bodies[member.partner_id].kind]),
            str(PROJECT_ROLES[member.role]),
        ]
        for member in row.members
    ]
    if members:
        columns = (_("Partner"), _("Kind"), _("Role"))
        blocks.append(table(_("Who takes part"), columns, members))
    crossed: list[list[Cell]] = [
        [
            str(COMPETENCES[crossing.competence]),
            told.partner(crossing.holder_id),
            Said(told.texts(crossing.precision, NOTHING)),
        ]
        for crossing in row.competences
    ]
    if crossed:
        columns = (_("Policy"), _("Whose it is"), _("Precisely"))
        blocks.append(table(_("Policies crossed"), columns, crossed))
    return Section(_("The project"), blocks)


def _dates_of(row: ProjectRow) -> list[tuple[str, Cell]]:
    items: list[tuple[str, Cell]] = [
        (_("Status"), str(PROJECT_STATES[row.state])),
        (_("Scope"), str(SCOPES[row.scope])),
    ]
    if row.launched_on is not None:
        items.append((_("Launched on"), day(row.launched_on)))
    if row.closed_on is not None:
        items.append((_("Closed on"), day(row.closed_on)))
    return items


def milestones(told: Telling, row: ProjectRow) -> Section | None:
    """Tell every milestone of a project, with the day that holds for it."""
    some = sorted(row.milestones, key=lambda m: (m.reached_on or m.due_on, m.due_on))
    if not some:
        return None
    rows: list[list[Cell]] = [
        [
            Said(told.texts(one.title)),
            day_short(one.first_due_on),
            day_short(one.reached_on or one.due_on),
            _state(one, row),
            Said(told.texts(one.reason, NOTHING)),
        ]
        for one in some
    ]
    columns = (_("Milestone"), _("First due on"), _("Day"), _("Status"), _("Reason"))
    return Section(_("Milestones"), [table(_("All milestones"), columns, rows)])


def _state(one: Milestone, row: ProjectRow) -> str:
    """Say how a milestone stands, in words that stay true past its day.

    What is late depends on the day of reading, and a report is read for years.
    """
    if one.state is MilestoneState.REACHED:
        return _("Reached")
    if one.state is MilestoneState.DROPPED:
        return _("Dropped")
    return _("Not yet reached") if row.is_open else _("Not reached")


def financing_plan(told: Telling, row: ProjectRow) -> Section | None:
    """Tell who is asked for how much, what was granted, and the project's own share."""
    if not row.plan:
        return None
    rows: list[list[Cell]] = [
        [
            funder(told, line),
            Said(told.texts(line.scheme, NOTHING)),
            euros(line.requested_cents),
            granted(line),
            _("yes") if line.is_own_share else _("no"),
        ]
        for line in row.plan
    ]
    rows.append(
        [
            _("Together"),
            NOTHING,
            euros(sum(line.requested_cents for line in row.plan)),
            euros(sum(line.granted_cents or 0 for line in row.plan)),
            euros(own_share(row)),
        ]
    )
    return Section(
        _("Financing plan"),
        [
            Table(
                caption=_("Plan, version %(version)s", version=row.plan_version),
                columns=[
                    Column(_("Funder"), is_head=True),
                    Column(_("Scheme")),
                    Column(_("Requested"), is_number=True),
                    Column(_("Granted"), is_number=True),
                    Column(_("Own share"), is_number=True),
                ],
                rows=rows,
            )
        ],
    )


def funder(told: Telling, line: PlanLine) -> Cell:
    """Return who is asked: a partner, or a body outside by its name."""
    if line.funder_id is not None:
        return told.partner(line.funder_id)
    if line.funder is not None:
        return Said(told.texts(line.funder))
    return _("The project itself") if line.is_own_share else NOTHING


def granted(line: PlanLine) -> str:
    """Return what was granted; an answer may still be awaited."""
    if line.granted_cents is None:
        return _("awaited")
    return euros(line.granted_cents)


def own_share(row: ProjectRow) -> int:
    """Return how many cents a project brings itself."""
    return sum(line.requested_cents for line in row.plan if line.is_own_share)


def projects_of_funder(
    told: Telling, asked: Sequence[tuple[ProjectRow, PlanLine]]
) -> Section:
    """Tell every project that a funder is asked for, line by line, and its sums."""
    rows: list[list[Cell]] = [
        [
            told.project(row.project_id),
            str(PROJECT_STATES[row.state]),
            Said(told.texts(line.scheme, NOTHING)),
            euros(line.requested_cents),
            granted(line),
            euros(own_share(row)),
        ]
        for row, line in asked
    ]
    lines = [line for _row, line in asked]
    rows.append(
        [
            _("Together"),
            NOTHING,
            NOTHING,
            euros(sum(line.requested_cents for line in lines)),
            euros(sum(line.granted_cents or 0 for line in lines)),
            NOTHING,
        ]
    )
    sums_of_money = Table(
        caption=_("What was requested and granted"),
        columns=[
            Column(_("Project"), is_head=True),
            Column(_("Status")),
            Column(_("Scheme")),
            Column(_("Requested"), is_number=True),
            Column(_("Granted"), is_number=True),
            Column(_("Own share of the project"), is_number=True),
        ],
        rows=rows,
    )
    return Section(_("Projects financed or to be"), [sums_of_money, _came(told)])


def _came(told: Telling) -> Table:
    """List what was brought to each project, and how far each came."""
    found = told.found
    rows: list[list[Cell]] = [
        [
            told.project(name),
            amounts(sums(found.project_cells.get(name, ()))),
            Said(_reached_in(told, row)),
        ]
        for name, row in found.projects.items()
    ]
    columns = (_("Project"), _("Contributions that count"), _("Milestones reached"))
    return table(_("What was brought and reached, project by project"), columns, rows)


def table(caption: str, labels: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    """Return a table whose first column names the rows."""
    return Table(
        caption=caption,
        columns=[
            Column(label, is_head=rank == HEAD) for rank, label in enumerate(labels)
        ],
        rows=rows,
    )

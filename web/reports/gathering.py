"""Gathering: the rows that a report tells of, read off one shelf and bounded."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from projections.commons.contribution_totals import TotalRow, cells
from projections.commons.contributions import ContributionRow, contributions_page
from projections.commons.credit_totals import times_credited
from projections.commons.credits import Credited
from projections.commons.evaluations import (
    evaluations_of,
    evaluations_page,
)
from projections.commons.needs import NeedRow, needs_page
from projections.commons.numbers import numbers_of
from projections.commons.offers import OfferRow, offers_page
from projections.commons.project_members import memberships_of
from projections.commons.project_totals import cells_of_project
from projections.commons.projects import ProjectRow, projects_by_id
from projections.commons.resources import (
    ResourceRow,
    resources_by_id,
    resources_page,
)
from projections.commons.reuses import ReuseRow, reuses_page
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.reports.gathered import Gathered
from web.reports.heard import EVALUATIONS_MAX, PROJECTS_MAX, about_projects, hear
from web.reports.spans import Search, Span

PAGE: Final = 500
RESOURCES_MAX: Final = 500
Chosen = Mapping[str, str | int]


def partners_year(shelf: Shelf, partner_id: str, span: Span, *, most: int) -> Gathered:
    """Gather what a partner did in a year."""
    search = Search(shelf, span)
    chosen: dict[str, Any] = {"partner_id": partner_id}
    member = memberships_of(shelf, partner_id)
    found = Gathered(
        search=search,
        cells=[
            cell
            for cell in cells(shelf)
            if cell.partner_id == partner_id and _is_of(cell, span)
        ],
        contributions=_contributions(search, chosen, most),
        contributions_max=most,
        roles={row.project_id: row.role for row in member},
        needs=_needs(search, chosen),
        offers=_offers(search, chosen),
        reuses=_reuses(search, chosen),
        shared=_shared(search, partner_id),
    )
    found.projects = projects_by_id(shelf, {*found.roles, *_projects_named(found)})
    opened = search.read(
        lambda after: evaluations_page(shelf, chosen, after=after), EVALUATIONS_MAX
    )
    about = about_projects(search, [*found.roles])
    hear(found, [*opened, *about])
    return _with_names(shelf, found, {partner_id})


def projects_year(shelf: Shelf, row: ProjectRow, span: Span, *, most: int) -> Gathered:
    """Gather what was done in a project in a year, or in all."""
    search = Search(shelf, span)
    chosen: dict[str, Any] = {"project_id": row.project_id}
    brought = cells_of_project(shelf, row.project_id)
    found = Gathered(
        search=search,
        cells=[cell for cell in brought if _is_of(cell, span)],
        contributions=_contributions(search, chosen, most),
        contributions_max=most,
        projects={row.project_id: row},
        needs=_needs(search, chosen),
        offers=_offers(search, chosen),
        reuses=_reuses(search, chosen),
    )
    hear(found, evaluations_of(shelf, row.project_id))
    return _with_names(shelf, found, _of_project(row))


def funders_year(
    shelf: Shelf, rows: Sequence[ProjectRow], span: Span, funder_id: str | None
) -> Gathered:
    """Gather what was done in the projects that a funder was asked for."""
    search = Search(shelf, span)
    brought = {
        row.project_id: [
            cell
            for cell in cells_of_project(shelf, row.project_id)
            if _is_of(cell, span)
        ]
        for row in rows
    }
    found = Gathered(
        search=search,
        cells=[cell for some in brought.values() for cell in some],
        projects={row.project_id: row for row in rows},
        project_cells=brought,
        reuses=[
            reuse
            for row in rows[:PROJECTS_MAX]
            for reuse in _reuses(search, {"project_id": row.project_id})
        ],
    )
    about = about_projects(search, [row.project_id for row in rows])
    hear(found, about)
    named = {name for row in rows for name in _of_project(row)}
    return _with_names(shelf, found, named | ({funder_id} if funder_id else set()))


def _is_of(cell: TotalRow, span: Span) -> bool:
    return span.year is None or cell.year == span.year


def _contributions(
    search: Search, chosen: Chosen, most: int
) -> Sequence[ContributionRow]:
    """Return the contributions of a year, in the order of their days.

    Where there are more, the report says how many: that is no list cut in silence.
    """
    shelf, span = search.shelf, search.span
    asked = {**chosen} if span.year is None else {**chosen, "year": span.year}
    found = Search(shelf, span).read(
        lambda after: contributions_page(
            shelf, asked, after=after, limit=min(PAGE, most)
        ),
        most,
    )
    return sorted(
        found, key=lambda row: (row.period.end, row.period.start, row.position)
    )


def _needs(search: Search, chosen: Mapping[str, str]) -> list[NeedRow]:
    shelf, span = search.shelf, search.span
    found = search.read(
        lambda after: needs_page(shelf, chosen, after=after, limit=PAGE)
    )
    return [row for row in reversed(found) if span.has(row.stated_at)]


def _offers(search: Search, chosen: Mapping[str, str]) -> list[OfferRow]:
    shelf, span = search.shelf, search.span
    found = search.read(
        lambda after: offers_page(shelf, chosen, after=after, limit=PAGE)
    )
    return [row for row in reversed(found) if span.has(row.made_at)]


def _reuses(search: Search, chosen: Mapping[str, str]) -> list[ReuseRow]:
    """Return the reuses of a year that nobody took back."""
    shelf, span = search.shelf, search.span
    found = search.read(
        lambda after: reuses_page(shelf, after=after, limit=PAGE, **chosen)
    )
    return [
        row
        for row in reversed(found)
        if span.has(row.reused_on) and not row.is_withdrawn
    ]


def _shared(search: Search, partner_id: str) -> list[tuple[ResourceRow, int]]:
    """Return what a partner maintains, each with the reuses of the year."""
    chosen = {"maintainer_id": partner_id}
    found = search.read(
        lambda after: resources_page(search.shelf, chosen, after=after), RESOURCES_MAX
    )
    return [(row, _times_reused(search, row)) for row in reversed(found)]


def _times_reused(search: Search, row: ResourceRow) -> int:
    if not row.reuses:
        return 0
    return len(_reuses(search, {"resource_id": row.resource_id}))


def _projects_named(found: Gathered) -> set[str]:
    rows: list[Any] = [
        *found.contributions,
        *found.needs,
        *found.offers,
        *found.reuses,
    ]
    return {row.project_id for row in rows if row.project_id is not None}


def _of_project(row: ProjectRow) -> set[str]:
    """Return the partners that the report of a project names."""
    return {
        row.proposed_by,
        *(member.partner_id for member in row.members),
        *(crossing.holder_id for crossing in row.competences),
        *(line.funder_id for line in row.plan if line.funder_id),
    }


def _with_names(shelf: Shelf, found: Gathered, named: set[str]) -> Gathered:
    """Look up everything by its name that the report shows."""
    named |= {row.partner_id for row in found.contributions}
    named |= {c.partner_id for row in found.contributions for c in row.confirmations}
    named |= {
        row.contest.partner_id for row in found.contributions if row.contest is not None
    }
    named |= {row.accepted_by or row.seeker_id or "" for row in found.offers}
    named |= {row.partner_id for row in found.needs}
    named |= {row.partner_id for row in found.offers}
    named |= {row.partner_id for row in found.reuses}
    named |= {row.partner_id for row in found.evaluations}
    ends = [row.conclusion for row in found.evaluations]
    named |= {end.partner_id for end in ends if end is not None}
    named |= {
        who
        for told in found.accounts.values()
        for account in told
        for who in (account.partner_id, *account.countersigners)
    }
    used = resources_by_id(shelf, {row.resource_id for row in found.reuses})
    named |= {row.maintainer_id for row in used.values()}
    found.resources = used
    things = [
        (Credited.CONTRIBUTION, row.contribution_id) for row in found.contributions
    ]
    counted = times_credited(shelf, things)
    found.credited = {name: times for (_kind, name), times in counted.items() if times}
    ids = [row.contribution_id for row in found.contributions]
    found.numbers = numbers_of(shelf, ids)
    found.bodies = partners_by_id(shelf, named - {""})
    return found

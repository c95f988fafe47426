"""Gathering: the rows that a report tells of, read off one shelf and bounded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from projections.commons.accounts import AccountRow, accounts_page
from projections.commons.contribution_totals import TotalRow, cells
from projections.commons.contributions import ContributionRow, contributions_page
from projections.commons.credit_totals import times_credited
from projections.commons.credits import Credited
from projections.commons.evaluations import (
    EvaluationRow,
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
from projections.membership.partners import PartnerRow, partners_by_id
from projections.shelf import Shelf
from web.reports.spans import Span, all_of

PAGE: Final = 500
CONTRIBUTIONS_MAX: Final = 5_000
"""How many contributions a document lists; it says how many more there are."""

RESOURCES_MAX: Final = 100
EVALUATIONS_MAX: Final = 50
ACCOUNTS_MAX: Final = 50
Chosen = Mapping[str, str | int]


@dataclass(kw_only=True)
class Gathered:
    """What a report tells of; every name that it shows is among ``bodies``."""

    span: Span
    cells: Sequence[TotalRow] = ()
    contributions: Sequence[ContributionRow] = ()
    contributions_max: int = CONTRIBUTIONS_MAX
    projects: Mapping[str, ProjectRow] = field(default_factory=dict[str, ProjectRow])
    roles: Mapping[str, str] = field(default_factory=dict[str, str])
    project_cells: Mapping[str, Sequence[TotalRow]] = field(
        default_factory=dict[str, Sequence[TotalRow]]
    )
    needs: Sequence[NeedRow] = ()
    offers: Sequence[OfferRow] = ()
    reuses: Sequence[ReuseRow] = ()
    shared: Sequence[tuple[ResourceRow, int]] = ()
    resources: Mapping[str, ResourceRow] = field(default_factory=dict[str, ResourceRow])
    credited: Mapping[str, int] = field(default_factory=dict[str, int])
    evaluations: Sequence[EvaluationRow] = ()
    accounts: Mapping[str, Sequence[AccountRow]] = field(
        default_factory=dict[str, Sequence[AccountRow]]
    )
    numbers: Mapping[str, str] = field(default_factory=dict[str, str])
    bodies: Mapping[str, PartnerRow] = field(default_factory=dict[str, PartnerRow])

    @property
    def count(self) -> int:
        """Return how many contributions there are, listed or not."""
        return sum(cell.count for cell in self.cells)


def partners_year(shelf: Shelf, partner_id: str, span: Span, *, most: int) -> Gathered:
    """Gather what a partner did in a year."""
    chosen: dict[str, Any] = {"partner_id": partner_id}
    member = memberships_of(shelf, partner_id)
    found = Gathered(
        span=span,
        cells=[
            cell
            for cell in cells(shelf)
            if cell.partner_id == partner_id and _is_of(cell, span)
        ],
        contributions=_contributions(shelf, chosen, span, most),
        contributions_max=most,
        roles={row.project_id: row.role for row in member},
        needs=_needs(shelf, chosen, span),
        offers=_offers(shelf, chosen, span),
        reuses=_reuses(shelf, chosen, span),
        shared=_shared(shelf, partner_id, span),
    )
    found.projects = projects_by_id(shelf, {*found.roles, *_projects_named(found)})
    opened = all_of(
        lambda after: evaluations_page(shelf, chosen, after=after), EVALUATIONS_MAX
    )
    about = [row for name in found.roles for row in evaluations_of(shelf, name)]
    _evaluated(shelf, found, [*opened, *about])
    return _with_names(shelf, found, {partner_id})


def projects_year(shelf: Shelf, row: ProjectRow, span: Span, *, most: int) -> Gathered:
    """Gather what was done in a project in a year, or in all."""
    chosen: dict[str, Any] = {"project_id": row.project_id}
    brought = cells_of_project(shelf, row.project_id)
    found = Gathered(
        span=span,
        cells=[cell for cell in brought if _is_of(cell, span)],
        contributions=_contributions(shelf, chosen, span, most),
        contributions_max=most,
        projects={row.project_id: row},
        needs=_needs(shelf, chosen, span),
        offers=_offers(shelf, chosen, span),
        reuses=_reuses(shelf, chosen, span),
    )
    _evaluated(shelf, found, evaluations_of(shelf, row.project_id))
    return _with_names(shelf, found, _of_project(row))


def funders_year(
    shelf: Shelf, rows: Sequence[ProjectRow], span: Span, funder_id: str | None
) -> Gathered:
    """Gather what was done in the projects that a funder was asked for."""
    brought = {
        row.project_id: [
            cell
            for cell in cells_of_project(shelf, row.project_id)
            if _is_of(cell, span)
        ]
        for row in rows
    }
    found = Gathered(
        span=span,
        cells=[cell for some in brought.values() for cell in some],
        projects={row.project_id: row for row in rows},
        project_cells=brought,
        reuses=[
            reuse
            for row in rows
            for reuse in _reuses(shelf, {"project_id": row.project_id}, span)
        ],
    )
    about = [e for row in rows for e in evaluations_of(shelf, row.project_id)]
    _evaluated(shelf, found, about)
    named = {name for row in rows for name in _of_project(row)}
    return _with_names(shelf, found, named | ({funder_id} if funder_id else set()))


def _is_of(cell: TotalRow, span: Span) -> bool:
    return span.year is None or cell.year == span.year


def _contributions(
    shelf: Shelf, chosen: Chosen, span: Span, most: int
) -> Sequence[ContributionRow]:
    """Return the contributions of a year, in the order of their days."""
    asked = {**chosen} if span.year is None else {**chosen, "year": span.year}
    found = all_of(
        lambda after: contributions_page(
            shelf, asked, after=after, limit=min(PAGE, most)
        ),
        most,
    )
    return sorted(
        found, key=lambda row: (row.period.end, row.period.start, row.position)
    )


def _needs(shelf: Shelf, chosen: Mapping[str, str], span: Span) -> list[NeedRow]:
    found = all_of(lambda after: needs_page(shelf, chosen, after=after, limit=PAGE))
    return [row for row in reversed(found) if span.has(row.stated_at)]


def _offers(shelf: Shelf, chosen: Mapping[str, str], span: Span) -> list[OfferRow]:
    found = all_of(lambda after: offers_page(shelf, chosen, after=after, limit=PAGE))
    return [row for row in reversed(found) if span.has(row.made_at)]


def _reuses(shelf: Shelf, chosen: Mapping[str, str], span: Span) -> list[ReuseRow]:
    """Return the reuses of a year that nobody took back."""
    found = all_of(lambda after: reuses_page(shelf, after=after, limit=PAGE, **chosen))
    return [
        row
        for row in reversed(found)
        if span.has(row.reused_on) and not row.is_withdrawn
    ]


def _shared(shelf: Shelf, partner_id: str, span: Span) -> list[tuple[ResourceRow, int]]:
    """Return what a partner maintains, each with the reuses of the year."""
    chosen = {"maintainer_id": partner_id}
    found = all_of(
        lambda after: resources_page(shelf, chosen, after=after), RESOURCES_MAX
    )
    return [
        (row, len(_reuses(shelf, {"resource_id": row.resource_id}, span)))
        for row in reversed(found)
    ]


def _projects_named(found: Gathered) -> set[str]:
    rows: list[Any] = [
        *found.contributions,
        *found.needs,
        *found.offers,
        *found.reuses,
    ]
    return {row.project_id for row in rows if row.project_id is not None}


def _evaluated(shelf: Shelf, found: Gathered, rows: Iterable[EvaluationRow]) -> None:
    """Keep the evaluations that something happened in, with what was told in them."""
    span = found.span
    known = {row.evaluation_id: row for row in rows}
    told = {
        name: [
            account
            for account in all_of(
                lambda after, name=name: accounts_page(shelf, name, after=after),  # type: ignore[misc]  # bound at once
                ACCOUNTS_MAX,
            )
            if span.has(account.told_at)
        ]
        for name in known
    }
    found.evaluations = [
        row
        for name, row in sorted(known.items(), key=lambda item: item[1].position)
        if told[name]
        or span.has(row.opened_at)
        or (row.conclusion is not None and span.has(row.conclusion.concluded_on))
    ][:EVALUATIONS_MAX]
    found.accounts = {
        row.evaluation_id: told[row.evaluation_id] for row in found.evaluations
    }


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

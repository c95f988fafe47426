"""Gathered: everything that a report tells of, with the names that it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from projections.commons.accounts import AccountRow
from projections.commons.contribution_totals import TotalRow
from projections.commons.contributions import ContributionRow
from projections.commons.evaluations import (
    EvaluationRow,
)
from projections.commons.needs import NeedRow
from projections.commons.offers import OfferRow
from projections.commons.projects import ProjectRow
from projections.commons.resources import (
    ResourceRow,
)
from projections.commons.reuses import ReuseRow
from projections.membership.partners import PartnerRow
from web.reports.spans import Search, Span

CONTRIBUTIONS_MAX: Final = 5_000
"""How many contributions a document lists; it says how many more there are."""


@dataclass(kw_only=True)
class Gathered:
    """What a report tells of; every name that it shows is among ``bodies``."""

    search: Search
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
    def span(self) -> Span:
        """Return the time that is told of."""
        return self.search.span

    @property
    def count(self) -> int:
        """Return how many contributions there are, listed or not."""
        return sum(cell.count for cell in self.cells)

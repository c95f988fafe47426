"""Catalogue: every route that writes, listed by hand."""

from typing import Final

from web.api.writes import (
    charter,
    contributions,
    decisions,
    designations,
    evaluations,
    meetings,
    needs,
    partners,
    projects,
    proposals,
    resources,
    voting,
)

ROUTES: Final = (
    *charter.ROUTES,
    *contributions.ROUTES,
    *needs.ROUTES,
    *projects.ROUTES,
    *resources.ROUTES,
    *evaluations.ROUTES,
    *decisions.ROUTES,
    *partners.ROUTES,
    *designations.ROUTES,
    *proposals.ROUTES,
    *meetings.ROUTES,
    *voting.ROUTES,
)

"""Heard: the evaluations that a report tells of, and what was told in them."""

from collections.abc import Iterable, Sequence
from typing import Final

from projections.commons.accounts import accounts_page
from projections.commons.evaluations import (
    EvaluationRow,
    evaluations_of,
)
from web.reports.gathered import Gathered
from web.reports.spans import Search

EVALUATIONS_MAX: Final = 100
PROJECTS_MAX: Final = 200
"""Of how many projects the reuses and evaluations are looked for."""

ACCOUNTS_MAX: Final = 50


def about_projects(search: Search, projects: Sequence[str]) -> list[EvaluationRow]:
    """Return the evaluations of projects."""
    search.is_cut |= len(projects) > PROJECTS_MAX
    return [
        row
        for name in projects[:PROJECTS_MAX]
        for row in evaluations_of(search.shelf, name)
    ]


def hear(found: Gathered, rows: Iterable[EvaluationRow]) -> None:
    """Keep the evaluations that something happened in, with what was told in them."""
    search, span, shelf = found.search, found.span, found.search.shelf
    every = {row.evaluation_id: row for row in rows}
    latest = sorted(every.values(), key=lambda row: -row.position)
    known = {row.evaluation_id: row for row in latest[:EVALUATIONS_MAX]}
    search.is_cut |= len(latest) > EVALUATIONS_MAX
    told = {
        name: [
            account
            for account in search.read(
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
    ]
    found.accounts = {
        row.evaluation_id: told[row.evaluation_id] for row in found.evaluations
    }

"""Tallies: kept while their rows are the same, and never longer."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import pytest
from msgspec.structs import replace

from projections.commons.contribution_totals import (
    COUNTED,
    TotalRow,
    cells,
    contribution_totals,
    count_of,
    facets_of,
    sums_of,
)
from projections.commons.contributions import Status
from tests.web.pages.public.storied import Storied
from web.pages.commons.tallies import KEPT_MAX, Tallies, Tally

WITHDRAWN = frozenset({Status.WITHDRAWN})


FILTERS: Final[Sequence[Mapping[str, str | int]]] = (
    {},
    {"nature": "time"},
    {"partner_id": "ville-brumes", "year": 2026},
    {"status": "withdrawn"},
    {"partner_id": "nobody"},
)


@pytest.mark.parametrize("chosen", FILTERS)
def test_a_tally_says_what_the_cells_say(
    storied: Storied, chosen: Mapping[str, str | int]
) -> None:
    """Count, sums and facets are those that are added up cell by cell."""
    with storied.running.wiring.views.shelf() as shelf:
        tally = Tallies().of(shelf, chosen)
        found = cells(shelf)
    assert_says(tally, found, chosen)


@pytest.mark.parametrize("chosen", FILTERS)
@pytest.mark.parametrize("every", [1, 3, 7])
def test_a_tally_brought_forward_says_what_the_cells_say_then(
    storied: Storied, chosen: Mapping[str, str | int], every: int
) -> None:
    """Few cells or many may have filled, emptied or come, in whichever direction."""
    with storied.running.wiring.views.shelf() as shelf:
        rows = shelf.every(contribution_totals)
    later = [
        replace(row, count=index % 2, quantity=row.quantity + Decimal("0.25"))
        if index % every == 0
        else row
        for index, row in enumerate(rows)
    ]
    before = Tally(rows, chosen).added_up()
    after = before.brought_forward(later)
    assert_says(after, held(later), chosen)
    assert_says(after.brought_forward(rows), held(rows), chosen)
    more = [*rows, replace(rows[0], partner_id="zeta", count=3)]
    assert_says(before.brought_forward(more), held(more), chosen)
    assert_says(before, held(rows), chosen)


def held(rows: Sequence[TotalRow]) -> Sequence[TotalRow]:
    return [row for row in rows if row.count]


def assert_says(
    tally: Tally, found: Sequence[TotalRow], chosen: Mapping[str, str | int]
) -> None:
    """Compare with the cells added up one by one."""
    assert tally.count == count_of(found, chosen)
    assert tally.facets == facets_of(found, chosen)
    for statuses in (COUNTED, WITHDRAWN):
        assert tally.sums(statuses) == sums_of(found, chosen, statuses)
    for status in Status:
        of_it = [cell for cell in found if cell.status == status]
        assert tally.count_of(status) == count_of(of_it, chosen)


def test_a_tally_is_kept_for_its_moment_and_filters(storied: Storied) -> None:
    """Another moment or other filters have another one; the oldest are forgotten."""
    tallies, views = Tallies(), storied.running.wiring.views
    with views.shelf() as shelf, views.shelf(shelf.position // 2) as earlier:
        now = tallies.of(shelf, {"nature": "time"})
        assert tallies.of(shelf, {"nature": "time"}) is now
        assert tallies.of(shelf, {}) is not now
        then = tallies.of(earlier, {"nature": "time"})
        assert then is not now
        assert then.count < now.count
        assert tallies.of(shelf, {"nature": "time"}) is now
        for year in range(KEPT_MAX):
            tallies.of(shelf, {"year": year})
        assert tallies.of(shelf, {"nature": "time"}) is not now

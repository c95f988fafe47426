"""Tallies: kept while their rows are the same, and never longer."""

from collections.abc import Mapping

import pytest

from projections.commons.contribution_totals import (
    COUNTED,
    cells,
    count_of,
    facets_of,
    sums_of,
)
from projections.commons.contributions import Status
from tests.web.pages.public.storied import Storied
from web.pages.commons.tallies import KEPT_MAX, Tallies

WITHDRAWN = frozenset({Status.WITHDRAWN})


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"nature": "time"},
        {"partner_id": "ville-brumes", "year": 2026},
        {"status": "withdrawn"},
        {"partner_id": "nobody"},
    ],
)
def test_a_tally_says_what_the_cells_say(
    storied: Storied, chosen: Mapping[str, str | int]
) -> None:
    """Count, sums and facets are those that are added up cell by cell."""
    with storied.running.wiring.views.shelf() as shelf:
        tally = Tallies().of(shelf, chosen)
        found = cells(shelf)
    assert tally.count == count_of(found, chosen)
    assert tally.facets == facets_of(found, chosen)
    for statuses in (COUNTED, WITHDRAWN):
        assert tally.sums(statuses) == sums_of(found, chosen, statuses)


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

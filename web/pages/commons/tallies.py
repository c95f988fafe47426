"""Tallies: what the cells add up to under a page's filters, kept while they hold.

Cells grow with partners, years and statuses. What they add up to at one position
never changes, and many readers ask for the same.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from flask import Flask, current_app

from ledger.commons.contributions.events import Unit
from projections.commons.contribution_totals import (
    Facet,
    TotalRow,
    contribution_totals,
    count_of,
    facets_of,
    is_chosen,
    sums_of,
)
from projections.commons.contributions import Status
from projections.commons.project_totals import cells_of_project
from projections.shelf import Shelf

EXTENSION: Final = "commun-tallies"
KEPT_MAX: Final = 64
Chosen = Mapping[str, str | int]


@dataclass(frozen=True)
class Tally:
    """What the filters leave; each figure is added up when first asked for."""

    rows: Sequence[TotalRow]
    chosen: Chosen

    @cached_property
    def cells(self) -> Sequence[TotalRow]:
        """Return the cells that pass the filters and hold something."""
        return [c for c in self.rows if c.count and is_chosen(c, self.chosen)]

    @cached_property
    def count(self) -> int:
        """Return how many contributions pass the filters."""
        return count_of(self.cells, {})

    @cached_property
    def facets(self) -> Mapping[str, Sequence[Facet]]:
        """Return, for each filter, its values and counts under the other filters."""
        return facets_of([c for c in self.rows if c.count], self.chosen)

    @cached_property
    def _sums(self) -> dict[frozenset[Status], Mapping[Unit, Decimal]]:
        return {}

    def sums(self, statuses: frozenset[Status]) -> Mapping[Unit, Decimal]:
        """Return the exact sum of each unit, of what has one of these statuses."""
        if statuses not in self._sums:
            self._sums[statuses] = sums_of(self.cells, {}, statuses)
        return self._sums[statuses]


class Tallies:
    """The tallies last asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Tally] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, shelf: Shelf, chosen: Chosen) -> Tally:
        """Return a tally: the one that is kept if it is of these very rows.

        A position may be read from another generation: its rows are others, even
        if they say the same.
        """
        if "project_id" in chosen:
            return _of_project(shelf, chosen)
        rows = shelf.every(contribution_totals)
        key = (shelf.position, frozenset(chosen.items()))
        with self._lock:
            known = self._kept.get(key)
            if known is None or known.rows is not rows:
                known = self._kept[key] = Tally(rows, dict(chosen))
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT_MAX:
                self._kept.popitem(last=False)
        return known


def _of_project(shelf: Shelf, chosen: Chosen) -> Tally:
    """Add up the cells of one project, which has its own."""
    rows = cells_of_project(shelf, str(chosen["project_id"]))
    others = {name: value for name, value in chosen.items() if name != "project_id"}
    return Tally(rows, others)


def register(app: Flask) -> None:
    """Keep tallies for this application."""
    app.extensions[EXTENSION] = Tallies()


def tally_of(shelf: Shelf, chosen: Chosen) -> Tally:
    """Return what the filters leave on this shelf."""
    tallies: Tallies = current_app.extensions[EXTENSION]
    return tallies.of(shelf, chosen)

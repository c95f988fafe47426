"""Tallies: what the cells add up to under a page's filters, kept while they hold.

Cells grow with partners, years and statuses. What they add up to at one position
never changes, and many readers ask for the same.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import compress
from operator import is_not
from typing import Final

from flask import Flask, current_app

from ledger.commons.contributions.events import Nature, Unit
from ledger.kernel.quantities import plain
from projections.commons.contribution_totals import (
    COUNTED,
    FACETS,
    NOTHING,
    Facet,
    TotalRow,
    contribution_totals,
)
from projections.commons.contributions import Status
from projections.commons.project_totals import cells_of_project
from projections.shelf import Shelf

EXTENSION: Final = "commun-tallies"
KEPT_MAX: Final = 64
Chosen = Mapping[str, str | int]
Pile = tuple[Status, Unit]
Share = tuple[Unit, Nature, str]
"""What counts of one unit and nature, of one partner."""


class Tally:
    """What the filters leave of these cells: counts, facets and exact sums.

    Brought forward to other cells, it takes out those that are no longer there
    and adds those that have come: a fact changes two of many thousands.
    """

    def __init__(self, rows: Sequence[TotalRow], chosen: Chosen) -> None:
        self.rows = rows
        self.chosen = chosen
        self._values: dict[str, dict[str | int, int]] = {name: {} for name in FACETS}
        self._counts: dict[Pile, int] = {}
        self._quantities: dict[Pile, Decimal] = {}
        self._shares: dict[Share, Decimal] = {}

    def added_up(self) -> "Tally":
        """Add all the cells up."""
        for cell in self.rows:
            self._add(cell, 1)
        return self

    def brought_forward(self, rows: Sequence[TotalRow]) -> "Tally":
        """Return what the same filters leave of other cells."""
        later = Tally(rows, self.chosen)
        if len(rows) != len(self.rows):
            return later.added_up()
        both = zip(self.rows, rows, strict=True)
        changed = [*compress(both, map(is_not, self.rows, rows))]
        if 2 * len(changed) > len(rows):
            return later.added_up()
        later._values = {name: {**counted} for name, counted in self._values.items()}
        later._counts = {**self._counts}
        later._quantities = {**self._quantities}
        later._shares = {**self._shares}
        for old, new in changed:
            later._add(old, -1)
            later._add(new, 1)
        return later

    def _add(self, cell: TotalRow, sign: int) -> None:
        """Add a cell, or take it out; one that fails one filter is in its facet only.

        It is what that filter's own facet would show.
        """
        if not cell.count:
            return
        failed = [n for n, v in self.chosen.items() if getattr(cell, n) != v]
        if len(failed) > 1:
            return
        more = sign * cell.count
        for name in failed or FACETS:
            counted, value = self._values[name], getattr(cell, name)
            counted[value] = counted.get(value, 0) + more
        if not failed:
            pile = (cell.status, cell.unit)
            self._counts[pile] = self._counts.get(pile, 0) + more
            quantity = self._quantities.get(pile, NOTHING)
            self._quantities[pile] = quantity + sign * cell.quantity
            if cell.status in COUNTED:
                share = (cell.unit, cell.nature, cell.partner_id)
                brought = self._shares.get(share, NOTHING)
                self._shares[share] = brought + sign * cell.quantity

    @property
    def count(self) -> int:
        """Return how many contributions pass the filters."""
        return sum(self._counts.values())

    def count_of(self, status: Status) -> int:
        """Return how many pass the filters and have this status."""
        return sum(self._counts.get((status, unit), 0) for unit in Unit)

    @cached_property
    def facets(self) -> Mapping[str, Sequence[Facet]]:
        """Return, for each filter, its values and counts under the other filters."""
        return {
            name: [
                Facet(value, count)
                for value, count in sorted(
                    counted.items(), key=lambda item: (-item[1], str(item[0]))
                )
                if count
            ]
            for name, counted in self._values.items()
        }

    def sums(self, statuses: frozenset[Status]) -> Mapping[Unit, Decimal]:
        """Return the exact sum of each unit, of what has one of these statuses."""
        sums: dict[Unit, Decimal] = {}
        for (status, unit), count in self._counts.items():
            if count and status in statuses:
                quantity = self._quantities[status, unit]
                sums[unit] = sums.get(unit, NOTHING) + quantity
        return {unit: plain(sums[unit]) for unit in Unit if unit in sums}

    @property
    def shares(self) -> Mapping[Share, Decimal]:
        """Return what counts, of each partner in each nature and unit."""
        return {share: much for share, much in self._shares.items() if much > 0}


class Tallies:
    """The tallies last asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Tally] = OrderedDict()
        self._latest: OrderedDict[object, Tally] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, shelf: Shelf, chosen: Chosen) -> Tally:
        """Return a tally: the one that is kept if it is of these very rows.

        A position may be read from another generation: its rows are others, even
        if they say the same.
        """
        if "project_id" in chosen:
            return _of_project(shelf, chosen)
        rows = shelf.every(contribution_totals)
        filters = frozenset(chosen.items())
        key = (shelf.position, filters)
        with self._lock:
            known = self._kept.get(key)
            latest = self._latest.get(filters)
        if known is None or known.rows is not rows:
            latest = latest or Tally((), dict(chosen))
            known = latest.brought_forward(rows)
        with self._lock:
            for kept, name in ((self._kept, key), (self._latest, filters)):
                kept[name] = known
                kept.move_to_end(name)
                while len(kept) > KEPT_MAX:
                    kept.popitem(last=False)
        return known


def _of_project(shelf: Shelf, chosen: Chosen) -> Tally:
    """Add up the cells of one project, which has its own."""
    rows = cells_of_project(shelf, str(chosen["project_id"]))
    others = {name: value for name, value in chosen.items() if name != "project_id"}
    return Tally(rows, others).added_up()


def register(app: Flask) -> None:
    """Keep tallies for this application."""
    app.extensions[EXTENSION] = Tallies()


def tally_of(shelf: Shelf, chosen: Chosen) -> Tally:
    """Return what the filters leave on this shelf."""
    tallies: Tallies = current_app.extensions[EXTENSION]
    return tallies.of(shelf, chosen)

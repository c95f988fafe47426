"""Counting: what would become of all rows of a table, before anything is recorded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from web.imports.checking import Checked
from web.imports.leftovers import RowError

SHOWN_MAX: Final = 8
EXAMPLES_MAX: Final = 5
REASONS_MAX: Final = 50
CHUNK: Final = 1_000

Named = tuple[Checked, str]
"""A row that was read, with the name that what it records would bear."""


@dataclass(kw_only=True)
class Reason:
    """Why rows cannot be imported: how many, and the first of them."""

    error: RowError
    count: int = 0
    examples: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


@dataclass(kw_only=True)
class Repair:
    """What is spelt otherwise in a field: how often, and one example."""

    field: str
    written: str
    value: object
    count: int = 0


@dataclass(kw_only=True)
class Overview:
    """What would become of all rows."""

    total: int = 0
    ready: int = 0
    repaired: int = 0
    known: int = 0
    left_out: int = 0
    wrong: int = 0
    reasons: dict[tuple[str, str, str], Reason] = field(
        default_factory=dict[tuple[str, str, str], Reason]
    )
    repairs: dict[str, Repair] = field(default_factory=dict[str, Repair])
    first: list[Checked] = field(default_factory=list[Checked])
    first_wrong: list[Checked] = field(default_factory=list[Checked])

    @property
    def by_count(self) -> Sequence[Reason]:
        """Return the reasons, the most frequent first."""
        found = sorted(self.reasons.values(), key=lambda reason: -reason.count)
        return found[:REASONS_MAX]


def overview(
    rows: Iterable[Named], recorded: Callable[[Sequence[str]], frozenset[str]]
) -> Overview:
    """Count all rows; ``recorded`` tells which names there are already."""
    counted = Overview()
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        known = recorded([name for row, name in chunk if not row.errors])
        for row, name in chunk:
            _count(counted, row, is_known=name in known)
    return counted


def _count(counted: Overview, row: Checked, *, is_known: bool) -> None:
    counted.total += 1
    if row.is_left_out:
        counted.left_out += 1
        return
    if row.errors:
        counted.wrong += 1
        if len(counted.first_wrong) < SHOWN_MAX:
            counted.first_wrong.append(row)
        for error in row.errors:
            _explain(counted, row, error)
        return
    if is_known:
        counted.known += 1
        return
    counted.ready += 1
    if len(counted.first) < SHOWN_MAX:
        counted.first.append(row)
    names = row.repaired
    counted.repaired += bool(names)
    for name in names:
        cell = row.cells[name]
        one = Repair(field=name, written=cell.written, value=row.loaded.get(name))
        counted.repairs.setdefault(name, one).count += 1


def _explain(counted: Overview, row: Checked, error: RowError) -> None:
    key = (error.field, error.code, error.text)
    if key not in counted.reasons and len(counted.reasons) >= CHUNK:
        return
    reason = counted.reasons.setdefault(key, Reason(error=error))
    reason.count += 1
    if len(reason.examples) < EXAMPLES_MAX:
        cell = row.cells.get(error.field)
        reason.examples.append((row.row.number, cell.written if cell else ""))

"""Survey: what stands in each column, looked at once before anything is asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from web.imports.tables import Row

VALUES_MAX: Final = 1_000
"""So many different values of a column are kept: enough to tell how it is written."""
WORDS_MAX: Final = 40
"""A column with more different words than this is no list of names of ours."""
SIGNS_MAX: Final = 80


@dataclass(kw_only=True)
class Column:
    """A column: its values by how often they come, as far as they were kept."""

    values: Counter[str] = field(default_factory=Counter[str])
    filled: int = 0

    @property
    def words(self) -> Sequence[str]:
        """Return its values where they are few, the most frequent first."""
        if len(self.values) > WORDS_MAX:
            return ()
        return [value for value, _count in self.values.most_common()]

    @property
    def example(self) -> str:
        """Return one value, to recognise the column by."""
        return next(iter(self.values), "")


def survey(rows: Iterable[Row], width: int) -> Sequence[Column]:
    """Look at all rows, and keep some values of each column."""
    columns = [Column() for _number in range(width)]
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=False):
            value = cell.strip()
            if not value:
                continue
            column.filled += 1
            kept = column.values
            if value in kept or (len(kept) < VALUES_MAX and len(value) <= SIGNS_MAX):
                kept[value] += 1
    return columns


def share(column: Column, looks: Mapping[str, bool]) -> float:
    """Return how many of the kept values look as asked."""
    return sum(looks[value] for value in column.values) / max(1, len(column.values))

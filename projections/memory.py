"""Rows in memory: the one place where a view's versions are opened and closed.

Every driver folds through it: the rebuild and the auditor keep all current
rows here, the live projector loads those that a batch touches.
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from projections.rows import FOR_EVER, Row
from projections.view import View

RowT = TypeVar("RowT", bound=Row)
Key = tuple[str, ...]


class Version(NamedTuple):
    """A row from one position until another; ``first`` orders it in lists."""

    key: Key
    since: int
    until: int
    first: int
    row: Row


Load = Callable[[Key], Version | None]
Search = Callable[[dict[str, str | int]], Iterable[Version]]


class MemoryRows(Generic[RowT]):
    """The rows that hold now, with the position that the next put belongs to.

    ``close`` is told of each version that ends. A key that was dropped and is
    put again takes a new place in lists.
    """

    def __init__(
        self,
        view: View[RowT],
        close: Callable[[Version], None],
        *,
        load: Load | None = None,
        search: Search | None = None,
    ) -> None:
        self.view = view
        self.position = 0
        self.current: dict[Key, Version | None] = {}
        self.touched: set[Key] = set()
        self.followers: list[MemoryRows[Any]] = []
        self._close = close
        self._load = load
        self._search = search
        self._found: dict[tuple[str, ...], dict[tuple[object, ...], dict[Key, None]]]
        self._found = {}

    def get(self, *key: str) -> RowT | None:
        """Return the row of this key that holds now."""
        version = self._version(key)
        return None if version is None else version.row  # type: ignore[return-value]  # a view holds rows of its type

    def put(self, row: RowT) -> None:
        """Let this row hold from this position on; an equal row changes nothing."""
        key = row.key_values()
        known = self._version(key)
        if known is not None:
            if known.row == row:
                return
            if known.since != self.position:
                self._close(known._replace(until=self.position))
        first = known.first if known is not None else self.position
        self._replace(key, Version(key, self.position, FOR_EVER, first, row))
        self._tell(known and known.row, row)

    def drop(self, *key: str) -> None:
        """Let the row of this key hold no longer."""
        known = self._version(key)
        if known is None:
            return
        if known.since != self.position:
            self._close(known._replace(until=self.position))
        self._replace(key, None)
        self._tell(known.row, None)

    def _tell(self, before: Row | None, after: Row | None) -> None:
        for rows in self.followers:
            rows.position = self.position
            assert rows.view.derive is not None, "a view with a source derives"
            rows.view.derive(rows, before, after)

    def find(self, **values: str | int) -> Iterable[RowT]:
        """Return the rows that hold now, by the fields of a declared index."""
        names = tuple(values)
        assert names in self.view.row.indexes, f"{self.view.name}: no index {names}"
        if names not in self._found:
            self._begin_index(names)
        if self._search is not None:
            for version in self._search(values):
                self.current.setdefault(version.key, None)
                if version.key not in self.touched and not self.current[version.key]:
                    self._replace(version.key, version, is_touched=False)
        keys = self._found[names].get(tuple(values.values()), {})
        versions = [self.current[key] for key in keys]
        held = [version for version in versions if version is not None]
        return [v.row for v in sorted(held, key=lambda v: (v.first, v.key))]  # type: ignore[misc]  # as above

    def _begin_index(self, names: tuple[str, ...]) -> None:
        """File the rows by an index when first asked for it: most never are."""
        filed = self._found.setdefault(names, {})
        for key, version in self.current.items():
            if version is not None:
                filed.setdefault(indexed(version.row, names), {})[key] = None

    def _version(self, key: Key) -> Version | None:
        if key not in self.current and self._load is not None:
            self._replace(key, self._load(key), is_touched=False)
        return self.current.get(key)

    def _replace(
        self, key: Key, version: Version | None, *, is_touched: bool = True
    ) -> None:
        old = self.current.get(key)
        if self._found:
            self._file(key, old, version)
        if version is None and self._load is None:
            self.current.pop(key, None)
        else:
            self.current[key] = version
        if is_touched:
            self.touched.add(key)

    def _file(self, key: Key, old: Version | None, new: Version | None) -> None:
        for names, filed in self._found.items():
            before = old and indexed(old.row, names)
            after = new and indexed(new.row, names)
            if before == after:
                continue
            if before is not None:
                del filed[before][key]
            if after is not None:
                filed.setdefault(after, {})[key] = None


def indexed(row: Row, names: tuple[str, ...]) -> tuple[object, ...]:
    """Return the values under which an index files the row."""
    return tuple(getattr(row, name) for name in names)


AnyMemoryRows = MemoryRows[Any]

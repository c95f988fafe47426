"""Rows in memory: the one place where a view's versions are opened and closed.

Every driver folds through it: the rebuild and the auditor keep all current
rows here, the live projector loads those that a batch touches.
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

import msgspec

from projections.columns import values_of
from projections.rows import FOR_EVER, Row, key_of
from projections.view import View

RowT = TypeVar("RowT", bound=Row)
Key = tuple[str, ...]
Names = tuple[str, ...]


class Version(msgspec.Struct, frozen=True, gc=False):
    """A row from one position until another; ``first`` orders it in lists."""

    key: Key
    since: int
    until: int
    first: int
    row: Row


class MemoryRows(Generic[RowT]):
    """The rows that hold now, with the position that the next put belongs to.

    ``close`` is told of each version that ends. ``first`` is the position at
    which a key came to hold, and stays until it is dropped: a key that is put
    again after it was dropped takes a new place in lists, be it at the position
    of the drop. What is put and dropped at one position never held.
    """

    def __init__(self, view: View[RowT], close: Callable[[Version], None]) -> None:
        self.view = view
        self.position = 0
        self.current: dict[Key, Version | None] = {}
        self.touched: set[Key] | None = None
        self.followers: list[MemoryRows[Any]] = []
        self._close = close
        self._key_of = key_of(view.row)
        self._found: dict[Names, dict[tuple[object, ...], dict[Key, None]]] = {}

    def get(self, *key: str) -> RowT | None:
        """Return the row of this key that holds now."""
        version = self._version(key)
        return None if version is None else version.row  # type: ignore[return-value]  # a view holds rows of its type

    def put(self, row: RowT) -> None:
        """Let this row hold from this position on; an equal row changes nothing."""
        key = self._key_of(row)
        known = self._version(key)
        position = self.position
        if known is None:
            self._replace(key, None, Version(key, position, FOR_EVER, position, row))
        else:
            if known.row == row:
                return
            if known.since != position:
                self._end(known)
            new = Version(key, position, FOR_EVER, known.first, row)
            self._replace(key, known, new)
        if self.followers:
            self._tell(None if known is None else known.row, row)

    def drop(self, *key: str) -> None:
        """Let the row of this key hold no longer."""
        known = self._version(key)
        if known is None:
            return
        if known.since != self.position:
            self._end(known)
        self._replace(key, known, None)
        if self.followers:
            self._tell(known.row, None)

    def find(self, **values: str | int) -> Iterable[RowT]:
        """Return the rows that hold now, by the fields of a declared index."""
        names = tuple(values)
        assert names in self.view.row.indexes, f"{self.view.name}: no index {names}"
        if names not in self._found:
            self._begin_index(names)
        keys = self._found[names].get(tuple(values.values()), {})
        versions = [self.current[key] for key in keys]
        held = [version for version in versions if version is not None]
        return [v.row for v in sorted(held, key=lambda v: (v.first, v.key))]  # type: ignore[misc]  # as above

    def held(self) -> Iterable[Version]:
        """Return the versions that hold now, in no order."""
        return (version for version in self.current.values() if version is not None)

    def begin_touching(self) -> None:
        """Note from here on which keys change."""
        self.touched = set()

    def touched_held(self) -> Iterable[Version]:
        """Return the versions that hold now, of the keys that changed."""
        versions = [self.current.get(key) for key in self.touched or ()]
        return [version for version in versions if version is not None]

    def _end(self, known: Version) -> None:
        ended = Version(known.key, known.since, self.position, known.first, known.row)
        self._close(ended)

    def _tell(self, before: Row | None, after: Row | None) -> None:
        for rows in self.followers:
            rows.position = self.position
            assert rows.view.derive is not None, "a view with a source derives"
            rows.view.derive(rows, before, after)

    def _version(self, key: Key) -> Version | None:
        return self.current.get(key)

    def _replace(self, key: Key, old: Version | None, new: Version | None) -> None:
        if self._found:
            self._file(key, old, new)
        if self.touched is not None:
            self.touched.add(key)
        if new is None:
            self.current.pop(key, None)
        else:
            self.current[key] = new

    def _begin_index(self, names: Names) -> None:
        """File the rows by an index when first asked for it: most never are."""
        filed = self._found.setdefault(names, {})
        get = values_of(names)
        for version in self.held():
            filed.setdefault(get(version.row), {})[version.key] = None

    def _file(self, key: Key, old: Version | None, new: Version | None) -> None:
        for names, filed in self._found.items():
            get = values_of(names)
            before = None if old is None else get(old.row)
            after = None if new is None else get(new.row)
            if before == after:
                continue
            if before is not None:
                del filed[before][key]
            if after is not None:
                filed.setdefault(after, {})[key] = None


AnyMemoryRows = MemoryRows[Any]

"""Offline: all views folded in memory with their whole history, without a database."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from ledger.kernel.codec import Recorded
from projections.columns import values_of
from projections.folding import Fold
from projections.memory import Key, MemoryRows, Version
from projections.rows import Row
from projections.shelf import PAGE_ROWS, Page, Placed, page_of
from projections.view import View

RowT = TypeVar("RowT", bound=Row)
ByKey = dict[Key, list[Version]]


class Offline:
    """What an auditor has: every version of every row, from the facts alone."""

    def __init__(self, views: Sequence[View[Any]]) -> None:
        self.position = 0
        self._times: list[tuple[int, datetime]] = []
        self._closed: dict[str, list[Version]] = {view.name: [] for view in views}
        self._rows = {
            view.name: MemoryRows(view, self._closed[view.name].append)
            for view in views
        }
        self._fold = Fold(self._rows.values())
        self._filed: dict[str, ByKey] = {}

    def follow(self, facts: Iterable[Recorded[Any]]) -> None:
        """Fold facts in their order."""
        self._filed.clear()
        for recorded in facts:
            self._fold.apply(recorded)
            self.position = recorded.position
            self._times.append((recorded.position, recorded.recorded_at))

    def versions(self, view: View[Any]) -> list[Version]:
        """Return every version of every row, in the order of key and position."""
        versions = [*self._closed[view.name], *self._rows[view.name].held()]
        return sorted(versions, key=lambda v: (v.key, v.since))

    def by_key(self, view: View[Any]) -> ByKey:
        """Return the versions of each key, the oldest first."""
        if view.name not in self._filed:
            filed: ByKey = {}
            for version in self.versions(view):
                filed.setdefault(version.key, []).append(version)
            self._filed[view.name] = filed
        return self._filed[view.name]

    def shelf(self, position: int | None = None) -> "OfflineShelf":
        """Return the views as they stood at a position."""
        at = self.position if position is None else min(position, self.position)
        index = bisect_right(self._times, at, key=lambda t: t[0])
        time = self._times[index - 1][1] if index else None
        return OfflineShelf(self, at, time)


class OfflineShelf:
    """One moment of the offline views."""

    def __init__(
        self, offline: Offline, position: int, recorded_at: datetime | None
    ) -> None:
        self._offline = offline
        self.position = position
        self.recorded_at = recorded_at

    def _holding(self, view: View[Any]) -> list[Version]:
        found = [self._version(view, key) for key in self._offline.by_key(view)]
        return [version for version in found if version is not None]

    def _version(self, view: View[Any], key: Key) -> Version | None:
        versions = self._offline.by_key(view).get(key, [])
        index = bisect_right(versions, self.position, key=lambda v: v.since)
        last = versions[index - 1] if index else None
        return last if last is not None and self.position < last.until else None

    def get(self, view: View[RowT], *key: str) -> RowT | None:
        """Return the row of this key."""
        version = self._version(view, key)
        return None if version is None else version.row  # type: ignore[return-value]  # a view holds rows of its type

    def some(self, view: View[RowT], keys: Iterable[tuple[str, ...]]) -> Sequence[RowT]:
        """Return the rows of these keys that there are."""
        found = [self._version(view, key) for key in dict.fromkeys(keys)]
        return [v.row for v in found if v is not None]  # type: ignore[misc]  # as above

    def page(
        self,
        view: View[RowT],
        *,
        after: int | None = None,
        limit: int = PAGE_ROWS,
        is_newest_first: bool = True,
        **values: str | int,
    ) -> Page[RowT]:
        """Return rows by indexed fields, in the order of their first position."""
        get, wanted = values_of(tuple(values)), tuple(values.values())
        found = [v for v in self._holding(view) if get(v.row) == wanted]
        found.sort(key=lambda v: (v.first, v.key), reverse=is_newest_first)
        if after is not None:
            found = [
                v
                for v in found
                if (v.first < after if is_newest_first else v.first > after)
            ]
        return page_of([Placed(v.first, v.row) for v in found], limit)  # type: ignore[arg-type]  # as above

    def every(self, view: View[RowT]) -> Sequence[RowT]:
        """Return all the rows of a view of totals, in the order of their keys."""
        return [v.row for v in self._holding(view)]  # type: ignore[misc]  # as above

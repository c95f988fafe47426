"""Folding: how facts reach the views that follow them."""

from collections.abc import Iterable
from typing import Any

from ledger.kernel.codec import Recorded
from ledger.kernel.messages import Fact
from projections.memory import AnyMemoryRows


class Fold:
    """Brings each fact to the views that follow its kind, and to no other."""

    def __init__(self, rows: Iterable[AnyMemoryRows]) -> None:
        self._followers: dict[type, list[AnyMemoryRows]] = {}
        named = {view_rows.view.name: view_rows for view_rows in rows}
        for view_rows in named.values():
            source = view_rows.view.source
            if source is not None:
                named[source.name].followers.append(view_rows)
            for kind in view_rows.view.facts:
                self._followers.setdefault(kind, []).append(view_rows)

    def apply(self, recorded: Recorded[Any]) -> None:
        """Let every view that follows this kind of fact change its rows."""
        fact: Fact = recorded.envelope.fact
        for rows in self._followers.get(type(fact), ()):
            rows.position = recorded.position
            rows.view.apply(rows, recorded)

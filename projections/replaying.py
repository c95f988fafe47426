"""Replaying: all views folded anew from entries, and compared with their export."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from ledger.kernel.codec import Codec
from ledger.kernel.store.port import StoredEvent
from ledger.log.entries import MalformedEntry, parse_entry
from projections.copying import ENCODER
from projections.exporting import read_exported
from projections.memory import Version
from projections.offline import Offline
from projections.rows import FOR_EVER
from projections.view import View

MISSING: Final = "missing"
SURPLUS: Final = "surplus"
DIFFERS: Final = "differs"
MALFORMED: Final = "malformed"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A row that is not what the facts make of it; ``facts`` are their positions.

    ``ours`` is the version that the facts lead to, ``theirs`` the exported one.
    """

    view: str
    key: tuple[str, ...]
    what: str
    facts: tuple[int, ...]
    ours: str | None = None
    theirs: str | None = None

    def __str__(self) -> str:
        """Return it as a sentence."""
        key, facts = " ".join(self.key), ", ".join(map(str, self.facts))
        said = {
            MISSING: f"the facts make the row {self.ours}, which was not exported",
            SURPLUS: f"no fact makes the exported row {self.theirs}",
            DIFFERS: f"the facts make {self.ours}, exported was {self.theirs}",
            MALFORMED: f"an exported line is no row of this view: {self.theirs}",
        }[self.what]
        return f"{self.view} [{key}], facts {facts or 'none'}: {said}"


class Replay:
    """All views, folded in memory from the entries of a log."""

    def __init__(self, codec: Codec, views: Sequence[View[Any]]) -> None:
        self._codec = codec
        self._offline = Offline(views)
        self.unreadable: list[tuple[int, str]] = []

    @property
    def position(self) -> int:
        """Return the position of the last fact."""
        return self._offline.position

    def follow(self, positions: Iterable[int], entries: Iterable[bytes]) -> None:
        """Fold the facts that stand in these entries."""
        for position, raw in zip(positions, entries, strict=True):
            try:
                entry = parse_entry(raw)
                event = StoredEvent(
                    entry.position,
                    entry.recorded_at,
                    entry.kind,
                    entry.tags,
                    entry.data,
                )
                recorded = self._codec.decode(event)
            except KeyError as error:
                self.unreadable.append((position, f"unknown kind of fact {error}"))
            except (MalformedEntry, msgspec.MsgspecError) as error:
                self.unreadable.append((position, str(error)))
            else:
                self._offline.follow([recorded])

    def differences(
        self, view: View[Any], lines: Iterable[bytes]
    ) -> Iterator[Difference]:
        """Yield every row that was exported otherwise than the facts make it.

        Both come in the order of key and position, so that neither is searched.
        """
        ours = iter(self._offline.versions(view))
        mine = next(ours, None)
        last: tuple[tuple[str, ...], int] = ((), 0)
        for line in lines:
            try:
                theirs = read_exported(view, line)
            except msgspec.MsgspecError:
                text = line.decode("utf-8", "replace").strip()
                yield Difference(
                    view=view.name, key=(), what=MALFORMED, facts=(), theirs=text
                )
                continue
            place = (theirs.key, theirs.since)
            while mine is not None and (mine.key, mine.since) < place:
                yield _of(view, MISSING, mine, None)
                mine = next(ours, None)
            if mine is None or (mine.key, mine.since) != place or place <= last:
                yield _of(view, SURPLUS, None, theirs)
                continue
            last = place
            if mine != theirs:
                yield _of(view, DIFFERS, mine, theirs)
            mine = next(ours, None)
        while mine is not None:
            yield _of(view, MISSING, mine, None)
            mine = next(ours, None)


def _of(
    view: View[Any], what: str, ours: Version | None, theirs: Version | None
) -> Difference:
    there = [version for version in (ours, theirs) if version is not None]
    ends = {v.since for v in there} | {v.until for v in there}
    return Difference(
        view=view.name,
        key=there[0].key,
        what=what,
        facts=tuple(sorted(ends - {FOR_EVER})),
        ours=None if ours is None else _text(ours),
        theirs=None if theirs is None else _text(theirs),
    )


def _text(version: Version) -> str:
    until = "" if version.until == FOR_EVER else f" until {version.until}"
    row = ENCODER.encode(version.row).decode()
    return f"{row} (from {version.since}{until})"

"""Source: the rows of one moment and their public words, some at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from ledger.kernel.store.port import Store, StoredWords
from ledger.kernel.words import Audience, digest_of, read_disclosure
from projections.commons.histories import HistoryRow, history_of
from projections.rows import Row, WordsAt
from projections.shelf import Shelf
from projections.view import View
from web.exports.valueflows.left_out import LeftOut, What
from web.exports.valueflows.terms import Node

PART_ROWS: Final = 500
Item = Node | LeftOut
RowT = TypeVar("RowT", bound=Row)


class Public:
    """The public texts of some rows; nothing stands for one that is gone."""

    def __init__(self, store: Store, references: Sequence[WordsAt | None]) -> None:
        wanted = [
            r
            for r in references
            if r is not None and r.words.audience is Audience.PUBLIC
        ]
        positions = sorted({r.position for r in wanted})
        found: Mapping[int, Sequence[StoredWords]] = (
            store.words_at(positions) if positions else {}
        )
        asked = {r.words.digest for r in wanted}
        self._texts: dict[str, str] = {}
        for words in found.values():
            for one in words:
                if (digest := digest_of(one.encoded)) in asked:
                    self._texts[digest] = read_disclosure(one.encoded)[2]

    def __call__(self, reference: WordsAt | None) -> str | None:
        """Return a text that everybody may read, None where there is none."""
        return None if reference is None else self._texts.get(reference.words.digest)

    def missing(self, record: str, **references: WordsAt | None) -> Iterator[LeftOut]:
        """Yield the texts that a record has and the public does not."""
        for name, reference in references.items():
            if reference is not None and self(reference) is None:
                yield LeftOut(record, What.TEXT, name)


@dataclass(frozen=True)
class Source:
    """What an export reads: a snapshot of the views, and the words beside the facts."""

    shelf: Shelf
    store: Store

    def parts(self, view: View[RowT], **values: str | int) -> Iterator[Sequence[RowT]]:
        """Yield all rows in the order of their first position, some held at a time."""
        after: int | None = None
        while True:
            page = self.shelf.page(
                view, after=after, limit=PART_ROWS, is_newest_first=False, **values
            )
            yield [placed.row for placed in page.rows]
            after = page.next
            if after is None:
                return

    def texts(self, references: Sequence[WordsAt | None]) -> Public:
        """Return the public texts of some rows."""
        return Public(self.store, references)

    def happened(self, thing_id: str) -> Iterator[HistoryRow]:
        """Yield what happened to a thing, oldest first."""
        after: int | None = None
        while True:
            page = history_of(self.shelf, thing_id, after=after)
            yield from (placed.row for placed in page.rows)
            after = page.next
            if after is None:
                return

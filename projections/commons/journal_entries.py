"""Journal entries: what members told on the way of a project."""

from datetime import datetime
from typing import Any, ClassVar

from ledger.commons.projects.events import JournalEntryWritten
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View


class JournalEntryRow(Row, frozen=True, kw_only=True, gc=False):
    """What a member wrote, and when."""

    key: ClassVar[tuple[str, ...]] = ("project_id", "position")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("project_id",),)

    project_id: str
    position: int
    partner_id: str
    written_at: datetime
    text: WordsAt


def apply(rows: Rows[JournalEntryRow], recorded: Recorded[Any]) -> None:
    """Keep each entry as it was written."""
    fact = recorded.fact
    assert isinstance(fact, JournalEntryWritten)
    rows.put(
        JournalEntryRow(
            project_id=fact.project_id,
            position=recorded.position,
            partner_id=fact.partner_id,
            written_at=recorded.recorded_at,
            text=WordsAt(recorded.position, fact.text),
        )
    )


def journal_of(
    shelf: Shelf, project_id: str, *, after: int | None = None, limit: int = 20
) -> Page[JournalEntryRow]:
    """Return the entries of a project, newest first."""
    return shelf.page(journal_entries, project_id=project_id, after=after, limit=limit)


journal_entries = View(
    "journal_entries", 1, JournalEntryRow, (JournalEntryWritten,), apply
)

"""Reuses: who uses which edition of a resource, since when, for which project."""

from datetime import date, datetime
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.commons.resources.events import ReuseDeclared, ReuseWithdrawn
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View


class ReuseRow(Row, frozen=True, kw_only=True, gc=False):
    """A reuse, as its partner declared it."""

    key: ClassVar[tuple[str, ...]] = ("reuse_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("resource_id",),
        ("partner_id",),
        ("project_id",),
    )

    reuse_id: str
    resource_id: str
    partner_id: str
    edition: str
    reused_on: date
    declared_at: datetime
    position: int
    project_id: str | None = None
    note: WordsAt | None = None
    is_withdrawn: bool = False
    reason: WordsAt | None = None
    withdrawn_at: datetime | None = None


def apply(rows: Rows[ReuseRow], recorded: Recorded[Any]) -> None:
    """Keep each reuse as it was declared, and whether it was taken back."""
    fact = recorded.fact
    if isinstance(fact, ReuseWithdrawn):
        row = rows.get(fact.reuse_id)
        assert row is not None, "it is declared before it is withdrawn"
        why = WordsAt(recorded.position, fact.reason) if fact.reason else None
        rows.put(
            replace(
                row, is_withdrawn=True, reason=why, withdrawn_at=recorded.recorded_at
            )
        )
        return
    assert isinstance(fact, ReuseDeclared)
    rows.put(
        ReuseRow(
            reuse_id=fact.reuse_id,
            resource_id=fact.resource_id,
            partner_id=fact.partner_id,
            edition=fact.edition,
            reused_on=fact.reused_on,
            declared_at=recorded.recorded_at,
            position=recorded.position,
            project_id=fact.project_id,
            note=WordsAt(recorded.position, fact.note) if fact.note else None,
        )
    )


def reuse(shelf: Shelf, reuse_id: str) -> ReuseRow | None:
    """Return one reuse."""
    return shelf.get(reuses, reuse_id)


def reuses_page(
    shelf: Shelf, *, after: int | None = None, limit: int = 50, **about: str
) -> Page[ReuseRow]:
    """Return reuses, latest first, by resource_id, partner_id or project_id."""
    return shelf.page(reuses, after=after, limit=limit, **about)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


reuses = View("reuses", 2, ReuseRow, (ReuseDeclared, ReuseWithdrawn), apply)

"""Field feedback: what partners told of a resource where they tried it."""

from datetime import datetime
from typing import Any, ClassVar

from ledger.commons.resources.events import FieldFeedbackGiven
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View


class FeedbackRow(Row, frozen=True, kw_only=True, gc=False):
    """What a partner told, and when."""

    key: ClassVar[tuple[str, ...]] = ("resource_id", "position")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("resource_id",),)

    resource_id: str
    position: int
    partner_id: str
    told_at: datetime
    text: WordsAt
    reuse_id: str | None = None


def apply(rows: Rows[FeedbackRow], recorded: Recorded[Any]) -> None:
    """Keep each as it was told."""
    fact = recorded.fact
    assert isinstance(fact, FieldFeedbackGiven)
    rows.put(
        FeedbackRow(
            resource_id=fact.resource_id,
            position=recorded.position,
            partner_id=fact.partner_id,
            told_at=recorded.recorded_at,
            text=WordsAt(recorded.position, fact.text),
            reuse_id=fact.reuse_id,
        )
    )


def feedback_on(
    shelf: Shelf, resource_id: str, *, after: int | None = None, limit: int = 20
) -> Page[FeedbackRow]:
    """Return what was told of a resource, latest first."""
    return shelf.page(field_feedback, resource_id=resource_id, after=after, limit=limit)


field_feedback = View("field_feedback", 1, FeedbackRow, (FieldFeedbackGiven,), apply)

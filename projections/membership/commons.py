"""The commons itself: its name and when it began."""

from datetime import datetime
from typing import Any, ClassVar

from ledger.kernel.codec import Recorded
from ledger.kernel.identifiers import THE_COMMONS
from ledger.membership.partners.events import CommonsFounded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Shelf
from projections.view import View


class CommonsRow(Row, frozen=True, kw_only=True, gc=False):
    """The commons: one row."""

    key: ClassVar[tuple[str, ...]] = ("commons_id",)

    commons_id: str
    partner_id: str
    name: WordsAt
    founded_at: datetime
    position: int


def apply(rows: Rows[CommonsRow], recorded: Recorded[Any]) -> None:
    """Note the founding."""
    fact = recorded.fact
    assert isinstance(fact, CommonsFounded)
    rows.put(
        CommonsRow(
            commons_id=fact.commons_id,
            partner_id=fact.partner_id,
            name=WordsAt(recorded.position, fact.name),
            founded_at=recorded.recorded_at,
            position=recorded.position,
        )
    )


def commons_of(shelf: Shelf) -> CommonsRow | None:
    """Return the commons, None before it is founded."""
    return shelf.get(commons, THE_COMMONS)


commons = View("commons", 2, CommonsRow, (CommonsFounded,), apply)

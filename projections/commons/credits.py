"""Credits: what each reuse owes, to the resource, its origins, the contributions.

A row says how many reuses credit one thing through one resource: through the
guide itself, through a fork of it, through a fork of that. The rows of a
resource are there from its publication on, counting nothing yet; a fork copies
its origin's, so a reuse is counted once for each thing however many ways lead
to it, and nothing has to be followed upstream when it is declared.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final

from msgspec.structs import replace

from ledger.commons.resources.events import (
    ResourceForked,
    ResourcePublished,
    ReuseDeclared,
    ReuseWithdrawn,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import View, facts_of

Followed = ResourcePublished | ResourceForked | ReuseDeclared | ReuseWithdrawn
CREDITS_MAX: Final = 2_000


class Credited(StrEnum):
    """What a reuse credits."""

    RESOURCE = "resource"
    CONTRIBUTION = "contribution"


class CreditRow(Row, frozen=True, kw_only=True, gc=False):
    """How many reuses of one resource credit one thing, so many forks upstream."""

    key: ClassVar[tuple[str, ...]] = ("credited", "thing_id", "through_id")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("thing_id",), ("through_id",))

    credited: Credited
    thing_id: str
    through_id: str
    distance: int
    position: int
    reuses: int = 0


def apply(rows: Rows[CreditRow], recorded: Recorded[Any]) -> None:
    """Lay out what a resource's reuses will credit, and count them."""
    fact: Followed = recorded.fact
    through = fact.resource_id
    if isinstance(fact, ReuseDeclared | ReuseWithdrawn):
        more = 1 if isinstance(fact, ReuseDeclared) else -1
        for row in list(rows.find(through_id=through)):
            rows.put(replace(row, reuses=row.reuses + more))
        return
    owed: dict[tuple[Credited, str], int] = {(Credited.RESOURCE, through): 0}
    owed |= {(Credited.CONTRIBUTION, name): 0 for name in fact.origins}
    if isinstance(fact, ResourceForked):
        for row in rows.find(through_id=fact.origin_id):
            # What both name is credited once, by the shorter way.
            owed.setdefault((row.credited, row.thing_id), row.distance + 1)
    for (credited, thing_id), distance in owed.items():
        rows.put(
            CreditRow(
                credited=credited,
                thing_id=thing_id,
                through_id=through,
                distance=distance,
                position=recorded.position,
            )
        )


def credited_by(shelf: Shelf, resource_id: str) -> Sequence[CreditRow]:
    """Return what each reuse of a resource credits, the nearest first."""
    page = shelf.page(credits_, through_id=resource_id, limit=CREDITS_MAX)
    found = [placed.row for placed in page.rows]
    return sorted(found, key=lambda row: (row.distance, row.credited != "resource"))


def credits_of(
    shelf: Shelf, thing_id: str, *, limit: int = CREDITS_MAX
) -> Sequence[CreditRow]:
    """Return through which resources a thing is credited, the nearest first.

    Of very many, those that were published first.
    """
    page = shelf.page(credits_, thing_id=thing_id, limit=limit, is_newest_first=False)
    found = [placed.row for placed in page.rows]
    return sorted(found, key=lambda row: row.distance)


credits_ = View("credits", 1, CreditRow, facts_of(Followed), apply)

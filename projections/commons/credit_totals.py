"""Credit totals: how many reuses credit a thing, through whatever resource."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from msgspec.structs import replace

from projections.commons.credits import Credited, CreditRow, credits_
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import derived

Thing = tuple[Credited, str]


class CreditTotalRow(Row, frozen=True, kw_only=True, gc=False):
    """How many reuses credit one thing, and through how many resources they may."""

    key: ClassVar[tuple[str, ...]] = ("credited", "thing_id")

    credited: Credited
    thing_id: str
    reuses: int = 0
    resources: int = 0


def derive(
    rows: Rows[CreditTotalRow], before: CreditRow | None, after: CreditRow | None
) -> None:
    """Add what a row of credits says more than it said before."""
    assert after is not None, "a credit is counted, never dropped"
    held = rows.get(str(after.credited), after.thing_id)
    if held is None:
        held = CreditTotalRow(credited=after.credited, thing_id=after.thing_id)
    if before is None:
        held = replace(held, resources=held.resources + 1)
    more = after.reuses - (before.reuses if before is not None else 0)
    rows.put(replace(held, reuses=held.reuses + more))


def times_credited(shelf: Shelf, things: Iterable[Thing]) -> Mapping[Thing, int]:
    """Return how many reuses credit each of these things."""
    wanted = [(str(credited), name) for credited, name in things]
    found = shelf.some(credit_totals, wanted)
    return {(row.credited, row.thing_id): row.reuses for row in found}


credit_totals = derived("credit_totals", 1, CreditTotalRow, credits_, derive)

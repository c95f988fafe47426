"""Statuses: how a contribution stands, and what makes people look at it."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

from ledger.commons.contributions.events import Unit

UNUSUAL: Final = {
    Unit.HOUR: Decimal(1_607),
    Unit.DAY: Decimal(220),
    Unit.SESSION: Decimal(100),
    Unit.ITEM: Decimal(500),
}
"""More than this in one contribution is looked at: about a person's working year."""


CONFIRMATION_NEEDED: Final = "needed"


class Status(StrEnum):
    """How a contribution stands in lists and totals, the gravest first to hold.

    Withdrawn by its author, for good. Contested while a contest is open, and
    for good once it is upheld. Not counted while the board's last word says so.
    Confirmed while another partner has seen at least this quantity. Declared
    otherwise, as it is when recorded.
    """

    DECLARED = "declared"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    NOT_COUNTED = "not_counted"
    WITHDRAWN = "withdrawn"

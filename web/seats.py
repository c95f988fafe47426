"""Seats: who may act for the board, and whether anybody will be left to."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from babel.dates import format_date
from flask_babel import gettext as _

from ledger.kernel.messages import Capacity
from ledger.membership.partners.standing import Partnership
from projections.membership.mandates import MandateRow, mandates_of_capacity
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf

NOTICE_DAYS: Final = 60


def seats_on(shelf: Shelf, day: date) -> list[MandateRow]:
    """Return the seats held that day, for partners that may act."""
    given = mandates_of_capacity(shelf, Capacity.BOARD_MEMBER)
    held = [seat for seat in given if seat.is_in_force(day)]
    bodies = partners_by_id(shelf, {seat.partner_id for seat in held})
    return [
        seat
        for seat in reversed(held)
        if seat.partner_id in bodies
        and bodies[seat.partner_id].standing is Partnership.ACTIVE
    ]


def is_last(seats: Sequence[MandateRow], mandate_id: str) -> bool:
    """Tell whether this seat is held longest: nobody is left the day after."""
    end = last_day(seats)
    return end is not None and any(
        seat.mandate_id == mandate_id and seat.ends_on == end for seat in seats
    )


def last_day(seats: Sequence[MandateRow]) -> date | None:
    """Return the last day on which any of these is held; None where one has no end."""
    ends = [seat.ends_on for seat in seats if seat.ends_on is not None]
    return max(ends) if ends and len(ends) == len(seats) else None


def warnings_of(seats: Sequence[MandateRow], today: date, language: str) -> list[str]:
    """Say what would leave the commons without a board; a lapse asks nobody."""
    said: list[str] = []
    if len({seat.person_id for seat in seats}) == 1:
        said.append(
            _(
                "Only one person sits on the board: without them nobody could act"
                " for it. Designate somebody else too."
            )
        )
    end = last_day(seats)
    if end is not None and end - today <= timedelta(days=NOTICE_DAYS):
        said.append(
            _(
                "After %(day)s nobody sits on the board, and nobody could designate"
                " anyone to it any more. Designate somebody before.",
                day=format_date(end, "long", locale=language),
            )
        )
    return said

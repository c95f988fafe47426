"""The view of due dates: when to remind whom that a mandate ends."""

from datetime import date, timedelta

from ledger.kernel.messages import Fact
from ledger.membership.mandates.events import MandateEndAnnounced, MandateWithdrawn
from projections.membership.due_dates import DueRow, due_dates, due_on
from projections.shelf import Shelf
from tests.cast import ADA, BEN, BRUMES, LITTORAL, YEAR_END, mandate, mandate_id
from tests.projections.told import told

TODAY = date(2026, 3, 10)
MANDATE = mandate_id(ADA, LITTORAL)
GRANTED = mandate(ADA, LITTORAL)
WITHDRAWN = MandateWithdrawn(mandate_id=MANDATE, partner_id=LITTORAL, person_id=ADA)
ANNOUNCED = MandateEndAnnounced(
    mandate_id=MANDATE,
    partner_id=LITTORAL,
    person_id=ADA,
    days_left=60,
    ends_on=YEAR_END,
)


def left(shelf: Shelf) -> list[tuple[str, int]]:
    """Return what is still to be announced, by day."""
    rows = [placed.row for placed in shelf.page(due_dates, limit=1_000).rows]
    return sorted((row.due_on, row.days_left) for row in rows)


def reminders(*history: Fact) -> list[int]:
    return [days for _day, days in left(told(*history).shelf())]


def test_a_mandate_with_an_end_is_announced_three_times() -> None:
    """Sixty, thirty and seven days before its last day."""
    assert left(told(GRANTED).shelf()) == [
        ("2026-11-01", 60),
        ("2026-12-01", 30),
        ("2026-12-24", 7),
    ]


def test_what_is_due_is_found_by_its_day() -> None:
    """With the position of the fact that it follows from."""
    shelf = told(mandate(BEN, BRUMES, ends_on=None), GRANTED).shelf()
    assert due_on(shelf, date(2026, 12, 1)) == [
        DueRow(
            mandate_id=MANDATE,
            days_left=30,
            due_on="2026-12-01",
            ends_on=YEAR_END,
            cause=2,
        )
    ]
    assert due_on(shelf, date(2026, 12, 2)) == []


def test_a_mandate_without_an_end_is_never_due() -> None:
    """There is nothing to announce."""
    assert reminders(mandate(ADA, LITTORAL, ends_on=None)) == []


def test_what_was_announced_is_due_no_longer() -> None:
    """The other days stay, and as of before it was still to do."""
    offline = told(GRANTED, ANNOUNCED)
    assert [days for _day, days in left(offline.shelf())] == [30, 7]
    assert [days for _day, days in left(offline.shelf(1))] == [60, 30, 7]


def test_a_withdrawn_mandate_is_due_no_longer() -> None:
    """Nobody is reminded of an end that has come."""
    assert reminders(GRANTED, WITHDRAWN) == []


def test_days_past_when_it_is_granted_are_left_out() -> None:
    """Or a late grant would be announced at once, several times."""
    granted = [
        mandate(ADA, LITTORAL, ends_on=TODAY + timedelta(days=days))
        for days in (60, 59, 30, 29, 7, 6)
    ]
    assert [reminders(fact) for fact in granted] == [
        [60, 30, 7],
        [30, 7],
        [30, 7],
        [7],
        [7],
        [],
    ]


def test_days_before_it_begins_are_left_out() -> None:
    """Nobody is reminded of the end of what has not begun."""
    ends_on = date(2026, 6, 30)
    later = mandate(ADA, LITTORAL, starts_on=date(2026, 6, 1), ends_on=ends_on)
    assert reminders(later) == [7]
    begun = mandate(ADA, LITTORAL, starts_on=date(2026, 5, 31), ends_on=ends_on)
    assert reminders(begun) == [30, 7]

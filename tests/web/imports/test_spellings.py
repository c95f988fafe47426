"""Spellings: how files write days and amounts, and what is certain of it."""

import pytest

from web.imports.amounts import in_our_units, read_amount, sign_of
from web.imports.days import order_of, read_days


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-27", ("2026-03-27", "")),
        ("27/03/2026", ("2026-03-27", "")),
        ("27.3.26", ("2026-03-27", "")),
        ("27 mars 2026", ("2026-03-27", "")),
        ("1er avril 2026", ("2026-04-01", "")),
        ("2026-03-27 08:30:00", ("2026-03-27", "")),
        ("46108", ("2026-03-27", "")),
        ("2023-01-01_ 2025-01-31", ("2023-01-01", "2025-01-31")),
        ("20/06/2024_2024-10-30", ("2024-06-20", "2024-10-30")),
        ("2017-03-30/2017-05-24", ("2017-03-30", "2017-05-24")),
        ("du 27/03/2026 au 28/03/2026", ("2026-03-27", "2026-03-28")),
    ],
)
def test_days_are_read_in_many_spellings(written: str, read: tuple[str, str]) -> None:
    """A spelling that leaves no doubt is read."""
    assert read_days(written, "day") == read


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2026",
        "Commission Permanente du 22 mai 2023",
        "99999",
        "bientôt",
        "27/03/2026, 28/03/2026 et 29/03/2026",
        "27 marsouins 2026",
    ],
)
def test_what_is_no_day_for_certain_is_left(written: str) -> None:
    """Nothing is guessed."""
    assert read_days(written, "day") is None


def test_a_column_may_tell_which_number_is_the_day() -> None:
    """One number above twelve tells it; both places, or none, tell nothing."""
    assert order_of(["03/04/2026", "13/04/2026"]) == ("day", True)
    assert order_of(["03/04/2026", "04/13/2026"]) == ("month", True)
    assert order_of(["03/04/2026"]) == ("day", False)
    assert order_of(["13/04/2026", "04/13/2026"]) == ("day", False)
    assert order_of(["04/04/2026"]) == ("day", True)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12.5", ("12.5", "")),
        ("12,5", ("12.5", "")),
        ("3 h", ("3", "hour")),
        ("7h30", ("7.5", "hour")),
        ("7:30:00", ("7.5", "hour")),
        ("1 234,50", ("1234.50", "")),
        ("1.234,50", ("1234.50", "")),
        ("90 min", ("90", "minute")),
        ("2 demi-journées", ("2", "half_day")),
        ("-3", ("-3", "")),
    ],
)
def test_amounts_are_read_in_many_spellings(
    written: str, read: tuple[str, str]
) -> None:
    """Signs, groups, clocks and units beside the number are known."""
    assert read_amount(written, "") == read


@pytest.mark.parametrize("written", ["45 €", "beaucoup", "", "1,2,3", "3 à 4 h"])
def test_what_is_no_amount_for_certain_is_left(written: str) -> None:
    """Nothing is guessed."""
    assert read_amount(written, "") is None


def test_a_sign_before_three_digits_is_asked_for() -> None:
    """Another value of the column may tell; else somebody must."""
    assert sign_of(["1,500"]) == ("", False)
    assert sign_of(["1,500", "2,5"]) == (",", True)
    assert sign_of(["1,500", "2.5"]) == (".", True)
    assert read_amount("1,500", ",") == ("1.500", "")
    assert read_amount("1,500", ".") == ("1500", "")


def test_parts_of_our_units_become_ours() -> None:
    """Minutes make hours, half days make days."""
    assert in_our_units("90", "minute") == ("1.5", "hour")
    assert in_our_units("20", "minute") == ("0.333", "hour")
    assert in_our_units("3", "half_day") == ("1.5", "day")
    assert in_our_units("3", "session") == ("3", "session")

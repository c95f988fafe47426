"""Dates and numbers as people write them, in French and in English."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from web.texts import dates, numbers
from web.translations.catalogues import install

NARROW: Final = "\u202f"
FIXED: Final = "\u00a0"
AFTERNOON: Final = datetime(2026, 9, 30, 12, 5, tzinfo=UTC)

app = Flask("pages")
install(Babel(app))


@contextmanager
def reading(language: str) -> Generator[None]:
    with app.test_request_context(), force_locale(language):
        yield


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("fr", date(2026, 9, 30), f"30{FIXED}septembre 2026"),
        ("fr", date(2026, 10, 1), f"1er{FIXED}octobre 2026"),
        ("en", date(2026, 10, 1), f"1{FIXED}October 2026"),
    ],
)
def test_a_day_keeps_its_month(language: str, value: date, written: str) -> None:
    """The number and its month stay together, and the first is ordinal in French."""
    with reading(language):
        assert dates.day(value) == written


def test_an_instant_is_told_in_the_time_of_paris() -> None:
    """Summer or winter, the clock is the one of Paris, and named."""
    winter = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with reading("fr"):
        assert dates.instant_in_paris(AFTERNOON) == (
            f"30{FIXED}septembre 2026 à 14{FIXED}h{FIXED}05 (heure de Paris)"
        )
        assert dates.day(winter) == f"1er{FIXED}janvier 2027"
    with reading("en"):
        assert dates.instant_in_paris(AFTERNOON) == (
            f"30{FIXED}September 2026 at 14:05 (Paris time)"
        )


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (1, f"1{FIXED}seconde"),
        (75, f"75{FIXED}secondes"),
        (7_200, f"2{FIXED}heures"),
        (90_000, f"1{FIXED}jour"),
        (27_665_540, f"320{FIXED}jours"),
    ],
)
def test_a_length_of_time_is_told_in_its_largest_unit(
    seconds: int, written: str
) -> None:
    """Nobody counts days in seconds."""
    with reading("fr"):
        assert dates.lasting(seconds) == written


def test_an_instant_without_a_zone_is_a_mistake() -> None:
    """Nobody can tell what a bare clock means."""
    with reading("fr"), pytest.raises(AssertionError, match="time zone"):
        dates.instant(AFTERNOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2026, 3, 3), date(2026, 3, 3), f"le 3{FIXED}mars 2026"),
        (date(2026, 3, 1), date(2026, 3, 14), f"du 1er au 14{FIXED}mars 2026"),
        (
            date(2026, 2, 28),
            date(2026, 3, 3),
            f"du 28{FIXED}février au 3{FIXED}mars 2026",
        ),
        (
            date(2025, 12, 20),
            date(2026, 1, 4),
            f"du 20{FIXED}décembre 2025 au 4{FIXED}janvier 2026",
        ),
    ],
)
def test_a_period_says_month_and_year_once(
    start: date, end: date, written: str
) -> None:
    """What both ends share is said at the end only."""
    with reading("fr"):
        assert dates.period(start, end) == written


def test_programs_read_utc() -> None:
    """The element holds UTC, whatever the words say."""
    with reading("fr"):
        assert dates.when(AFTERNOON) == (
            '<time datetime="2026-09-30T12:05:00Z">'
            f"30{FIXED}septembre 2026 à 14{FIXED}h{FIXED}05</time>"
        )
        assert dates.machine(date(2026, 9, 30)) == "2026-09-30"


@pytest.mark.parametrize(
    ("language", "value", "unit", "written"),
    [
        ("fr", Decimal("1234.5"), "h", f"1{NARROW}234,5{FIXED}heures"),
        ("en", Decimal("1234.5"), "h", f"1,234.5{FIXED}hours"),
        ("fr", Decimal("1.5"), "h", f"1,5{FIXED}heure"),
        ("en", Decimal("1.5"), "h", f"1.5{FIXED}hours"),
        ("fr", 0, "session", f"0{FIXED}séance"),
        ("en", 0, "session", f"0{FIXED}sessions"),
        ("fr", 2, "item", f"2{FIXED}pièces"),
        ("fr", Decimal(-3), "day", f"-3{FIXED}jours"),
        ("fr", 1, "m²", f"1{FIXED}m²"),
    ],
)
def test_a_unit_agrees_with_its_number(
    language: str, value: Decimal | int, unit: str, written: str
) -> None:
    """French counts in the singular below two, English only at one."""
    with reading(language):
        assert numbers.quantity(value, unit) == written


def test_numbers_are_exact() -> None:
    """No digit is rounded away, however long the number."""
    with reading("fr"):
        assert numbers.number(Decimal("999999999.999")) == (
            f"999{NARROW}999{NARROW}999,999"
        )
        assert numbers.number(Decimal("0.123456789")) == "0,123456789"


def test_sums_are_written_in_euros() -> None:
    """Cents are shown unless there are none."""
    with reading("fr"):
        assert numbers.euros(12_345_650) == f"123{NARROW}456,50{FIXED}€"
        assert numbers.euros(41_700_000) == f"417{NARROW}000{FIXED}€"
    with reading("en"):
        assert numbers.euros(12_345_650) == "€123,456.50"
        assert numbers.euros(41_700_000) == "€417,000"


def test_shares_and_entries_have_their_signs() -> None:
    """A share is a percentage, and an entry of the log has a number."""
    with reading("fr"):
        assert numbers.percent(Decimal("0.125"), 1) == f"12,5{FIXED}%"
        assert numbers.entry_number(1284) == f"n°{FIXED}1{NARROW}284"
    with reading("en"):
        assert numbers.entry_number(1284) == "No. 1,284"

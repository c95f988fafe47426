"""Numbers: exact quantities with their unit, sums of money, shares, entry numbers."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from babel import Locale
from babel.numbers import format_currency, format_decimal, format_percent
from flask_babel import gettext as _
from flask_babel import ngettext

from web.texts.languages import NO_BREAK_SPACE, reading

ONE: Final = 1
SEVERAL: Final = 2
KILO, MEGA = 1_000, 1_000_000
CENTS: Final = Decimal(100)


def number(value: Decimal | int) -> str:
    """Write a number exactly, in groups that never part: 1 234,5."""
    return _unparted(
        format_decimal(value, locale=reading(), decimal_quantization=False)
    )


def euros(cents: int) -> str:
    """Write integer cents as euros; whole sums go without decimals."""
    amount = Decimal(cents) / CENTS
    whole = cents % 100 == 0
    return _unparted(
        format_currency(
            amount,
            "EUR",
            format=_currency_pattern(reading()) if whole else None,
            locale=reading(),
            currency_digits=not whole,
        )
    )


def percent(share: Decimal, places: int = 0) -> str:
    """Write a share of one as a percentage: 12,5 %."""
    exact = share.quantize(Decimal(1).scaleb(-places - 2))
    return _unparted(
        format_percent(exact, locale=reading(), decimal_quantization=False)
    )


def size(octets: int) -> str:
    """Write how large a file is: 340 ko, 1,2 Mo."""
    if octets < MEGA:
        return _("%(size)s kB", size=number(-(-octets // KILO)))
    return _("%(size)s MB", size=number(round(Decimal(octets) / MEGA, 1)))


def entry_number(position: int) -> str:
    """Write the number of an entry of the log: n° 1 284."""
    return _("No. %(number)s", number=number(position))


def receipt_link(position: int) -> str:
    """Name the receipt of an entry, for a link beside what it is of."""
    return _("Receipt %(number)s", number=entry_number(position))


def quantity(value: Decimal | int, unit: str) -> str:
    """Write a quantity with its unit in full: 1 234,5 heures."""
    return f"{number(value)}{NO_BREAK_SPACE}{unit_name(unit, value)}"


def quantity_short(value: Decimal | int, unit: str) -> str:
    """Write a quantity for a narrow column: 1 234,5 h."""
    return f"{number(value)}{NO_BREAK_SPACE}{unit_sign(unit, value)}"


def unit_name(unit: str, value: Decimal | int = SEVERAL) -> str:
    """Return the unit's name as that many of it are called, several by default."""
    count = _grammatical(value)
    match unit:
        case "h" | "hour":
            return ngettext("hour", "hours", count)
        case "day":
            return ngettext("day", "days", count)
        case "session":
            return ngettext("session", "sessions", count)
        case "item":
            return ngettext("item", "items", count)
        case "EUR":
            return ngettext("euro", "euros", count)
        case _:
            return unit


def unit_sign(unit: str, value: Decimal | int = SEVERAL) -> str:
    """Return the unit's short sign, or its name where it has none."""
    match unit:
        case "h" | "hour":
            return _("h")
        case "day":
            return _("d")
        case "EUR":
            return "€"
        case _:
            return unit_name(unit, value)


def _grammatical(value: Decimal | int) -> int:
    """Return a whole number that takes the same plural: 1,5 heure, 1.5 hours."""
    form: str = reading().plural_form(abs(Decimal(value)))
    return ONE if form == "one" else SEVERAL


def _currency_pattern(locale: Locale) -> str:
    """Return the locale's pattern of sums without its decimals."""
    return str(locale.currency_formats["standard"].pattern).replace(".00", "")


def _unparted(written: str) -> str:
    """Keep a number on one line whatever spaces its locale has."""
    return written.replace(" ", NO_BREAK_SPACE)


FILTERS: Final[dict[str, Callable[..., str]]] = {
    "number": number,
    "euros": euros,
    "percent": percent,
    "size": size,
    "entry_number": entry_number,
    "receipt_link": receipt_link,
    "quantity": quantity,
    "quantity_short": quantity_short,
    "unit_name": unit_name,
    "unit_sign": unit_sign,
}

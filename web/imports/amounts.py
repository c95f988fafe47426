"""Amounts: how files write quantities, with their units, and what is certain of it."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from ledger.commons.contributions.events import Unit
from ledger.kernel.quantities import QUANTITY_STEP
from ledger.kernel.quantities import plain as plainly
from web.forms.document import NUMBER, NUMBER_SIGNS_MAX, number
from web.imports.headings import plain
from web.imports.mapping import HALF_DAY, MINUTE, PARTS, Sign
from web.imports.synonyms import HALF_DAYS, MINUTES, UNITS

CLOCK: Final = re.compile(r"([0-9]{1,4})\s*[hH:]\s*([0-5][0-9])(?:\s*(?:mn|min|:00)?)?")
WITH_UNIT: Final = re.compile(r"([-+]?[0-9][0-9.,'’\s\u00a0\u202f]*)\s*([^\d\s].*)?")
OPEN: Final = re.compile(r"-?[0-9]{1,3}([.,])[0-9]{3}")
PLAIN_DECIMAL: Final = re.compile(
    r"-?[0-9 \u00a0\u202f.]*(,)[0-9]+|-?[0-9 ,]*(\.)[0-9]+"
)
HOUR_MINUTES: Final = 60


class Amount(NamedTuple):
    """A number as programs write it, and the unit beside it if there was one."""

    number: str
    unit: str = ""


def read_amount(written: str, decimal: Sign) -> Amount | None:
    """Return the quantity that a cell holds, None where that is not certain."""
    if NUMBER.fullmatch(written) and not OPEN.fullmatch(written):
        return Amount(written)
    if clock := CLOCK.fullmatch(written.strip()):
        minutes = int(clock[1]) * HOUR_MINUTES + int(clock[2])
        return Amount(divided(Decimal(minutes), HOUR_MINUTES), Unit.HOUR)
    found = WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", written.strip()))
    if found is None or len(written) > NUMBER_SIGNS_MAX:
        return None
    value = _number(found[1].strip().lstrip("+"), decimal)
    if not NUMBER.fullmatch(value):
        return None
    if not found[2]:
        return Amount(value)
    unit = unit_named(found[2])
    return Amount(value, unit) if unit else None


def _number(written: str, decimal: Sign) -> str:
    found = OPEN.fullmatch(written)
    if found is None:
        return number(written, "fr")
    is_group = bool(decimal) and found[1] != decimal
    return written.replace(found[1], "" if is_group else ".")


def unit_named(word: str) -> str:
    """Return the unit that a word names, one of ours or a part of one."""
    name = plain(word)
    if name in MINUTES:
        return MINUTE
    if name in HALF_DAYS:
        return HALF_DAY
    return UNITS.get(name, "")


def in_our_units(amount: str, unit: str) -> tuple[str, str]:
    """Return a quantity in a unit of ours, to a thousandth where it does not divide."""
    if unit not in PARTS or not NUMBER.fullmatch(amount):
        return amount, PARTS[unit][0] if unit in PARTS else unit
    whole, parts = PARTS[unit]
    return divided(Decimal(amount), parts), whole


def divided(amount: Decimal, parts: int) -> str:
    """Return a part of an amount as programs write it."""
    return f"{plainly((amount / parts).quantize(QUANTITY_STEP)):f}"


def sign_of(values: Iterable[str]) -> tuple[Sign, bool]:
    """Return the sign before decimals, and whether the values themselves tell."""
    is_open = False
    signs: set[str] = set()
    for value in values:
        written = value.strip()
        if OPEN.fullmatch(written):
            is_open = True
        elif found := PLAIN_DECIMAL.fullmatch(written):
            signs.add(found[1] or found[2])
    if signs == {","}:
        return ",", True
    if signs == {"."}:
        return ".", True
    return "", not is_open


def looks_like_amount(written: str) -> bool:
    """Tell whether a cell holds a quantity."""
    return read_amount(written, "") is not None

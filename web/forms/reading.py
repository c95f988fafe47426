"""Reading: what a person typed into a form, tidied before it is judged."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from web.forms.field import DATE_PARTS, Field

SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009\ufeff]+")
YEARS: Final = range(1900, 2200)

Typed = MultiDict[str, str]
Errors = dict[str, str]


def text(typed: Typed, field: Field, errors: Errors, *, length_max: int) -> str:
    """Return a line or a text; note an error where it is missing or too long."""
    value = typed.get(field.name, "").replace("\r\n", "\n").replace("\x00", "").strip()
    if field.widget != "textarea":
        value = SPACES.sub(" ", value)
    if not value and not field.optional:
        errors[field.name] = _("Answer this question: “%(label)s”", label=field.label)
    elif len(value) > length_max:
        errors[field.name] = _(
            "Shorten this to %(max)s characters: it has %(now)s",
            max=length_max,
            now=len(value),
        )
    return value


def choice(typed: Typed, field: Field, errors: Errors) -> str:
    """Return the chosen answer; note an error where there is none of those offered."""
    value = typed.get(field.name, "").strip()
    if not value and field.optional:
        return ""
    if value not in {c.value for c in field.choices}:
        errors[field.name] = _("Choose one of the answers")
    return value


def day(typed: Typed, field: Field, errors: Errors) -> date | None:
    """Return the day given in three parts; note an error where it does not exist."""
    parts = [
        SPACES.sub("", typed.get(f"{field.name}-{part}", "")) for part in DATE_PARTS
    ]
    if not any(parts):
        if not field.optional:
            errors[field.name] = _("Enter the day, the month and the year")
        return None
    try:
        found = date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        errors[field.name] = _("This date does not exist: for example 27 3 2026")
        return None
    if found.year not in YEARS:
        errors[field.name] = _("Enter the year with four digits")
        return None
    return found


def day_values(field: Field, value: date | None) -> Mapping[str, str]:
    """Return a day as the three parts of its field show it."""
    if value is None:
        return {}
    shown = (value.day, value.month, value.year)
    return {
        f"{field.name}-{part}": str(number)
        for part, number in zip(DATE_PARTS, shown, strict=True)
    }

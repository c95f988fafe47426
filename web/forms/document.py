"""Document: what a form holds as a schema takes it, and its errors beside the fields.

The same document would come through any other way in: names, texts, numbers
such as ``1234.5``, days such as ``2026-03-27``, lists.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from marshmallow import ValidationError

from web.forms.field import DATE_PARTS, Field
from web.forms.reading import SPACES, Errors, Typed

GROUPED_BY_COMMA: Final = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
GROUPED_BY_POINT: Final = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
EURO: Final = "€"
STRAY: Final = " .,;:/-"

NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
"""How a document spells a number."""
NUMBER_SIGNS_MAX: Final = 60


def document(asked: Iterable[Field], typed: Typed, language: str) -> dict[str, Any]:
    """Return what was typed as a document; what was left empty is left out."""
    answers: dict[str, Any] = {}
    for field in asked:
        match field.widget:
            case "date3":
                value: object = _day(field, typed)
            case "checkboxes":
                value = [v for v in typed.getlist(field.name) if v]
            case "checkbox":
                value = bool(typed.get(field.name))
            case "number":
                written = typed.get(field.name, "")
                value = number(written.replace(EURO, ""), language)
            case _:
                value = tidy(typed.get(field.name, ""), is_long=_is_long(field))
        if value:
            answers[field.name] = value
    return answers


def number(written: str, language: str) -> str:
    """Return a number as programs write it: ``1 234,50`` becomes ``1234.50``.

    Comma and point both serve, alone as the decimal sign. Where there are both,
    or one several times, threes are groups; one comma before three digits
    groups them in English only.
    What is no number comes back as it is, for the schema to refuse.
    """
    plain = unicodedata.normalize("NFKC", written).replace("\u2212", "-")
    plain = re.sub(r"[\s'’]", "", plain)
    if GROUPED_BY_COMMA.fullmatch(plain) and (
        language == "en" or "." in plain or plain.count(",") > 1
    ):
        return plain.replace(",", "")
    if GROUPED_BY_POINT.fullmatch(plain) and ("," in plain or plain.count(".") > 1):
        plain = plain.replace(".", "")
    return plain.replace(",", ".")


def tidy(written: str, *, is_long: bool) -> str:
    """Return a text without what keyboards and clipboards leave around it."""
    kept = written.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return kept.strip() if is_long else SPACES.sub(" ", kept).strip()


def answered(asked: Iterable[Field], typed: Typed) -> dict[str, list[str]]:
    """Return what was typed into these fields, word for word, to be kept."""
    return {
        name: [value.replace("\x00", "") for value in typed.getlist(name)]
        for field in asked
        for name in _inputs(field)
    }


def field_errors(error: ValidationError) -> Errors:
    """Return the first message of each field."""
    messages = cast("Mapping[str, object]", error.messages_dict)
    return {name: first(found) for name, found in messages.items()}


def first(found: object) -> str:
    """Return the first message of what a schema says, however deep it lies."""
    if isinstance(found, Mapping):
        return first(next(iter(cast("Mapping[object, object]", found).values())))
    if isinstance(found, list):
        return first(cast("list[object]", found)[0])
    return str(found)


def _is_long(field: Field) -> bool:
    return field.widget == "textarea"


def _inputs(field: Field) -> tuple[str, ...]:
    if field.widget == "date3":
        return tuple(f"{field.name}-{part}" for part in DATE_PARTS)
    return (field.name,)


def _day(field: Field, typed: Typed) -> str:
    """Return the day in the spelling of ISO 8601, or what cannot be such a day."""
    day, month, year = (
        SPACES.sub("", typed.get(f"{field.name}-{part}", "")).strip(STRAY)
        for part in DATE_PARTS
    )
    if not (day or month or year):
        return ""
    return f"{year}-{month:0>2}-{day:0>2}"

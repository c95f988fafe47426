"""Typed: what a person typed into a form, read by the schema of its command."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, cast

from flask_babel import gettext as _
from marshmallow import ValidationError
from marshmallow import fields as marsh

from ledger.kernel.quantities import day_in_paris
from web.forms.document import document, field_errors, first
from web.forms.field import Field
from web.forms.reading import Errors, Typed
from web.languages import language
from web.schemas.asking import Asking, Loaded

OFFERING: Final = frozenset({"radios", "select"})


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a form's answers become those of a command.

    ``names`` maps the command's fields to the form's where they differ, and
    ``instead`` holds answers that the form asks in several questions. The pages
    of a form in steps bring part of the answers each.
    """

    names: Mapping[str, str] = field(default_factory=dict[str, str])
    instead: Mapping[str, Any] = field(default_factory=dict[str, Any])
    is_partial: bool = False


AS_ASKED: Final = Reading()


def load_typed(
    asking: Asking,
    asked: Iterable[Field],
    typed: Typed,
    errors: Errors,
    reading: Reading = AS_ASKED,
) -> Loaded:
    """Return what was typed as the command takes it; note an error beside each field.

    A form may ask what the command could do without, and offer less than it takes.
    """
    fields = tuple(asked)
    told = document(fields, typed, language())
    own = {form: name for name, form in reading.names.items()}
    known = asking.fields
    sent = {own.get(name, name): value for name, value in told.items()}
    sent = {name: value for name, value in sent.items() if name in known}
    loaded = _loaded(asking, {**sent, **reading.instead}, errors, reading)
    for one in fields:
        _note_unanswered(asking, one, own.get(one.name, one.name), told, errors)
    return loaded


def _loaded(
    asking: Asking, sent: Mapping[str, Any], errors: Errors, reading: Reading
) -> Loaded:
    today = day_in_paris(datetime.now(UTC))
    try:
        return asking.load(sent, today=today, is_partial=reading.is_partial)
    except ValidationError as error:
        for name, text in field_errors(error).items():
            errors.setdefault(reading.names.get(name, name), text)
        return cast("Loaded", error.valid_data or {})


def _note_unanswered(
    asking: Asking,
    question: Field,
    name: str,
    told: Mapping[str, Any],
    errors: Errors,
) -> None:
    """Note where there is no answer though there must be, or none of those offered."""
    answer = told.get(question.name)
    if answer is not None:
        offered = {choice.value for choice in question.choices}
        if question.widget in OFFERING and answer not in offered:
            errors[question.name] = _("Choose one of the answers")
    elif not question.optional and question.widget != "hidden":
        known = asking.fields.get(name)
        missing = (
            _("Choose one of the answers")
            if known is None
            else said_when_missing(known)
        )
        errors.setdefault(question.name, missing)


def said_when_missing(known: "marsh.Field[Any]") -> str:
    """Return what a field says where it must be answered and is not."""
    error: ValidationError = known.make_error("required")  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its details untyped
    return first(cast("object", error.messages))

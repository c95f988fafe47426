"""Making: a schema out of the types of a command, or of a part of one."""

import types
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    NewType,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
from flask_babel import lazy_gettext
from marshmallow import RAISE, Schema, ValidationError
from marshmallow import fields as marsh

from ledger.commons.contributions.events import Evidence
from ledger.kernel.quantities import Period
from ledger.kernel.words import Words
from web.forms.field import Field, Text
from web.schemas import sentences
from web.schemas.amounts import Euros, Whole, YesNo
from web.schemas.for_evidence import File
from web.schemas.for_projects import Named
from web.schemas.lists import Several
from web.schemas.moments import Moment, of_moment
from web.schemas.saying import Day, Exact, Line, OneOf, Said, Saying, Writing, wrong

if TYPE_CHECKING:
    from web.schemas.asking import Part

CENTS: Final = "cents"
STARTED_ON, ENDED_ON = "started_on", "ended_on"
Made = dict[str, "marsh.Field[Any]"]


class Asked(Schema):
    """A schema that takes what it asks for and nothing else.

    A misspelt name would otherwise be lost without a word.
    """

    class Meta:
        """Refuse what is not asked."""

        unknown = RAISE

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # marshmallow's own options
        super().__init__(**options)
        self.error_messages = Sentences(self.error_messages)


class Sentences(dict[str, str]):
    """What a schema says of a document as a whole, in the language of its reader."""

    SAID: Final[Mapping[str, Text]] = {
        "unknown": lazy_gettext("Nothing of this name is asked for here"),
        "type": lazy_gettext("Write an object here: names, each with its value"),
    }

    def __getitem__(self, key: str) -> str:
        """Return the sentence under a code that never changes."""
        return Said(f"document.{key}", str(self.SAID[key]))


class Nesting(marsh.Nested):
    """A thing within another one."""

    def make_error(self, key: str, **_details: Any) -> ValidationError:  # noqa: ANN401  # marshmallow's own details
        """Return the error for what is wrong, under a code that never changes."""
        what = {"required": "missing", "null": "missing"}.get(key, key)
        return wrong(f"{self.name}.{what}", sentences.missing(self.metadata["label"]))


def schema_of(  # noqa: PLR0913, PLR0917  # what a schema is made of
    kind: type,
    part: "Part",
    parts: "Mapping[type, Part]",
    without: Collection[str],
    name: str,
    beside: "Mapping[str, Saying[Any]] | None" = None,
) -> Schema:
    """Return the schema of what is asked for: a command, or a part of one."""
    made: Made = {**(beside or {})}
    for asked, hint, is_required in fields_of(kind):
        if asked not in without:
            made |= _fields(asked, hint, part, parts, is_required=is_required)
    return made_of(made, name)


def fields_of(kind: type) -> list[tuple[str, Any, bool]]:
    """Return the fields of a command or a part: name, type, and whether it must be."""
    hints = get_type_hints(kind)
    if is_dataclass(kind):
        return [
            (
                f.name,
                hints[f.name],
                f.default is MISSING and f.default_factory is MISSING,
            )
            for f in fields(kind)
        ]
    assert issubclass(kind, msgspec.Struct), kind
    return [(f.name, hints[f.name], f.required) for f in msgspec.structs.fields(kind)]


def fields_declared_by(kind: type[Schema]) -> Mapping[str, Any]:
    """Return the fields that a schema's class declares, for another one to take up."""
    return cast("Mapping[str, Any]", kind._declared_fields)  # noqa: SLF001  # marshmallow has no other way in  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType]


def made_of(fields_by_name: Mapping[str, Any], name: str) -> Schema:
    """Return a schema of these fields, strict as all of ours."""
    made = Asked.from_dict(dict(fields_by_name), name=name)  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its fields untyped
    return made()


def asked_name(name: str, hint: object) -> str:
    """Return what a field is called where it is asked for: cents are asked as euros."""
    if bare(hint) is not int or not name.endswith(CENTS):
        return name
    return name.removesuffix(f"_{CENTS}") if name != CENTS else "amount"


def bare(hint: Any) -> Any:  # noqa: ANN401  # a type may be of any form
    """Return a type without the None that may stand beside it."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(one for one in get_args(hint) if one is not types.NoneType)
    return hint


def _fields(
    name: str,
    hint: object,
    part: "Part",
    parts: "Mapping[type, Part]",
    *,
    is_required: bool,
) -> Made:
    kind = bare(hint)
    if kind is Period:
        return _period(part, is_required=is_required)
    asked = asked_name(name, hint)
    question = part.question(asked)
    options = _options(question, is_required=is_required)
    if asked != name:
        options["attribute"] = name
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        inner = _field(name, item, question, part, parts, {})
        if not is_required:
            options["load_default"] = list
            options["allow_none"] = False
        return {asked: Several(inner, **options)}
    return {asked: _field(name, kind, question, part, parts, options)}


def _period(part: "Part", *, is_required: bool) -> Made:
    first, last = part.question(STARTED_ON), part.question(ENDED_ON)
    told = sentences.of_day(first.label)
    return {
        STARTED_ON: Day(told, **_options(first, is_required=is_required)),
        ENDED_ON: Day(told, **_options(last, is_required=False)),
    }


def _options(question: Field, *, is_required: bool) -> dict[str, Any]:
    told = {"label": question.label, "hint": question.hint}
    if is_required:
        return {"required": True, "metadata": told}
    return {"load_default": None, "metadata": told}


def _field(  # noqa: PLR0913, PLR0917  # what a field is made of: its own, and its thing's
    name: str,
    kind: Any,  # noqa: ANN401  # a type may be of any form
    question: Field,
    part: "Part",
    parts: "Mapping[type, Part]",
    options: dict[str, Any],
) -> "marsh.Field[Any]":
    if kind in {Words, str}:
        return _writing(name, question, part, options)
    said = part.said.get(question.name, {})
    if kind is int and name.endswith(CENTS):
        return Euros({**sentences.of_euros(), **said}, **options)
    if kind in PLAIN:
        field, told = PLAIN[kind]
        return field({**told(question.label), **said}, **options)
    if isinstance(kind, NewType):
        return Named({**sentences.of_choice(question.label), **said}, **options)
    if issubclass(kind, StrEnum):
        return OneOf(kind, {**sentences.of_choice(question.label), **said}, **options)
    within = parts[kind]
    if kind not in within.made:
        name = f"{kind.__name__}Schema"
        within.made[kind] = schema_of(kind, within, parts, (), name)
    return Nesting(within.made[kind], **options)


def _writing(
    name: str, question: Field, part: "Part", options: dict[str, Any]
) -> Writing:
    is_needed = options.get("required", "load_default" not in options)
    at_least = part.at_least.get(name, 1 if is_needed else 0)
    at_most = {**part.public, **part.partners, **part.personal, **part.plain}[name]
    made = Writing if question.widget == "textarea" else Line
    told = sentences.of_text(question.label, at_least)
    said = part.said.get(name, {})
    return made({**told, **said}, at_least=at_least, at_most=at_most, **options)


PLAIN: Final[Mapping[object, tuple[type[Saying[Any]], Any]]] = {
    date: (Day, sentences.of_day),
    datetime: (Moment, of_moment),
    Decimal: (Exact, sentences.of_quantity),
    int: (Whole, sentences.of_whole),
    bool: (YesNo, sentences.of_yes_no),
    Evidence: (File, sentences.of_file),
}

"""Examples of commands, made from the types of their fields alone."""

import types
from collections.abc import Collection
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NewType, Union, get_args, get_origin, get_type_hints

import msgspec

from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Actor, Command
from ledger.kernel.words import Audience, Words
from tests.spec import NOON

ACTOR: Final = Actor(person_id=PersonId("somebody"))
WORDS: Final = Words("digest", Audience.PUBLIC)
PLAIN: Final[dict[Any, Any]] = {
    str: "text",
    int: 1,
    bool: True,
    date: NOON.date(),
    datetime: NOON,
    Decimal: Decimal(1),
    Words: WORDS,
}


def full(kind: type[Command]) -> Command:
    """Return an example of the command in which every answer is given."""
    return _command(kind, is_full=True)


def bare(kind: type[Command]) -> Command:
    """Return an example of the command in which only what must be is given."""
    return _command(kind, is_full=False)


def _command(kind: type[Command], *, is_full: bool) -> Command:
    stamped = {f.name for f in fields(Command)}
    content = _answers(kind, stamped, is_full=is_full)
    return kind(actor=ACTOR, at=NOON, key="key", **content)


def _answers(
    kind: Any,  # noqa: ANN401  # a class with fields
    without: Collection[str] = (),
    *,
    is_full: bool,
) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        f.name: _value(hints[f.name], f.name, is_full=is_full)
        for f in fields(kind)
        if f.name not in without and (is_full or f.default is MISSING)
    }


def _value(hint: Any, name: str, *, is_full: bool) -> Any:  # noqa: ANN401, PLR0911  # one way out for each sort of type
    if isinstance(hint, NewType):
        return hint(name)
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) in {Union, types.UnionType}:
        return _value(get_args(hint)[0], name, is_full=is_full)
    if get_origin(hint) is tuple:
        item = _value(get_args(hint)[0], name, is_full=is_full)
        return (item,) if is_full else ()
    if issubclass(hint, Enum):
        return next(iter(hint))
    if issubclass(hint, msgspec.Struct):
        given = {
            field.name: _value(field.type, field.name, is_full=is_full)
            for field in msgspec.structs.fields(hint)
        }
        return hint(**given)
    assert hasattr(hint, "__dataclass_fields__"), hint
    return hint(**_answers(hint, is_full=is_full))

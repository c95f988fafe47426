"""Bodies: what a program sends, read strictly, and checked by its schema."""

import json
from typing import Any, Final, cast

from flask import request
from marshmallow import Schema, ValidationError

from web.api.problem import Problem, of_validation

READ: Final = frozenset({"application/json", "application/merge-patch+json"})


class TwiceNamed(ValueError):
    """An object has one name twice: which one counts would be anyone's guess."""


def document() -> dict[str, Any]:
    """Return the JSON object that was sent; raises Problem."""
    if request.mimetype not in READ:
        raise Problem("media_type")
    raw = request.get_data(cache=True)
    try:
        found = json.loads(
            raw.decode(), object_pairs_hook=_once_named, parse_constant=_no_number
        )
        # A half of a pair of surrogates is no text, and no database takes it.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Problem("malformed") from error
    if not isinstance(found, dict):
        raise Problem("malformed")
    return cast("dict[str, Any]", found)


def load(schema: Schema) -> dict[str, Any]:
    """Return what was sent as its schema reads it; raises Problem."""
    try:
        return cast("dict[str, Any]", schema.load(document()))
    except ValidationError as error:
        raise of_validation(error) from error


def _once_named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise TwiceNamed
    return found


def _no_number(name: str) -> Any:  # noqa: ANN401  # what json expects
    raise ValueError(name)

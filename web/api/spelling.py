"""Spelling: how the OpenAPI document tells what each kind of field holds."""

from enum import StrEnum
from typing import Any, Final, cast

from marshmallow import fields

from ledger.commons.contributions.limits import DIGEST, MEDIA_TYPE
from web.schemas import amounts, saying
from web.schemas.for_evidence import File
from web.schemas.for_projects import NAME, Named
from web.schemas.lists import ITEMS_MAX, Several
from web.schemas.moments import MOMENT, Moment
from web.schemas.subjects import SHAPE, AsSubject
from web.things import fields as shown

EXACT_PATTERN: Final = r"^-?[0-9]+(\.[0-9]+)?$"
EUROS_PATTERN: Final = r"^-?[0-9]+(\.[0-9]{1,2})?$"
MONEY_PATTERN: Final = r"^-?[0-9]+\.[0-9]{2}$"
FILE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["digest", "size", "media_type"],
    "properties": {
        "digest": {"type": "string", "pattern": f"^{DIGEST.pattern}$"},
        "size": {"type": "integer", "minimum": 1},
        "media_type": {"type": "string", "pattern": f"^{MEDIA_TYPE.pattern}$"},
    },
}


def properties_of(_converter: object, field: Any, **_options: Any) -> dict[str, Any]:  # noqa: ANN401  # any field
    """Return the JSON Schema of a field where the library would tell it wrong.

    It takes decimals in text for numbers, and knows nothing of fields of ours.
    """
    told = {**_shape(field)}
    described = field.metadata.get("description") or field.metadata.get("label")
    if described is not None:
        told["description"] = described
    if field.allow_none and isinstance(told.get("type"), str):
        told["type"] = [told["type"], "null"]
        if "enum" in told:
            told["enum"] = [*told["enum"], None]
    return told


def _shape(field: Any) -> dict[str, Any]:  # noqa: ANN401, PLR0911  # a way out for each kind
    match field:
        case shown.Money():
            return {"type": "string", "pattern": MONEY_PATTERN}
        case shown.Exact() | saying.Exact():
            return {"type": "string", "pattern": EXACT_PATTERN}
        case fields.Decimal():
            return {"type": "string", "pattern": EXACT_PATTERN}
        case saying.OneOf():
            kind = cast("type[StrEnum]", field.kind)
            return {"type": "string", "enum": [str(one) for one in kind]}
        case saying.Day():
            return {"type": "string", "format": "date"}
        case saying.Writing():
            return {
                "type": "string",
                "minLength": field.at_least,
                "maxLength": field.at_most,
            }
        case saying.Saying() | Several():
            return _shape_of_asked(field)
        case _:
            return {}


def _shape_of_asked(field: Any) -> dict[str, Any]:  # noqa: ANN401, PLR0911  # a way out for each kind
    match field:
        case amounts.Whole():
            return {"type": "integer", "minimum": 0}
        case amounts.Euros():
            return {"type": "string", "pattern": EUROS_PATTERN}
        case amounts.YesNo():
            return {"type": "boolean"}
        case File():
            return FILE
        case AsSubject():
            return SHAPE
        case Moment():
            return {"type": "string", "pattern": f"^{MOMENT.pattern}$"}
        case Named():
            return {"type": "string", "pattern": f"^{NAME.pattern}$"}
        case Several():
            return {"maxItems": ITEMS_MAX}
        case _:
            return {"type": "string"}

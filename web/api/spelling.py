"""Spelling: how the OpenAPI document tells what each kind of field holds."""

from typing import Any, Final

from marshmallow import fields

from web.schemas import saying
from web.things import fields as shown

EXACT_PATTERN: Final = r"^-?[0-9]+(\.[0-9]+)?$"
MONEY_PATTERN: Final = r"^-?[0-9]+\.[0-9]{2}$"


def properties_of(_converter: object, field: Any, **_options: Any) -> dict[str, Any]:  # noqa: ANN401  # any field
    """Return the JSON Schema of a field where the library would tell it wrong.

    It takes decimals in text for numbers, and knows nothing of fields of ours.
    """
    told = _shape(field)
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
            return {"type": "string", "enum": [str(one) for one in field.kind]}
        case saying.Day():
            return {"type": "string", "format": "date"}
        case saying.Writing():
            return {
                "type": "string",
                "minLength": field.at_least,
                "maxLength": field.at_most,
            }
        case saying.Saying():
            return {"type": "string"}
        case _:
            return {}

"""Describing: what the OpenAPI document says of each route, made of a few parts."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from flask_babel import lazy_gettext as _
from flask_smorest import Blueprint
from marshmallow import Schema

from ledger.kernel.messages import Refusal
from ledger.kernel.refusals import ChangedMeanwhile
from web.api.asking import LIMIT, LIMIT_MAX, NEWEST_FIRST, OLDEST_FIRST
from web.api.codes import CODES
from web.api.problem import MEDIA_TYPE
from web.forms.field import Text
from web.things.thing import AnyThing

Operation = dict[str, Any]
NAMED: Final = "Problem"
"""How the answers of a status are called in the document, before the status."""

WAITING: Final = frozenset(
    {HTTPStatus.TOO_MANY_REQUESTS.value, HTTPStatus.SERVICE_UNAVAILABLE.value}
)
PROBLEM: Final = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
WHENEVER: Final = ("not_found", "not_acceptable", "too_many_requests", "failed")
READING: Final = (*WHENEVER, "token_unknown", "unreachable")
WRITING: Final = (
    *READING,
    "malformed",
    "key_missing",
    "key_malformed",
    "token_missing",
    "scope_missing",
    "too_large",
    "media_type",
    "invalid",
)
REFUSED: Final = ("NotAllowed", "NoMandateInForce", "KeyReused", "TooMuchText")
REFUSALS: Final = "x-refusals"
"""Under which the document names the refusals that a command may meet."""

HEADERS: Final = {
    "ETag": {
        "description": _(
            "Names this very state; send it back in If-Match to change it."
        ),
        "schema": {"type": "string"},
    },
}


def read_many(thing: AnyThing) -> Operation:
    """Describe the list of a thing."""
    return {
        "summary": _("List: %(thing)s", thing=thing.label),
        "description": thing.about,
        "operationId": f"list_{thing.name}",
        "tags": [thing.name],
        "parameters": [*of_lists(), *_filters(thing)],
        "responses": {
            "200": {
                "description": _("A page of the list, as it stood at one position."),
                "headers": HEADERS,
                "content": {"application/json": {"schema": page_of(thing.schema)}},
            },
            "303": {
                "description": _("The whole list as a file, where Accept asks so.")
            },
            **problems(*READING, "parameter_unknown", "as_of_unreadable"),
        },
    }


def read_one(thing: AnyThing) -> Operation:
    """Describe one of a thing."""
    return {
        "summary": _("One of: %(thing)s", thing=thing.label),
        "operationId": f"read_{thing.name}",
        "tags": [thing.name],
        "parameters": [*of_one()],
        "responses": {
            "200": {
                "description": _("The thing as it stands, or as it stood."),
                "headers": HEADERS,
                "content": {"application/json": {"schema": thing.schema}},
            },
            **problems(*READING, "parameter_unknown", "as_of_unreadable"),
        },
    }


def write(  # noqa: PLR0913  # an operation is described by these
    *,
    name: str,
    summary: Text,
    tag: str,
    schema: Schema | type[Schema] | None,
    description: Text = "",
    is_new: bool = False,
    is_change: bool = False,
    refusals: Iterable[type[Refusal]] = (),
) -> Operation:
    """Describe a command; ``is_change`` says that it needs If-Match."""
    kept = [kind for kind in refusals if kind.__name__ not in REFUSED]
    codes: list[str] = [*WRITING]
    if is_change:
        codes += ["if_match_malformed", "if_match_missing"]
    told: Operation = {
        "summary": summary,
        "description": description,
        REFUSALS: sorted(kind.__name__ for kind in kept),
        "operationId": name,
        "tags": [tag],
        "security": [{"token": []}],
        "parameters": [if_match(), key(required=False)] if is_change else [key()],
        "responses": {
            "201" if is_new else "200": {
                "description": _("It is recorded: from which entry to which."),
                "content": {
                    "application/json": {
                        "schema": {"$ref": "#/components/schemas/Recorded"}
                    }
                },
            },
            **problems(*codes),
        },
    }
    if is_change:
        told["responses"]["412"] = f"{NAMED}412"
    if schema is not None:
        content = {"application/json": {"schema": schema}}
        told["requestBody"] = {"required": True, "content": content}
    return told


def problems(*codes: str) -> dict[str, Any]:
    """Name the problems of these codes, by their statuses."""
    statuses = {CODES[code].status.value for code in codes}
    return {str(status): f"{NAMED}{status}" for status in sorted(statuses)}


def every_problem() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is told once of each status under which problems are answered."""
    by_status: dict[int, list[str]] = {}
    for name, code in CODES.items():
        by_status.setdefault(code.status.value, []).append(name)
    by_status[HTTPStatus.PRECONDITION_FAILED.value] = [ChangedMeanwhile.__name__]
    for status, names in sorted(by_status.items()):
        told: dict[str, Any] = {
            "description": _("A problem: %(codes)s", codes=", ".join(names)),
            "content": PROBLEM,
        }
        if status in WAITING:
            told["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
        yield f"{NAMED}{status}", told


def page_of(schema: type[Schema] | Mapping[str, Any]) -> dict[str, Any]:
    """Return the shape of a page of documents."""
    return {
        "type": "object",
        "required": ["data", "next", "total", "position", "as_of"],
        "properties": {
            "data": {"type": "array", "items": schema},
            "next": {
                "type": ["string", "null"],
                "description": _("The cursor of the next page, null at the end."),
            },
            "total": {
                "type": ["integer", "null"],
                "description": _("How many there are in all, null where too many."),
            },
            "position": {"type": "integer", "minimum": 0},
            "as_of": {"type": ["string", "null"], "format": "date-time"},
        },
    }


def parameter(name: str, shape: Mapping[str, Any], about: Text) -> dict[str, Any]:
    """Describe a parameter of the query."""
    return {"in": "query", "name": name, "schema": dict(shape), "description": about}


def key(*, required: bool = True) -> dict[str, Any]:
    """Describe the header that makes repeated requests one."""
    return {
        "in": "header",
        "name": "Idempotency-Key",
        "required": required,
        "description": _(
            "A new random value; the same again when the request is repeated, and the"
            " answer is the same too."
        ),
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._~-]{8,64}$"},
    }


def if_match() -> dict[str, Any]:
    """Describe the header that names the state to be changed."""
    return {
        "in": "header",
        "name": "If-Match",
        "required": True,
        "description": _("The ETag that reading the thing gave."),
        "schema": {"type": "string", "pattern": '^"[0-9]{1,18}-[0-9a-f]{16}"$'},
    }


def add(  # noqa: PLR0913  # a route is all of these
    blueprint: Blueprint,
    rule: str,
    view: Any,  # noqa: ANN401  # whatever Flask calls
    operation: Operation,
    *,
    endpoint: str,
    method: str = "GET",
) -> None:
    """Add a route with what is told of it."""
    blueprint.add_url_rule(
        rule, endpoint, Blueprint.doc(**operation)(view), methods=[method]
    )


def of_lists() -> list[dict[str, Any]]:
    """Describe what every list takes."""
    whole = {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT}
    orders = {"type": "string", "enum": [NEWEST_FIRST, OLDEST_FIRST]}
    return [
        parameter("limit", whole, _("How many at a time.")),
        parameter("cursor", {"type": "string"}, _("Where another page led on to.")),
        parameter("sort", orders, _("By the first position of each, either way.")),
        *of_one(),
    ]


def of_one() -> list[dict[str, Any]]:
    """Describe what every reading takes."""
    return [
        parameter("fields", {"type": "string"}, _("Only these fields, with commas.")),
        parameter(
            "as_of",
            {"type": "string"},
            _(
                "The state of a past day, of an instant with its zone, or of a"
                " position."
            ),
        ),
    ]


def _filters(thing: AnyThing) -> list[dict[str, Any]]:
    return [
        parameter(
            name, _shape(thing, name), _("Only those of this: %(field)s", field=field)
        )
        for name, field in thing.filters.items()
    ]


def _shape(thing: AnyThing, name: str) -> dict[str, Any]:
    known = thing.values.get(name)
    if known is not None:
        return {"type": "string", "enum": [str(one) for one in known]}
    if thing.filters[name] == "year":
        return {"type": "integer", "minimum": 0, "maximum": 9999}
    return {"type": "string"}

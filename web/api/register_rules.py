"""Rules of what is no thing: the commons itself, its entries and their proofs."""

from typing import Any, Final

from flask_babel import lazy_gettext as _
from flask_smorest import Blueprint

from web.api import describing
from web.api.describing import HEADERS, READING, Operation, parameter, problems
from web.api.events import KIND, KINDS, TAG, events, one_event, proof_of
from web.api.the_commons import the_commons
from web.forms.field import Text

Shape = dict[str, Any]
TEXT: Final = {"type": "string"}
WHOLE: Final = {"type": "integer", "minimum": 0}
INSTANT: Final = {"type": ["string", "null"], "format": "date-time"}
ADDRESS: Final = {"type": "string", "format": "uri"}
EVENT: Final[Shape] = {
    "type": "object",
    "properties": {
        "number": {"type": "integer", "minimum": 1},
        "recorded_at": {"type": "string", "format": "date-time"},
        "kind": TEXT,
        "tags": {"type": "array", "items": TEXT},
        "data": {"type": "object"},
        "data_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "url": ADDRESS,
        "proof": ADDRESS,
    },
}
PROOF: Final[Shape] = {
    "type": "object",
    "required": ["number", "index", "is_sealed", "receipt", "checkpoint", "policy"],
    "properties": {
        "number": {"type": "integer", "minimum": 1},
        "index": WHOLE,
        "is_sealed": {"type": "boolean"},
        "receipt": ADDRESS,
        "checkpoint": ADDRESS,
        "policy": ADDRESS,
        "entries": {"type": ["string", "null"], "format": "uri"},
        "page": ADDRESS,
    },
}
COMMONS: Final[Shape] = {
    "type": "object",
    "required": ["name", "founded_at", "position", "recorded_at", "checkpoint"],
    "properties": {
        "name": {"type": ["string", "null"]},
        "founded_at": INSTANT,
        "position": WHOLE,
        "recorded_at": INSTANT,
        "checkpoint": {
            "type": ["object", "null"],
            "properties": {"origin": TEXT, "size": WHOLE, "root": TEXT, "url": ADDRESS},
        },
        "openapi": ADDRESS,
    },
}


def register(api: Blueprint) -> None:
    """Add the routes."""
    describing.add(
        api,
        "/commons",
        the_commons,
        _told("read_commons", "commons", _("What the commons is, how far it has come")),
        endpoint="commons",
    )
    describing.add(api, "/events", events, _listed(), endpoint="events")
    one = _told("read_event", "events", _("One entry of the register"), "Event")
    one["parameters"] = describing.of_one()[:1]
    describing.add(
        api, "/events/<identifier>", one_event, one, endpoint="one_of_events"
    )
    describing.add(
        api,
        "/proofs/<identifier>",
        proof_of,
        _told("read_proof", "proofs", _("Where the proof of an entry is"), "Proof"),
        endpoint="proof_of",
    )


def _told(name: str, tag: str, summary: Text, schema: str = "Commons") -> Operation:
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "responses": {
            "200": {
                "description": summary,
                "headers": HEADERS,
                "content": {
                    "application/json": {
                        "schema": {"$ref": f"#/components/schemas/{schema}"}
                    }
                },
            },
            **problems(*READING, "parameter_unknown"),
        },
    }


def _listed() -> Operation:
    about = _("The entries of the register, the newest first")
    told = _told("list_events", "events", about)
    page = describing.page_of({"$ref": "#/components/schemas/Event"})
    told["responses"]["200"]["content"] = {"application/json": {"schema": page}}
    told["responses"] |= problems("as_of_unreadable")
    told["parameters"] = [
        *describing.of_lists(),
        parameter(KIND, {"type": "string", "enum": list(KINDS)}, _("Only this kind.")),
        parameter(TAG, TEXT, _("Only those filed under this, as project:k3v9.")),
    ]
    return told

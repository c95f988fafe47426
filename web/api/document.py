"""The document: the whole API as OpenAPI 3.1 tells it, made when it is first asked."""

import json
import threading
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from flask import Flask, Response, current_app
from flask_babel import force_locale
from flask_smorest import Api, Blueprint

from web.api import describing
from web.api.answering import kept
from web.api.register_rules import COMMONS, EVENT, PROOF
from web.api.spelling import properties_of

EXTENSION: Final = "commun-api-document"
ENGLISH: Final = "en"
PROBLEM: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "code", "trace_id"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
        "trace_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "current": {"type": ["object", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {
                    "pointer": {"type": "string"},
                    "parameter": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
RECORDED: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["first", "last"],
    "properties": {
        "first": {"type": "integer", "minimum": 1},
        "last": {"type": "integer", "minimum": 1},
        "id": {"type": "string"},
        "warnings": {"type": "array", "items": {"type": "object"}},
    },
}
ABOUT: Final = """\
The commons for programs: what the public pages show, and what members may record.

Reading needs no token. Writing needs one that a member made in their space: it acts
under the mandate it was made for, and ends with it. Identifiers are opaque; sums and
quantities are exact decimals in text; days are ISO 8601, instants RFC 3339 in UTC.
Names may be added within v1, none is taken away.
"""


class Documented(Api):
    """flask-smorest's description, without its answers to errors and its pages."""

    def __init__(self, app: Flask, **options: Any) -> None:  # noqa: ANN401  # the library's own
        self.waiting: Blueprint | None = None
        self.texts: dict[str, str] = {}
        self.making = threading.Lock()
        super().__init__(app, **options)

    def register_blueprint(self, blp: Blueprint, **_options: Any) -> None:  # noqa: ANN401  # the library's own
        """Add the routes; what is told of them is made when someone asks."""
        self._app.register_blueprint(blp)
        self.waiting = blp

    def _register_error_handlers(self) -> None:
        """Leave errors to the blueprint: all of them are problems of RFC 9457."""

    def written(self, language: str) -> str:
        """Return the document in a language."""
        with self.making:
            if self.waiting is not None:
                self._describe(self.waiting)
                self.waiting = None
            if language not in self.texts:
                with force_locale(language):
                    told = _without_own_errors(self.spec.to_dict())
                    self.texts[language] = json.dumps(
                        told, ensure_ascii=False, default=str
                    )
            return self.texts[language]

    def _describe(self, blueprint: Blueprint) -> None:
        blueprint.register_views_in_doc(
            self, self._app, self.spec, name=blueprint.name, parameters=None
        )


def _without_own_errors(told: dict[str, Any]) -> dict[str, Any]:
    """Take away what the library tells of errors and pages of its own, never sent."""
    for item in told["paths"].values():
        for method in item.keys() - {"parameters"}:
            item[method]["responses"].pop("default", None)
    told["components"]["responses"].pop("DEFAULT_ERROR", None)
    for name in ("Error", "PaginationMetadata"):
        told["components"]["schemas"].pop(name, None)
    return told


def documented(app: Flask) -> Documented:
    """Return what will describe this application's API."""
    told: dict[str, Any] = {
        "API_TITLE": "Commun",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
    }
    app.config.from_mapping(told)
    api = Documented(app, spec_kwargs={"info": {"description": ABOUT}})
    api.ma_plugin.converter.add_attribute_function(properties_of)
    api.spec.components.schema("Problem", dict(PROBLEM))
    api.spec.components.schema("Recorded", dict(RECORDED))
    for name, shape in (("Event", EVENT), ("Proof", PROOF), ("Commons", COMMONS)):
        api.spec.components.schema(name, dict(shape))
    for name, answer in describing.every_problem():
        api.spec.components.response(name, answer)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    app.extensions[EXTENSION] = api
    return api


def openapi() -> Response:
    """Show the document, in English: programs compare it with what they know."""
    text = the_document(ENGLISH).encode()
    response = Response(text, content_type="application/json")
    return kept(response, sha256(text).hexdigest()[:32])


def the_document(language: str) -> str:
    """Return the document of this application, as JSON."""
    api: Documented = current_app.extensions[EXTENSION]
    return api.written(language)

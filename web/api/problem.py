"""Problem: how the API says no, as RFC 9457 writes it."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, cast

from flask import Response, current_app, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError

from ledger.kernel.messages import Refusal
from ledger.kernel.refusals import ChangedMeanwhile
from web.api.codes import BY_STATUS, CODES
from web.auth.access import the_access
from web.forms.field import Text
from web.problems import said, status_of
from web.schemas.saying import Said

MEDIA_TYPE: Final = "application/problem+json"
HELP: Final = "/api/problems"
TRACE: Final = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
Wrong = Mapping[str, str]


class Problem(Exception):
    """What was asked cannot be answered; ``code`` is one of those of ``codes``.

    ``errors`` name what is wrong in the body or the query, ``more`` are members
    beside those that every problem has.
    """

    def __init__(
        self,
        code: str,
        detail: Text | None = None,
        *,
        errors: Sequence[Wrong] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}
        self.more = more or {}

    @property
    def status(self) -> HTTPStatus:
        """Return the status it is answered with."""
        return CODES[self.code].status


def wrong_parameter(
    name: str, detail: Text, code: str = "parameter_invalid"
) -> Problem:
    """Return the problem of one parameter of the query."""
    named = {"parameter": name, "code": code, "detail": str(detail)}
    return Problem(code, detail, errors=[named])


def trace_id() -> str:
    """Return what this request is known by, for whoever looks for it later."""
    if "trace_id" not in g:
        given = TRACE.fullmatch(request.headers.get("traceparent", ""))
        g.trace_id = given.group(1) if given else secrets.token_hex(16)
    known: str = g.trace_id
    return known


def written(problem: Problem) -> Response:
    """Write a problem."""
    code = CODES[problem.code]
    detail = problem.detail or code.remedy
    return _answer(
        problem.code,
        code.status,
        str(code.title),
        str(detail),
        {"errors": [dict(e) for e in problem.errors], **problem.more}
        if problem.errors
        else problem.more,
        problem.headers,
    )


def refused(refusal: Refusal) -> Response:
    """Write a refusal of the ledger: its code is its name, which never changes."""
    name, sentence = type(refusal).__name__, said(refusal)
    more: dict[str, Any] = {}
    if refusal.field is not None:
        pointer = f"#/{refusal.field}"
        more["errors"] = [{"pointer": pointer, "code": name, "detail": sentence}]
    status = status_of(refusal)
    if isinstance(refusal, ChangedMeanwhile):
        status = HTTPStatus.PRECONDITION_FAILED
        more["current"] = g.get("current")
    return _answer(name, status, _("The commons declines this"), sentence, more, {})


def of_status(status: int, headers: Mapping[str, str]) -> Response:
    """Write what Flask or Werkzeug found."""
    name = BY_STATUS.get(status, "malformed" if status < 500 else "failed")  # noqa: PLR2004  # where servers' errors begin
    return written(Problem(name, headers=headers))


def of_validation(error: ValidationError) -> Problem:
    """Return the problem of a document that its schema refuses."""
    return Problem("invalid", errors=list(_pointed(error.messages_dict, "#")))


def _answer(  # noqa: PLR0913, PLR0917  # a problem has these parts
    code: str,
    status: HTTPStatus,
    title: str,
    detail: str,
    more: Mapping[str, Any],
    headers: Mapping[str, str],
) -> Response:
    document: dict[str, Any] = {
        "type": f"{the_access().settings.address}{HELP}/{code}",
        "title": title,
        "status": status.value,
        "detail": detail,
        "instance": request.path,
        "code": code,
        "trace_id": trace_id(),
        **more,
    }
    body = json.dumps(document, ensure_ascii=False, default=str)
    answer = Response(body, status.value, content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    answer.vary.add("Accept-Language")
    answer.headers["Content-Language"] = str(g.get("lang") or "fr")
    answer.headers.update(headers)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("commun: %s %s (%s)", status.value, code, trace_id())
    return answer


OF_MARSHMALLOW: Final[Mapping[str, tuple[str, Text]]] = {
    "Unknown field.": (
        "unknown",
        lazy_gettext("There is no field of this name: take it away or correct it"),
    ),
    "Missing data for required field.": (
        "missing",
        lazy_gettext("This is needed"),
    ),
    "Field may not be null.": ("missing", lazy_gettext("This is needed")),
    "Invalid input type.": ("invalid", lazy_gettext("Send a JSON object here")),
    "Not a valid list.": ("invalid", lazy_gettext("Send a list here")),
}
"""What the library says by itself; all the rest are our own sentences."""


def _pointed(messages: Any, at: str) -> Sequence[Wrong]:  # noqa: ANN401  # as marshmallow nests them
    """Return each sentence with the JSON pointer of what it is about."""
    if isinstance(messages, Mapping):
        named = cast("Mapping[object, object]", messages)
        return [
            wrong
            for name, inner in named.items()
            for wrong in _pointed(inner, at if name == "_schema" else _below(at, name))
        ]
    if isinstance(messages, list):
        several = cast("list[object]", messages)
        return [wrong for inner in several for wrong in _pointed(inner, at)]
    return [_told(messages, at)]


def _below(at: str, name: object) -> str:
    return f"{at}/{str(name).replace('~', '~0').replace('/', '~1')}"


def _told(message: object, at: str) -> Wrong:
    if isinstance(message, Said):
        return {"pointer": at, "code": message.code, "detail": str(message)}
    code, text = OF_MARSHMALLOW.get(str(message), ("invalid", str(message)))
    return {"pointer": at, "code": code, "detail": str(text)}

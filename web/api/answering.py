"""Answering: what every answer of the API bears, and how it says no."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

import psycopg
from flask import Blueprint, Flask, Response, request
from psycopg_pool import PoolTimeout
from werkzeug.exceptions import HTTPException

from ledger.kernel.messages import Refusal
from web.api.formats import FILES, JSON
from web.api.metering import count_reading, say_what_is_left
from web.api.problem import Problem, of_status, refused, trace_id, written
from web.problems import RETRY_SECONDS, UNREACHABLE, why_unreachable
from web.things.catalogue import THINGS

ROOT: Final = "/api/v1"
KEPT: Final = "public, no-cache"
"""Anyone may keep an answer, and asks each time whether it still stands."""

SAFE: Final = frozenset({"GET", "HEAD"})
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, RateLimit-Limit,"
    " RateLimit-Remaining, RateLimit-Reset",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""A page of any site may read what is public; none may write through a browser."""

HASH_SIGNS: Final = 32
PREFLIGHT_SECONDS: Final = 86_400
LOST: Final = (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout)
UNREACHABLE_CODE: Final = "unreachable"


def register(app: Flask, blueprint: Blueprint) -> None:
    """Let every answer under the root be for programs."""
    app.before_request(_refuse_misrouted)
    blueprint.before_request(_begin)
    blueprint.after_request(say_what_is_left)
    blueprint.after_request(opened)
    blueprint.register_error_handler(Problem, written)
    blueprint.register_error_handler(Refusal, refused)
    blueprint.register_error_handler(HTTPException, _failed)
    for lost in (*UNREACHABLE, *LOST):
        blueprint.register_error_handler(lost, _unavailable)


def answer(document: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return a document as canonical JSON."""
    return Response(canonical(document), status.value, content_type=JSON)


def digested(document: Mapping[str, Any]) -> Response:
    """Return a document under the digest of how it is spelt."""
    response = answer(document)
    return kept(response, sha256(response.get_data()).hexdigest()[:HASH_SIGNS])


def instant(value: datetime | None) -> str | None:
    """Write an instant as RFC 3339 has it, with all that tells it from its neighbours.

    Sent back in ``as_of`` it names the same state.
    """
    if value is None:
        return None
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def canonical(document: Mapping[str, Any]) -> bytes:
    """Spell a document the one way in which it is hashed."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def kept(response: Response, tag: str) -> Response:
    """Let everyone keep an answer under a strong tag, and answer 304 to whoever has."""
    response.set_etag(tag)
    response.headers["Cache-Control"] = KEPT
    response.make_conditional(request)
    return response


def opened(response: Response) -> Response:
    """Let pages of other sites read what anyone may read."""
    response.vary.add("Accept")
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Trace-Id"] = trace_id()
    if request.method in SAFE:
        response.headers.update(OPEN)
    elif request.method == "OPTIONS":
        response.headers.update(OPEN)
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response


def _begin() -> None:
    """Count the request, and refuse what no answer could please; raises Problem."""
    if request.method in SAFE:
        count_reading()
    accepted = request.accept_mimetypes
    if accepted and not any(accepted[kind] for kind in (JSON, *_files())):
        raise Problem("not_acceptable")


def _files() -> tuple[str, ...]:
    """Return the other formats in which what is asked for is to be had."""
    is_list = (request.endpoint or "").partition(".")[2] in THINGS
    return tuple(FILES) if is_list and request.method in SAFE else ()


def _refuse_misrouted() -> Response | None:
    """Answer as programs expect where there is no address; pages would show a page."""
    error = request.routing_exception
    if error is None or not f"{request.path}/".startswith(f"{ROOT}/"):
        return None
    return opened(_failed(error))


def _failed(error: HTTPException) -> Response:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR.value
    if code < HTTPStatus.BAD_REQUEST:
        # An address that is almost right is another address: each thing has one.
        code = HTTPStatus.NOT_FOUND.value
    kept_headers = {
        name: value
        for name, value in error.get_headers(request.environ)
        if name in {"Allow", "Retry-After"}
    }
    return of_status(code, kept_headers)


def _unavailable(error: Exception) -> Response:
    detail = why_unreachable(error)
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return written(Problem(UNREACHABLE_CODE, detail, headers=headers))

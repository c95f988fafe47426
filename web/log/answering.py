"""Answering: what every answer under the log's prefix bears, and how it says no."""

from http import HTTPStatus
from typing import Final

import psycopg
from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from ledger.kernel.store.port import Unavailable
from ledger.log.archive import LogDamaged

PREFIX: Final = "/log"
ALIASES: Final = ("/add-checkpoint",)
TEXT: Final = "text/plain; charset=utf-8"
NOT_KEPT: Final = "no-store"
RETRY_SECONDS: Final = 5
PREFLIGHT_SECONDS: Final = 86_400
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""A page of any site may read the log: it is public, and nobody is known by it."""


def plain(status: int, said: str, retry_after: int | None = None) -> Response:
    """Return a short text that no cache keeps."""
    response = Response(f"{said}\n", status, content_type=TEXT)
    response.headers["Cache-Control"] = NOT_KEPT
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def register(app: Flask, blueprint: Blueprint) -> None:
    """Let every answer under the prefix be for programs."""
    # Before the hooks of pages: what has no address here needs none of them.
    app.before_request(_refuse_misrouted)
    blueprint.after_request(opened)
    blueprint.register_error_handler(HTTPException, _failed)
    for lost in (Unavailable, psycopg.OperationalError, psycopg.InterfaceError):
        blueprint.register_error_handler(lost, _unavailable)
    blueprint.register_error_handler(LogDamaged, _damaged)


def opened(response: Response) -> Response:
    """Let pages of other sites read the answer, and know what they may ask."""
    response.headers.update(OPEN)
    if request.method == "OPTIONS":
        allowed = ", ".join(sorted(response.allow))
        response.headers["Access-Control-Allow-Methods"] = allowed
        response.headers["Access-Control-Allow-Headers"] = "*"
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
        response.headers["Cache-Control"] = NOT_KEPT
    return response


def _refuse_misrouted() -> Response | None:
    """Answer in plain text what is no address of ours; pages would show a page."""
    path, error = request.path, request.routing_exception
    is_ours = path.startswith(f"{PREFIX}/") or path in ALIASES
    if is_ours and error is not None:
        return opened(_failed(error))
    if is_ours and not _is_as_written(request.root_path + path):
        return opened(plain(HTTPStatus.NOT_FOUND, "not found"))
    return None


def _is_as_written(path: str) -> bool:
    """Tell whether a path came as it is read.

    `%30` is read as `0`, and `//log` as `/log`: second addresses of one thing, for
    caches to hold twice.
    """
    written = str(request.environ.get("RAW_URI", path)).partition("?")[0]
    is_absolute = written.startswith(("http://", "https://"))
    return written == path or (is_absolute and written.endswith(path))


def _failed(error: HTTPException) -> Response:
    # An address that is almost right is another address: each thing has one.
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return plain(HTTPStatus.NOT_FOUND, "not found")
    response = plain(error.code, error.name.lower())
    for name, value in error.get_headers(request.environ):
        if name == "Allow":
            response.headers[name] = value
    return response


def _unavailable(_error: Exception) -> Response:
    said = "the ledger cannot be reached right now"
    return plain(HTTPStatus.SERVICE_UNAVAILABLE, said, RETRY_SECONDS)


def _damaged(error: Exception) -> Response:
    current_app.logger.error("commun: %s. Run: commun log check", error)
    said = "the log is damaged here: its operator is told"
    return plain(HTTPStatus.INTERNAL_SERVER_ERROR, said)

"""Caching: what a browser or a proxy may keep of a public page, and for how long."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, current_app, g, request

from ledger.kernel.quantities import day_in_paris
from web.auth.access import the_access

KEPT: Final = "public, max-age=60"
PUBLIC: Final = frozenset(
    {
        "home",
        "partners",
        "partner",
        "partner_report",
        "partner_report_file",
        "project_report",
        "project_report_file",
        "funders",
        "funder_report",
        "funder_report_file",
        "contributions",
        "contribution",
        "needs",
        "need",
        "offer",
        "projects",
        "project",
        "cooperation",
        "resources",
        "resource",
        "evaluations",
        "evaluation",
        "life_courses",
        "life_course",
        "proposals",
        "proposal",
        "decisions",
        "decision",
        "rules",
        "meetings",
        "meeting",
        "questions",
        "vote",
        "accessibility",
        "legal",
        "personal_data",
        "help_page",
        "site_map",
        "open_data",
        "dataset",
        "api_help",
        "api_room",
        "api_problem",
    }
)
HARMLESS_COOKIES: Final = frozenset({"theme"})
"""What a visitor may hold without being anyone."""
BUILD: Final = "commun-build"


def register(app: Flask) -> None:
    """Let public pages be kept by whoever reads them without a session."""
    app.extensions[BUILD] = _build()
    app.after_request(_let_keep)


def name_what_is_read() -> None:
    """Look up the commons' name before the views are opened.

    A page that held one connection and waited for another could wait for ever.
    """
    if _is_public():
        _commons_name()


def stop_if_known(position: int) -> None:
    """Answer 304 before anything is read, where the reader's page is this one."""
    if _is_public() and request.if_none_match.contains_weak(_tag(position)):
        g.data_read = position
        abort(Response(status=304))


def _let_keep(response: Response) -> Response:
    if response.status_code not in {200, 304} or not _is_public():
        return response
    if "Set-Cookie" in response.headers:
        return response
    shelf = g.get("data_position")
    position = g.get("data_read", shelf.position if shelf is not None else None)
    response.set_etag(_tag(position), weak=True)
    response.headers["Cache-Control"] = KEPT
    # Who signs in or chooses colours must not be shown the page from before.
    response.vary.add("Cookie")
    response.make_conditional(request)
    return response


def _is_public() -> bool:
    """Tell whether this page is the same for all who hold no session.

    A page that waits for its reader's own writing is shown once.
    """
    return (
        request.method in {"GET", "HEAD"}
        and request.endpoint in PUBLIC
        and HARMLESS_COOKIES.issuperset(request.cookies)
        and "apres" not in request.args
        and not g.get("is_personal")
    )


def _tag(position: int | None) -> str:
    """Name all that a public page depends on: the facts, and what is no fact.

    Mandates lapse with the day; the commons' name stands on pages without facts.
    """
    told = (
        current_app.extensions[BUILD],
        request.full_path,
        request.cookies.get("theme", ""),
        _commons_name(),
        day_in_paris(datetime.now(UTC)),
        position,
        g.get("depends_on"),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _commons_name() -> str:
    if "commons_name" not in g:
        g.commons_name = the_access().directory.commons_name()
    name: str = g.commons_name
    return name


def _build() -> str:
    """Return what stands for this release: another release writes other pages."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for part in (package, package.parent / "projections"):
        for path in sorted(part.rglob("*.*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(part)).encode() + path.read_bytes())
    return digest.hexdigest()

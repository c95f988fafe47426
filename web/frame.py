"""The frame: what stands around every page, whoever reads it."""

from hashlib import sha256
from typing import Any, Final

from flask import current_app, g, request, url_for
from flask_babel import gettext as _

from ledger.kernel.messages import Capacity
from web.auth.access import the_access
from web.auth.guards import the_viewer
from web.auth.viewer import Viewer
from web.following import followed
from web.languages import LANGUAGES, language, this_page
from web.reading import the_wiring

THEMES: Final = ("auto", "light", "dark")
ENDPOINTS: Final = {
    "home": "home",
    "theme": "theme",
    "sign_in": "sign_in",
    "sign_out": "sign_out",
    "space": "space",
    "accessibility": "accessibility",
    "site_map": "site_map",
    "legal": "legal",
    "personal_data": "personal_data",
    "help": "help_page",
    "open_data": "open_data",
}


def frame() -> dict[str, Any]:
    """Return what the layout shows on every page."""
    wiring = the_wiring()
    lang = language()
    other = next(name for name in LANGUAGES if name != lang)
    theme = request.cookies.get("theme", "auto")
    return {
        "locale": lang,
        "commons_name": commons_name(),
        "urls": urls(),
        "navigation": navigation(),
        "canonical_url": this_page(lang, is_bare=True),
        "alternate_urls": [(name, this_page(name, is_bare=True)) for name in LANGUAGES]
        if this_page(lang)
        else [],
        "other_language_url": this_page(other) or url_for("home", lang=other),
        "followed": followed(),
        "viewer": the_viewer(),
        "viewer_mark": _mark_of(the_viewer()),
        "is_demo": wiring.settings.demo,
        "theme": theme if theme in THEMES else "auto",
        "as_of": g.get("as_of"),
        "as_of_day": g.get("as_of_day"),
        "data_position": g.get("data_position"),
    }


def _mark_of(viewer: Viewer | None) -> str:
    """Return what tells one person's copies on a device from another's."""
    if viewer is None:
        return ""
    return sha256(viewer.person_id.encode()).hexdigest()[:16]


def commons_name() -> str:
    """Return the commons' own name, which heads every page."""
    if "commons_name" not in g:
        g.commons_name = the_access().directory.commons_name()
    name: str = g.commons_name
    return name


def urls() -> dict[str, str]:
    """Return the addresses that the layout leads to."""
    return {
        name: url_for(endpoint)
        for name, endpoint in ENDPOINTS.items()
        if endpoint in current_app.view_functions
    } | {"today": this_page_today()}


def this_page_today() -> str:
    """Return this page's address without the past day it is shown as of."""
    day = frozenset({"au", "suite"})
    return this_page(language(), without=day) or url_for("home", au=None)


def navigation() -> list[tuple[str, str, str | None]]:
    """Return the main entries, with the one that this page is in."""
    viewer = the_viewer()
    entries = [
        ("home", _("Home")),
        ("partners", _("Partners")),
        ("contributions", _("Contributions")),
        ("projects", _("Projects")),
        ("resources", _("Resources")),
        ("evaluations", _("Evaluations")),
        ("proofs", _("Proofs")),
    ]
    if viewer is not None:
        entries.append(("space", _("My space")))
        if viewer.hat_as(Capacity.BOARD_MEMBER):
            entries.append(("board", _("Board")))
        if viewer.hat_as(Capacity.AUDITOR, Capacity.BOARD_MEMBER):
            entries.append(("audit", _("Audit")))
    return [
        (url_for(endpoint), label, _mark(url_for(endpoint), endpoint))
        for endpoint, label in entries
    ]


def _mark(url: str, endpoint: str) -> str | None:
    if request.endpoint == endpoint:
        return "page"
    is_inside = endpoint != "home" and request.path.startswith(f"{url}/")
    return "true" if is_inside else None

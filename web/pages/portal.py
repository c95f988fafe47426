"""The portal: the home page, the pages that the law asks for, and small services."""

from typing import Final

from flask import Flask, abort, g, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from ledger.kernel.store.port import Unavailable
from ledger.membership.partners import territory
from projections.commons.contributions import Status, contributions
from projections.membership.commons import commons_of
from projections.membership.partners import partners
from projections.shelf import Shelf
from web.auth.paths import local_path
from web.languages import PREFIX
from web.pages.commons.cards import cards
from web.pages.commons.contributions import totals
from web.pages.commons.tallies import tally_of
from web.reading import open_shelf

THEMES: Final = ("auto", "light", "dark")
YEAR_SECONDS: Final = 31_536_000
LATEST: Final = 5
SUGGESTIONS: Final = 8
MEMBERS: Final = 1_000
PAGES: Final = {
    "accessibility": "accessibilite",
    "legal": "mentions",
    "personal_data": "donnees-personnelles",
    "help_page": "aide",
    "site_map": "plan",
}


def register(app: Flask) -> None:
    """Add the home page and its neighbours."""
    app.add_url_rule(f"{PREFIX}/", "home", home)
    app.add_url_rule(f"{PREFIX}/theme", "theme", theme, methods=["POST"])
    # A token would put a cookie into every visitor's browser, to guard a colour.
    app.extensions["csrf"].exempt(theme)
    app.add_url_rule(f"{PREFIX}/communes.json", "communes", communes)
    for endpoint, slug in PAGES.items():
        app.add_url_rule(f"{PREFIX}/{slug}", endpoint, standing_page)


def standing_page() -> str:
    """Show a page that only its template tells."""
    return render_template(f"portal/{request.endpoint}.html")


def home() -> str:
    """Show what the commons is, its figures, and what was recorded last."""
    try:
        with open_shelf() as shelf:
            founded = commons_of(shelf)
            tally = tally_of(shelf, {})
            latest = cards(
                shelf, [p.row for p in shelf.page(contributions, limit=LATEST).rows]
            )
            members = _members(shelf)
    except Unavailable:
        g.is_personal = True  # no cache may go on saying so
        return render_template("portal/starting.html")
    return render_template(
        "portal/home.html",
        founded=founded,
        members=members,
        count=tally.count - tally.count_of(Status.WITHDRAWN),
        totals=totals(tally),
        latest=latest,
    )


def _members(shelf: Shelf) -> int:
    """Return how many have confirmed, however many pages of them there are."""
    count, after, is_more = 0, None, True
    while is_more:
        page = shelf.page(partners, publicity="public", after=after, limit=MEMBERS)
        count, after = count + len(page.rows), page.next
        is_more = after is not None
    return count


def theme() -> Response:
    """Keep the reader's choice of colours, and lead back."""
    chosen = request.form.get("theme", "auto")
    if chosen not in THEMES:
        abort(400)
    back = local_path(request.form.get("back", "")) or "/"
    answer = redirect(back, 303)
    answer.set_cookie("theme", chosen, max_age=YEAR_SECONDS, samesite="Lax")
    return answer


def communes() -> Response:
    """Return the communes that a text may mean, for the form's list."""
    asked = request.args.get("q", "").strip()[:80]
    found = territory.search_communes(asked, SUGGESTIONS) if asked else []
    answer = jsonify(
        [
            {
                "value": commune.code,
                "label": f"{commune.name} ({commune.code})",
                "hint": commune.epci_name or "",
            }
            for commune in found
        ]
    )
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer

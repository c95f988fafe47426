"""Following: where a page's feed and calendar are, if it has any."""

from typing import Any, Final, NamedTuple

from flask import current_app, request, url_for
from flask_babel import gettext as _

FEED: Final = "_feed"
CALENDAR: Final = "_calendar"
OF_THE_COMMONS: Final = "agenda"
SHOW_ITS_DATES: Final = frozenset({"projects", "needs", "evaluations", "decisions"})
"""The lists whose dates are in the calendar of the commons."""

NO_FILTERS: Final = frozenset({"suite", "au", "apres"})


class Followed(NamedTuple):
    """An address to come back to: of which media type, and what people call it."""

    url: str
    media_type: str
    label: str


def followed() -> list[Followed]:
    """Return the feed of this page, narrowed as it is, and its calendar.

    Nothing comes any more to a page of a past day: it leads to no feed.
    """
    if request.args.get("au"):
        return []
    page = request.endpoint or ""
    known = current_app.view_functions
    found: list[Followed] = []
    if f"{page}{FEED}" in known:
        values: dict[str, Any] = {**(request.view_args or {}), **_filters()}
        url = url_for(f"{page}{FEED}", **values)
        found.append(Followed(url, "application/atom+xml", _("Feed (Atom)")))
    dates = OF_THE_COMMONS if page in SHOW_ITS_DATES else page
    if f"{dates}{CALENDAR}" in known:
        values = (request.view_args or {}) if dates == page else {}
        url = url_for(f"{dates}{CALENDAR}", **values)
        found.append(Followed(url, "text/calendar", _("Dates (calendar)")))
    return found


def _filters() -> dict[str, str]:
    """Return what a list is narrowed by; the page of one thing is not narrowed."""
    if request.view_args:
        return {}
    asked = request.args.items()
    return {name: value for name, value in asked if name not in NO_FILTERS and value}

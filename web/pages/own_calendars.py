"""Own calendars: private addresses from which a calendar reads what awaits me."""

from flask import Flask, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from web.asked import whole_number
from web.auth.access import the_access
from web.auth.calendar_addresses import (
    TooManyAddresses,
    addresses_of,
    make_address,
    revoke_address,
)
from web.auth.guards import required_viewer
from web.forms.answering import UNPROCESSABLE
from web.languages import PREFIX
from web.pages.personal import personal


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(
        f"{PREFIX}/espace/agenda",
        "own_calendars",
        own_calendars,
        methods=["GET", "POST"],
    )


@personal
def own_calendars() -> str | Response | tuple[str, int]:
    """List the addresses, make one, which is shown this once, or end one."""
    viewer, access = required_viewer(), the_access()
    secret, wrong = "", ""
    with access.pool.connection() as db:
        if request.method == "POST":
            revoked = whole_number(request.form.get("revoke", ""))
            if revoked is not None:
                revoke_address(db, viewer.person_id, revoked)
                return redirect(url_for("own_calendars"), 303)
            try:
                secret = make_address(db, access, viewer.person_id)
            except TooManyAddresses:
                wrong = _("You have ten addresses: revoke one that serves no longer")
        addresses = addresses_of(db, viewer.person_id)
    page = render_template(
        "auth/calendars.html",
        addresses=addresses,
        address=_whole(secret) if secret else "",
        wrong=wrong,
    )
    return (page, UNPROCESSABLE) if wrong else page


def _whole(token: str) -> str:
    path = url_for("own_calendar", token=token)
    return the_access().settings.address + path

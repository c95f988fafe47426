"""Taking back: a reuse that my partner declared, by mistake or no longer made."""

from typing import Final

from flask import Flask, abort, url_for
from flask_babel import lazy_gettext

from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from projections.commons.reuses import reuse
from web.auth.guards import required_viewer
from web.forms.answering import Form, Page, answer
from web.languages import PREFIX
from web.pages.commons.resource_acts import hat_of_reuse
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.pages.space.resource_forms import open_resource
from web.reading import open_shelf
from web.schemas.resources import WHY_WITHDRAW
from web.writing import url_after

ASKED: Final = (WHY_WITHDRAW,)


def register(app: Flask) -> None:
    """Add the form."""
    at = f"{PREFIX}/espace/ressources/<resource_id>/reutilisations/<reuse_id>/retirer"
    app.add_url_rule(at, "withdraw_reuse", withdraw_reuse, methods=["GET", "POST"])


@personal
def withdraw_reuse(resource_id: str, reuse_id: str) -> Page:
    """Take back a reuse of a resource: it credits nobody any more."""
    opened = open_resource(resource_id, WithdrawReuse)
    with open_shelf() as shelf:
        row = reuse(shelf, reuse_id)
    if row is None or row.resource_id != resource_id:
        abort(404)
    hat = hat_of_reuse(row, required_viewer()) or opened.hat

    known = {"resource_id": resource_id, "reuse_id": reuse_id}
    return answer(
        Form(
            title=lazy_gettext("Take back a reuse"),
            lead=lazy_gettext(
                "It stays to be read, struck out, and credits nobody any more."
            ),
            fields=ASKED,
            button=lazy_gettext("Take it back"),
            back_url=url_for("resource", resource_id=resource_id),
            send=sender(WithdrawReuse, ASKED, hat, known),
            done=lambda appended: url_after(
                appended, "resource", resource_id=resource_id
            ),
            said=lazy_gettext("The reuse is taken back."),
            is_grave=True,
            shown={"opened": opened, "partner": hat.partner_name if hat else ""},
        ),
        "space/resource_act.html",
    )

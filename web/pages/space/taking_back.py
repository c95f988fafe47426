"""Taking back: a reuse that my partner declared, by mistake or no longer made."""

from dataclasses import replace
from typing import Final

from flask import Flask, abort, url_for
from flask_babel import lazy_gettext

from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from ledger.kernel.identifiers import ReuseId
from ledger.kernel.store.port import Appended
from projections.commons.reuses import reuse
from web.auth.guards import required_viewer
from web.forms.answering import Form, Page, answer
from web.forms.reading import Errors, Typed
from web.languages import PREFIX
from web.pages.commons.resource_acts import hat_of_reuse
from web.pages.personal import personal
from web.pages.space.project_forms import long_text, read
from web.pages.space.resource_acts import TEXT_MAX
from web.pages.space.resource_forms import known_about, open_resource
from web.reading import open_shelf
from web.writing import Writing, ask, url_after

WHY: Final = long_text(
    "reason",
    lazy_gettext("Why is it taken back?"),
    most=TEXT_MAX,
    optional=True,
)


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

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        why = read((WHY,), typed, errors)["reason"]
        if errors:
            return None
        writing = Writing()
        command = WithdrawReuse(
            **known_about(resource_id, hat, key),
            reuse_id=ReuseId(reuse_id),
            reason=writing.public("reason", why) if why else None,
        )
        return ask(replace(command, words=writing.words))

    return answer(
        Form(
            title=lazy_gettext("Take back a reuse"),
            lead=lazy_gettext(
                "It stays to be read, struck out, and credits nobody any more."
            ),
            fields=(WHY,),
            button=lazy_gettext("Take it back"),
            back_url=url_for("resource", resource_id=resource_id),
            send=send,
            done=lambda appended: url_after(
                appended, "resource", resource_id=resource_id
            ),
            said=lazy_gettext("The reuse is taken back."),
            is_grave=True,
            shown={"opened": opened, "partner": hat.partner_name if hat else ""},
        ),
        "space/resource_act.html",
    )

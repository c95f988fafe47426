"""Telling: give an account, one's own or collected, with nobody named unawares."""

from typing import Final

from flask import Flask, url_for
from flask_babel import lazy_gettext

from ledger.commons.evaluations.give_account import GiveAccount
from ledger.kernel.store.port import Appended
from web.forms.answering import Form, Page, answer
from web.forms.named_people import SHOWN_MAX
from web.forms.reading import Errors, Typed
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.pages.space.evaluation_forms import after_it, hat_for_form, shelf_row
from web.pages.space.rereading import check_reread, people_in, reread
from web.reading import Texts
from web.schemas.evaluations import (
    CHANGES,
    HAPPENED,
    LEVEL,
    PSEUDONYM,
    SOURCE,
    SURPRISED,
    TOLD_WITH_CONSENT,
)

TEXTS: Final = (HAPPENED, SURPRISED, CHANGES, PSEUDONYM)
ASKED: Final = (
    LEVEL,
    HAPPENED,
    SURPRISED,
    CHANGES,
    SOURCE,
    PSEUDONYM,
    TOLD_WITH_CONSENT,
)


def register(app: Flask) -> None:
    """Add the form."""
    at = f"{PREFIX}/espace/evaluations/<evaluation_id>/recit"
    app.add_url_rule(at, "give_account", give_account, methods=["GET", "POST"])


@personal
def give_account(evaluation_id: str) -> Page:
    """Tell what happened; warn before sending where the text seems to name people."""
    row = shelf_row(evaluation_id)
    hat = hat_for_form(GiveAccount)
    texts = Texts([row.title, row.expected])
    named = people_in(TEXTS)
    box = reread(named)
    put = sender(GiveAccount, ASKED, hat, {"evaluation_id": evaluation_id})

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        check_reread(box, typed, errors)
        return put(typed, errors, key)

    return answer(
        Form(
            title=lazy_gettext("Give an account"),
            lead=lazy_gettext(
                "Say it in your words, or in those of whoever told you. Partners read"
                " it; the public reads how many there are."
            ),
            fields=(*ASKED, *box),
            button=lazy_gettext("Give the account"),
            back_url=url_for("evaluation", evaluation_id=evaluation_id),
            send=send,
            done=lambda appended: after_it(appended, evaluation_id, "recits"),
            said=lazy_gettext("The account is given: partners can read it."),
            shown={
                "title": texts(row.title),
                "partner": hat.partner_name if hat else "",
                "quoted": [(lazy_gettext("Expected"), texts(row.expected))],
                "warned_of": named[:SHOWN_MAX],
            },
        ),
        "space/evaluation_act.html",
    )

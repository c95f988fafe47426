"""Valuing: an amount beside a contribution, by a method that can be looked up."""

from typing import Final

from flask import Flask, url_for
from flask_babel import lazy_gettext

from ledger.commons.contributions.value_contribution import ValueContribution
from ledger.kernel.messages import Capacity
from web.auth.guards import required_hat
from web.forms.answering import Form, Page, answer
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.pages.space.showing import show_one
from web.reading import open_shelf
from web.schemas.contribution_acts import AMOUNT, METHOD, METHOD_VERSION, NOTE
from web.writing import url_after

ASKED: Final = (AMOUNT, METHOD, METHOD_VERSION, NOTE)


def register(app: Flask) -> None:
    """Add the form that values."""
    app.add_url_rule(
        f"{PREFIX}/bureau/contributions/<contribution_id>/valoriser",
        "value_contribution",
        value_contribution,
        methods=["GET", "POST"],
    )


@personal
def value_contribution(contribution_id: str) -> Page:
    """Ask for the amount and its method; the quantity stays what it is."""
    hat = required_hat(Capacity.BOARD_MEMBER, Capacity.TREASURER)
    with open_shelf() as shelf:
        shown = show_one(shelf, contribution_id)

    known = {"contribution_id": shown.contribution_id}
    return answer(
        Form(
            title=lazy_gettext("Value a contribution"),
            lead=lazy_gettext(
                "The amount stands beside the quantity, and is never added to it."
            ),
            fields=ASKED,
            button=lazy_gettext("Record the value"),
            back_url=url_for("space_contribution", contribution_id=contribution_id),
            send=sender(ValueContribution, ASKED, hat, known),
            done=lambda appended: url_after(
                appended, "space_contribution", contribution_id=contribution_id
            ),
            said=lazy_gettext("The value is recorded."),
            names={"cents": AMOUNT.name},
            shown={"shown": shown},
        ),
        "space/act.html",
    )

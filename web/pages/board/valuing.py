"""Valuing: an amount beside a contribution, by a method that can be looked up."""

from typing import Final

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.commons.contributions.value_contribution import ValueContribution
from ledger.kernel.messages import Capacity
from ledger.kernel.store.port import Appended
from web.auth.guards import required_hat, required_viewer
from web.forms.answering import Form, Page, answer
from web.forms.field import Field
from web.forms.money import cents
from web.forms.reading import Errors, Typed, text
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acts import EVERYONE
from web.pages.space.showing import show_one
from web.reading import open_shelf
from web.writing import Writing, ask, now, url_after

NOTE_MAX: Final = 1_000
METHOD_MAX: Final = 40

AMOUNT: Final = Field(
    name="amount",
    label=lazy_gettext("Its value"),
    hint=lazy_gettext("For example 1,234.50"),
    widget="number",
    suffix="€",
)
METHOD: Final = Field(
    name="method",
    label=lazy_gettext("By which method?"),
    hint=lazy_gettext("Its name in small letters, such as cout-horaire-charge"),
    spellcheck=False,
    width="w20",
)
VERSION: Final = Field(
    name="method_version",
    label=lazy_gettext("Which version of it?"),
    inputmode="numeric",
    width="w4",
)
NOTE: Final = Field(
    name="note",
    label=lazy_gettext("How was it worked out?"),
    hint=EVERYONE,
    widget="textarea",
    count_max=NOTE_MAX,
    optional=True,
)


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

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        amount = cents(typed, AMOUNT, errors)
        method = text(typed, METHOD, errors, length_max=METHOD_MAX)
        version = text(typed, VERSION, errors, length_max=4)
        note = text(typed, NOTE, errors, length_max=NOTE_MAX)
        if version and not (version.isascii() and version.isdecimal()):
            errors[VERSION.name] = _("Write a whole number, such as 1")
        if errors or amount is None:
            return None
        writing = Writing()
        words = writing.public("note", note) if note else None
        return ask(
            ValueContribution(
                actor=required_viewer().actor(hat),
                at=now(),
                key=key,
                contribution_id=shown.contribution_id,
                partner_id=hat.partner_id,
                cents=amount,
                method=method,
                method_version=int(version),
                note=words,
                words=writing.words,
            )
        )

    return answer(
        Form(
            title=lazy_gettext("Value a contribution"),
            lead=lazy_gettext(
                "The amount stands beside the quantity, and is never added to it."
            ),
            fields=(AMOUNT, METHOD, VERSION, NOTE),
            button=lazy_gettext("Record the value"),
            back_url=url_for("space_contribution", contribution_id=contribution_id),
            send=send,
            done=lambda appended: url_after(
                appended, "space_contribution", contribution_id=contribution_id
            ),
            said=lazy_gettext("The value is recorded."),
            names={"cents": AMOUNT.name},
            shown={"shown": shown},
        ),
        "space/act.html",
    )

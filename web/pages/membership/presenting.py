"""Presenting: what my partner says of itself: interests, capacities, its name."""

from typing import Any, Final

from flask import Flask, render_template, url_for
from flask_babel import lazy_gettext

from ledger.kernel.messages import Capacity
from ledger.membership.partners.declare_capacity import DeclareCapacity
from ledger.membership.partners.rename_partner import RenamePartner
from ledger.membership.partners.state_interest import StateInterest
from ledger.membership.partners.withdraw_interest import WithdrawInterest
from projections.membership.capacities import capacities_of
from projections.membership.partners import partners
from web.auth.guards import required_hat
from web.forms.answering import Form, Page, answer
from web.forms.identity import NAME, SHORT_NAME
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.reading import Texts, open_shelf
from web.schemas.partners import AMOUNT, INTEREST, MEASURE, SOURCE, VINTAGE
from web.texts.words_of_the_field import MEASURE_UNITS, MEASURES
from web.writing import url_after

SPEAKING: Final = (Capacity.REPRESENTATIVE, Capacity.ALTERNATE, Capacity.PARTICIPANT)


def register(app: Flask) -> None:
    """Add the pages by which a partner presents itself."""
    at, both = f"{PREFIX}/espace/presentation", ["GET", "POST"]
    app.add_url_rule(at, "presentation", presentation)
    app.add_url_rule(f"{at}/attente", "state_interest", state_interest, methods=both)
    app.add_url_rule(
        f"{at}/attente/<interest_id>/retirer",
        "withdraw_interest",
        withdraw_interest,
        methods=both,
    )
    app.add_url_rule(
        f"{at}/capacite", "declare_capacity", declare_capacity, methods=both
    )
    app.add_url_rule(f"{at}/nom", "rename_partner", rename_partner, methods=both)


@personal
def presentation() -> str:
    """Show what my partner says of itself, with what can be changed."""
    hat = required_hat(*SPEAKING)
    with open_shelf() as shelf:
        row = shelf.get(partners, hat.partner_id)
        able = capacities_of(shelf, hat.partner_id)
    interests = row.interests if row else ()
    texts = Texts([*(i.text for i in interests), *(c.source for c in able)])
    return render_template(
        "membership/presentation.html",
        name=hat.partner_name,
        partner_id=hat.partner_id,
        interests=[(i.interest_id, texts(i.text)) for i in interests],
        capacities=[(c, texts(c.source)) for c in able],
        measures=MEASURES,
        measure_units=MEASURE_UNITS,
    )


def _form(**given: Any) -> Page:  # noqa: ANN401  # what every form of this room has, and its own
    return answer(
        Form(
            back_url=url_for("presentation"),
            done=lambda appended: url_after(appended, "presentation"),
            **given,
        )
    )


@personal
def state_interest() -> Page:
    """State what my partner wants from the commons."""
    hat = required_hat(*SPEAKING)
    return _form(
        title=lazy_gettext("State an interest"),
        fields=(INTEREST,),
        button=lazy_gettext("State it"),
        said=lazy_gettext("The interest is recorded."),
        send=sender(StateInterest, (INTEREST,), hat),
    )


@personal
def withdraw_interest(interest_id: str) -> Page:
    """Withdraw an interest that my partner no longer holds to."""
    hat = required_hat(*SPEAKING)
    return _form(
        title=lazy_gettext("Withdraw this interest"),
        lead=lazy_gettext("It is no longer shown; that it was stated stays recorded."),
        fields=(),
        button=lazy_gettext("Withdraw"),
        said=lazy_gettext("The interest is withdrawn."),
        send=sender(WithdrawInterest, (), hat, {"interest_id": interest_id}),
    )


@personal
def declare_capacity() -> Page:
    """Declare population, engineering staff or fiscal potential."""
    hat = required_hat(*SPEAKING)
    asked = (MEASURE, AMOUNT, VINTAGE, SOURCE)
    return _form(
        title=lazy_gettext("Declare a capacity"),
        lead=lazy_gettext(
            "It serves to tell what is asked of each; it is never a rank."
        ),
        fields=asked,
        button=lazy_gettext("Declare"),
        said=lazy_gettext("The capacity is recorded."),
        send=sender(DeclareCapacity, asked, hat),
    )


@personal
def rename_partner() -> Page:
    """Give my partner another name."""
    hat = required_hat(*SPEAKING)
    asked = (NAME, SHORT_NAME)
    return _form(
        title=lazy_gettext("Change the name"),
        fields=asked,
        values={NAME.name: hat.partner_name},
        button=lazy_gettext("Change the name"),
        said=lazy_gettext("The name is changed; the earlier one stays in the history."),
        send=sender(RenamePartner, asked, hat),
    )

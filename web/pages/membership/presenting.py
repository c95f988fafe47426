"""Presenting: what my partner says of itself: interests, capacities, its name."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from flask import Flask, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.kernel.identifiers import InterestId, identifier_from_key
from ledger.kernel.messages import Capacity
from ledger.kernel.store.port import Appended
from ledger.membership.partners.declare_capacity import DeclareCapacity
from ledger.membership.partners.events import CapacityMeasure
from ledger.membership.partners.rename_partner import RenamePartner
from ledger.membership.partners.state_interest import StateInterest
from ledger.membership.partners.withdraw_interest import WithdrawInterest
from projections.membership.capacities import capacities_of
from projections.membership.partners import partners
from web.auth.guards import required_hat, required_viewer
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.field import Field
from web.forms.identity import (
    NAME,
    NAME_MAX,
    REASON_MAX,
    SHORT_NAME,
    SHORT_NAME_MAX,
)
from web.forms.reading import SPACES, Errors, Typed, choice, text
from web.languages import PREFIX
from web.pages.personal import personal
from web.reading import Texts, open_shelf
from web.texts.words_of_the_field import MEASURE_UNITS, MEASURES
from web.writing import Writing, ask, now, url_after

SPEAKING: Final = (Capacity.REPRESENTATIVE, Capacity.ALTERNATE, Capacity.PARTICIPANT)
INTEREST: Final = Field(
    name="interest",
    label=lazy_gettext("What do you want from the commons?"),
    hint=lazy_gettext("Everyone can read it; state as many as you like, one by one"),
    widget="textarea",
    count_max=REASON_MAX,
    heads_page=False,
)
MEASURE: Final = Field(
    name="measure",
    label=lazy_gettext("What do you declare?"),
    widget="radios",
    choices=choices(MEASURES),
)
AMOUNT: Final = Field(
    name="amount",
    label=lazy_gettext("How much?"),
    hint=lazy_gettext("In inhabitants, full-time equivalents or euros per inhabitant"),
    widget="number",
)
VINTAGE: Final = Field(
    name="vintage",
    label=lazy_gettext("For which year?"),
    inputmode="numeric",
    width="w4",
)
SOURCE: Final = Field(
    name="source",
    label=lazy_gettext("From which source?"),
    hint=lazy_gettext("For example “INSEE, legal populations 2023”"),
)


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


def _known(key: str) -> dict[str, Any]:
    """Return what every command of this room bears."""
    hat = required_hat(*SPEAKING)
    return {
        "actor": required_viewer().actor(hat),
        "at": now(),
        "key": key,
        "partner_id": hat.partner_id,
    }


@personal
def state_interest() -> Page:
    """State what my partner wants from the commons."""
    required_hat(*SPEAKING)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        writing = Writing()
        said = text(typed, INTEREST, errors, length_max=REASON_MAX)
        if errors:
            return None
        return ask(
            StateInterest(
                **_known(key),
                interest_id=InterestId(identifier_from_key(key, "interest")),
                interest=writing.public("interest", said),
                words=writing.words,
            )
        )

    return _form(
        title=lazy_gettext("State an interest"),
        fields=(INTEREST,),
        button=lazy_gettext("State it"),
        said=lazy_gettext("The interest is recorded."),
        send=send,
    )


@personal
def withdraw_interest(interest_id: str) -> Page:
    """Withdraw an interest that my partner no longer holds to."""
    required_hat(*SPEAKING)

    def send(_typed: Typed, _errors: Errors, key: str) -> Appended | None:
        return ask(WithdrawInterest(**_known(key), interest_id=InterestId(interest_id)))

    return _form(
        title=lazy_gettext("Withdraw this interest"),
        lead=lazy_gettext("It is no longer shown; that it was stated stays recorded."),
        fields=(),
        button=lazy_gettext("Withdraw"),
        said=lazy_gettext("The interest is withdrawn."),
        send=send,
    )


@personal
def declare_capacity() -> Page:
    """Declare population, engineering staff or fiscal potential."""
    required_hat(*SPEAKING)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        writing = Writing()
        measure = choice(typed, MEASURE, errors)
        amount = _amount(typed, errors)
        year = _year(typed, errors)
        source = text(typed, SOURCE, errors, length_max=NAME_MAX)
        if errors or amount is None:
            return None
        return ask(
            DeclareCapacity(
                **_known(key),
                measure=CapacityMeasure(measure),
                amount=amount,
                vintage=year,
                source=writing.public("source", source),
                words=writing.words,
            )
        )

    return _form(
        title=lazy_gettext("Declare a capacity"),
        lead=lazy_gettext(
            "It serves to tell what is asked of each; it is never a rank."
        ),
        fields=(MEASURE, AMOUNT, VINTAGE, SOURCE),
        button=lazy_gettext("Declare"),
        said=lazy_gettext("The capacity is recorded."),
        send=send,
    )


def _amount(typed: Typed, errors: Errors) -> Decimal | None:
    written = SPACES.sub("", typed.get(AMOUNT.name, "")).replace(",", ".")
    if not written.replace(".", "", 1).isdecimal():
        errors[AMOUNT.name] = _("Write the amount with digits only, such as 1250")
        return None
    try:
        return Decimal(written)
    except InvalidOperation:
        errors[AMOUNT.name] = _("Write the amount with digits only, such as 1250")
        return None


def _year(typed: Typed, errors: Errors) -> int:
    written = SPACES.sub("", typed.get(VINTAGE.name, ""))
    if not (written.isdecimal() and len(written) == len("2026")):
        errors[VINTAGE.name] = _("Enter the year with four digits")
        return 0
    return int(written)


@personal
def rename_partner() -> Page:
    """Give my partner another name."""
    hat = required_hat(*SPEAKING)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        writing = Writing()
        name = text(typed, NAME, errors, length_max=NAME_MAX)
        short = text(typed, SHORT_NAME, errors, length_max=SHORT_NAME_MAX)
        if errors:
            return None
        return ask(
            RenamePartner(
                **_known(key),
                name=writing.public("name", name),
                short_name=writing.public("short_name", short),
                words=writing.words,
            )
        )

    return _form(
        title=lazy_gettext("Change the name"),
        fields=(NAME, SHORT_NAME),
        values={NAME.name: hat.partner_name},
        button=lazy_gettext("Change the name"),
        said=lazy_gettext("The name is changed; the earlier one stays in the history."),
        send=send,
    )

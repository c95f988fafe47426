"""Need acts: one question each, to end a need, accept an offer or take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, abort, request, url_for
from flask_babel import lazy_gettext

from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.withdraw_need import WithdrawNeed
from ledger.commons.needs.withdraw_offer import WithdrawOffer
from ledger.kernel.messages import Capacity, Command
from projections.commons.needs import need
from projections.commons.offers import offer
from web.auth.guards import required_hat, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.field import Text
from web.languages import PREFIX
from web.pages.commons.notices import AnyNotice, shown_needs, shown_offers
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING, hat_for
from web.pages.space.asking import sender
from web.reading import day_of_reading, open_shelf
from web.writing import url_after


@dataclass(frozen=True, kw_only=True)
class Act:
    """A form that only asks whether it is meant."""

    path: str
    command: type[Command]
    title: Text
    lead: Text
    button: Text
    said: Text
    capacities: tuple[Capacity, ...] = CONTRIBUTING
    is_grave: bool = False


ACTS: Final[dict[str, Act]] = {
    "meet_need": Act(
        path="besoins/<need_id>/satisfait",
        command=MeetNeed,
        title=lazy_gettext("Say that this need is met"),
        lead=lazy_gettext("It leaves the list; offers already accepted stay."),
        button=lazy_gettext("It is met"),
        said=lazy_gettext("The need is met: it has left the list."),
    ),
    "withdraw_need": Act(
        path="besoins/<need_id>/retirer",
        command=WithdrawNeed,
        title=lazy_gettext("Withdraw this need"),
        lead=lazy_gettext("It leaves the list; offers already accepted stay."),
        button=lazy_gettext("Withdraw it"),
        said=lazy_gettext("The need is withdrawn."),
        is_grave=True,
    ),
    "accept_offer": Act(
        path="offres/<offer_id>/accepter",
        command=AcceptOffer,
        title=lazy_gettext("Accept this offer"),
        lead=lazy_gettext(
            "Whoever offers it brings it to you, and records it as a contribution."
        ),
        button=lazy_gettext("Accept"),
        said=lazy_gettext("The offer is accepted: agree on a day with the partner."),
        capacities=CONTRIBUTING,
    ),
    "withdraw_offer": Act(
        path="offres/<offer_id>/retirer",
        command=WithdrawOffer,
        title=lazy_gettext("Withdraw this offer"),
        lead=lazy_gettext("Nobody waits for it any more."),
        button=lazy_gettext("Withdraw it"),
        said=lazy_gettext("The offer is withdrawn."),
        is_grave=True,
    ),
}


def register(app: Flask) -> None:
    """Add the page of each act."""
    for endpoint, act in ACTS.items():
        at = f"{PREFIX}/espace/{act.path}"
        app.add_url_rule(at, endpoint, _page_of(act), methods=["GET", "POST"])


def _page_of(act: Act) -> Callable[..., Page]:
    @personal
    def page(need_id: str = "", offer_id: str = "") -> Page:
        shown, wanted = _shown(need_id, offer_id, act)
        hat = hat_for(required_viewer(), wanted, *act.capacities)
        hat = hat or required_hat(*act.capacities)
        return answer(_form(act, shown, hat), "space/need_act.html")

    return page


def _shown(need_id: str, offer_id: str, act: Act) -> tuple[AnyNotice, str]:
    """Return the notice, and the partner for which one acts if one can."""
    viewer, today = required_viewer(), day_of_reading()
    with open_shelf() as shelf:
        if offer_id:
            given = offer(shelf, offer_id)
            if given is None:
                abort(404)
            is_taking = act.command is AcceptOffer
            wanted = (given.seeker_id or "") if is_taking else given.partner_id
            return shown_offers(shelf, [given], viewer, today)[0], wanted
        sought = need(shelf, need_id)
        if sought is None:
            abort(404)
        return shown_needs(shelf, [sought], viewer, today)[0], sought.partner_id


def _form(act: Act, shown: AnyNotice, hat: Hat) -> Form:
    known: dict[str, Any] = request.view_args or {}
    return Form(
        title=act.title,
        lead=act.lead,
        fields=(),
        button=act.button,
        back_url=url_for("needs"),
        send=sender(act.command, (), hat, known),
        done=lambda appended: url_after(appended, "space_needs"),
        said=act.said,
        is_grave=act.is_grave,
        shown={"notice": shown},
    )

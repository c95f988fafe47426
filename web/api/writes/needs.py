"""Needs: state one, offer, accept, and take back."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.state_need import StateNeed
from ledger.commons.needs.withdraw_need import WithdrawNeed
from ledger.commons.needs.withdraw_offer import WithdrawOffer
from web.api.writes.route import Route

NEED, OFFER = ("needs", "need_id"), ("offers", "offer_id")

ROUTES: Final = (
    Route(command=StateNeed, rule="/needs", summary=_("State a need"), about=NEED),
    Route(
        command=MeetNeed,
        rule="/needs/<identifier>/fulfilment",
        summary=_("Say that a need is met"),
        about=NEED,
        names="need_id",
    ),
    Route(
        command=WithdrawNeed,
        rule="/needs/<identifier>",
        method="DELETE",
        summary=_("Withdraw a need"),
        about=NEED,
        names="need_id",
    ),
    Route(command=MakeOffer, rule="/offers", summary=_("Make an offer"), about=OFFER),
    Route(
        command=AcceptOffer,
        rule="/offers/<identifier>/acceptance",
        summary=_("Accept an offer"),
        about=OFFER,
        names="offer_id",
    ),
    Route(
        command=WithdrawOffer,
        rule="/offers/<identifier>",
        method="DELETE",
        summary=_("Withdraw an offer"),
        about=OFFER,
        names="offer_id",
    ),
)

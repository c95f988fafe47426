"""Needs: what stating a need, making an offer and answering them ask."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.commons.contributions.limits import check_nature, check_quantity
from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.announcing import check_last_day
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.state_need import StateNeed
from ledger.commons.needs.withdraw_need import WithdrawNeed
from ledger.commons.needs.withdraw_offer import WithdrawOffer
from web.forms.field import Field
from web.schemas.asking import Asking, Check
from web.schemas.contributions import NATURE, QUANTITY, TITLE_MAX, UNIT
from web.schemas.for_projects import PROJECT
from web.schemas.questions import a_day, lengths, lines, which

DETAILS_MAX: Final = 2_000

TITLE: Final = Field(
    name="title",
    label=lazy_gettext("In a few words"),
    hint=lazy_gettext("For example “A hall for fifty people”; everyone can read it"),
)
DETAILS: Final = lines(
    "details",
    lazy_gettext("What should others know about it?"),
    lazy_gettext("Everyone can read it: name no one"),
    most=DETAILS_MAX,
    optional=True,
)
UNTIL: Final = a_day(
    "until",
    lazy_gettext("Until which day?"),
    lazy_gettext("The last day on which others may answer; for example 27 3 2027"),
    optional=True,
)
NEED: Final = which(
    "need_id", lazy_gettext("Which need does it answer?"), optional=True
)
FOR_PROJECT: Final = replace(PROJECT, name="project_id")
ANNOUNCED: Final = (TITLE, NATURE, UNIT, DETAILS, FOR_PROJECT, UNTIL)
TEXTS: Final = {"title": TITLE_MAX, **lengths(DETAILS)}


def _rules(loaded: Mapping[str, Any], today: date) -> Iterable[tuple[str, Check]]:
    """Yield what holds of any modalities; those in force are left to the ledger."""
    nature, unit = loaded.get("nature"), loaded.get("unit")
    if nature is not None and unit is not None:
        yield "unit", lambda: check_nature(nature, unit)
    if (quantity := loaded.get("quantity")) is not None:
        yield "quantity", lambda: check_quantity(quantity)
    yield "until", lambda: check_last_day(loaded.get("until"), today)


ASKED: Final = (
    Asking(
        command=StateNeed,
        created={"need_id": "need"},
        questions=ANNOUNCED,
        public=TEXTS,
        rules=_rules,
    ),
    Asking(
        command=MakeOffer,
        created={"offer_id": "offer"},
        questions=(*ANNOUNCED, QUANTITY, NEED),
        public=TEXTS,
        rules=_rules,
    ),
    Asking(command=MeetNeed, addressed=("need_id",)),
    Asking(command=WithdrawNeed, addressed=("need_id",)),
    Asking(command=AcceptOffer, addressed=("offer_id",)),
    Asking(command=WithdrawOffer, addressed=("offer_id",)),
)

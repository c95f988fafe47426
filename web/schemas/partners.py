"""Partners: what a partner says of itself, and what the board asks about one."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.membership.mandates.withdraw_mandate import WithdrawMandate
from ledger.membership.partners.declare_capacity import (
    DeclareCapacity,
    check_amount,
    check_vintage,
)
from ledger.membership.partners.end_partnership import EndPartnership
from ledger.membership.partners.events import CapacityMeasure
from ledger.membership.partners.merge_partner import MergePartner
from ledger.membership.partners.rename_partner import RenamePartner
from ledger.membership.partners.resume_partnership import ResumePartnership
from ledger.membership.partners.state_interest import StateInterest
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from ledger.membership.partners.withdraw_interest import WithdrawInterest
from ledger.membership.people.name_person import NamePerson
from web.forms.choices import choices
from web.forms.field import Field
from web.forms.identity import (
    NAME,
    NAME_MAX,
    REASON_MAX,
    SHORT_NAME,
    SHORT_NAME_MAX,
)
from web.schemas.asking import Asking, Check
from web.schemas.questions import PARTNERS_ONLY, a_day, lengths, lines, which
from web.texts.words_of_the_field import MEASURES

INTEREST: Final = lines(
    "interest",
    lazy_gettext("What do you want from the commons?"),
    lazy_gettext("Everyone can read it; state as many as you like, one by one"),
    most=REASON_MAX,
)
MEASURE: Final = Field(
    name="measure",
    label=lazy_gettext("What do you declare?"),
    widget="radios",
    choices=choices(MEASURES, CapacityMeasure),
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
WHY: Final = lines(
    "reason", lazy_gettext("For what reason?"), PARTNERS_ONLY, most=REASON_MAX
)
ENDED_ON: Final = a_day("ended_on", lazy_gettext("From which day on?"))
MERGED_ON: Final = a_day("merged_on", lazy_gettext("From which day on?"))
SUCCESSOR: Final = which("successor_id", lazy_gettext("Which partner absorbed it?"))
WHY_WITHDRAW: Final = lines(
    "reason",
    lazy_gettext("Would you like to say why?"),
    lazy_gettext("Partners may read it"),
    most=REASON_MAX,
    optional=True,
)
OWN_NAME: Final = Field(
    name="name",
    label=lazy_gettext("Your name"),
    hint=lazy_gettext("As other partners will read it; you may have it erased later"),
    autocomplete="name",
)

DIGITS_ONLY: Final = lazy_gettext("Write the amount with digits only, such as 1250")
WHOLE_YEAR: Final = lazy_gettext("Enter the year with four digits")


def _capacity_rules(
    loaded: Mapping[str, Any], today: date
) -> Iterable[tuple[str, Check]]:
    if (amount := loaded.get("amount")) is not None:
        yield "amount", lambda: check_amount(amount)
    if (vintage := loaded.get("vintage")) is not None:
        yield "vintage", lambda: check_vintage(vintage, today)


ASKED: Final = (
    Asking(
        command=StateInterest,
        created={"interest_id": "interest"},
        questions=(INTEREST,),
        public=lengths(INTEREST),
    ),
    Asking(command=WithdrawInterest, addressed=("interest_id",)),
    Asking(
        command=DeclareCapacity,
        questions=(MEASURE, AMOUNT, VINTAGE, SOURCE),
        public={"source": NAME_MAX},
        rules=_capacity_rules,
        said={
            "amount": {"missing": DIGITS_ONLY, "invalid": DIGITS_ONLY},
            "vintage": {"missing": WHOLE_YEAR, "invalid": WHOLE_YEAR},
        },
    ),
    Asking(
        command=RenamePartner,
        questions=(NAME, SHORT_NAME),
        public={"name": NAME_MAX, "short_name": SHORT_NAME_MAX},
    ),
    Asking(
        command=SuspendPartnership,
        acting="acting_for_id",
        addressed=("partner_id",),
        questions=(WHY,),
        partners=lengths(WHY),
    ),
    Asking(
        command=ResumePartnership, acting="acting_for_id", addressed=("partner_id",)
    ),
    Asking(
        command=EndPartnership,
        acting="acting_for_id",
        addressed=("partner_id",),
        questions=(ENDED_ON, WHY),
        partners=lengths(WHY),
    ),
    Asking(
        command=MergePartner,
        acting="acting_for_id",
        addressed=("partner_id",),
        questions=(SUCCESSOR, MERGED_ON),
    ),
    Asking(
        command=WithdrawMandate,
        acting="acting_for_id",
        addressed=("mandate_id",),
        found=("partner_id",),
        questions=(WHY_WITHDRAW,),
        partners=lengths(WHY_WITHDRAW),
    ),
    Asking(
        command=NamePerson,
        acting="",
        found=("person_id",),
        questions=(OWN_NAME,),
        personal={"name": NAME_MAX},
    ),
)

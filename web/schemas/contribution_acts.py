"""Contribution acts: what is asked about a contribution that is recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import Review, Settlement
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.limits import check_period
from ledger.commons.contributions.review_contribution import ReviewContribution
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.value_contribution import (
    METHOD_LENGTH_MAX,
    ValueContribution,
)
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.quantities import Period
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Check
from web.schemas.contributions import (
    DESCRIPTION,
    ENDED_ON,
    STARTED_ON,
    TITLE,
    TITLE_MAX,
    TITLE_MIN,
)
from web.schemas.questions import EVERYONE, PARTNERS_ONLY, lengths, lines
from web.texts.words_of_the_field import REVIEWS, SETTLEMENTS

WORDS_MAX: Final = 5_000
NOTE_MAX: Final = 1_000

WHY_WITHDRAW: Final = lines(
    "reason", lazy_gettext("Why do you withdraw it?"), most=WORDS_MAX
)
WHY_CORRECT: Final = lines(
    "reason", lazy_gettext("Why do you correct it?"), most=WORDS_MAX
)
DIFFERENCE: Final = Field(
    name="difference",
    label=lazy_gettext("How much more, or less, than recorded?"),
    hint=lazy_gettext("For example 2.5 or -4; 0 if the quantity stays"),
    widget="number",
)
QUESTION: Final = lines(
    "question", lazy_gettext("What is not clear?"), PARTNERS_ONLY, most=WORDS_MAX
)
CLARIFICATION: Final = lines(
    "answer", lazy_gettext("Your clarification"), PARTNERS_ONLY, most=WORDS_MAX
)
WHY_CONTEST: Final = lines(
    "reason", lazy_gettext("Why do you contest it?"), PARTNERS_ONLY, most=WORDS_MAX
)
ANSWER: Final = lines(
    "answer", lazy_gettext("Your answer"), PARTNERS_ONLY, most=WORDS_MAX
)
SETTLEMENT: Final = Field(
    name="settlement",
    label=lazy_gettext("What do you conclude?"),
    widget="radios",
    choices=choices(SETTLEMENTS, Settlement),
)
WHY_SETTLE: Final = lines(
    "reason", lazy_gettext("For what reason?"), PARTNERS_ONLY, most=WORDS_MAX
)
REVIEW: Final = Field(
    name="review",
    label=lazy_gettext("What do you find?"),
    widget="radios",
    choices=choices(REVIEWS, Review),
)
WHY_REVIEW: Final = lines(
    "reason",
    lazy_gettext("Your question, or your reason"),
    lazy_gettext("Needed unless you accept; partners read it"),
    most=WORDS_MAX,
    optional=True,
)
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
METHOD_VERSION: Final = Field(
    name="method_version",
    label=lazy_gettext("Which version of it?"),
    inputmode="numeric",
    width="w4",
)
NOTE: Final = lines(
    "note",
    lazy_gettext("How was it worked out?"),
    EVERYONE,
    most=NOTE_MAX,
    optional=True,
)


def _period_rules(
    loaded: Mapping[str, Any], today: date
) -> Iterable[tuple[str, Check]]:
    start, end = loaded.get("started_on"), loaded.get("ended_on")
    if start is not None:
        name = "started_on" if end is None else "ended_on"
        yield name, lambda: check_period(Period(start, end or start), today)


OF_A_CONTRIBUTION: Final = ("contribution_id",)
ASKED: Final = (
    Asking(
        command=CorrectContribution,
        addressed=OF_A_CONTRIBUTION,
        found=("project_id",),
        questions=(
            DIFFERENCE,
            replace(STARTED_ON, optional=True),
            ENDED_ON,
            TITLE,
            DESCRIPTION,
            WHY_CORRECT,
        ),
        public={"title": TITLE_MAX, **lengths(DESCRIPTION, WHY_CORRECT)},
        at_least={"title": TITLE_MIN},
        rules=_period_rules,
    ),
    Asking(
        command=WithdrawContribution,
        addressed=OF_A_CONTRIBUTION,
        questions=(WHY_WITHDRAW,),
        public=lengths(WHY_WITHDRAW),
    ),
    Asking(command=ConfirmContribution, addressed=OF_A_CONTRIBUTION),
    Asking(
        command=AskClarification,
        addressed=OF_A_CONTRIBUTION,
        questions=(QUESTION,),
        partners=lengths(QUESTION),
    ),
    Asking(
        command=GiveClarification,
        addressed=OF_A_CONTRIBUTION,
        questions=(CLARIFICATION,),
        partners=lengths(CLARIFICATION),
    ),
    Asking(
        command=ContestContribution,
        addressed=OF_A_CONTRIBUTION,
        questions=(WHY_CONTEST,),
        partners=lengths(WHY_CONTEST),
    ),
    Asking(
        command=AnswerContest,
        addressed=OF_A_CONTRIBUTION,
        questions=(ANSWER,),
        partners=lengths(ANSWER),
    ),
    Asking(
        command=SettleContest,
        addressed=OF_A_CONTRIBUTION,
        questions=(SETTLEMENT, WHY_SETTLE),
        partners=lengths(WHY_SETTLE),
    ),
    Asking(
        command=ReviewContribution,
        addressed=OF_A_CONTRIBUTION,
        questions=(REVIEW, WHY_REVIEW),
        partners=lengths(WHY_REVIEW),
    ),
    Asking(
        command=ValueContribution,
        addressed=OF_A_CONTRIBUTION,
        questions=(AMOUNT, METHOD, METHOD_VERSION, NOTE),
        public=lengths(NOTE),
        plain={"method": METHOD_LENGTH_MAX},
    ),
)

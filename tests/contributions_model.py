"""A model of contributions: what a reader of the rules would keep on a slate.

It counts in thousandths and knows nothing of facts, boundaries or folds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import Nature, Review, Settlement, Unit
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.review_contribution import ReviewContribution
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.value_contribution import ValueContribution
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Capacity, Command
from ledger.kernel.quantities import PARIS
from tests.cast import acting_for
from tests.workshop import ANSWER, MARCH_FIRST_WEEK, PERSON_OF, REASON, TITLE, asked

LARGEST: Final = 999_999_999_999


class Deed(Enum):
    """What may be tried with a contribution."""

    RECORD = RecordContribution
    CORRECT = CorrectContribution
    WITHDRAW = WithdrawContribution
    CONFIRM = ConfirmContribution
    ASK = AskClarification
    GIVE = GiveClarification
    CONTEST = ContestContribution
    ANSWER = AnswerContest
    SETTLE = SettleContest
    REVIEW = ReviewContribution
    VALUE = ValueContribution


@dataclass(frozen=True)
class Step:
    """Someone tries a deed with some amount; ``yes`` is how they judge, if they do."""

    deed: Deed
    contribution_id: ContributionId
    partner_id: PartnerId
    thousandths: int
    yes: bool

    def command(self, at: datetime, key: str) -> Command:
        """Return the command that asks for it."""
        board = acting_for(
            PERSON_OF[self.partner_id], self.partner_id, Capacity.BOARD_MEMBER
        )
        amount = Decimal(self.thousandths) / 1000
        content: Mapping[Deed, dict[str, Any]] = {
            Deed.RECORD: {
                "nature": Nature.TIME,
                "quantity": amount,
                "unit": Unit.HOUR,
                "period": MARCH_FIRST_WEEK,
                "title": TITLE,
            },
            Deed.CORRECT: {"difference": amount, "reason": REASON},
            Deed.WITHDRAW: {"reason": REASON},
            Deed.ASK: {"question": REASON},
            Deed.GIVE: {"answer": ANSWER},
            Deed.CONTEST: {"reason": REASON},
            Deed.ANSWER: {"answer": ANSWER},
            Deed.SETTLE: {
                "settlement": Settlement.UPHELD if self.yes else Settlement.SET_ASIDE,
                "reason": REASON,
            },
            Deed.REVIEW: {"review": Review.NOT_COUNTED, "actor": board}
            | ({"reason": REASON} if self.yes else {}),
            Deed.VALUE: {
                "cents": self.thousandths,
                "method": "rate",
                "method_version": 1,
                "actor": board,
            },
        }
        made = asked(
            self.deed.value,
            self.partner_id,
            self.contribution_id,
            at=at,
            key=key,
            **content.get(self.deed, {}),
        )
        assert isinstance(made, Command)
        return made


@dataclass
class Slate:
    """What is known of one contribution."""

    author: PartnerId | None = None
    thousandths: int = 0
    is_withdrawn: bool = False
    confirmed: dict[PartnerId, int] = field(default_factory=dict[PartnerId, int])
    has_question: bool = False
    contested_by: PartnerId | None = None
    contested_on: date = date.min
    is_answered: bool = False
    is_upheld: bool = False
    overruled: set[PartnerId] = field(default_factory=set[PartnerId])


@dataclass
class Model:
    """The slates of all contributions, and which partners are suspended."""

    slates: dict[ContributionId, Slate] = field(
        default_factory=dict[ContributionId, Slate]
    )
    suspended: set[PartnerId] = field(default_factory=set[PartnerId])

    def accepts(self, step: Step, at: datetime) -> bool:
        """Tell whether the step is allowed, and take note of it if it is."""
        slate = self.slates.setdefault(step.contribution_id, Slate())
        today = at.astimezone(PARIS).date()
        if step.partner_id in self.suspended:
            return False
        if step.deed is Deed.RECORD:
            return _record(slate, step)
        if slate.author is None or slate.is_withdrawn:
            return False
        own = {Deed.CORRECT, Deed.WITHDRAW, Deed.GIVE, Deed.ANSWER}
        if (slate.author == step.partner_id) != (step.deed in own):
            return False
        return RULES[step.deed](slate, step, today)


def _record(slate: Slate, step: Step) -> bool:
    if slate.author is not None or not 0 < step.thousandths <= LARGEST:
        return False
    slate.author, slate.thousandths = step.partner_id, step.thousandths
    return True


def _correct(slate: Slate, step: Step, _today: date) -> bool:
    corrected = slate.thousandths + step.thousandths
    if not step.thousandths or not 0 < corrected <= LARGEST:
        return False
    if abs(step.thousandths) > LARGEST:
        return False
    slate.thousandths = corrected
    slate.overruled.clear()
    return True


def _withdraw(slate: Slate, _step: Step, _today: date) -> bool:
    slate.is_withdrawn = True
    return True


def _confirm(slate: Slate, step: Step, _today: date) -> bool:
    if slate.contested_by is not None or slate.is_upheld:
        return False
    if slate.confirmed.get(step.partner_id, 0) >= slate.thousandths:
        return False
    slate.confirmed[step.partner_id] = slate.thousandths
    return True


def _ask(slate: Slate, _step: Step, _today: date) -> bool:
    is_free = not slate.has_question
    slate.has_question = True
    return is_free


def _give(slate: Slate, _step: Step, _today: date) -> bool:
    was_asked = slate.has_question
    slate.has_question = False
    return was_asked


def _contest(slate: Slate, step: Step, today: date) -> bool:
    if slate.contested_by is not None or slate.is_upheld:
        return False
    if step.partner_id in slate.overruled:
        return False
    slate.contested_by, slate.contested_on = step.partner_id, today
    slate.is_answered = False
    return True


def _answer(slate: Slate, _step: Step, _today: date) -> bool:
    is_open = slate.contested_by is not None and not slate.is_answered
    slate.is_answered = True
    return is_open


def _settle(slate: Slate, step: Step, today: date) -> bool:
    contesting = slate.contested_by
    if contesting is None or contesting == step.partner_id:
        return False
    waited = today - slate.contested_on >= timedelta(days=15)
    if not slate.is_answered and not waited:
        return False
    slate.contested_by = None
    slate.is_upheld = step.yes
    if not step.yes:
        slate.overruled.add(contesting)
    return True


def _review(_slate: Slate, step: Step, _today: date) -> bool:
    return step.yes


def _value(_slate: Slate, step: Step, _today: date) -> bool:
    return 0 < step.thousandths <= 10**13


RULES: Final[Mapping[Deed, Callable[[Slate, Step, date], bool]]] = {
    Deed.CORRECT: _correct,
    Deed.WITHDRAW: _withdraw,
    Deed.CONFIRM: _confirm,
    Deed.ASK: _ask,
    Deed.GIVE: _give,
    Deed.CONTEST: _contest,
    Deed.ANSWER: _answer,
    Deed.SETTLE: _settle,
    Deed.REVIEW: _review,
    Deed.VALUE: _value,
}

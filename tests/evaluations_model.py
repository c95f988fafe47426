"""A model of evaluations: what a reader of the rules would keep on index cards.

It knows nothing of facts, boundaries, folds or rows.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.commons.evaluations.events import Level, Source
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.kernel.identifiers import (
    AccountId,
    EscalationId,
    EvaluationId,
    PartnerId,
    ProjectId,
    ResourceId,
)
from ledger.kernel.messages import Capacity, Command
from tests.cast import acting_for
from tests.library import GUIDE
from tests.orchard import ORCHARD
from tests.porch import (
    ANSWER,
    EXPECTED,
    HAPPENED,
    IN_APRIL,
    LEARNED,
    OBSERVED,
    PSEUDONYM,
    QUESTION,
    TITLE,
    asked,
)
from tests.workshop import PERSON_OF, TODAY


class Deed(Enum):
    """What may be tried with an evaluation."""

    OPEN = OpenEvaluation
    TELL = GiveAccount
    SIGN = CountersignAccount
    CONCLUDE = ConcludeEvaluation
    ESCALATE = EscalateToStrategy
    ANSWER = AnswerEscalation


@dataclass(frozen=True)
class Step:
    """Someone tries a deed, from their own desk or from their seat on the board."""

    deed: Deed
    evaluation_id: EvaluationId
    partner_id: PartnerId
    part: int
    level: Level
    source: Source
    has_pseudonym: bool
    yes: bool
    project: str | None
    resource: str | None
    is_board: bool

    def command(self, key: str) -> Command:
        """Return the command that asks for it."""
        account, question = AccountId(f"a{self.part}"), EscalationId(f"q{self.part}")
        content: dict[Deed, dict[str, Any]] = {
            Deed.OPEN: {
                "title": TITLE,
                "expected": EXPECTED,
                "project_id": self.project and ProjectId(self.project),
                "resource_id": self.resource and ResourceId(self.resource),
            },
            Deed.TELL: {
                "account_id": account,
                "level": self.level,
                "source": self.source,
                "happened": HAPPENED,
                "pseudonym": PSEUDONYM if self.has_pseudonym else None,
                "has_consent": self.yes,
            },
            Deed.SIGN: {"account_id": account},
            Deed.CONCLUDE: {"observed": OBSERVED, "learned": LEARNED},
            Deed.ESCALATE: {
                "escalation_id": question,
                "question": QUESTION,
                "due_on": IN_APRIL if self.yes else TODAY,
            },
            Deed.ANSWER: {"escalation_id": question, "answer": ANSWER},
        }
        role = Capacity.BOARD_MEMBER if self.is_board else Capacity.REPRESENTATIVE
        person = PERSON_OF[self.partner_id]
        command: Command = asked(
            self.deed.value,
            self.partner_id,
            key=key,
            actor=acting_for(person, self.partner_id, role),
            evaluation_id=self.evaluation_id,
            **content[self.deed],
        )
        return command


@dataclass
class Card:
    """What is known of one evaluation."""

    opener: PartnerId
    is_concluded: bool = False
    accounts: dict[int, PartnerId] = field(default_factory=dict[int, PartnerId])
    levels: Counter[Level] = field(default_factory=Counter[Level])
    signatures: set[tuple[int, PartnerId]] = field(
        default_factory=set[tuple[int, PartnerId]]
    )
    asked: dict[int, PartnerId] = field(default_factory=dict[int, PartnerId])
    answered: set[int] = field(default_factory=set[int])


FROM_THE_BOARD: Final = {Deed.CONCLUDE, Deed.ANSWER}
WHILE_IT_RUNS: Final = {Deed.TELL, Deed.SIGN, Deed.CONCLUDE}
FROM_ONES_DESK: Final = {*Deed} - {Deed.ANSWER}


@dataclass
class Model:
    """The cards of all evaluations, and which partners are suspended."""

    cards: dict[EvaluationId, Card] = field(default_factory=dict[EvaluationId, Card])
    suspended: set[PartnerId] = field(default_factory=set[PartnerId])

    def accepts(self, step: Step) -> bool:
        """Tell whether the step is allowed, and take note of it if it is."""
        seat = FROM_THE_BOARD if step.is_board else FROM_ONES_DESK
        if step.deed not in seat or step.partner_id in self.suspended:
            return False
        if step.deed is Deed.OPEN:
            return self._open(step)
        card = self.cards.get(step.evaluation_id)
        if card is None or (card.is_concluded and step.deed in WHILE_IT_RUNS):
            return False
        rules = {
            Deed.TELL: self._tell,
            Deed.SIGN: _sign,
            Deed.CONCLUDE: _conclude,
            Deed.ESCALATE: self._escalate,
            Deed.ANSWER: _answer,
        }
        return rules[step.deed](card, step)

    def _open(self, step: Step) -> bool:
        named = [name for name in (step.project, step.resource) if name is not None]
        is_there = step.project in {None, str(ORCHARD)}
        is_shared = step.resource in {None, str(GUIDE)}
        if step.evaluation_id in self.cards or len(named) > 1:
            return False
        if not (is_there and is_shared):
            return False
        self.cards[step.evaluation_id] = Card(step.partner_id)
        return True

    def _tell(self, card: Card, step: Step) -> bool:
        if any(step.part in other.accounts for other in self.cards.values()):
            return False
        if step.source is Source.OWN:
            is_fit = not step.has_pseudonym
        else:
            is_fit = step.has_pseudonym and step.yes
        if is_fit:
            card.accounts[step.part] = step.partner_id
            card.levels[step.level] += 1
        return is_fit

    def _escalate(self, card: Card, step: Step) -> bool:
        is_taken = any(step.part in other.asked for other in self.cards.values())
        if is_taken or not step.yes:
            return False
        card.asked[step.part] = step.partner_id
        return True


def _sign(card: Card, step: Step) -> bool:
    signature = (step.part, step.partner_id)
    giver = card.accounts.get(step.part)
    if giver in {None, step.partner_id} or signature in card.signatures:
        return False
    card.signatures.add(signature)
    return True


def _conclude(card: Card, step: Step) -> bool:
    if card.opener != step.partner_id and not step.is_board:
        return False
    card.is_concluded = True
    return True


def _answer(card: Card, step: Step) -> bool:
    asker = card.asked.get(step.part)
    if asker in {None, step.partner_id} or step.part in card.answered:
        return False
    card.answered.add(step.part)
    return True

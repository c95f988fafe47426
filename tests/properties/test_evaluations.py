"""Evaluations, whatever is tried with them in whatever order."""

from typing import Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    rule,
    run_state_machine_as_test,
)

from ledger.commons.evaluations.events import Level, Source
from ledger.kernel.identifiers import EvaluationId, PartnerId
from ledger.kernel.messages import Capacity, Fact, Refusal
from ledger.membership.partners.events import PartnershipResumed, PartnershipSuspended
from projections.commons.accounts import accounts_page
from projections.commons.evaluation_totals import accounts_counted, evaluation_cells
from projections.commons.evaluations import EvaluationRow, evaluations_by_id
from projections.shelf import Shelf
from tests import spec
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, mandate, words
from tests.evaluations_model import Card, Deed, Model, Step
from tests.library import GUIDE
from tests.orchard import ORCHARD
from tests.porch import STARTED
from tests.projections.told import told
from tests.spec import facts_since, record
from tests.workshop import PERSON_OF

EVERYBODY: Final = (LITTORAL, BRUMES, SOURCES, PONT)
NAMES: Final = [EvaluationId(name) for name in ("one", "two", "three")]
SEATS: Final = [
    mandate(PERSON_OF[body], body, Capacity.BOARD_MEMBER) for body in EVERYBODY
]
STEPS: Final = st.builds(
    Step,
    deed=st.sampled_from([*Deed, Deed.TELL, Deed.TELL, Deed.SIGN, Deed.SIGN]),
    evaluation_id=st.sampled_from(NAMES),
    partner_id=st.sampled_from(EVERYBODY),
    part=st.integers(0, 5),
    level=st.sampled_from(Level),
    source=st.sampled_from([Source.OWN, *Source]),
    has_pseudonym=st.booleans(),
    yes=st.sampled_from([True, True, False]),
    project=st.sampled_from([None, str(ORCHARD), "nowhere"]),
    resource=st.sampled_from([None, None, str(GUIDE), "nothing"]),
    is_board=st.booleans(),
)


def check(shelf: Shelf, row: EvaluationRow, card: Card) -> None:
    """Compare an evaluation's rows with its card."""
    assert row.partner_id == card.opener
    assert row.is_concluded == card.is_concluded
    assert row.levels == dict(card.levels)
    given = [p.row for p in accounts_page(shelf, row.evaluation_id).rows]
    assert {r.account_id: r.partner_id for r in given} == {
        f"a{part}": who for part, who in card.accounts.items()
    }
    signed = {(r.account_id, who) for r in given for who in r.countersigners}
    assert signed == {(f"a{part}", who) for part, who in card.signatures}
    asked = {q.escalation_id: q.answered_on is not None for q in row.questions}
    assert asked == {f"q{part}": part in card.answered for part in card.asked}
    assert row.waiting == int(len(card.asked) > len(card.answered))


class Evaluations(RuleBasedStateMachine):
    """The ledger beside its model."""

    def __init__(self) -> None:
        super().__init__()
        self.story = spec.given(*STARTED, *SEATS)
        self.model = Model()
        self.tried = 0

    @rule(step=STEPS)
    def somebody_tries(self, step: Step) -> None:
        """Ledger and model agree on what is allowed."""
        self.tried += 1
        head = self.story.store.head().position
        why = None
        try:
            self.story.ledger.handle(step.command(str(self.tried)))
        except Refusal as refusal:
            why = type(refusal).__name__
        assert (why is None) == self.model.accepts(step), why
        assert len(facts_since(self.story.store, head)) == (why is None)

    @rule(partner_id=st.sampled_from([PONT, SOURCES]), is_resumed=st.booleans())
    def a_partner_is_suspended_or_resumed(
        self, partner_id: PartnerId, *, is_resumed: bool
    ) -> None:
        """Standing changes between any two steps."""
        if is_resumed:
            self.model.suspended -= {partner_id}
            fact: Fact = PartnershipResumed(partner_id=partner_id)
        else:
            self.model.suspended |= {partner_id}
            fact = PartnershipSuspended(partner_id=partner_id, reason=words("why"))
        record(self.story.store, fact, at=self.story.clock.now)

    def teardown(self) -> None:
        """Whatever happened, the pages tell what is on the cards, and count it."""
        shelf = told(*facts_since(self.story.store, 0)).shelf()
        rows = evaluations_by_id(shelf, NAMES)
        assert set(rows) == set(self.model.cards)
        for name, card in self.model.cards.items():
            check(shelf, rows[name], card)
        counted = accounts_counted(evaluation_cells(shelf), {})
        cards = self.model.cards.values()
        assert counted == {
            level: sum(card.levels[level] for card in cards) for level in Level
        }


def test_the_ledger_keeps_to_the_rules() -> None:
    """Whatever is tried in whatever order, ledger, views and rules agree."""
    run_state_machine_as_test(
        Evaluations,
        settings=settings(max_examples=100, stateful_step_count=50, deadline=None),
    )


@pytest.mark.deep
@pytest.mark.timeout(1_800)
def test_the_ledger_keeps_to_the_rules_for_long() -> None:
    """The same, for longer."""
    run_state_machine_as_test(
        Evaluations,
        settings=settings(max_examples=1_200, stateful_step_count=80, deadline=None),
    )

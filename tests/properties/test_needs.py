"""Needs and offers, whatever is tried with them in whatever order."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ledger.commons.contributions.events import ContributionRecorded, Nature, Unit
from ledger.commons.needs.events import OfferAccepted, OfferMade
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity, Fact, Refusal
from tests import spec
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, mandate
from tests.needs_model import Deed, Model, Step
from tests.spec import NOON, facts_since
from tests.workshop import PARTNERS, PERSON_OF

EVERYBODY: Final = (LITTORAL, BRUMES, SOURCES, PONT)
HISTORY: Final[tuple[Fact, ...]] = (
    *PARTNERS,
    *(mandate(PERSON_OF[p], p, Capacity.BOARD_MEMBER) for p in EVERYBODY),
)
BODIES: Final = st.sampled_from(EVERYBODY)
NAMES: Final = st.sampled_from(["one", "one", "two", "three", "four"])
STEPS: Final = st.builds(
    Step,
    deed=st.sampled_from([deed for deed in Deed if deed is not Deed.FOUND]),
    partner_id=BODIES,
    need=NAMES,
    offer=NAMES,
    answers=st.booleans(),
    days=st.integers(-1, 30),
    nature=st.sampled_from([Nature.TIME, Nature.TIME, Nature.PLACE, Nature.KNOW_HOW]),
    unit=st.sampled_from([Unit.DAY, Unit.DAY, Unit.HOUR, Unit.ITEM]),
    number=st.integers(0, 40),
)


class Needs(RuleBasedStateMachine):
    """The ledger beside its model."""

    def __init__(self) -> None:
        super().__init__()
        self.story = spec.given(*HISTORY)
        self.model = Model()
        self.tried = 0

    @rule(step=STEPS)
    def somebody_tries(self, step: Step) -> None:
        """Ledger and model agree on what is allowed."""
        self.tried += 1
        at = self.story.clock.now
        head = self.story.store.head().position
        why = None
        try:
            self.story.ledger.handle(step.command(at, str(self.tried)))
        except Refusal as refusal:
            why = type(refusal).__name__
        assert (why is None) == self.model.accepts(step, at), (step, why)
        assert len(facts_since(self.story.store, head)) == (why is None)

    # Of steps drawn blindly few offers would be taken, and fewer kept.
    @rule(
        step=STEPS,
        offer=NAMES,
        deed=st.sampled_from([Deed.ACCEPT, Deed.RECORD]),
        by=BODIES,
    )
    def somebody_goes_on_with_an_offer(
        self, step: Step, offer: str, deed: Deed, by: PartnerId
    ) -> None:
        """Whoever may accept it, or whoever made it, has the next word."""
        known = self.model.given.get(offer)
        author = known.author if known is not None else by
        taker = (known.seeker if known is not None else None) or by
        partner_id = author if deed is Deed.RECORD else taker
        self.somebody_tries(
            replace(step, deed=deed, partner_id=partner_id, offer=offer)
        )

    @rule(step=STEPS, ahead=st.sampled_from([1, 1, 1, 2, 0]))
    @precondition(lambda self: self.tried > 10)
    def the_board_founds_modalities(self, step: Step, ahead: int) -> None:
        """Sometimes one who has not read the last ones."""
        number = self.model.version + ahead
        self.somebody_tries(replace(step, deed=Deed.FOUND, number=number))

    @rule(days=st.integers(1, 9), hours=st.integers(0, 13))
    @precondition(lambda self: self.story.clock.now < NOON + timedelta(days=200))
    def time_passes(self, days: int, hours: int) -> None:
        """Needs and offers lapse."""
        self.story.clock.now += timedelta(days=days, hours=hours)

    @invariant()
    def what_is_on_record_adds_up(self) -> None:
        """An offer is accepted once, by another, and kept once, by who made it."""
        on_record = facts_since(self.story.store, len(HISTORY))
        made = {f.offer_id: f for f in on_record if isinstance(f, OfferMade)}
        taken = [f for f in on_record if isinstance(f, OfferAccepted)]
        kept = [f for f in on_record if isinstance(f, ContributionRecorded)]
        assert set(made) == set(self.model.given)
        assert len({f.offer_id for f in taken}) == len(taken)
        assert len({f.offer_id for f in kept}) == len(kept)
        for one in taken:
            assert one.accepting_id != made[one.offer_id].partner_id
        for record in kept:
            assert record.offer_id is not None
            assert record.partner_id == made[record.offer_id].partner_id
            number = int(record.contribution_id.removeprefix("c"))
            assert record.confirm_above == self.model.recorded[number]


def test_the_ledger_keeps_to_the_rules() -> None:
    """Whatever is tried in whatever order, ledger and rules agree."""
    run_state_machine_as_test(
        Needs,
        settings=settings(max_examples=100, stateful_step_count=50, deadline=None),
    )


@pytest.mark.deep
@pytest.mark.timeout(1_800)
def test_the_ledger_keeps_to_the_rules_for_long() -> None:
    """The same, for longer."""
    run_state_machine_as_test(
        Needs,
        settings=settings(max_examples=1_500, stateful_step_count=80, deadline=None),
    )

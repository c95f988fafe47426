"""Contributions, whatever is tried with them in whatever order."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final, TypeGuard

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ledger.commons.contributions.events import (
    ContestSettled,
    ContributionConfirmed,
    ContributionCorrected,
    ContributionRecorded,
    ContributionWithdrawn,
    Settlement,
)
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Capacity, Fact, Refusal
from ledger.membership.partners.events import PartnershipResumed, PartnershipSuspended
from tests import spec
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, mandate
from tests.contributions_model import LARGEST, Deed, Model, Step
from tests.spec import NOON, Given, facts_since, record
from tests.workshop import GARDEN, PARTNERS, PERSON_OF, REASON, WORKSHOP

EVERYBODY: Final = (LITTORAL, BRUMES, SOURCES, PONT)
HISTORY: Final[tuple[Fact, ...]] = (
    *PARTNERS,
    *(mandate(PERSON_OF[p], p, Capacity.BOARD_MEMBER) for p in EVERYBODY),
)
AMOUNTS: Final = st.one_of(
    st.integers(-3, 8),
    st.sampled_from([LARGEST, LARGEST + 1, -LARGEST, -LARGEST - 1, 10**13, 10**13 + 1]),
)
NAMES: Final = st.sampled_from([WORKSHOP, WORKSHOP, GARDEN])
STEPS: Final = st.builds(
    Step,
    deed=st.sampled_from(Deed),
    contribution_id=NAMES,
    partner_id=st.sampled_from(EVERYBODY),
    thousandths=AMOUNTS,
    yes=st.booleans(),
)


RECORDING: Final = [
    Step(Deed.RECORD, name, author, 7_500, yes=True)
    for name, author in ((WORKSHOP, LITTORAL), (GARDEN, BRUMES))
]


def outcome(story: Given, step: Step, key: str) -> str | None:
    """Return why the ledger refuses the step; anything but a refusal is a crash."""
    try:
        story.ledger.handle(step.command(story.clock.now, key))
    except Refusal as refusal:
        return type(refusal).__name__
    return None


class Contributions(RuleBasedStateMachine):
    """The ledger beside its model."""

    def __init__(self) -> None:
        super().__init__()
        self.story = spec.given(*HISTORY)
        self.model = Model()
        self.tried = 0
        for step in RECORDING:
            self.somebody_tries(step)

    # Of steps drawn blindly few would get far, so two rules know whose turn it is.
    @rule(
        name=NAMES,
        deed=st.sampled_from([Deed.CORRECT, Deed.GIVE, Deed.ANSWER]),
        thousandths=AMOUNTS,
    )
    def the_author_tries(
        self, name: ContributionId, deed: Deed, thousandths: int
    ) -> None:
        """Correct, or answer what others ask."""
        author = LITTORAL if name == WORKSHOP else BRUMES
        self.somebody_tries(Step(deed, name, author, thousandths, yes=True))

    @rule(
        name=NAMES,
        deed=st.sampled_from([Deed.CONFIRM, Deed.ASK, Deed.CONTEST, Deed.SETTLE]),
        partner_id=st.sampled_from([SOURCES, PONT, LITTORAL]),
        yes=st.sampled_from([False, False, False, True]),
    )
    def another_partner_tries(
        self, name: ContributionId, deed: Deed, partner_id: PartnerId, *, yes: bool
    ) -> None:
        """Confirm, ask, contest, settle."""
        self.somebody_tries(Step(deed, name, partner_id, 1, yes=yes))

    @rule(step=STEPS)
    def somebody_tries(self, step: Step) -> None:
        """Ledger and model agree on what is allowed."""
        self.tried += 1
        head = self.story.store.head().position
        why = outcome(self.story, step, str(self.tried))
        assert (why is None) == self.model.accepts(step, self.story.clock.now), why
        assert len(facts_since(self.story.store, head)) == (why is None)

    @rule(days=st.integers(1, 15), hours=st.integers(0, 13))
    @precondition(lambda self: self.story.clock.now < NOON + timedelta(days=200))
    def time_passes(self, days: int, hours: int) -> None:
        """Contests grow old."""
        self.story.clock.now += timedelta(days=days, hours=hours)

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
            fact = PartnershipSuspended(partner_id=partner_id, reason=REASON)
        record(self.story.store, fact, at=self.story.clock.now)

    @invariant()
    def what_is_on_record_adds_up(self) -> None:
        """Recorded and corrected quantities make the one on the slate."""
        on_record = facts_since(self.story.store, len(HISTORY))
        for name, slate in self.model.slates.items():
            own = [f for f in on_record if f"contribution:{name}" in f.tags()]
            assert total(own) == Decimal(slate.thousandths) / 1000
            assert is_withdrawn(own) == slate.is_withdrawn
            assert is_upheld(own) == slate.is_upheld
            confirmed = {f.confirming_id for f in own if is_confirmation(f)}
            assert confirmed == set(slate.confirmed)


def total(facts: Sequence[Fact]) -> Decimal:
    recorded = [f.quantity for f in facts if isinstance(f, ContributionRecorded)]
    corrected = [f.difference for f in facts if isinstance(f, ContributionCorrected)]
    return sum([*recorded, *corrected], Decimal(0))


def is_withdrawn(facts: Sequence[Fact]) -> bool:
    return any(isinstance(f, ContributionWithdrawn) for f in facts)


def is_upheld(facts: Sequence[Fact]) -> bool:
    settled = [f.settlement for f in facts if isinstance(f, ContestSettled)]
    return Settlement.UPHELD in settled


def is_confirmation(fact: Fact) -> TypeGuard[ContributionConfirmed]:
    return isinstance(fact, ContributionConfirmed)


def test_the_ledger_keeps_to_the_rules() -> None:
    """Whatever is tried in whatever order, ledger and rules agree."""
    run_state_machine_as_test(
        Contributions,
        settings=settings(max_examples=150, stateful_step_count=50, deadline=None),
    )


@pytest.mark.deep
@pytest.mark.timeout(1_800)
def test_the_ledger_keeps_to_the_rules_for_long() -> None:
    """The same, for longer."""
    run_state_machine_as_test(
        Contributions,
        settings=settings(max_examples=1_500, stateful_step_count=80, deadline=None),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_different_contributions_do_not_touch(steps: list[Step]) -> None:
    """In turns or one after the other: each has the same life, step by step."""
    steps = [*RECORDING, *steps]
    in_turns = lives(steps)
    one_by_one = lives(sorted(steps, key=lambda step: step.contribution_id))
    assert in_turns == one_by_one


def lives(steps: Sequence[Step]) -> dict[str, list[tuple[str | None, list[Fact]]]]:
    """Return what becomes of each contribution: outcomes and facts in order."""
    story = spec.given(*HISTORY)
    lived: dict[str, list[tuple[str | None, list[Fact]]]] = {WORKSHOP: [], GARDEN: []}
    for number, step in enumerate(steps):
        head = story.store.head().position
        why = outcome(story, step, str(number))
        lived[step.contribution_id].append((why, facts_since(story.store, head)))
    return lived

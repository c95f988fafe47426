"""Resources, whatever is tried with them in whatever order, and what reuses owe."""

from collections import Counter
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ledger.commons.contributions.events import ContributionWithdrawn
from ledger.kernel.identifiers import ContributionId, PartnerId, ResourceId
from ledger.kernel.messages import Fact, Refusal
from ledger.membership.partners.events import PartnershipResumed, PartnershipSuspended
from projections.commons.credit_totals import times_credited
from projections.commons.credits import Credited, credited_by, credits_of
from projections.commons.resources import resources_by_id
from projections.offline import Offline
from tests import spec
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.library import REASON
from tests.projections.told import told
from tests.resources_model import LICENCES, Deed, Model, Step
from tests.spec import Given, facts_since, record
from tests.workshop import GARDEN, GARDEN_RECORDED, RECORDED, WORKSHOP

EVERYBODY: Final = (LITTORAL, BRUMES, SOURCES, PONT)
NAMES: Final = [ResourceId(name) for name in ("a", "b", "c", "d", "e")]
THINGS: Final = (WORKSHOP, GARDEN)
SOME: Final = 9
"""Steps after which something may have come from a contribution."""

BEGINNING: Final = (*RECORDED, GARDEN_RECORDED)
STEPS: Final = st.builds(
    Step,
    deed=st.sampled_from(
        [*Deed, Deed.FORK, Deed.FORK, Deed.REUSE, Deed.REUSE, Deed.REUSE]
    ),
    resource_id=st.sampled_from(NAMES),
    other_id=st.sampled_from(NAMES),
    partner_id=st.sampled_from(EVERYBODY),
    other=st.sampled_from(EVERYBODY),
    edition=st.sampled_from(["1", "1", "1", "2"]),
    licence=st.sampled_from([*["CC-BY-4.0"] * 6, *LICENCES]),
    reuse=st.integers(0, 30),
    origins=st.lists(st.sampled_from(THINGS), max_size=2).map(tuple),
    yes=st.booleans(),
)


def on_record(story: Given) -> Offline:
    """Return the views of everything that is on record."""
    return told(*facts_since(story.store, 0))


def credited(views: Offline, names: list[str]) -> Counter[tuple[str, str]]:
    """Return how many reuses credit each of these things, as its page says."""
    counted: Counter[tuple[str, str]] = Counter()
    shelf = views.shelf()
    for name in names:
        for row in credits_of(shelf, name):
            counted[str(row.credited), name] += row.reuses
    things = [(kind, name) for kind in Credited for name in names]
    totals = times_credited(shelf, things)
    assert +counted == +Counter({(str(k), n): c for (k, n), c in totals.items()})
    return +counted


class Resources(RuleBasedStateMachine):
    """The ledger beside its model."""

    def __init__(self) -> None:
        super().__init__()
        self.story = spec.given(*BEGINNING)
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
        recorded = facts_since(self.story.store, head)
        assert len(recorded) == (why is None)

    @rule(name=st.sampled_from(THINGS))
    def a_contribution_is_withdrawn(self, name: ContributionId) -> None:
        """From then on nothing new comes from it; what did stays as it was."""
        if (
            name not in self.model.withdrawn and self.tried > 9
        ):  # late enough that some resources came from it
            self.model.withdrawn.add(name)
            gone = ContributionWithdrawn(
                contribution_id=name, partner_id=LITTORAL, reason=REASON
            )
            record(self.story.store, gone, at=self.story.clock.now)

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

    def teardown(self) -> None:
        """Whatever happened, each thing is credited as often as it is owed."""
        views = on_record(self.story)
        shelf = views.shelf()
        assert credited(views, [*NAMES, *THINGS]) == self.model.owed()
        rows = resources_by_id(shelf, NAMES)
        assert set(rows) == set(self.model.cards)
        for name, card in self.model.cards.items():
            assert [name, *rows[name].chain] == self.model.upstream(name)
            assert rows[name].maintainer_id == card.maintainer
            assert rows[name].is_retired == card.is_retired
            assert [e.edition for e in rows[name].editions] == [*card.editions]

    @invariant()
    def no_chain_of_forks_closes(self) -> None:
        """Following origins comes to an end."""
        for name in self.model.cards:
            self.model.upstream(name)


def test_the_ledger_keeps_to_the_rules() -> None:
    """Whatever is tried in whatever order, ledger, views and rules agree."""
    run_state_machine_as_test(
        Resources,
        settings=settings(max_examples=100, stateful_step_count=50, deadline=None),
    )


@pytest.mark.deep
@pytest.mark.timeout(1_800)
def test_the_ledger_keeps_to_the_rules_for_long() -> None:
    """The same, for longer."""
    run_state_machine_as_test(
        Resources,
        settings=settings(max_examples=1_200, stateful_step_count=80, deadline=None),
    )


def step(deed: Deed, name: str, other: str = "r0", **changed: object) -> Step:
    """Return a plain step: Littoral's, in the first edition, under a free licence."""
    plain: dict[str, object] = {
        "partner_id": LITTORAL,
        "other": BRUMES,
        "edition": "1",
        "licence": "CC-BY-4.0",
        "reuse": 0,
        "origins": (),
        "yes": False,
    }
    told_of = {"resource_id": ResourceId(name), "other_id": ResourceId(other)}
    return Step(deed=deed, **told_of, **(plain | changed))  # type: ignore[arg-type]  # plain values of the fields' types


def chain_of_ten() -> list[Step]:
    """Return a resource, ten forks one of the other, and one fork beside them."""
    made = [step(Deed.PUBLISH, "r0", origins=(WORKSHOP,))]
    made += [step(Deed.FORK, f"r{n}", f"r{n - 1}") for n in range(1, 11)]
    made += [step(Deed.FORK, "side", "r5", origins=(WORKSHOP, GARDEN))]
    return made


@settings(max_examples=30, deadline=None)
@given(
    uses=st.lists(
        st.tuples(st.sampled_from(range(12)), st.sampled_from(EVERYBODY)), max_size=25
    )
)
def test_a_chain_of_ten_and_a_fork_credit_exactly(
    uses: list[tuple[int, PartnerId]],
) -> None:
    """Each reuse credits each thing upstream once, and nothing beside or below."""
    story, model = spec.given(*BEGINNING), Model()
    names = [*(f"r{n}" for n in range(11)), "side"]
    asked_for = chain_of_ten()
    asked_for += [
        step(Deed.REUSE, names[which], partner_id=who, reuse=number)
        for number, (which, who) in enumerate(uses)
    ]
    for number, each in enumerate(asked_for):
        if model.accepts(each):
            story.ledger.handle(each.command(str(number)))
    views = on_record(story)
    assert credited(views, [*names, *THINGS]) == model.owed()


def test_ten_reuses_along_a_chain_are_ten_for_its_root() -> None:
    """The last fork's one reuse reaches the workshop; the side's passes by r6."""
    story = spec.given(*BEGINNING)
    reused = [step(Deed.REUSE, f"r{n}", reuse=n) for n in range(1, 11)]
    reused += [step(Deed.REUSE, "side", reuse=11)]
    for number, each in enumerate([*chain_of_ten(), *reused]):
        story.ledger.handle(each.command(str(number)))
    shelf = on_record(story).shelf()
    counts = {
        name: sum(row.reuses for row in credits_of(shelf, name))
        for name in ("r0", "r5", "r6", "r10", "side", WORKSHOP, GARDEN)
    }
    assert counts == {
        "r0": 11,
        "r5": 7,
        "r6": 5,
        "r10": 1,
        "side": 1,
        WORKSHOP: 11,
        GARDEN: 1,
    }
    owed = [(row.thing_id, row.distance) for row in credited_by(shelf, "side")]
    chain = [(f"r{n}", 6 - n) for n in range(5, -1, -1)]
    assert owed[0] == ("side", 0)
    assert [pair for pair in owed if pair[0].startswith("r")] == chain
    assert {pair for pair in owed if pair[0] in THINGS} == {(WORKSHOP, 0), (GARDEN, 0)}

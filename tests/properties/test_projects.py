"""Projects, whatever is tried in them in whatever order."""

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

from ledger.commons.projects.events import ProjectRole
from ledger.commons.projects.team import LIFE, NO_TEAM, evolve_life
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Fact, Refusal
from ledger.membership.partners.events import PartnershipResumed, PartnershipSuspended
from tests import spec
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.orchard import MILL, ORCHARD, REASON
from tests.projects_model import Model
from tests.projects_steps import Deed, Step
from tests.spec import NOON, Given, facts_since, record
from tests.workshop import PARTNERS

EVERYBODY: Final = (LITTORAL, BRUMES, SOURCES, PONT)
NAMES: Final = st.sampled_from([ORCHARD, ORCHARD, ORCHARD, MILL])
DAYS: Final = st.integers(-3, 40)
STEPS: Final = st.builds(
    Step,
    deed=st.sampled_from(Deed),
    project_id=NAMES,
    partner_id=st.sampled_from(EVERYBODY),
    other=st.sampled_from(EVERYBODY),
    role=st.sampled_from(ProjectRole),
    milestone=st.integers(1, 3),
    day=DAYS,
    yes=st.booleans(),
)
LASTING: Final = sorted(set(Deed) - {Deed.CLOSE}, key=lambda deed: deed.name)


def proposing(partner_id: PartnerId, project_id: str = ORCHARD) -> Step:
    """Return the step by which a partner proposes."""
    name = MILL if project_id == MILL else ORCHARD
    role = ProjectRole.LEAD
    return Step(Deed.PROPOSE, name, partner_id, partner_id, role, 1, 0, yes=True)


def outcome(story: Given, step: Step, key: str) -> str | None:
    """Return why the ledger refuses the step; anything but a refusal is a crash."""
    try:
        story.ledger.handle(step.command(story.clock.now, key))
    except Refusal as refusal:
        return type(refusal).__name__
    return None


class Projects(RuleBasedStateMachine):
    """The ledger beside its model."""

    def __init__(self) -> None:
        super().__init__()
        self.story = spec.given(*PARTNERS)
        self.model = Model()
        self.tried = 0
        self.somebody_tries(proposing(LITTORAL))
        self.somebody_tries(proposing(BRUMES, MILL))

    # Of steps drawn blindly few would get far, so one rule knows who may act.
    @rule(step=STEPS, deed=st.sampled_from(LASTING))
    def a_lead_tries(self, step: Step, deed: Deed) -> None:
        """Set, move, reach, share, plan."""
        lead = min(self.model.slates[step.project_id].leads)
        self.somebody_tries(
            Step(
                deed,
                step.project_id,
                lead,
                step.other,
                step.role,
                step.milestone,
                step.day,
                yes=step.yes,
            )
        )

    @rule(step=STEPS)
    def somebody_tries(self, step: Step) -> None:
        """Ledger and model agree on what is allowed."""
        self.tried += 1
        head = self.story.store.head().position
        why = outcome(self.story, step, str(self.tried))
        assert (why is None) == self.model.accepts(step, self.story.clock.now), why
        recorded = len(facts_since(self.story.store, head))
        expected = 2 if step.deed is Deed.PROPOSE else 1
        assert recorded == (expected if why is None else 0)

    @rule(days=st.integers(1, 9))
    @precondition(lambda self: self.story.clock.now < NOON + timedelta(days=60))
    def time_passes(self, days: int) -> None:
        """Days come that had not come."""
        self.story.clock.now += timedelta(days=days)

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
    def no_project_is_ever_without_a_lead(self) -> None:
        """What is on record says who leads; somebody always does."""
        on_record = facts_since(self.story.store, len(PARTNERS))
        for name, slate in self.model.slates.items():
            team = NO_TEAM
            for fact in on_record:
                if isinstance(fact, LIFE) and fact.project_id == name:
                    team = evolve_life(team, fact)
            assert team.leads == slate.leads
            assert team.leads
            assert set(team.roles) == slate.members
            assert (team.closed_on is not None) == slate.is_closed


def test_the_ledger_keeps_to_the_rules() -> None:
    """Whatever is tried in whatever order, ledger and rules agree."""
    run_state_machine_as_test(
        Projects,
        settings=settings(max_examples=120, stateful_step_count=50, deadline=None),
    )


@pytest.mark.deep
@pytest.mark.timeout(1_800)
def test_the_ledger_keeps_to_the_rules_for_long() -> None:
    """The same, for longer."""
    run_state_machine_as_test(
        Projects,
        settings=settings(max_examples=1_500, stateful_step_count=80, deadline=None),
    )

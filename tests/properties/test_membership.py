"""Membership, whatever is tried in whatever order."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Actor, Capacity, Command, Refusal
from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.events import Designation, MandateWithdrawn
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.end_partnership import EndPartnership
from ledger.membership.partners.events import CapacityMeasure, PartnerKind
from ledger.membership.partners.found_commons import FoundCommons
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.people.name_person import NamePerson
from tests.circle import (
    CONTACT,
    EXAMPLES,
    NAME,
    PERSON_NAME,
    REASON,
    SHORT_NAME,
    TEXT,
    WRITTEN,
    identity,
)
from tests.membership_model import Model
from tests.membership_steps import (
    BODIES,
    FOLLOWING_UP,
    INTERESTS,
    PEOPLE,
    RULE,
    ItemT,
    Likely,
)
from tests.spec import NOON, facts_since, given

MANDATES: Final = [MandateId(f"mandate-{n}") for n in range(8)]
DAYS: Final = st.dates(date(2026, 1, 1), date(2026, 12, 31)) | st.dates()
AT_REST: Final = {EndPartnership, NamePerson}
"""What a person may do though their partner may not act."""

IDENTITIES: Final = st.builds(
    identity,
    kind=st.sampled_from(
        [PartnerKind.ASSOCIATION, PartnerKind.PERSON, PartnerKind.COMMUNE]
    ),
    rna=st.sampled_from(["W333216789", "W333216788", None, "W1"]),
    siret=st.sampled_from([None, None, "21060004500012", "21060004500020"]),
    siren=st.sampled_from([None, None, "210600045", "240600585"]),
    commune_code=st.sampled_from(["06004", None, "01003", "99999"]),
    no_identifier_reason=st.sampled_from([None, REASON]),
)

ANSWERS: Final[dict[str, st.SearchStrategy[Any]]] = {
    **{
        name: st.sampled_from(PEOPLE)
        for name in ("person_id", "contact_id", "successor_id")
    },
    **{
        name: st.sampled_from(BODIES)
        for name in ("partner_id", "host_id", "acting_for_id")
    },
    **{
        name: st.sampled_from(MANDATES)
        for name in (
            "mandate_id",
            "successor_mandate_id",
            "representative_id",
            "board_member_id",
        )
    },
    "interest_id": st.sampled_from(INTERESTS),
    "identity": IDENTITIES,
    "capacity": st.sampled_from(Capacity),
    "designation": st.sampled_from(Designation),
    "measure": st.sampled_from(CapacityMeasure),
    "amount": st.decimals() | st.just(Decimal(3)),
    "vintage": st.integers(1980, 2030) | st.integers(),
    "days_left": st.sampled_from([60, 30, 7]) | st.integers(),
    **dict.fromkeys(("starts_on", "merged_on", "ended_on", "confirm_by"), DAYS),
    "ends_on": st.none() | DAYS,
    "contact": st.sampled_from([None, CONTACT]),
    "name": st.just(NAME),
    "short_name": st.just(SHORT_NAME),
    "commons_name": st.just(TEXT),
    "person_name": st.just(PERSON_NAME),
    **{name: st.just(REASON) for name in ("reason", "letter", "interest", "source")},
}
"""For each question of any command, what somebody might answer."""


class Membership(RuleBasedStateMachine):
    """The ledger beside its model."""

    def __init__(self) -> None:
        super().__init__()
        self.story = given()
        self.model = Model()
        self.now: datetime = NOON
        self.tried = 0

    @property
    def today(self) -> date:
        return day_in_paris(self.now)

    @initialize()
    def somebody_founds(self) -> None:
        """Every commons begins so; whether it may begin again is tried later."""
        self._try(
            FoundCommons,
            Actor(person_id=PEOPLE[0]),
            person_id=PEOPLE[0],
            partner_id=BODIES[0],
            identity=identity(rna="W061000001"),
            representative_id=MANDATES[0],
            board_member_id=MANDATES[1],
        )
        for n in (1, 2):
            self._join(n)

    def _join(self, n: int) -> None:
        founder = Actor(person_id=PEOPLE[0], mandate_id=MANDATES[0])
        contact = Actor(person_id=PEOPLE[n])
        self._try(
            InvitePartner,
            founder,
            host_id=BODIES[0],
            partner_id=BODIES[n],
            contact_id=PEOPLE[n],
            identity=identity(rna=f"W06100001{n}"),
        )
        self._try(
            ConfirmPartnership,
            contact,
            partner_id=BODIES[n],
            mandate_id=MANDATES[n + 1],
        )

    @rule(kind=st.sampled_from([*EXAMPLES]), data=st.data())
    def somebody_asks_anything(self, kind: type[Command], data: st.DataObject) -> None:
        """Ask in any quality, about anything."""
        content = {
            name: data.draw(ANSWERS[name], name)
            for name in EXAMPLES[kind]
            if name != "actor"
        }
        self._try(kind, data.draw(self._actors(), "actor"), **content)

    @rule(kind=st.sampled_from([*EXAMPLES, *FOLLOWING_UP * 3]), data=st.data())
    def somebody_asks_rightly(self, kind: type[Command], data: st.DataObject) -> None:
        """Ask in a quality that one has, about what is there."""

        def choose(items: Sequence[ItemT], /) -> ItemT:
            return data.draw(st.sampled_from(items))

        new = MandateId(f"new-{self.tried}")
        name = choose([new, new, *self.model.mandates])
        likely = Likely(self.model, choose, self.today, name)
        actor, content = likely.step(kind)
        self._try(kind, actor, **content)

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        """Let mandates and invitations lapse."""
        self.now += timedelta(days=days)

    def _actors(self) -> st.SearchStrategy[Actor]:
        alone = [Actor(person_id=person) for person in PEOPLE]
        acting = [
            Actor(person_id=granted.person_id, mandate_id=name)
            for name, granted in self.model.mandates.items()
        ]
        return st.sampled_from(acting or alone) | st.sampled_from([*alone, RULE])

    def _try(self, kind: type[Command], actor: Actor, **content: Any) -> None:  # noqa: ANN401  # of any type
        """Put it to the ledger: anything but facts or a refusal is a crash."""
        self.tried += 1
        fields: dict[str, Any] = {
            **EXAMPLES[kind],
            **content,
            "actor": actor,
            "at": self.now,
            "key": str(self.tried),
            "words": WRITTEN,
        }
        self.story.clock.now = self.now
        head = self.story.store.head().position
        had_board = bool(self.model.seats(self.today))
        try:
            self.story.ledger.handle(kind(**fields))
        except Refusal:
            assert self.story.store.head().position == head
            return
        self._check_actor(kind, actor)
        for fact in facts_since(self.story.store, head):
            self.model.note(fact)
        self._check_left(head)
        # By time a board may lapse; by nothing that anybody does.
        assert self.model.seats(self.today) or not had_board

    def _check_actor(self, kind: type[Command], actor: Actor) -> None:
        """Whoever was heard holds a mandate in force, for a partner that may act."""
        if actor.mandate_id is None:
            return
        granted = self.model.mandates[actor.mandate_id]
        assert granted.person_id == actor.person_id
        assert self.model.is_in_force(actor.mandate_id, self.today)
        is_active = self.model.standing[granted.partner_id] == "active"
        assert is_active or kind in AT_REST

    def _check_left(self, head: int) -> None:
        """No active partner loses its last representative by a withdrawal."""
        for fact in facts_since(self.story.store, head):
            if not isinstance(fact, MandateWithdrawn):
                continue
            capacity = self.model.mandates[fact.mandate_id].capacity
            is_active = self.model.standing[fact.partner_id] == "active"
            if is_active and capacity is Capacity.REPRESENTATIVE:
                assert self._is_left(fact)

    def _is_left(self, gone: MandateWithdrawn) -> bool:
        granted = self.model.mandates[gone.mandate_id]
        is_over = granted.ends_on is not None and granted.ends_on < self.today
        is_to_come = self.today < granted.starts_on
        left = self.model.representatives(gone.partner_id, self.today)
        return bool(left) or is_over or is_to_come

    @invariant()
    def a_commons_is_founded_once(self) -> None:
        assert self.model.founders <= 1

    @invariant()
    def every_partner_was_spoken_for(self) -> None:
        for partner_id, standing in self.model.standing.items():
            if standing not in {"invited", "declined"}:
                assert self.model.was_ever_spoken_for(partner_id)


def test_membership_holds_whatever_is_tried() -> None:
    """Every attempt ends in facts that may follow, or in a refusal."""
    run_state_machine_as_test(
        Membership,
        settings=settings(max_examples=80, stateful_step_count=60, deadline=None),
    )


@pytest.mark.deep
@pytest.mark.timeout(1_800)
def test_membership_holds_for_long() -> None:
    """The same, for longer."""
    run_state_machine_as_test(
        Membership,
        settings=settings(max_examples=3_000, stateful_step_count=80, deadline=None),
    )

"""Likely steps: what the people of a commons would rather ask than nonsense.

Random answers alone hardly ever get beyond the first refusal. A likely step
chooses an actor of the right quality, and things that are there; it is still
refused often enough, for a mandate has lapsed or a partner is suspended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Protocol, TypeVar

from ledger.kernel.identifiers import InterestId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Command
from ledger.membership.mandates.announce_mandate_end import (
    DAYS_BEFORE,
    AnnounceMandateEnd,
)
from ledger.membership.mandates.events import Designation
from ledger.membership.mandates.grant_mandate import OF_THE_COMMONS, OF_THE_PARTNER
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.mandates.recover_representation import RecoverRepresentation
from ledger.membership.mandates.withdraw_mandate import WithdrawMandate
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.decline_invitation import DeclineInvitation
from ledger.membership.partners.events import PartnerKind
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.merge_partner import MergePartner
from ledger.membership.partners.renew_invitation import RenewInvitation
from ledger.membership.partners.resume_partnership import ResumePartnership
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from ledger.membership.people.name_person import NamePerson
from ledger.policy import POLICY
from tests.circle import CONTACT, EXAMPLES, REASON, identity
from tests.membership_model import Model

PEOPLE: Final = [PersonId(f"person-{n}") for n in range(12)]
BODIES: Final = [PartnerId(f"body-{n}") for n in range(5)]
INTERESTS: Final = [InterestId("hedges"), InterestId("paths")]
RULE: Final = Actor(rule="a rule", cause=1)
IDENTITIES: Final = [
    identity(),
    identity(rna=None, no_identifier_reason=REASON),
    identity(kind=PartnerKind.PERSON, rna=None),
]
NOWHERE: Final = PartnerId("nowhere")
DEALT_WITH: Final[dict[type[Command], set[str | None]]] = {
    InvitePartner: {None},
    RenewInvitation: {"invited", "declined"},
    ConfirmPartnership: {"invited"},
    DeclineInvitation: {"invited"},
    MergePartner: {"active", "suspended"},
    SuspendPartnership: {"active"},
    ResumePartnership: {"suspended"},
    RecoverRepresentation: {"active"},
}
"""Where the body stands that a command deals with, if not with one's own."""

ItemT = TypeVar("ItemT")
FOLLOWING_UP: Final[list[type[Command]]] = [
    AnnounceMandateEnd,
    ConfirmPartnership,
    DeclineInvitation,
    HandOverRepresentation,
    InvitePartner,
    RecoverRepresentation,
    RenewInvitation,
    ResumePartnership,
]
"""What is seldom possible, and asked more often so that it happens."""

Step = tuple[Actor, dict[str, Any]]


class Choose(Protocol):
    """Chooses one of several."""

    def __call__(self, items: Sequence[ItemT], /) -> ItemT:
        """Return one of the items."""
        ...


@dataclass(frozen=True)
class Likely:
    """Makes one likely step, from what the model knows."""

    model: Model
    choose: Choose
    today: date
    new_mandate: MandateId

    def step(self, kind: type[Command]) -> Step:
        """Return who would ask this, and with which answers."""
        if kind is AnnounceMandateEnd:
            return self._reminder()
        body = self._body(DEALT_WITH.get(kind, {"active"}))
        if kind is RecoverRepresentation:
            body = self._left_alone()
        if kind in {ConfirmPartnership, DeclineInvitation}:
            contact = self.model.contacts.get(body, PEOPLE[0])
            answers = {"partner_id": body, "mandate_id": self.new_mandate}
            return self._fitting(kind, Actor(person_id=contact), answers)
        actor = self._actor(kind)
        granted = self.model.mandates.get(actor.mandate_id or self.new_mandate)
        own = granted.partner_id if granted else NOWHERE
        is_board = granted is not None and granted.capacity is Capacity.BOARD_MEMBER
        partner_id = body if is_board or kind in DEALT_WITH else own
        capacities = OF_THE_COMMONS if is_board else OF_THE_PARTNER
        person, contact_words = self._person()
        names: dict[str, Any] = {
            "host_id": own,
            "acting_for_id": own,
            "partner_id": partner_id,
            "successor_id": person,
            "person_id": person,
            "contact_id": person,
            "contact": contact_words,
            "capacity": self.choose(sorted(capacities)),
            "mandate_id": self.new_mandate,
            "successor_mandate_id": self.new_mandate,
            "designation": Designation.DELIBERATION,
            "starts_on": self.today,
            "merged_on": self.today,
            "ended_on": self.today,
            "ends_on": self.today + timedelta(days=self.choose(range(40))),
            "confirm_by": self.today + timedelta(days=self.choose(range(1, 30))),
            "interest_id": self.choose(INTERESTS),
            "identity": self.choose(IDENTITIES),
        }
        return self._fitting(kind, actor, {**names, **self._own(kind, actor, body)})

    def _own(
        self, kind: type[Command], actor: Actor, body: PartnerId
    ) -> dict[str, Any]:
        """Return the answers that only this command needs."""
        if kind is NamePerson:
            return {"person_id": actor.person_id}
        if kind is MergePartner:
            return {"successor_id": self._body({"active"})}
        if kind is RenewInvitation and self.choose([True, False]):
            return {"contact": None, "contact_id": self.model.contacts.get(body)}
        if kind in {InvitePartner, RecoverRepresentation}:
            new = self._new_person()
            return {"contact_id": new, "successor_id": new, "contact": CONTACT}
        if kind is WithdrawMandate and actor.mandate_id is not None:
            own = self.model.mandates[actor.mandate_id].partner_id
            near = [m for m in self.model.mandates.values() if m.partner_id == own]
            return {"mandate_id": self.choose(near).mandate_id, "partner_id": own}
        return {}

    def _reminder(self) -> Step:
        ending = [
            (granted.mandate_id, (granted.ends_on - self.today).days)
            for granted in self.model.mandates.values()
            if granted.ends_on is not None
        ]
        if not ending:
            return RULE, {}
        name, left = self.choose(ending)
        due = [days for days in DAYS_BEFORE if left <= days] or [*DAYS_BEFORE]
        return RULE, {"mandate_id": name, "days_left": self.choose(due)}

    def _actor(self, kind: type[Command]) -> Actor:
        held = [
            name
            for name, granted in self.model.mandates.items()
            if granted.capacity in POLICY[kind]
        ]
        able = [name for name in held if self.model.may_act(name, self.today)]
        if not held:
            return Actor(person_id=PEOPLE[0])
        name = self.choose(self.choose([able or held, able or held, held]))
        return Actor(person_id=self.model.mandates[name].person_id, mandate_id=name)

    def _body(self, standings: set[str | None]) -> PartnerId:
        fitting = [b for b in BODIES if self.model.standing.get(b) in standings]
        return self.choose(fitting[1:] or fitting or BODIES)

    def _left_alone(self) -> PartnerId:
        alone = [
            name
            for name, standing in self.model.standing.items()
            if standing == "active" and not self.model.representatives(name, self.today)
        ]
        return self.choose(alone or BODIES)

    def _person(self) -> tuple[PersonId, Any]:
        if self.choose([True, False]):
            return self._new_person(), CONTACT
        return self.choose(sorted(self.model.enrolled) or PEOPLE), None

    def _new_person(self) -> PersonId:
        return self.choose(
            [p for p in PEOPLE if p not in self.model.enrolled] or PEOPLE
        )

    @staticmethod
    def _fitting(kind: type[Command], actor: Actor, names: dict[str, Any]) -> Step:
        """Keep the answers to questions that this command asks."""
        return actor, {n: v for n, v in names.items() if n in EXAMPLES[kind]}

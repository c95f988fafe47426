"""The viewer: who reads or writes this page, under which mandate."""

from dataclasses import dataclass

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity


@dataclass(frozen=True, kw_only=True)
class Hat:
    """One mandate in force: for whom and in what capacity the viewer may act."""

    mandate_id: MandateId
    partner_id: PartnerId
    partner_name: str
    capacity: Capacity


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """A person signed in, with the mandates in force today.

    ``partner`` is the hat worn in the partner space. Board acts are done under
    the hat whose capacity allows them: ``hat_as(Capacity.BOARD_MEMBER)``.
    """

    person_id: PersonId
    name: str
    hats: tuple[Hat, ...]
    partner: Hat | None

    def hat_as(self, *capacities: Capacity) -> Hat | None:
        """Return a hat of one of these capacities, the worn one first."""
        worn: tuple[Hat, ...] = (self.partner,) if self.partner else ()
        for hat in (*worn, *self.hats):
            if hat.capacity in capacities:
                return hat
        return None

    def actor(self, hat: Hat | None) -> Actor:
        """Return the viewer as the actor of a command under that hat."""
        return Actor(
            person_id=self.person_id, mandate_id=hat.mandate_id if hat else None
        )

"""The viewer: who reads or writes this page, under which mandate."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity


@dataclass(frozen=True, kw_only=True)
class Hat:
    """One mandate in force: for whom and in what capacity the viewer may act.

    The partner's name is read by those pages that show it: ``named`` reads it.
    """

    mandate_id: MandateId
    partner_id: PartnerId
    capacity: Capacity
    named: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def partner_name(self) -> str:
        """Return the partner's name; nothing if it was withdrawn."""
        return self.named()


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """A person signed in, with the mandates in force today.

    ``partner`` is the hat worn in the partner space. Board acts are done under
    the hat whose capacity allows them: ``hat_as(Capacity.BOARD_MEMBER)``.
    ``named`` reads how they wish to be called, for those pages that say it.
    """

    person_id: PersonId
    hats: tuple[Hat, ...]
    partner: Hat | None
    named: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def name(self) -> str:
        """Return how the person wishes to be called; nothing if they never said."""
        return self.named()

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

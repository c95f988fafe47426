"""Give a proxy: let another mandate vote for one's own.

How many a holder may vote for is the rule's to say, when a ballot is cast.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import (
    MandateId,
    MeetingId,
    PartnerId,
    ProxyId,
    VoteId,
)
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.events import (
    MandateGranted,
    MandateWithdrawn,
    ProxyGiven,
)
from ledger.membership.mandates.refusals import (
    HolderNotInForce,
    ProxyDayPast,
    ProxyExists,
    ProxyScopeUnclear,
    ProxyToOneself,
)
from ledger.membership.mandates.standing import Mandate, mandate_of
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

DAYS_MAX: Final = 366


@dataclass(frozen=True, kw_only=True)
class GiveProxy(Command):
    """The mandate that acts gives its vote: for one vote, one meeting, or a time."""

    proxy_id: ProxyId
    partner_id: PartnerId
    holder_mandate_id: MandateId
    vote_id: VoteId | None = None
    meeting_id: MeetingId | None = None
    until: date | None = None


@dataclass(frozen=True)
class Giving:
    """Where the partner stands, the holder's mandate, and the names taken."""

    partnership: Partnership = Partnership.UNKNOWN
    mandates: Mapping[MandateId, Mandate] = field(
        default_factory=dict[MandateId, Mandate]
    )
    is_given: bool = False


def boundary(command: GiveProxy) -> Boundary:
    """Depend on the partner, on the holder's mandate, on this name."""
    holder = command.holder_mandate_id
    return (
        partnership_of(command.partner_id),
        facts(MandateGranted, MandateWithdrawn, mandate_id=holder),
        facts(ProxyGiven, proxy_id=command.proxy_id),
    )


def evolve(
    giving: Giving,
    fact: PartnershipFact | MandateGranted | MandateWithdrawn | ProxyGiven,
) -> Giving:
    """Remember standing, mandate and name."""
    if isinstance(fact, PARTNERSHIP):
        return replace(giving, partnership=evolve_partnership(fact))
    match fact:
        case MandateGranted(mandate_id=name):
            held = {**giving.mandates, name: mandate_of(fact)}
            return replace(giving, mandates=held)
        case MandateWithdrawn(mandate_id=name):
            ended = replace(giving.mandates[name], is_withdrawn=True)
            return replace(giving, mandates={**giving.mandates, name: ended})
        case ProxyGiven():
            return replace(giving, is_given=True)


def decide(giving: Giving, command: GiveProxy, acting: Acting) -> list[ProxyGiven]:
    """Give it to somebody else who may vote today."""
    require_standing(acting, command.partner_id, giving.partnership)
    own = acting.actor.mandate_id
    assert own is not None, "the policy lets mandates through only"
    if giving.is_given:
        raise ProxyExists
    _check_scope(command)
    if command.holder_mandate_id == own:
        raise ProxyToOneself
    holder = giving.mandates.get(command.holder_mandate_id)
    if holder is None or not holder.is_in_force(day_in_paris(command.at)):
        raise HolderNotInForce
    return [
        ProxyGiven(
            proxy_id=command.proxy_id,
            mandate_id=own,
            partner_id=command.partner_id,
            holder_mandate_id=command.holder_mandate_id,
            vote_id=command.vote_id,
            meeting_id=command.meeting_id,
            until=command.until,
        )
    ]


def _check_scope(command: GiveProxy) -> None:
    scopes = (command.vote_id, command.meeting_id, command.until)
    if sum(scope is not None for scope in scopes) != 1:
        raise ProxyScopeUnclear
    if command.until is None:
        return
    days = (command.until - day_in_paris(command.at)).days
    if not 0 <= days <= DAYS_MAX:
        raise ProxyDayPast


give_proxy = Decider(boundary, Giving(), evolve, decide)

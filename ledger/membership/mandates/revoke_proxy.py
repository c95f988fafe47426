"""Revoke a proxy: until a ballot is cast through it, and for all that follow."""

from dataclasses import dataclass, replace

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, ProxyId
from ledger.kernel.messages import Acting, Command
from ledger.membership.mandates.events import ProxyGiven, ProxyRevoked
from ledger.membership.mandates.refusals import (
    NotYourProxy,
    ProxyIsRevoked,
    UnknownProxy,
)
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class RevokeProxy(Command):
    """A partner takes back a proxy that one of its mandates gave."""

    proxy_id: ProxyId
    partner_id: PartnerId


@dataclass(frozen=True)
class Given:
    """Where the partner stands, and the proxy as it was given."""

    partnership: Partnership = Partnership.UNKNOWN
    proxy: ProxyGiven | None = None
    is_revoked: bool = False


def boundary(command: RevokeProxy) -> Boundary:
    """Depend on the partner and on this proxy."""
    return (
        partnership_of(command.partner_id),
        facts(ProxyGiven, ProxyRevoked, proxy_id=command.proxy_id),
    )


def evolve(given: Given, fact: PartnershipFact | ProxyGiven | ProxyRevoked) -> Given:
    """Remember standing, proxy and its end."""
    if isinstance(fact, PARTNERSHIP):
        return replace(given, partnership=evolve_partnership(fact))
    match fact:
        case ProxyGiven():
            return replace(given, proxy=fact)
        case ProxyRevoked():
            return replace(given, is_revoked=True)


def decide(given: Given, command: RevokeProxy, acting: Acting) -> list[ProxyRevoked]:
    """Let anybody who represents the partner take it back, once."""
    require_standing(acting, command.partner_id, given.partnership)
    if given.proxy is None:
        raise UnknownProxy
    if given.proxy.partner_id != command.partner_id:
        raise NotYourProxy
    if given.is_revoked:
        raise ProxyIsRevoked
    return [
        ProxyRevoked(
            proxy_id=command.proxy_id,
            mandate_id=given.proxy.mandate_id,
            partner_id=command.partner_id,
            holder_mandate_id=given.proxy.holder_mandate_id,
        )
    ]


revoke_proxy = Decider(boundary, Given(), evolve, decide)

"""Partnership: whether a body may act in the commons now."""

from collections.abc import Mapping
from enum import StrEnum

from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting
from ledger.membership.partners.events import (
    InvitationDeclined,
    PartnerInvited,
    PartnerMerged,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.partners.refusals import (
    NotYourPartner,
    PartnerNotActive,
    UnknownPartner,
)

PARTNERSHIP = (
    PartnerInvited,
    InvitationDeclined,
    PartnershipConfirmed,
    PartnershipSuspended,
    PartnershipResumed,
    PartnershipEnded,
    PartnerMerged,
)
"""The kinds of fact that change a body's standing: a clause of many boundaries."""

PartnershipFact = (
    PartnerInvited
    | InvitationDeclined
    | PartnershipConfirmed
    | PartnershipSuspended
    | PartnershipResumed
    | PartnershipEnded
    | PartnerMerged
)


class Partnership(StrEnum):
    """Where a body stands."""

    UNKNOWN = "unknown"
    INVITED = "invited"
    DECLINED = "declined"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    MERGED = "merged"


def evolve_partnership(fact: PartnershipFact) -> Partnership:
    """Return where the body stands after the fact."""
    match fact:
        case PartnerInvited():
            return Partnership.INVITED
        case InvitationDeclined():
            return Partnership.DECLINED
        case PartnershipConfirmed() | PartnershipResumed():
            return Partnership.ACTIVE
        case PartnershipSuspended():
            return Partnership.SUSPENDED
        case PartnershipEnded():
            return Partnership.ENDED
        case PartnerMerged():
            return Partnership.MERGED


def partnership_of(partner_id: PartnerId) -> Facts:
    """Depend on where a body stands."""
    return facts(*PARTNERSHIP, partner_id=partner_id)


def require_active(partnership: Partnership) -> None:
    """Refuse what only a partner in good standing may do or be done to."""
    if partnership is Partnership.UNKNOWN:
        raise UnknownPartner
    if partnership is not Partnership.ACTIVE:
        raise PartnerNotActive


def require_acting_for(acting: Acting, partner_id: PartnerId) -> None:
    """Refuse to act for another body than the mandate's own."""
    if acting.partner_id != partner_id:
        raise NotYourPartner


Standings = Mapping[PartnerId, Partnership]


def evolve_standings(standings: Standings, fact: PartnershipFact) -> Standings:
    """Return where several bodies stand after the fact."""
    return {**standings, fact.partner_id: evolve_partnership(fact)}


def standing_in(standings: Standings, partner_id: PartnerId) -> Partnership:
    """Return where a body stands."""
    return standings.get(partner_id, Partnership.UNKNOWN)

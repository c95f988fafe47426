"""Partnership: whether a body may act in the commons now."""

from enum import StrEnum

from ledger.membership.partners.events import (
    InvitationDeclined,
    PartnerInvited,
    PartnerMerged,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
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

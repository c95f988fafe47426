"""Partnership: whether a body may act in the commons now."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ledger.kernel.decider import Boundary, Facts, facts
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Capacity
from ledger.membership.partners.events import (
    InvitationDeclined,
    InvitationRenewed,
    PartnerInvited,
    PartnerMerged,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.partners.refusals import (
    NotYourPartner,
    OwnPartnerOnBoard,
    PartnerNotActive,
    UnknownPartner,
    YourPartnerNotActive,
)

PARTNERSHIP = (
    PartnerInvited,
    InvitationRenewed,
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
    | InvitationRenewed
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
        case PartnerInvited() | InvitationRenewed():
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


def require_standing(
    acting: Acting, partner_id: PartnerId, partnership: Partnership
) -> None:
    """Refuse to act for another body than the mandate's own, or for one at rest.

    This is the line for every decider whose actor acts for a partner: its
    boundary has ``partnership_of(partner_id)``, and decides here whether that
    partner's people may act today.
    """
    require_acting_for(acting, partner_id)
    if partnership is not Partnership.ACTIVE:
        raise YourPartnerNotActive


def require_own_or_board(acting: Acting, partner_id: PartnerId) -> None:
    """Refuse to deal with another body's affairs, unless for the board."""
    if acting.capacity is not Capacity.BOARD_MEMBER:
        require_acting_for(acting, partner_id)


def require_another_partner(acting: Acting, partner_id: PartnerId) -> None:
    """Refuse that a member of the board takes their own partner out of the commons.

    Their seat goes with it, and might be the last: whoever is left must be able to
    act. As the actor's own seat and partner are conditions of the append, the board
    is never left empty, though no decision counts its seats.
    """
    if acting.partner_id == partner_id:
        raise OwnPartnerOnBoard


Standings = Mapping[PartnerId, Partnership]


NOBODY_STANDS: Final[Standings] = {}


def partnerships_of(*partner_ids: PartnerId) -> Boundary:
    """Depend on where each of several bodies stands."""
    return tuple(partnership_of(name) for name in sorted(set(partner_ids)))


def evolve_standings(standings: Standings, fact: PartnershipFact) -> Standings:
    """Return where several bodies stand after the fact."""
    return {**standings, fact.partner_id: evolve_partnership(fact)}


def standing_in(standings: Standings, partner_id: PartnerId) -> Partnership:
    """Return where a body stands."""
    return standings.get(partner_id, Partnership.UNKNOWN)

"""Invitation: what must be known to answer one."""

from dataclasses import dataclass, replace
from datetime import date

from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Acting
from ledger.membership.partners.events import PartnerInvited, PartnerKind
from ledger.membership.partners.refusals import (
    InvitationNotOpen,
    NotInvited,
    UnknownPartner,
)
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    evolve_partnership,
)


@dataclass(frozen=True)
class Invitation:
    """Whom the invitation names, until when, and what became of it."""

    partnership: Partnership = Partnership.UNKNOWN
    contact_id: PersonId | None = None
    kind: PartnerKind | None = None
    confirm_by: date | None = None


def evolve_invitation(invitation: Invitation, fact: PartnershipFact) -> Invitation:
    """Remember the invitation and what became of it."""
    partnership = evolve_partnership(fact)
    if isinstance(fact, PartnerInvited):
        return Invitation(partnership, fact.contact_id, fact.kind, fact.confirm_by)
    return replace(invitation, partnership=partnership)


def require_open(invitation: Invitation) -> None:
    """Refuse to answer an invitation that was never sent, or was answered."""
    if invitation.partnership is Partnership.UNKNOWN:
        raise UnknownPartner
    if invitation.partnership is not Partnership.INVITED:
        raise InvitationNotOpen


def require_contact(invitation: Invitation, acting: Acting) -> None:
    """Refuse an answer from anybody but the person invited."""
    if acting.actor.person_id != invitation.contact_id:
        raise NotInvited

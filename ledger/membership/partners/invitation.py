"""Invitation: what must be known to answer one."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Acting
from ledger.membership.partners.events import (
    InvitationRenewed,
    PartnerInvited,
    PartnerKind,
)
from ledger.membership.partners.refusals import (
    ConfirmationDayWrong,
    InvitationNotOpen,
    NotInvited,
    UnknownPartner,
)
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    evolve_partnership,
)

CONFIRM_DAYS_MAX: Final = 90


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
    if isinstance(fact, InvitationRenewed):
        return replace(
            invitation,
            partnership=partnership,
            contact_id=fact.contact_id,
            confirm_by=fact.confirm_by,
        )
    return replace(invitation, partnership=partnership)


def has_lapsed(invitation: Invitation, today: date) -> bool:
    """Tell whether the day has passed for which the answer was awaited."""
    return invitation.confirm_by is not None and today > invitation.confirm_by


def check_confirmation_day(confirm_by: date, today: date) -> None:
    """Refuse a day that leaves no time to answer, or leaves the prospect waiting."""
    if not 1 <= (confirm_by - today).days <= CONFIRM_DAYS_MAX:
        raise ConfirmationDayWrong


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

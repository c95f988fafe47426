"""Confirm a partnership: the person invited says yes, and may act from then on."""

from dataclasses import dataclass, field, replace

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MandateId, PartnerId
from ledger.kernel.messages import Acting, Capacity, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.mandates.refusals import MandateExists
from ledger.membership.partners.events import PartnerKind, PartnershipConfirmed
from ledger.membership.partners.invitation import (
    Invitation,
    evolve_invitation,
    has_lapsed,
    require_contact,
    require_open,
)
from ledger.membership.partners.refusals import InvitationNotOpen
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    PartnershipFact,
    partnership_of,
)
from ledger.membership.people.events import PersonNamed


@dataclass(frozen=True, kw_only=True)
class ConfirmPartnership(Command):
    """The person invited confirms, says their name, and represents the body.

    A person invited in their own name takes part without representing a body.
    """

    partner_id: PartnerId
    person_name: Words
    mandate_id: MandateId


@dataclass(frozen=True)
class Threshold:
    """The invitation, and whether the mandate's name is taken."""

    invitation: Invitation = field(default_factory=Invitation)
    is_granted: bool = False


def boundary(command: ConfirmPartnership) -> Boundary:
    """Depend on where the invited body stands, and on the mandate's own name."""
    return (
        partnership_of(command.partner_id),
        facts(MandateGranted, mandate_id=command.mandate_id),
    )


def evolve(threshold: Threshold, fact: PartnershipFact | MandateGranted) -> Threshold:
    """Remember the invitation and what became of it, and the mandate."""
    if isinstance(fact, PARTNERSHIP):
        invitation = evolve_invitation(threshold.invitation, fact)
        return replace(threshold, invitation=invitation)
    match fact:
        case MandateGranted():
            return replace(threshold, is_granted=True)


def decide(
    threshold: Threshold, command: ConfirmPartnership, acting: Acting
) -> list[Fact]:
    """Take the confirmation of the person invited, while it is awaited."""
    invitation = threshold.invitation
    require_open(invitation)
    require_contact(invitation, acting)
    today = day_in_paris(command.at)
    if has_lapsed(invitation, today):
        raise InvitationNotOpen
    if threshold.is_granted:
        raise MandateExists
    person_id = invitation.contact_id
    assert person_id is not None, "an invitation names a person"
    is_person = invitation.kind is PartnerKind.PERSON
    return [
        PartnershipConfirmed(partner_id=command.partner_id),
        PersonNamed(person_id=person_id, name=command.person_name),
        MandateGranted(
            mandate_id=command.mandate_id,
            partner_id=command.partner_id,
            person_id=person_id,
            capacity=Capacity.PARTICIPANT if is_person else Capacity.REPRESENTATIVE,
            designation=(Designation.OWN_NAME if is_person else Designation.INVITATION),
            starts_on=today,
        ),
    ]


confirm_partnership = Decider(boundary, Threshold(), evolve, decide)

"""The table of contents: every fact the ledger can hold, every command it obeys."""

from typing import Any, Final

from ledger.commons.contributions import events as contributions
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Command, Fact
from ledger.membership.mandates import events as mandates
from ledger.membership.partners import events as partners
from ledger.membership.people import events as people

FACTS: Final[tuple[type[Fact], ...]] = (
    people.PersonEnrolled,
    people.PersonNamed,
    partners.CommonsFounded,
    partners.PartnerInvited,
    partners.InvitationDeclined,
    partners.PartnershipConfirmed,
    partners.InterestStated,
    partners.InterestWithdrawn,
    partners.CapacityDeclared,
    partners.PartnerRenamed,
    partners.PartnerMerged,
    partners.PartnershipSuspended,
    partners.PartnershipResumed,
    partners.PartnershipEnded,
    mandates.MandateGranted,
    mandates.MandateWithdrawn,
    mandates.RepresentationHandedOver,
    mandates.RepresentationRecovered,
    mandates.MandateEndAnnounced,
    contributions.ContributionRecorded,
    contributions.ContributionCorrected,
    contributions.ContributionWithdrawn,
    contributions.ContributionConfirmed,
    contributions.ContributionClarificationAsked,
    contributions.ContributionClarificationGiven,
    contributions.ContributionContested,
    contributions.ContestAnswered,
    contributions.ContestSettled,
    contributions.ContributionReviewed,
    contributions.ContributionValued,
)

DECIDERS: Final[dict[type[Command], Decider[Any, Any]]] = {}

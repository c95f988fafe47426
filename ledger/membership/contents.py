"""Contents of the membership wing: its facts, its commands, and who may give each."""

from collections.abc import Mapping
from typing import Any, Final

from ledger.kernel.decider import Decider
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.roles import (
    ALONE,
    ANYBODY,
    BOARD,
    INVITING,
    REPRESENTING,
    SPEAKING,
    Role,
    Special,
)
from ledger.membership.mandates import events as mandates
from ledger.membership.mandates.announce_mandate_end import (
    AnnounceMandateEnd,
    announce_mandate_end,
)
from ledger.membership.mandates.assign_to_college import (
    AssignToCollege,
    assign_to_college,
)
from ledger.membership.mandates.found_college import FoundCollege, found_college
from ledger.membership.mandates.give_proxy import GiveProxy, give_proxy
from ledger.membership.mandates.grant_mandate import GrantMandate, grant_mandate
from ledger.membership.mandates.hand_over_representation import (
    HandOverRepresentation,
    hand_over_representation,
)
from ledger.membership.mandates.recover_representation import (
    RecoverRepresentation,
    recover_representation,
)
from ledger.membership.mandates.revoke_proxy import RevokeProxy, revoke_proxy
from ledger.membership.mandates.withdraw_mandate import (
    WithdrawMandate,
    withdraw_mandate,
)
from ledger.membership.partners import events as partners
from ledger.membership.partners.confirm_partnership import (
    ConfirmPartnership,
    confirm_partnership,
)
from ledger.membership.partners.declare_capacity import (
    DeclareCapacity,
    declare_capacity,
)
from ledger.membership.partners.decline_invitation import (
    DeclineInvitation,
    decline_invitation,
)
from ledger.membership.partners.end_partnership import EndPartnership, end_partnership
from ledger.membership.partners.found_commons import FoundCommons, found_commons
from ledger.membership.partners.invite_partner import InvitePartner, invite_partner
from ledger.membership.partners.merge_partner import MergePartner, merge_partner
from ledger.membership.partners.rename_partner import RenamePartner, rename_partner
from ledger.membership.partners.renew_invitation import (
    RenewInvitation,
    renew_invitation,
)
from ledger.membership.partners.resume_partnership import (
    ResumePartnership,
    resume_partnership,
)
from ledger.membership.partners.state_interest import StateInterest, state_interest
from ledger.membership.partners.suspend_partnership import (
    SuspendPartnership,
    suspend_partnership,
)
from ledger.membership.partners.withdraw_interest import (
    WithdrawInterest,
    withdraw_interest,
)
from ledger.membership.people import events as people
from ledger.membership.people.name_person import NamePerson, name_person

FACTS: Final[tuple[type[Fact], ...]] = (
    people.PersonEnrolled,
    people.PersonNamed,
    partners.CommonsFounded,
    partners.PartnerInvited,
    partners.InvitationRenewed,
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
    mandates.CollegeFounded,
    mandates.PartnerAssignedToCollege,
    mandates.ProxyGiven,
    mandates.ProxyRevoked,
)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
    FoundCommons: found_commons,
    InvitePartner: invite_partner,
    RenewInvitation: renew_invitation,
    DeclineInvitation: decline_invitation,
    ConfirmPartnership: confirm_partnership,
    StateInterest: state_interest,
    WithdrawInterest: withdraw_interest,
    DeclareCapacity: declare_capacity,
    RenamePartner: rename_partner,
    MergePartner: merge_partner,
    SuspendPartnership: suspend_partnership,
    ResumePartnership: resume_partnership,
    EndPartnership: end_partnership,
    GrantMandate: grant_mandate,
    WithdrawMandate: withdraw_mandate,
    HandOverRepresentation: hand_over_representation,
    RecoverRepresentation: recover_representation,
    AnnounceMandateEnd: announce_mandate_end,
    NamePerson: name_person,
    FoundCollege: found_college,
    AssignToCollege: assign_to_college,
    GiveProxy: give_proxy,
    RevokeProxy: revoke_proxy,
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    FoundCommons: ALONE,
    InvitePartner: INVITING,
    RenewInvitation: INVITING,
    DeclineInvitation: ALONE,
    ConfirmPartnership: ALONE,
    StateInterest: SPEAKING,
    WithdrawInterest: SPEAKING,
    DeclareCapacity: REPRESENTING,
    RenamePartner: SPEAKING,
    MergePartner: BOARD,
    SuspendPartnership: BOARD,
    ResumePartnership: BOARD,
    EndPartnership: BOARD | {Capacity.REPRESENTATIVE, Capacity.PARTICIPANT},
    GrantMandate: BOARD | {Capacity.REPRESENTATIVE},
    WithdrawMandate: BOARD | {Capacity.REPRESENTATIVE},
    HandOverRepresentation: frozenset({Capacity.REPRESENTATIVE}),
    RecoverRepresentation: BOARD,
    AnnounceMandateEnd: frozenset({Special.RULE}),
    NamePerson: ANYBODY,
    FoundCollege: BOARD,
    AssignToCollege: BOARD,
    GiveProxy: REPRESENTING,
    RevokeProxy: REPRESENTING,
}

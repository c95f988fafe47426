"""The circle: partners, a prospect and a board that stories of membership share.

Littoral hosts the commons: Ada represents it, Cleo sits on the board for it.
Ben represents Brumes, Dia represents Sources. Pont is invited, through Paul,
and has not answered yet.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ledger.kernel.identifiers import InterestId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Command, Fact
from ledger.kernel.words import Audience, write
from ledger.membership.mandates.announce_mandate_end import AnnounceMandateEnd
from ledger.membership.mandates.events import Designation
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.mandates.recover_representation import RecoverRepresentation
from ledger.membership.mandates.withdraw_mandate import WithdrawMandate
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.declare_capacity import DeclareCapacity
from ledger.membership.partners.decline_invitation import DeclineInvitation
from ledger.membership.partners.end_partnership import EndPartnership
from ledger.membership.partners.events import (
    CapacityMeasure,
    InterestStated,
    InvitationDeclined,
    PartnerInvited,
    PartnerKind,
    PartnerMerged,
    PartnershipEnded,
    PartnershipSuspended,
    Scope,
)
from ledger.membership.partners.found_commons import FoundCommons
from ledger.membership.partners.identity import Identity
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.merge_partner import MergePartner
from ledger.membership.partners.rename_partner import RenamePartner
from ledger.membership.partners.renew_invitation import RenewInvitation
from ledger.membership.partners.resume_partnership import ResumePartnership
from ledger.membership.partners.state_interest import StateInterest
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from ledger.membership.partners.withdraw_interest import WithdrawInterest
from ledger.membership.people.events import PersonEnrolled
from ledger.membership.people.name_person import NamePerson
from tests.cast import (
    ADA,
    BEN,
    BRUMES,
    CLEO,
    DIA,
    LITTORAL,
    PONT,
    SOURCES,
    acting_for,
    mandate,
    mandate_id,
    partner,
)
from tests.spec import NOON

TODAY: Final = date(2026, 3, 10)
TOMORROW: Final = date(2026, 3, 11)
YESTERDAY: Final = date(2026, 3, 9)
CONFIRM_BY: Final = date(2026, 4, 9)

PAUL, EVE, FELIX = (PersonId(name) for name in ("paul", "eve", "felix"))
NEWCOMER = PartnerId("newcomer")
HEDGES = InterestId("hedges")
NEW_MANDATE, OTHER_MANDATE = MandateId("new"), MandateId("other")

WRITTEN: Final = (
    write("name", "Les Amis des haies", Audience.PUBLIC),
    write("short_name", "Amis des haies", Audience.PUBLIC),
    write("text", "Planter des haies le long des chemins.", Audience.PUBLIC),
    write("reason", "Vu avec le bureau.", Audience.PARTNERS),
    write("contact", "eve@exemple.test", Audience.PERSONAL, subject=EVE),
    write("person_name", "Eve Exemple", Audience.PERSONAL, subject=EVE),
)
NAME, SHORT_NAME, TEXT, REASON, CONTACT, PERSON_NAME = (
    disclosure.reference for disclosure in WRITTEN
)

IDENTITY: Final = Identity(
    kind=PartnerKind.ASSOCIATION,
    scope=Scope.COMMUNAL,
    name=NAME,
    short_name=SHORT_NAME,
    rna="W333216789",
    commune_code="06004",
)

ADA_ACTS: Final = acting_for(ADA, LITTORAL)
BEN_ACTS: Final = acting_for(BEN, BRUMES)
DIA_ACTS: Final = acting_for(DIA, SOURCES)
BOARD: Final = acting_for(CLEO, LITTORAL, Capacity.BOARD_MEMBER)
PAUL_ALONE: Final = Actor(person_id=PAUL)
REMINDER: Final = Actor(rule="mandate-reminders", cause=1)

ENROLLED: Final[tuple[Fact, ...]] = tuple(
    PersonEnrolled(person_id=person, contact=CONTACT)
    for person in (ADA, BEN, CLEO, DIA, PAUL, FELIX)
)
PONT_INVITED: Final = PartnerInvited(
    partner_id=PONT,
    kind=PartnerKind.ASSOCIATION,
    scope=Scope.COMMUNAL,
    name=NAME,
    short_name=SHORT_NAME,
    contact_id=PAUL,
    owner_id=ADA,
    confirm_by=CONFIRM_BY,
    no_identifier_reason=REASON,
)
PONT_DECLINED: Final = InvitationDeclined(partner_id=PONT)
HEDGES_STATED: Final = InterestStated(
    partner_id=BRUMES, interest_id=HEDGES, interest=TEXT
)
CIRCLE: Final[tuple[Fact, ...]] = (
    *partner(LITTORAL),
    *partner(BRUMES),
    *partner(SOURCES),
    *ENROLLED,
    mandate(ADA, LITTORAL),
    mandate(CLEO, LITTORAL, Capacity.BOARD_MEMBER),
    mandate(BEN, BRUMES),
    mandate(DIA, SOURCES),
    PONT_INVITED,
)


def suspended(partner_id: PartnerId) -> PartnershipSuspended:
    return PartnershipSuspended(partner_id=partner_id, reason=REASON)


def ended(partner_id: PartnerId) -> PartnershipEnded:
    return PartnershipEnded(partner_id=partner_id, ended_on=YESTERDAY)


def merged(partner_id: PartnerId, successor_id: PartnerId = SOURCES) -> PartnerMerged:
    return PartnerMerged(
        partner_id=partner_id, successor_id=successor_id, merged_on=YESTERDAY
    )


def identity(**answers: Any) -> Identity:  # noqa: ANN401  # of any type
    """Return the newcomer's identity, but for these answers."""
    return replace(IDENTITY, **answers)


EXAMPLES: Final[dict[type[Command], dict[str, Any]]] = {
    FoundCommons: {
        "actor": Actor(person_id=EVE),
        "commons_name": TEXT,
        "person_id": EVE,
        "person_name": PERSON_NAME,
        "contact": CONTACT,
        "partner_id": NEWCOMER,
        "identity": IDENTITY,
        "representative_id": NEW_MANDATE,
        "board_member_id": OTHER_MANDATE,
    },
    InvitePartner: {
        "actor": ADA_ACTS,
        "host_id": LITTORAL,
        "partner_id": NEWCOMER,
        "identity": IDENTITY,
        "contact_id": EVE,
        "contact": CONTACT,
        "confirm_by": CONFIRM_BY,
    },
    RenewInvitation: {
        "actor": BEN_ACTS,
        "host_id": BRUMES,
        "partner_id": PONT,
        "contact_id": PAUL,
        "confirm_by": CONFIRM_BY,
    },
    ConfirmPartnership: {
        "actor": PAUL_ALONE,
        "partner_id": PONT,
        "person_name": PERSON_NAME,
        "mandate_id": NEW_MANDATE,
    },
    DeclineInvitation: {"actor": PAUL_ALONE, "partner_id": PONT, "reason": REASON},
    StateInterest: {
        "actor": BEN_ACTS,
        "partner_id": BRUMES,
        "interest_id": HEDGES,
        "interest": TEXT,
    },
    WithdrawInterest: {
        "actor": BEN_ACTS,
        "partner_id": BRUMES,
        "interest_id": HEDGES,
    },
    DeclareCapacity: {
        "actor": BEN_ACTS,
        "partner_id": BRUMES,
        "measure": CapacityMeasure.POPULATION,
        "amount": Decimal(77_637),
        "vintage": 2023,
        "source": TEXT,
    },
    RenamePartner: {
        "actor": BEN_ACTS,
        "partner_id": BRUMES,
        "name": NAME,
        "short_name": SHORT_NAME,
    },
    MergePartner: {
        "actor": BOARD,
        "acting_for_id": LITTORAL,
        "partner_id": BRUMES,
        "successor_id": SOURCES,
        "merged_on": YESTERDAY,
    },
    SuspendPartnership: {
        "actor": BOARD,
        "acting_for_id": LITTORAL,
        "partner_id": BRUMES,
        "reason": REASON,
    },
    ResumePartnership: {
        "actor": BOARD,
        "acting_for_id": LITTORAL,
        "partner_id": BRUMES,
    },
    EndPartnership: {
        "actor": BEN_ACTS,
        "acting_for_id": BRUMES,
        "partner_id": BRUMES,
        "ended_on": TODAY,
        "reason": REASON,
    },
    GrantMandate: {
        "actor": BEN_ACTS,
        "acting_for_id": BRUMES,
        "mandate_id": NEW_MANDATE,
        "partner_id": BRUMES,
        "person_id": FELIX,
        "capacity": Capacity.ALTERNATE,
        "designation": Designation.DELIBERATION,
        "starts_on": TODAY,
        "ends_on": date(2028, 3, 9),
    },
    WithdrawMandate: {
        "actor": BEN_ACTS,
        "acting_for_id": BRUMES,
        "mandate_id": mandate_id(FELIX, BRUMES, Capacity.CONTRIBUTOR),
        "partner_id": BRUMES,
        "reason": REASON,
    },
    HandOverRepresentation: {
        "actor": BEN_ACTS,
        "partner_id": BRUMES,
        "successor_id": FELIX,
        "successor_mandate_id": NEW_MANDATE,
    },
    RecoverRepresentation: {
        "actor": BOARD,
        "acting_for_id": LITTORAL,
        "partner_id": BRUMES,
        "successor_id": EVE,
        "successor_mandate_id": NEW_MANDATE,
        "contact": CONTACT,
        "letter": REASON,
    },
    AnnounceMandateEnd: {
        "actor": REMINDER,
        "mandate_id": mandate_id(BEN, BRUMES),
        "days_left": 30,
    },
    NamePerson: {
        "actor": BEN_ACTS,
        "person_id": BEN,
        "name": PERSON_NAME,
    },
}
"""For each command, what somebody of the circle might ask."""


def asked(kind: type[Command], **content: object) -> Command:
    """Return the circle's example of this command, but for these answers.

    The key is fresh for each content, as forms give each sending its own.
    """
    fields: dict[str, Any] = {
        "at": NOON,
        "key": f"{kind.__name__} {content}",
        "words": WRITTEN,
        **EXAMPLES[kind],
        **content,
    }
    return kind(**fields)

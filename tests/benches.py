"""The benches: colleges and a proxy that stories share, and who acts on them."""

from datetime import date

from ledger.kernel.identifiers import (
    CollegeId,
    MandateId,
    MeetingId,
    PartnerId,
    ProxyId,
    VoteId,
)
from ledger.kernel.words import Audience, write
from ledger.membership.mandates.assign_to_college import AssignToCollege
from ledger.membership.mandates.events import (
    CollegeFounded,
    PartnerAssignedToCollege,
    ProxyGiven,
    ProxyRevoked,
)
from ledger.membership.mandates.found_college import FoundCollege
from ledger.membership.mandates.give_proxy import GiveProxy
from ledger.membership.mandates.revoke_proxy import RevokeProxy
from tests.cast import ADA, BEN, BRUMES, LITTORAL, acting_for, mandate_id
from tests.chamber import BOARD
from tests.spec import NOON
from tests.workshop import PERSON_OF, TODAY

TOWNS, LABS = CollegeId("towns"), CollegeId("labs")

NAMED = write("name", "Les communes", Audience.PUBLIC)

FOUNDED = CollegeFounded(college_id=TOWNS, name=NAMED.reference)

SITS = PartnerAssignedToCollege(college_id=TOWNS, partner_id=BRUMES)

FOR_JUNE = ProxyId("june")

ADAS, BENS = mandate_id(ADA, LITTORAL), mandate_id(BEN, BRUMES)

GIVEN = ProxyGiven(
    proxy_id=FOR_JUNE,
    mandate_id=ADAS,
    partner_id=LITTORAL,
    holder_mandate_id=BENS,
    until=TODAY,
)

REVOKED = ProxyRevoked(
    proxy_id=FOR_JUNE, mandate_id=ADAS, partner_id=LITTORAL, holder_mandate_id=BENS
)


def founding(partner_id: PartnerId = LITTORAL, key: str = "one") -> FoundCollege:
    """Return the command, or the fact, that the story asks for."""
    return FoundCollege(
        actor=BOARD[LITTORAL],
        at=NOON,
        key=key,
        words=(NAMED,),
        partner_id=partner_id,
        college_id=TOWNS,
        name=NAMED.reference,
    )


def assigning(
    assigned_id: PartnerId = BRUMES,
    college_id: CollegeId = TOWNS,
    partner_id: PartnerId = LITTORAL,
) -> AssignToCollege:
    """Return the command, or the fact, that the story asks for."""
    return AssignToCollege(
        actor=BOARD[LITTORAL],
        at=NOON,
        key=f"{assigned_id} {college_id} {partner_id}",
        partner_id=partner_id,
        assigned_id=assigned_id,
        college_id=college_id,
    )


def giving(  # noqa: PLR0913  # each field of a proxy in turn
    *,
    holder: MandateId = BENS,
    until: date | None = TODAY,
    vote_id: VoteId | None = None,
    meeting_id: MeetingId | None = None,
    partner_id: PartnerId = LITTORAL,
    key: str = "one",
) -> GiveProxy:
    """Return the command, or the fact, that the story asks for."""
    return GiveProxy(
        actor=acting_for(ADA, LITTORAL),
        at=NOON,
        key=key,
        proxy_id=FOR_JUNE,
        partner_id=partner_id,
        holder_mandate_id=holder,
        vote_id=vote_id,
        meeting_id=meeting_id,
        until=until,
    )


def revoking(
    partner_id: PartnerId = LITTORAL, /, acts: PartnerId | None = None
) -> RevokeProxy:
    """Return the command, or the fact, that the story asks for."""
    own = acts or partner_id
    return RevokeProxy(
        actor=acting_for(PERSON_OF[own], own),
        at=NOON,
        key=f"{partner_id} {own}",
        proxy_id=FOR_JUNE,
        partner_id=partner_id,
    )

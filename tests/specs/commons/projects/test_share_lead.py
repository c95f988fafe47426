"""Share the lead."""

from ledger.commons.projects.events import ProjectRole
from ledger.commons.projects.refusals import (
    AlreadyLeading,
    NotALead,
    UnknownMember,
)
from ledger.commons.projects.share_lead import ShareLead
from ledger.kernel.messages import Capacity
from ledger.membership.partners.events import PartnershipEnded, PartnershipSuspended
from ledger.membership.partners.refusals import PartnerNotActive
from tests.cast import BRUMES, DIA, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.orchard import JOINED, REASON, TODAY, asked, joined, left
from tests.spec import given

CO_LEAD = ProjectRole.CO_LEAD
LITTORAL_NAMES_BRUMES = asked(ShareLead, LITTORAL, member_id=BRUMES)


def test_a_lead_names_a_member() -> None:
    """The member leads beside it from then on."""
    given(*JOINED).when(LITTORAL_NAMES_BRUMES).then(joined(BRUMES, CO_LEAD))


def test_a_co_lead_shares_as_well() -> None:
    """A lead that is shared is a lead."""
    command = asked(ShareLead, BRUMES, member_id=SOURCES)
    (
        given(*JOINED, joined(BRUMES, CO_LEAD))
        .when(command)
        .then(joined(SOURCES, CO_LEAD))
    )


def test_only_leads_share() -> None:
    """Nobody gives away what it does not have."""
    command = asked(ShareLead, BRUMES, member_id=SOURCES)
    given(*JOINED).when(command).refused(NotALead)


def test_the_board_helps_a_project_whose_leads_left_the_commons() -> None:
    """Otherwise nobody could move or close it."""
    ended = PartnershipEnded(partner_id=LITTORAL, ended_on=TODAY)
    board = acting_for(DIA, PONT, Capacity.BOARD_MEMBER)
    seat = mandate(DIA, PONT, Capacity.BOARD_MEMBER)
    command = asked(ShareLead, PONT, member_id=BRUMES, actor=board)
    given(*JOINED, ended, seat).when(command).then(joined(BRUMES, CO_LEAD))


def test_a_lead_is_a_member_first() -> None:
    """Whoever does not take part, or left, is not named."""
    outsider = asked(ShareLead, LITTORAL, member_id=PONT)
    given(*JOINED).when(outsider).refused(UnknownMember)
    given(*JOINED, left(BRUMES)).when(LITTORAL_NAMES_BRUMES).refused(UnknownMember)


def test_nobody_is_named_twice() -> None:
    """Who leads already is not named, nor names itself."""
    leading = joined(BRUMES, CO_LEAD)
    given(*JOINED, leading).when(LITTORAL_NAMES_BRUMES).refused(AlreadyLeading)
    itself = asked(ShareLead, LITTORAL, member_id=LITTORAL)
    given(*JOINED).when(itself).refused(AlreadyLeading)


def test_a_lead_is_in_good_standing() -> None:
    """A suspended member could do nothing with the lead."""
    suspended = PartnershipSuspended(partner_id=BRUMES, reason=REASON)
    given(*JOINED, suspended).when(LITTORAL_NAMES_BRUMES).refused(PartnerNotActive)

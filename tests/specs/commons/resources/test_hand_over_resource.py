"""Hand over a resource."""

from ledger.commons.resources.hand_over_resource import HandOverResource
from ledger.commons.resources.refusals import AlreadyMaintaining, NotMaintainer
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity
from ledger.membership.partners.events import PartnershipEnded, PartnershipSuspended
from ledger.membership.partners.refusals import PartnerNotActive, UnknownPartner
from tests.cast import BRUMES, DIA, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.library import (
    GUIDE_HANDED_OVER,
    PUBLISHED,
    REASON,
    asked,
)
from tests.spec import given
from tests.workshop import TODAY

TO_BRUMES = asked(HandOverResource, LITTORAL, maintainer_id=BRUMES)


def test_the_maintainer_names_another() -> None:
    """From then on the other one maintains it, and may hand it on."""
    given(*PUBLISHED).when(TO_BRUMES).then(GUIDE_HANDED_OVER)
    back = asked(HandOverResource, BRUMES, maintainer_id=LITTORAL)
    given(*PUBLISHED, GUIDE_HANDED_OVER).ledger.handle(back)


def test_the_board_names_one_where_nobody_can() -> None:
    """The maintainer left the commons: its resource stays in good hands."""
    left = PartnershipEnded(partner_id=LITTORAL, ended_on=TODAY)
    board = Capacity.BOARD_MEMBER
    history = (*PUBLISHED, mandate(DIA, PONT, board), left)
    actor = acting_for(DIA, PONT, board)
    command = asked(HandOverResource, PONT, maintainer_id=BRUMES, actor=actor)
    given(*history).ledger.handle(command)
    alone = asked(HandOverResource, PONT, maintainer_id=BRUMES)
    given(*history).when(alone).refused(NotMaintainer)


def test_it_is_handed_to_another_partner() -> None:
    """To oneself would change nothing."""
    command = asked(HandOverResource, LITTORAL, maintainer_id=LITTORAL)
    given(*PUBLISHED).when(command).refused(AlreadyMaintaining)


def test_it_is_handed_to_a_partner_in_good_standing() -> None:
    """Nobody is left with what it cannot look after."""
    unknown = asked(HandOverResource, LITTORAL, maintainer_id=PartnerId("nobody"))
    given(*PUBLISHED).when(unknown).refused(UnknownPartner)
    suspended = PartnershipSuspended(partner_id=SOURCES, reason=REASON)
    to_sources = asked(HandOverResource, LITTORAL, maintainer_id=SOURCES)
    given(*PUBLISHED, suspended).when(to_sources).refused(PartnerNotActive)

"""Meet a need."""

from datetime import UTC, datetime

import msgspec
import pytest

from ledger.commons.needs.events import NeedMet
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.refusals import (
    NeedIsMet,
    NeedIsWithdrawn,
    NotYourNeed,
    UnknownNeed,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Refusal
from tests.cast import BRUMES, LITTORAL
from tests.hall import (
    ELSEWHERE,
    MET,
    ON_OFFER,
    SOUGHT,
    STATED,
    UNSOUGHT,
    WAITING,
    asked,
)
from tests.spec import given
from tests.workshop import PARTNERS


def ending(partner_id: PartnerId = BRUMES, /, **content: object) -> MeetNeed:
    made = asked(MeetNeed, partner_id, **{"need_id": SOUGHT, **content})
    assert isinstance(made, MeetNeed)
    return made


def test_the_partner_that_sought_says_it_is_met() -> None:
    """Whether or not somebody offers something."""
    given(*WAITING).when(ending()).then(MET)
    given(*ON_OFFER).when(ending()).then(MET)


def test_another_partner_cannot() -> None:
    """Whoever seeks knows whether it is found."""
    given(*WAITING).when(ending(LITTORAL)).refused(NotYourNeed)


def test_a_need_that_nobody_stated_is_unknown() -> None:
    """Even beside one that is stated."""
    other = msgspec.structs.replace(STATED, need_id=ELSEWHERE)
    given(*PARTNERS, other).when(ending()).refused(UnknownNeed)


@pytest.mark.parametrize(
    ("end", "why"), [(MET, NeedIsMet), (UNSOUGHT, NeedIsWithdrawn)]
)
def test_a_need_ends_once(end: NeedMet, why: type[Refusal]) -> None:
    """Met or withdrawn, it stays so."""
    given(*WAITING, end).when(ending()).refused(why)


def test_one_that_lapsed_may_still_be_ended() -> None:
    """After its last day, lists are tidied."""
    april = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
    given(*WAITING, at=april).when(ending(at=april)).then(MET)


def test_the_end_of_another_need_is_no_obstacle() -> None:
    """Each has its own end."""
    other = msgspec.structs.replace(MET, need_id=ELSEWHERE)
    given(*WAITING, other).when(ending()).then(MET)

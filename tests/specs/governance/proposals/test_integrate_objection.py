"""Integrate an objection."""

from ledger.governance.proposals.integrate_objection import IntegrateObjection
from ledger.governance.proposals.refusals import (
    AmendmentNotAccepted,
    NotYourObjection,
    ObjectionIsSettled,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    ACCEPTED,
    AMENDMENT,
    DECLINED,
    HOURS,
    INTEGRATED,
    NOISE,
    OBJECTED,
    ON_THE_TABLE,
    TAKEN_BACK,
    asked,
)
from tests.cast import BRUMES, SOURCES
from tests.spec import given

MENDED = (*ON_THE_TABLE, OBJECTED, AMENDMENT, ACCEPTED)


def integrating(partner_id: PartnerId = SOURCES) -> Command:
    return asked(IntegrateObjection, partner_id, objection_id=NOISE, amendment_id=HOURS)


def test_whoever_objected_names_the_amendment_that_met_it() -> None:
    """Nobody else can say that the harm is mended."""
    given(*MENDED).when(integrating()).then(INTEGRATED)
    given(*MENDED).when(integrating(BRUMES)).refused(NotYourObjection)


def test_the_amendment_is_one_that_the_author_accepted() -> None:
    """Not one that waits, or was left aside."""
    waiting = given(*ON_THE_TABLE, OBJECTED, AMENDMENT)
    waiting.when(integrating()).refused(AmendmentNotAccepted)
    aside = given(*ON_THE_TABLE, OBJECTED, AMENDMENT, DECLINED)
    aside.when(integrating()).refused(AmendmentNotAccepted)
    given(*ON_THE_TABLE, OBJECTED).when(integrating()).refused(AmendmentNotAccepted)


def test_it_is_settled_once() -> None:
    """Raise another one if harm remains."""
    given(*MENDED, TAKEN_BACK).when(integrating()).refused(ObjectionIsSettled)

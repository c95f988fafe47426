"""Withdraw an objection."""

from ledger.governance.proposals.refusals import (
    NotYourObjection,
    ObjectionIsSettled,
    UnknownObjection,
)
from ledger.governance.proposals.withdraw_objection import WithdrawObjection
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    INTEGRATED,
    NOISE,
    OBJECTED,
    ON_THE_TABLE,
    TAKEN_BACK,
    asked,
)
from tests.cast import BRUMES, SOURCES
from tests.spec import given


def withdrawing(partner_id: PartnerId = SOURCES) -> Command:
    return asked(WithdrawObjection, partner_id, objection_id=NOISE)


def test_whoever_objected_takes_it_back() -> None:
    """Once."""
    given(*ON_THE_TABLE, OBJECTED).when(withdrawing()).then(TAKEN_BACK)
    for settled in (TAKEN_BACK, INTEGRATED):
        story = given(*ON_THE_TABLE, OBJECTED, settled)
        story.when(withdrawing()).refused(ObjectionIsSettled)


def test_nobody_else_does() -> None:
    """And only what was raised."""
    story = given(*ON_THE_TABLE, OBJECTED)
    story.when(withdrawing(BRUMES)).refused(NotYourObjection)
    given(*ON_THE_TABLE).when(withdrawing()).refused(UnknownObjection)

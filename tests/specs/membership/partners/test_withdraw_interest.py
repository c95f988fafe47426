"""Withdraw an interest."""

from msgspec.structs import replace

from ledger.kernel.identifiers import InterestId
from ledger.membership.partners.events import InterestWithdrawn
from ledger.membership.partners.refusals import UnknownInterest
from ledger.membership.partners.withdraw_interest import WithdrawInterest
from tests.cast import BRUMES, SOURCES
from tests.circle import CIRCLE, HEDGES, HEDGES_STATED, asked
from tests.spec import given

WITHDRAWN = InterestWithdrawn(partner_id=BRUMES, interest_id=HEDGES)


def test_a_partner_withdraws_what_it_no_longer_wants() -> None:
    """Its representative withdraws the interest."""
    given(*CIRCLE, HEDGES_STATED).when(asked(WithdrawInterest)).then(WITHDRAWN)


def test_an_interest_is_withdrawn_once() -> None:
    """What was withdrawn, or never stated, is not held to."""
    for history in ([], [HEDGES_STATED, WITHDRAWN]):
        given(*CIRCLE, *history).when(asked(WithdrawInterest)).refused(UnknownInterest)


def test_the_interest_of_another_partner_stays() -> None:
    """Nobody withdraws what another partner wants."""
    theirs = replace(HEDGES_STATED, partner_id=SOURCES)
    given(*CIRCLE, theirs).when(asked(WithdrawInterest)).refused(UnknownInterest)


def test_another_interest_is_no_obstacle() -> None:
    """Withdrawing one leaves the others alone."""
    other = replace(WITHDRAWN, interest_id=InterestId("other"))
    (given(*CIRCLE, HEDGES_STATED, other).when(asked(WithdrawInterest)).then(WITHDRAWN))

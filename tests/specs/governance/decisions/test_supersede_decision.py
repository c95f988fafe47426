"""Supersede a decision by a later one."""

from msgspec.structs import replace

from ledger.governance.decisions.events import DecisionRevisited, ReviewOutcome
from ledger.governance.decisions.refusals import (
    DecisionIsOver,
    SupersedesItself,
    UnknownDecision,
)
from ledger.governance.decisions.supersede_decision import SupersedeDecision
from ledger.kernel.identifiers import DecisionId, VoteId
from ledger.membership.partners.refusals import NotYourPartner
from tests.cast import BRUMES, LITTORAL
from tests.chamber import (
    ACCOUNT,
    BOARD,
    GREEN,
    HELD,
    IN_2027,
    LAPSED,
    PARTNERS,
    SUPERSEDED,
    TOLD,
    TWIN,
    TWIN_DECIDED,
    from_the_board,
)
from tests.spec import given

THIRD = DecisionId("third")


def superseding(**content: object) -> SupersedeDecision:
    made = from_the_board(SupersedeDecision, **{"superseding_id": TWIN, **content})
    assert isinstance(made, SupersedeDecision)
    return made


def test_a_later_decision_takes_the_place_of_an_earlier_one() -> None:
    """Both stay on record."""
    given(*HELD).when(superseding()).then(SUPERSEDED)


def test_an_earlier_decision_takes_no_later_ones_place() -> None:
    """Nor its own."""
    story = given(*HELD)
    back = superseding(decision_id=TWIN, superseding_id=GREEN)
    story.when(back).refused(SupersedesItself)
    story.when(superseding(superseding_id=GREEN)).refused(SupersedesItself)


def test_both_are_decided() -> None:
    """A name alone is no decision, on either side."""
    given(*PARTNERS, TWIN_DECIDED).when(superseding()).refused(UnknownDecision)
    unknown = superseding(superseding_id=THIRD)
    given(*HELD).when(unknown).refused(UnknownDecision)


def test_both_hold() -> None:
    """What has ended is not replaced, and replaces nothing."""
    third = replace(TWIN_DECIDED, decision_id=THIRD, vote_id=VoteId("third"))
    story = given(*HELD, third, SUPERSEDED)
    story.when(superseding(superseding_id=THIRD)).refused(DecisionIsOver)
    given(*TOLD, LAPSED).when(superseding()).refused(DecisionIsOver)
    late = replace(LAPSED, decision_id=TWIN)
    given(*TOLD, late).when(superseding()).refused(DecisionIsOver)


def test_a_decision_that_was_looked_at_again_may_be_replaced() -> None:
    """It held until then."""
    goes_on = DecisionRevisited(
        decision_id=GREEN,
        partner_id=LITTORAL,
        outcome=ReviewOutcome.AMENDED,
        account=ACCOUNT,
        review_on=IN_2027,
    )
    given(*TOLD, goes_on).when(superseding()).then(SUPERSEDED)


def test_whoever_serves_says_so_for_their_own_partner() -> None:
    """Nobody speaks for another."""
    given(*HELD).when(superseding(actor=BOARD[BRUMES])).refused(NotYourPartner)

"""Appeal a decision."""

from msgspec.structs import replace

from ledger.governance.decisions.appeal_decision import AppealDecision
from ledger.governance.decisions.refusals import (
    AppealExists,
    AppealWaits,
    DecisionIsOver,
    UnknownDecision,
)
from ledger.kernel.identifiers import PartnerId
from tests.cast import BRUMES, PONT
from tests.chamber import (
    ANSWERED,
    APPEAL,
    APPEALED,
    HELD,
    PARTNERS,
    REASONS,
    SECOND_APPEAL,
    SUPERSEDED,
    asked,
)
from tests.spec import given


def appealing(partner_id: PartnerId = PONT, /, **content: object) -> AppealDecision:
    answers = {"appeal_id": APPEAL, "reasons": REASONS, **content}
    made = asked(AppealDecision, partner_id, **answers)
    assert isinstance(made, AppealDecision)
    return made


def test_any_partner_asks_for_it_to_be_looked_at_again() -> None:
    """And says why."""
    given(*HELD).when(appealing()).then(APPEALED)


def test_a_partner_waits_for_its_answer() -> None:
    """Another one may appeal meanwhile, and the same one afterwards."""
    story = given(*HELD, APPEALED)
    story.when(appealing(appeal_id=SECOND_APPEAL)).refused(AppealWaits)
    theirs = replace(APPEALED, appeal_id=SECOND_APPEAL, partner_id=BRUMES)
    story.when(appealing(BRUMES, appeal_id=SECOND_APPEAL)).then(theirs)
    again = replace(APPEALED, appeal_id=SECOND_APPEAL)
    story = given(*HELD, APPEALED, ANSWERED)
    story.when(appealing(appeal_id=SECOND_APPEAL)).then(again)


def test_an_appeal_is_made_once() -> None:
    """Its name serves for ever."""
    given(*HELD, APPEALED).when(appealing(BRUMES)).refused(AppealExists)
    given(*HELD, APPEALED, ANSWERED).when(appealing()).refused(AppealExists)


def test_only_what_holds_is_appealed() -> None:
    """None was made, or another took its place."""
    given(*PARTNERS).when(appealing()).refused(UnknownDecision)
    given(*HELD, SUPERSEDED).when(appealing()).refused(DecisionIsOver)

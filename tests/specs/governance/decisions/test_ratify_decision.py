"""Ratify a decision, for a partner whose own body deliberated."""

from datetime import date

from msgspec.structs import replace

from ledger.governance.decisions.ratify_decision import RatifyDecision
from ledger.governance.decisions.refusals import (
    DeliberationInFuture,
    EnforceableBeforeDeliberation,
    RatificationNotAsked,
    RatifiedAlready,
    UnknownDecision,
)
from ledger.kernel.identifiers import PartnerId
from tests.cast import BRUMES, PONT, SOURCES
from tests.chamber import GREEN, HELD, PARTNERS, RATIFIED, REFERENCE, TWIN, asked
from tests.spec import given
from tests.workshop import TODAY

TOMORROW = date(2026, 3, 11)


def ratifying(partner_id: PartnerId = BRUMES, /, **content: object) -> RatifyDecision:
    answers = {
        "decision_id": GREEN,
        "reference": REFERENCE,
        "deliberated_on": TODAY,
        "enforceable_on": date(2026, 3, 20),
        **content,
    }
    made = asked(RatifyDecision, partner_id, **answers)
    assert isinstance(made, RatifyDecision)
    return made


def test_a_body_that_is_asked_deliberates() -> None:
    """The decision binds it from the day that it gives, each for itself."""
    story = given(*HELD).when(ratifying()).then(RATIFIED)
    story.when(ratifying(SOURCES)).then(replace(RATIFIED, partner_id=SOURCES))


def test_a_body_that_is_not_asked_has_nothing_to_ratify() -> None:
    """The decision names those whose deliberation it needs."""
    given(*HELD).when(ratifying(PONT)).refused(RatificationNotAsked)


def test_a_body_ratifies_once() -> None:
    """The twin is ratified apart."""
    story = given(*HELD, RATIFIED)
    story.when(ratifying()).refused(RatifiedAlready)
    twin = replace(RATIFIED, decision_id=TWIN)
    story.when(ratifying(decision_id=TWIN)).then(twin)


def test_a_deliberation_has_taken_place() -> None:
    """One of tomorrow may still be put off."""
    ahead = ratifying(deliberated_on=TOMORROW)
    given(*HELD).when(ahead).refused(DeliberationInFuture)


def test_a_deliberation_is_enforceable_on_its_day_at_the_earliest() -> None:
    """The same day is allowed."""
    early = ratifying(enforceable_on=date(2026, 3, 9))
    story = given(*HELD)
    story.when(early).refused(EnforceableBeforeDeliberation)
    same = replace(RATIFIED, enforceable_on=TODAY)
    story.when(ratifying(enforceable_on=TODAY)).then(same)


def test_nothing_is_ratified_that_was_not_decided() -> None:
    """A name alone is no decision."""
    given(*PARTNERS).when(ratifying()).refused(UnknownDecision)

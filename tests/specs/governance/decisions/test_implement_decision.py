"""Implement a decision: tell how far it is."""

import pytest

from ledger.governance.decisions.events import DecisionImplemented, Progress
from ledger.governance.decisions.implement_decision import ImplementDecision
from ledger.governance.decisions.refusals import (
    DecisionIsOver,
    NotYourDecision,
    StepsMissing,
)
from tests.cast import BRUMES, LITTORAL
from tests.chamber import GREEN, HELD, LABEL, SUPERSEDED, asked, from_the_board
from tests.spec import given


def step(weight: int = 2, percent: int = 50) -> Progress:
    return Progress(label=LABEL, weight=weight, percent=percent)


TOLD = DecisionImplemented(decision_id=GREEN, partner_id=LITTORAL, steps=(step(),))


def test_whoever_proposed_it_tells_how_far_it_is() -> None:
    """Each time anew: what was told before stays in its history."""
    told = given(*HELD).when(asked(ImplementDecision, LITTORAL, steps=(step(),)))
    story = told.then(TOLD)
    done = (step(1, 100), step(100, 0))
    story.when(asked(ImplementDecision, LITTORAL, steps=done)).then(
        DecisionImplemented(decision_id=GREEN, partner_id=LITTORAL, steps=done)
    )


def test_whoever_serves_the_commons_may_too() -> None:
    """For any decision."""
    command = from_the_board(ImplementDecision, BRUMES, steps=(step(),))
    given(*HELD).when(command).then(
        DecisionImplemented(decision_id=GREEN, partner_id=BRUMES, steps=(step(),))
    )


def test_another_partner_does_not() -> None:
    """It asks whoever proposed it."""
    command = asked(ImplementDecision, BRUMES, steps=(step(),))
    given(*HELD).when(command).refused(NotYourDecision)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (step(),) * 21,
        (step(weight=0),),
        (step(weight=101),),
        (step(percent=-1),),
        (step(), step(percent=101)),
    ],
)
def test_steps_are_weighed_and_measured(steps: tuple[Progress, ...]) -> None:
    """Twenty of them at most, each a part of a whole."""
    command = asked(ImplementDecision, LITTORAL, steps=steps)
    given(*HELD).when(command).refused(StepsMissing)


def test_what_was_replaced_is_not_put_into_practice() -> None:
    """The later decision is."""
    command = asked(ImplementDecision, LITTORAL, steps=(step(),))
    given(*HELD, SUPERSEDED).when(command).refused(DecisionIsOver)

"""Refuse what should have followed from a decision."""

from ledger.governance.decisions.events import EffectRefused
from ledger.governance.decisions.refusals import EffectDone, UnknownDecision
from ledger.governance.decisions.refuse_effect import RefuseEffect
from ledger.governance.rules.refusals import NothingToRepeal
from ledger.reactions.when_an_effect_is_refused_note_it import reaction
from tests.chamber import DECIDED, GREEN, TWIN_DECIDED, by_rule
from tests.spec import NOON, given

NOTED = EffectRefused(decision_id=GREEN, refusal="NothingToRepeal")


def refusing() -> RefuseEffect:
    made = by_rule(RefuseEffect, refusal="NothingToRepeal")
    assert isinstance(made, RefuseEffect)
    return made


def test_why_it_was_refused_is_noted() -> None:
    """By its name, for the board to see."""
    given(DECIDED).when(refusing()).then(NOTED)


def test_it_is_noted_once() -> None:
    """The reactor may ask again."""
    given(DECIDED, NOTED).when(refusing()).refused(EffectDone)


def test_what_nobody_decided_has_no_effect() -> None:
    """Even beside a decision."""
    given(TWIN_DECIDED).when(refusing()).refused(UnknownDecision)


def test_the_reaction_names_the_refusal_that_it_met() -> None:
    """Asked again after it was killed, it records nothing more."""
    command = reaction(decision_id=GREEN, refusal=NothingToRepeal(), cause=1, at=NOON)
    story = given(DECIDED).when(command).then(NOTED)
    story.when(command).then()

"""Contest a qualification."""

from ledger.governance.proposals.contest_qualification import ContestQualification
from ledger.governance.proposals.objections import (
    NO_OBJECTIONS,
    evolve_objections,
    settled_mandates,
)
from ledger.governance.proposals.refusals import (
    ObjectionNotQualified,
    QualificationContestedAlready,
)
from ledger.kernel.messages import Command
from tests.agora import (
    BENS,
    NOISE,
    OBJECTED,
    ON_THE_TABLE,
    PREFERENCE,
    REASON,
    asked,
    contested,
)
from tests.cast import BRUMES, CLEO, SOURCES, mandate_id
from tests.spec import given

CLEOS = mandate_id(CLEO, SOURCES)


def contesting() -> Command:
    return asked(ContestQualification, BRUMES, objection_id=NOISE, reasons=REASON)


def test_a_mandate_contests_that_it_is_a_preference() -> None:
    """Each once."""
    story = given(*ON_THE_TABLE, OBJECTED, PREFERENCE)
    story.when(contesting()).then(contested(BENS, BRUMES))
    story = given(*ON_THE_TABLE, OBJECTED, PREFERENCE, contested(BENS, BRUMES))
    story.when(contesting()).refused(QualificationContestedAlready)


def test_what_nobody_called_a_preference_is_not_contested() -> None:
    """It stands anyway."""
    story = given(*ON_THE_TABLE, OBJECTED)
    story.when(contesting()).refused(ObjectionNotQualified)


def test_two_mandates_let_it_stand_again_until_a_meeting_has_looked() -> None:
    """One is not enough."""
    told = NO_OBJECTIONS
    for fact in (OBJECTED, PREFERENCE):
        told = evolve_objections(told, fact)
    assert not told[NOISE].stands
    assert settled_mandates(told) == {CLEOS}
    told = evolve_objections(told, contested(BENS, BRUMES))
    assert not told[NOISE].stands
    told = evolve_objections(told, contested(CLEOS, SOURCES))
    assert told[NOISE].stands
    assert not settled_mandates(told)

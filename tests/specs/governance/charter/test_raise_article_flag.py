"""Flag a thing under the charter."""

from msgspec.structs import replace

from ledger.governance.charter.events import (
    FlaggedThing,
)
from ledger.governance.charter.flags import NO_FLAGS, evolve_flags
from ledger.governance.charter.refusals import (
    FlagExists,
    NoCharterYet,
    NotTheOwnersThing,
    OwnThing,
    UnknownArticle,
)
from tests.agora import ON_THE_TABLE
from tests.cast import LITTORAL, PONT
from tests.margin import BEFORE, RAISED, TAKEN_BACK, raising
from tests.spec import given
from tests.workshop import TODAY


def test_a_partner_flags_a_thing_of_another() -> None:
    """Against an article that is in force, and once."""
    story = given(*BEFORE).when(raising()).then(RAISED)
    story.when(raising(article=5)).refused(FlagExists)


def test_a_thing_of_another_wing_is_flagged_too() -> None:
    """Whose it is was read there."""
    made = raising(thing=FlaggedThing.PROJECT, flagged_id="hedges")
    flag = replace(RAISED, thing=FlaggedThing.PROJECT, flagged_id="hedges")
    given(*BEFORE).when(made).then(flag)


def test_without_an_article_nothing_is_flagged() -> None:
    """It is chosen among those in force."""
    given(*BEFORE).when(raising(article=5)).refused(UnknownArticle)
    given(*ON_THE_TABLE).when(raising()).refused(NoCharterYet)


def test_what_is_flagged_is_there_and_its_owner_is_told_right() -> None:
    """The owner is who answers, and who may not settle it."""
    story = given(*BEFORE)
    story.when(raising(owner_id=PONT)).refused(NotTheOwnersThing)
    story.when(raising(flagged_id="nowhere")).refused(NotTheOwnersThing)


def test_nobody_flags_their_own_thing() -> None:
    """They change it."""
    given(*BEFORE).when(raising(LITTORAL)).refused(OwnThing)


def test_a_vote_is_delayed_from_the_first_flag_only() -> None:
    """Those that are open are shown; the first day stays."""
    flags = evolve_flags(evolve_flags(NO_FLAGS, RAISED), TAKEN_BACK)
    assert flags.open == frozenset()
    assert flags.first_on == TODAY

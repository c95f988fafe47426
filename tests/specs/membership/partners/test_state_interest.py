"""State an interest."""

from msgspec.structs import replace

from ledger.kernel.identifiers import InterestId
from ledger.kernel.messages import Capacity
from ledger.membership.partners.events import InterestWithdrawn
from ledger.membership.partners.refusals import InterestAlreadyStated
from ledger.membership.partners.state_interest import StateInterest
from tests.cast import BEN, BRUMES, SOURCES, acting_for, mandate
from tests.circle import CIRCLE, HEDGES, HEDGES_STATED, asked
from tests.spec import given


def test_a_partner_says_what_it_wants() -> None:
    """Its representative states an interest."""
    given(*CIRCLE).when(asked(StateInterest)).then(HEDGES_STATED)


def test_a_person_in_their_own_name_says_what_they_want() -> None:
    """Participants speak for themselves."""
    alone = mandate(BEN, BRUMES, Capacity.PARTICIPANT)
    actor = acting_for(BEN, BRUMES, Capacity.PARTICIPANT)
    given(*CIRCLE, alone).when(asked(StateInterest, actor=actor)).then(HEDGES_STATED)


def test_a_partner_states_several_interests() -> None:
    """An interest of its own or of another partner is no obstacle."""
    other = InterestId("other")
    own = replace(HEDGES_STATED, interest_id=other)
    theirs = replace(own, partner_id=SOURCES)
    for stated in (own, theirs):
        given(*CIRCLE, stated).when(asked(StateInterest)).then(HEDGES_STATED)


def test_an_interest_is_stated_once() -> None:
    """Its name is never used again, not even after it was withdrawn."""
    withdrawn = InterestWithdrawn(partner_id=BRUMES, interest_id=HEDGES)
    story = given(*CIRCLE, HEDGES_STATED)
    story.when(asked(StateInterest)).refused(InterestAlreadyStated)
    story = given(*CIRCLE, HEDGES_STATED, withdrawn)
    story.when(asked(StateInterest)).refused(InterestAlreadyStated)


def test_the_name_of_another_partners_interest_is_taken_too() -> None:
    """Nobody speaks over another partner's interest."""
    theirs = replace(HEDGES_STATED, partner_id=SOURCES)
    given(*CIRCLE, theirs).when(asked(StateInterest)).refused(InterestAlreadyStated)

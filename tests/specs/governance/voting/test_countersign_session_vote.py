"""Countersign a session vote."""

from msgspec.structs import replace

from ledger.governance.voting.countersign_session_vote import CountersignSessionVote
from ledger.governance.voting.events import (
    SessionVoteCountersigned,
)
from ledger.governance.voting.refusals import UnknownVote
from ledger.governance.voting.room.refusals import (
    AlreadySigned,
    NotASessionVote,
    OwnCounts,
    RecordedAnew,
    WasNotThere,
)
from ledger.kernel.identifiers import MeetingId, PartnerId
from ledger.kernel.messages import Fact
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.polling import (
    CONVENED,
    COUNTED,
    HEDGES,
    NEXT_POLL,
    POLL,
    REASON,
    SPRING,
    VOICE,
    asked,
    at_the_polls,
    attended,
    ready,
)
from tests.spec import given

ATTENDED = attended(LITTORAL, BRUMES, SOURCES, through={PONT: BRUMES})
HELD: tuple[Fact, ...] = (*ready(), CONVENED, ATTENDED, COUNTED)


def signing(
    partner_id: PartnerId = BRUMES, /, **content: object
) -> CountersignSessionVote:
    known = {"proposal_id": HEDGES, "meeting_id": SPRING}
    made = asked(CountersignSessionVote, partner_id, **{**known, **content})
    assert isinstance(made, CountersignSessionVote)
    return made


def signed(partner_id: PartnerId) -> SessionVoteCountersigned:
    return SessionVoteCountersigned(
        vote_id=POLL,
        proposal_id=HEDGES,
        mandate_id=VOICE[partner_id],
        partner_id=partner_id,
    )


def test_other_partners_that_were_there_say_that_it_is_right() -> None:
    """Each of them once."""
    story = given(*HELD)
    story.when(signing(BRUMES)).then(signed(BRUMES))
    story.when(signing(SOURCES)).then(signed(SOURCES))
    story.when(signing(BRUMES, key="again")).refused(AlreadySigned)


def test_nobody_countersigns_their_own_counts() -> None:
    """Nor does anybody of the same partner."""
    given(*HELD).when(signing(LITTORAL)).refused(OwnCounts)


def test_only_who_was_present_countersigns() -> None:
    """Being represented is not having seen it."""
    given(*HELD).when(signing(PONT)).refused(WasNotThere)


def test_only_a_vote_of_that_meeting_is_countersigned() -> None:
    """Neither one that nobody recorded nor one held online."""
    given(*ready()).when(signing()).refused(UnknownVote)
    given(*at_the_polls()).when(signing()).refused(NotASessionVote)
    other = signing(meeting_id=MeetingId("autumn"))
    given(*HELD).when(other).refused(NotASessionVote)


def test_what_was_recorded_anew_is_countersigned_in_its_place() -> None:
    """The first counts are no longer what is held to be right."""
    again = replace(COUNTED, vote_id=NEXT_POLL)
    story = given(*HELD, again)
    story.when(signing()).refused(RecordedAnew)
    story.when(signing(vote_id=NEXT_POLL)).then(
        replace(signed(BRUMES), vote_id=NEXT_POLL)
    )


def test_it_is_countersigned_for_ones_own_partner() -> None:
    """One in good standing."""
    given(*HELD).when(signing(partner_id=SOURCES)).refused(NotYourPartner)
    away = PartnershipSuspended(partner_id=BRUMES, reason=REASON)
    given(*HELD, away).when(signing()).refused(YourPartnerNotActive)

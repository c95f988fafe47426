"""Record a session vote."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from ledger.governance.meetings.events import (
    AgendaItem,
    Attendee,
    MeetingCancelled,
    Presence,
    SecondConvocationIssued,
)
from ledger.governance.meetings.refusals import (
    MeetingIsCancelled,
    MeetingNotBegun,
    UnknownMeeting,
)
from ledger.governance.rules.choices import CONSENT, FOR
from ledger.governance.rules.decision_rule import (
    DecisionRule,
    Method,
    PartnerWeight,
    Proxies,
    Quorum,
    SecondCall,
    Secrecy,
    Tie,
    Voters,
)
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.events import (
    Option,
    SessionVoteCountersigned,
    SessionVoteRecorded,
    VoteClosed,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.record_session_vote import RecordSessionVote
from ledger.governance.voting.refusals import (
    AlreadyBeforeVote,
    NoticeTooShort,
    ProposalNotPublished,
    ProposalRewordedSince,
    ProxyCapReached,
    TooFewOptions,
    UnknownChoice,
    VoteExists,
)
from ledger.governance.voting.room.refusals import (
    AttendanceMissing,
    CollegeNotCounted,
    CountsContradictAttendance,
    MinutesDigestMalformed,
    NotOnAgenda,
    UnknownRecused,
    WeightsDifferInTheRoom,
)
from ledger.governance.voting.session_counts import AnswerCount, CollegeAnswers
from ledger.kernel.identifiers import MandateId, MeetingId, PartnerId, ProposalId
from ledger.kernel.messages import Capacity, Fact
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, mandate
from tests.polling import (
    CONVENED,
    HEDGES,
    LABEL,
    NEXT_POLL,
    ON_BOARD,
    OTHER_LABEL,
    POLL,
    REASON,
    SECRETARY,
    SIMPLE,
    SPRING,
    TITLE,
    VOICE,
    asked,
    at_the_polls,
    attended,
    ready,
)
from tests.spec import NOON, given
from tests.workshop import PERSON_OF

PROXIED = replace(SIMPLE, proxies=Proxies(per_holder=1))
CHOICE = DecisionRule(method=Method.APPROVAL)
OPTIONS = (
    Option(option_id="bridge", label=LABEL),
    Option(option_id="garden", label=OTHER_LABEL),
)
TWICE = replace(SIMPLE, quorum=Quorum(), second_call=SecondCall(days=3))
ALL_THREE = attended(LITTORAL, BRUMES, SOURCES)
MEETING_DAY = date(2026, 3, 9)


def hands(college: str = "", **answers: int) -> CollegeAnswers:
    return CollegeAnswers(
        college_id=college,
        answers=tuple(
            AnswerCount(choice.rstrip("_"), heads) for choice, heads in answers.items()
        ),
    )


def recording(*counts: CollegeAnswers, **content: object) -> RecordSessionVote:
    known = {
        "actor": SECRETARY,
        "proposal_id": HEDGES,
        "meeting_id": SPRING,
        "text_version": 1,
        "counts": counts or (hands(for_=2, against=1),),
        "key": f"{counts} {content}",
    }
    made = asked(RecordSessionVote, LITTORAL, **{**known, **content})
    assert isinstance(made, RecordSessionVote)
    return made


def met(rule: DecisionRule = SIMPLE, attendance: Fact = ALL_THREE) -> tuple[Fact, ...]:
    return (*ready(rule), CONVENED, attendance)


def recorded(
    *history: Fact, counts: tuple[CollegeAnswers, ...] = (), **content: object
) -> SessionVoteRecorded:
    when = given(*history).when(recording(*counts, **content))
    (fact,) = when.then_kinds(SessionVoteRecorded)
    assert isinstance(fact, SessionVoteRecorded)
    return fact


def signed(partner_id: PartnerId) -> SessionVoteCountersigned:
    return SessionVoteCountersigned(
        vote_id=POLL,
        proposal_id=HEDGES,
        mandate_id=VOICE[partner_id],
        partner_id=partner_id,
    )


def test_the_rule_judges_what_was_counted_in_the_room() -> None:
    """Who came is what the attendance says."""
    fact = recorded(*met(), minutes_digest="a" * 64)
    assert (fact.outcome, fact.held_on) == (Outcome.ADOPTED, MEETING_DAY)
    counted = fact.counted[0]
    assert (counted.electorate.heads, counted.present.heads) == (4, 3)
    assert fact.mandate_id == SECRETARY.mandate_id
    assert fact.minutes_digest == "a" * 64


def test_counts_hold_against_who_was_there() -> None:
    """Four hands of three voices are one too many."""
    story = given(*met())
    many = recording(hands(for_=3, against=1))
    story.when(many).refused(CountsContradictAttendance)


def test_a_partner_is_there_once_however_many_speak_for_it() -> None:
    """Its alternate alone is enough; who only contributes is no voice."""
    alternate = mandate(PERSON_OF[PONT], BRUMES, Capacity.ALTERNATE)
    contributor = mandate(PERSON_OF[PONT], SOURCES, Capacity.CONTRIBUTOR)
    attendance = replace(
        attended(LITTORAL),
        attendees=(
            *attended(LITTORAL).attendees,
            Attendee(mandate_id=alternate.mandate_id, presence=Presence.PRESENT),
            Attendee(mandate_id=contributor.mandate_id, presence=Presence.PRESENT),
            Attendee(mandate_id=VOICE[PONT], presence=Presence.EXCUSED),
        ),
    )
    history = (*ready(), alternate, contributor, CONVENED, attendance)
    fact = recorded(*history, counts=(hands(for_=2),))
    assert fact.counts[0].present == 2


def test_represented_voices_count_where_the_rule_takes_proxies() -> None:
    """And only as many for one holder as it says."""
    attendance = attended(LITTORAL, BRUMES, through={SOURCES: BRUMES})
    with_proxy = recorded(*met(PROXIED, attendance), counts=(hands(for_=3),))
    assert (with_proxy.counts[0].present, with_proxy.counts[0].represented) == (2, 1)
    without = recorded(*met(SIMPLE, attendance), counts=(hands(for_=2),))
    assert without.counts[0].represented == 0
    two = attended(LITTORAL, BRUMES, through={SOURCES: BRUMES, PONT: BRUMES})
    given(*met(PROXIED, two)).when(recording()).refused(ProxyCapReached)


def test_on_the_board_each_is_there_for_themselves() -> None:
    """Whoever represents their partner is no member by that."""
    rule = replace(SIMPLE, voters=Voters.BOARD)
    seat = ON_BOARD.mandate_id
    assert seat is not None
    attendance = replace(
        attended(BRUMES),
        attendees=(
            *attended(BRUMES).attendees,
            Attendee(mandate_id=seat, presence=Presence.PRESENT),
        ),
    )
    fact = recorded(*met(rule, attendance), counts=(hands(for_=1),))
    assert fact.counts[0].present == 1


def test_who_is_recused_leaves_the_room() -> None:
    """Out of the electorate, and out of those who came."""
    fact = recorded(
        *met(), counts=(hands(for_=1, against=1),), recused=(VOICE[BRUMES],)
    )
    assert fact.outcome is Outcome.REJECTED
    assert (fact.counted[0].electorate.heads, fact.counts[0].present) == (3, 2)
    story = given(*met())
    story.when(recording(recused=(MandateId("nobody"),))).refused(UnknownRecused)


def test_nobody_counted_twice_nor_what_was_not_asked() -> None:
    """Each college once, each answer once, and only those of the method."""
    story = given(*met())
    one = hands(for_=1)
    story.when(recording(one, one)).refused(CollegeNotCounted)
    story.when(recording(hands("labs", for_=1))).refused(CollegeNotCounted)
    story.when(recording(hands(consent=1))).refused(UnknownChoice)
    doubled = CollegeAnswers(answers=(AnswerCount(FOR, 1), AnswerCount(FOR, 1)))
    story.when(recording(doubled)).refused(UnknownChoice)


def test_hands_show_no_weight() -> None:
    """Voices that weigh differently are counted otherwise."""
    rule = replace(SIMPLE, weights=(PartnerWeight(BRUMES, 3),))
    given(*met(rule)).when(recording()).refused(WeightsDifferInTheRoom)


def test_a_secret_ballot_enters_by_its_counts() -> None:
    """The chair has no casting vote in it."""
    rule = replace(SIMPLE, secrecy=Secrecy.SECRET, tie=Tie.CHAIR)
    tied = (hands(for_=1, against=1),)
    fact = recorded(*met(rule), counts=tied, chair=(FOR,))
    assert fact.outcome is Outcome.REJECTED
    by_hands = replace(rule, secrecy=Secrecy.OPEN)
    chaired = recorded(*met(by_hands), counts=tied, chair=(FOR,))
    assert chaired.outcome is Outcome.ADOPTED


def test_approval_has_its_options() -> None:
    """Counted by their names."""
    story = given(*met(CHOICE))
    story.when(recording(hands(bridge=1))).refused(TooFewOptions)
    counts = (hands(bridge=3, garden=1),)
    fact = recorded(*met(CHOICE), counts=counts, options=OPTIONS)
    assert (fact.outcome, fact.retained) == (Outcome.RETAINED, ("bridge",))


def test_consent_is_asked_in_a_room_too() -> None:
    """One objection withholds it."""
    rule = DecisionRule(method=Method.CONSENT)
    fact = recorded(*met(rule), counts=(hands(consent=2, objection=1),))
    assert fact.outcome is Outcome.CONSENT_WITHHELD
    assert CONSENT in {answer.choice for answer in fact.counted[0].answers}


def test_a_meeting_that_took_place_has_votes() -> None:
    """With its attendance, neither cancelled nor still to come."""
    given(*ready()).when(recording()).refused(UnknownMeeting)
    story = given(*ready(), CONVENED)
    story.when(recording()).refused(AttendanceMissing)
    cancelled = MeetingCancelled(meeting_id=SPRING, partner_id=LITTORAL, reason=REASON)
    given(*met(), cancelled).when(recording()).refused(MeetingIsCancelled)
    tomorrow = replace(CONVENED, starts_at=NOON + timedelta(days=1))
    given(*ready(), tomorrow).when(recording()).refused(MeetingNotBegun)


def test_a_room_votes_on_a_text_that_can_be_read() -> None:
    """As it is now, and after the days of notice."""
    unknown = recording(proposal_id=ProposalId("nothing"))
    given(*met()).when(unknown).refused(ProposalNotPublished)
    given(*met()).when(recording(text_version=2)).refused(ProposalRewordedSince)
    hasty = replace(SIMPLE, notice_days=8)
    given(*met(hasty)).when(recording()).refused(NoticeTooShort)


def test_a_proposal_is_decided_once() -> None:
    """Not in a room while the same vote is open elsewhere."""
    story = given(*at_the_polls(), CONVENED, ALL_THREE)
    story.when(recording()).refused(VoteExists)
    story.when(recording(vote_id=NEXT_POLL)).refused(AlreadyBeforeVote)


def test_counts_that_nobody_countersigned_are_recorded_anew() -> None:
    """Until two others have said that they are right."""
    first = recorded(*met())
    again = recorded(*met(), first, signed(BRUMES), vote_id=NEXT_POLL)
    assert again.vote_id == NEXT_POLL
    story = given(*met(), first, signed(BRUMES), signed(SOURCES))
    story.when(recording(vote_id=NEXT_POLL)).refused(AlreadyBeforeVote)
    story.when(recording()).refused(VoteExists)


def test_a_second_convocation_takes_up_what_missed_its_quorum() -> None:
    """By the rule of the first, which asks less of the second."""
    missed = VoteClosed(
        vote_id=POLL,
        proposal_id=HEDGES,
        closed_on=date(2026, 3, 5),
        outcome=Outcome.QUORUM_MISSED,
        counted=(),
        working=(),
    )
    second = SecondConvocationIssued(
        meeting_id=SPRING,
        second_of_id=MeetingId("winter"),
        partner_id=LITTORAL,
        title=TITLE,
        place=TITLE,
        starts_at=CONVENED.starts_at,
        agenda=(AgendaItem(label=TITLE, proposal_id=HEDGES),),
    )
    one = attended(LITTORAL)
    before = (*at_the_polls(TWICE), missed)
    fact = recorded(*before, second, one, counts=(hands(for_=1),), vote_id=NEXT_POLL)
    assert (fact.call, fact.outcome) == (Call.SECOND, Outcome.ADOPTED)
    other = replace(second, agenda=(AgendaItem(label=TITLE),))
    story = given(*before, other, one)
    story.when(recording(vote_id=NEXT_POLL)).refused(NotOnAgenda)


@pytest.mark.parametrize("digest", ["abc", "g" * 64])
def test_the_digest_of_the_minutes_is_one(digest: str) -> None:
    """So that whoever holds them can compare."""
    story = given(*met())
    story.when(recording(minutes_digest=digest)).refused(MinutesDigestMalformed)


def test_it_is_recorded_for_ones_own_partner() -> None:
    """One in good standing."""
    given(*met()).when(recording(partner_id=BRUMES)).refused(NotYourPartner)
    away = PartnershipSuspended(partner_id=LITTORAL, reason=REASON)
    given(*met(), away).when(recording()).refused(YourPartnerNotActive)

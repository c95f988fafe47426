"""Open a vote."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from ledger.governance.charter.events import ArticleFlagRaised, FlaggedThing
from ledger.governance.proposals.events import (
    ProposalDrafted,
    ProposalReworded,
    ProposalWithdrawn,
)
from ledger.governance.proposals.refusals import NotYourProposal
from ledger.governance.proposals.subjects import Orientation
from ledger.governance.rules.decision_rule import (
    College,
    Colleges,
    DecisionRule,
    Fallback,
    Majority,
    Method,
    PartnerWeight,
    PublicMajority,
    Quorum,
    SecondCall,
    Secrecy,
    Tie,
    Voters,
)
from ledger.governance.rules.fractions import Share
from ledger.governance.rules.refusals import NoRulesYet, RulesAwaitSignatures
from ledger.governance.voting import open_vote as module
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import (
    ElectorateListed,
    Option,
    VoteClosed,
    VoteOpened,
)
from ledger.governance.voting.open_vote import OpenVote
from ledger.governance.voting.opening import in_parts
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.refusals import (
    AlreadyBeforeVote,
    ChairDoesNotVote,
    ChairMissing,
    ClosesTooLate,
    ClosesTooSoon,
    ElectorateIsEmpty,
    ElectorateTooLarge,
    FlagDelays,
    NoticeTooShort,
    OptionsNotAsked,
    OptionTwice,
    ProposalNotPublished,
    ProposalRewordedSince,
    ProposalTakenBack,
    PublicBodiesDoNotHoldEnough,
    SecondCallNotFounded,
    SecondCallTooSoon,
    SecretOutside,
    TooFewOptions,
    TooManyOptions,
    VoteExists,
    VoterWithoutCollege,
)
from ledger.kernel.identifiers import CollegeId, FlagId, MandateId, PartnerId, VoteId
from ledger.kernel.messages import Capacity, Fact
from ledger.membership.mandates.events import PartnerAssignedToCollege
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.polling import (
    CLOSES_AT,
    HEDGES,
    LABEL,
    NEXT_POLL,
    ON_BOARD,
    OTHER_LABEL,
    PARTNERS,
    POLL,
    PUBLISHED,
    REASON,
    SIMPLE,
    TITLE,
    TODAY,
    VOICE,
    asked,
    at_the_polls,
    founded,
    opened,
    ready,
)
from tests.spec import NOON, given

CHOICE = DecisionRule(method=Method.APPROVAL)
BRIDGE = Option(option_id="bridge", label=LABEL)
GARDEN = Option(option_id="garden", label=OTHER_LABEL)
TWICE = DecisionRule(
    method=Method.FOR_AGAINST, quorum=Quorum(), second_call=SecondCall(days=3)
)
BY_COLLEGES = DecisionRule(
    method=Method.FOR_AGAINST,
    colleges=Colleges(
        members=(College("labs", Share(1, 2)), College("towns", Share(1, 2)))
    ),
)


def opening(partner_id: PartnerId = LITTORAL, /, **content: object) -> OpenVote:
    known: dict[str, object] = {
        "proposal_id": HEDGES,
        "text_version": 1,
        "closes_at": CLOSES_AT,
    }
    made = asked(OpenVote, partner_id, **{**known, **content})
    assert isinstance(made, OpenVote)
    return made


def closed(outcome: Outcome, on: date = TODAY) -> VoteClosed:
    return VoteClosed(
        vote_id=POLL,
        proposal_id=HEDGES,
        closed_on=on,
        outcome=outcome,
        counted=(),
        working=(),
    )


def before(outcome: Outcome, rule: DecisionRule = SIMPLE) -> tuple[Fact, ...]:
    return (*at_the_polls(rule), closed(outcome))


def the_vote(*history: Fact, **content: object) -> VoteOpened:
    when = given(*history).when(opening(**content))
    vote: VoteOpened = when.then_kinds(VoteOpened, ElectorateListed)[0]
    return vote


def test_a_vote_freezes_its_rule_and_who_votes() -> None:
    """One voice for each partner that somebody represents that day."""
    given(*ready()).when(opening()).then(*opened())


def test_the_board_opens_a_vote_on_anybodys_proposal() -> None:
    """Serving the commons is for that."""
    story = given(*ready())
    story.when(opening(actor=ON_BOARD)).then(*opened())


def test_another_partner_does_not_open_it() -> None:
    """The author does, or whoever serves the commons."""
    given(*ready()).when(opening(BRUMES)).refused(NotYourProposal)


def test_nobody_opens_a_vote_for_another_partner() -> None:
    """Nor for one that is suspended."""
    given(*ready()).when(opening(partner_id=BRUMES)).refused(NotYourPartner)
    away = PartnershipSuspended(partner_id=LITTORAL, reason=REASON)
    given(*ready(), away).when(opening()).refused(YourPartnerNotActive)


def test_a_suspended_partner_is_not_in_the_electorate() -> None:
    """The others vote without it."""
    away = PartnershipSuspended(partner_id=PONT, reason=REASON)
    assert the_vote(*ready(), away).electorate.count == len(VOICE) - 1


def test_rules_come_before_votes() -> None:
    """Founded, and signed by all that were asked."""
    given(*PARTNERS, PUBLISHED).when(opening()).refused(NoRulesYet)
    waiting = replace(founded(SIMPLE), signatories=(LITTORAL, BRUMES))
    given(*PARTNERS, waiting, PUBLISHED).when(opening()).refused(RulesAwaitSignatures)


def test_what_is_voted_on_can_be_read_by_all() -> None:
    """Neither a draft, nor what nobody wrote, nor what was taken back."""
    drafted = ProposalDrafted(
        proposal_id=HEDGES, partner_id=LITTORAL, title=TITLE, text=TITLE
    )
    draft = given(*PARTNERS, founded(SIMPLE), drafted)
    draft.when(opening()).refused(ProposalNotPublished)
    nothing = given(*PARTNERS, founded(SIMPLE))
    nothing.when(opening(actor=ON_BOARD)).refused(ProposalNotPublished)
    withdrawn = ProposalWithdrawn(proposal_id=HEDGES, partner_id=LITTORAL)
    given(*ready(), withdrawn).when(opening()).refused(ProposalTakenBack)


def test_the_version_that_was_read_is_voted_on() -> None:
    """Whoever opens it has read the text as it is."""
    reworded = ProposalReworded(
        proposal_id=HEDGES,
        partner_id=LITTORAL,
        text_version=2,
        subject=Orientation(),
        title=TITLE,
        text=TITLE,
        summary=TITLE,
    )
    story = given(*ready(), reworded)
    story.when(opening()).refused(ProposalRewordedSince)
    assert the_vote(*ready(), reworded, text_version=2).text_version == 2


def test_a_vote_opens_once() -> None:
    """Under one name, and on one proposal."""
    story = given(*at_the_polls())
    story.when(opening()).refused(VoteExists)
    story.when(opening(vote_id=NEXT_POLL)).refused(AlreadyBeforeVote)


def test_what_is_decided_is_not_voted_on_again() -> None:
    """Whoever wants it otherwise proposes anew."""
    for outcome in (Outcome.ADOPTED, Outcome.REJECTED, Outcome.RETAINED):
        story = given(*before(outcome))
        story.when(opening(vote_id=NEXT_POLL)).refused(AlreadyBeforeVote)


def test_what_a_void_count_left_undecided_is_voted_on_again() -> None:
    """As what missed its quorum is."""
    for outcome in (Outcome.VOIDED, Outcome.QUORUM_MISSED):
        assert the_vote(*before(outcome), vote_id=NEXT_POLL).rule == SIMPLE


def test_clear_days_of_notice_count_neither_first_nor_last() -> None:
    """Published on the first of March, nine clear days lead to the eleventh."""
    nine = replace(SIMPLE, notice_days=9)
    given(*ready(nine)).when(opening()).refused(NoticeTooShort)
    eight = replace(SIMPLE, notice_days=8)
    assert the_vote(*ready(eight)).rule == eight


def test_a_flag_delays_a_vote_once() -> None:
    """By seven days from the first one."""
    flag = ArticleFlagRaised(
        flag_id=FlagId("one"),
        flagged_id=HEDGES,
        partner_id=PONT,
        thing=FlaggedThing.PROPOSAL,
        owner_id=LITTORAL,
        charter_version=1,
        article=1,
        reason=REASON,
        raised_on=date(2026, 3, 5),
    )
    given(*ready(), flag).when(opening()).refused(FlagDelays)
    early = replace(flag, raised_on=date(2026, 3, 3))
    assert the_vote(*ready(), early).vote_id == POLL


def test_a_vote_is_open_as_long_as_its_rule_says() -> None:
    """And no longer than ninety days."""
    story = given(*ready())
    soon = NOON + timedelta(days=6, hours=22)
    story.when(opening(closes_at=soon)).refused(ClosesTooSoon)
    late = NOON + timedelta(days=91)
    story.when(opening(closes_at=late)).refused(ClosesTooLate)


def test_an_hour_less_is_a_day_in_spring() -> None:
    """Clocks go forward while the vote is open."""
    closes_at = NOON + timedelta(days=6, hours=23)
    assert the_vote(*ready(), closes_at=closes_at).closes_at == closes_at


def test_a_secret_ballot_is_held_elsewhere() -> None:
    """Commun takes its counts only."""
    secret = replace(SIMPLE, secrecy=Secrecy.SECRET)
    given(*ready(secret)).when(opening()).refused(SecretOutside)


def test_a_second_convocation_keeps_the_rule_of_the_first() -> None:
    """Three days later at the earliest, once."""
    missed = (
        *at_the_polls(TWICE),
        closed(Outcome.QUORUM_MISSED, on=date(2026, 3, 7)),
        founded(SIMPLE),
    )
    vote = the_vote(*missed, vote_id=NEXT_POLL, call=Call.SECOND)
    assert (vote.rule, vote.call) == (TWICE, Call.SECOND)
    early = given(*at_the_polls(TWICE), closed(Outcome.QUORUM_MISSED))
    again = opening(vote_id=NEXT_POLL, call=Call.SECOND)
    early.when(again).refused(SecondCallTooSoon)


@pytest.mark.parametrize(
    "history",
    [
        ready(TWICE),
        before(Outcome.QUORUM_MISSED),
        before(Outcome.VOIDED, TWICE),
        (*at_the_polls(TWICE, call=Call.SECOND), closed(Outcome.QUORUM_MISSED)),
    ],
    ids=["nothing before", "no second in the rule", "void", "second already"],
)
def test_a_second_convocation_follows_a_missed_quorum(
    history: tuple[Fact, ...],
) -> None:
    """Where the rule of the first has one."""
    again = opening(vote_id=NEXT_POLL, call=Call.SECOND)
    given(*history).when(again).refused(SecondCallNotFounded)


def test_withheld_consent_leads_to_a_vote_where_the_rule_says() -> None:
    """By the majority it names; the same text is not asked for consent again."""
    consent = DecisionRule(
        method=Method.CONSENT,
        fallback=Fallback.VOTE,
        fallback_majority=Majority(share=Share(2, 3), strict=False),
    )
    vote = the_vote(*before(Outcome.CONSENT_WITHHELD, consent), vote_id=NEXT_POLL)
    assert vote.rule.method is Method.FOR_AGAINST
    assert vote.rule.majority == consent.fallback_majority
    plain = replace(consent, fallback=Fallback.DEFER, fallback_majority=None)
    story = given(*before(Outcome.CONSENT_WITHHELD, plain))
    story.when(opening(vote_id=NEXT_POLL)).refused(AlreadyBeforeVote)


def test_a_text_changed_for_an_objection_is_asked_for_consent_again() -> None:
    """It is another text."""
    consent = DecisionRule(method=Method.CONSENT)
    reworded = ProposalReworded(
        proposal_id=HEDGES,
        partner_id=LITTORAL,
        text_version=2,
        subject=Orientation(),
        title=TITLE,
        text=TITLE,
        summary=TITLE,
    )
    history = (*before(Outcome.CONSENT_WITHHELD, consent), reworded)
    assert the_vote(*history, vote_id=NEXT_POLL, text_version=2).rule == consent


def test_approval_is_between_options_that_can_be_told_apart() -> None:
    """Two at least, fifty at most, each with its own name."""
    story = given(*ready(CHOICE))
    story.when(opening(options=(BRIDGE,))).refused(TooFewOptions)
    many = tuple(replace(BRIDGE, option_id=f"o{n}") for n in range(51))
    story.when(opening(options=many)).refused(TooManyOptions)
    same = replace(GARDEN, label=LABEL)
    story.when(opening(options=(BRIDGE, same))).refused(OptionTwice)
    vote = the_vote(*ready(CHOICE), options=(BRIDGE, GARDEN))
    assert vote.options == (BRIDGE, GARDEN)


def test_other_methods_have_no_options() -> None:
    """Their answers are the same in every vote."""
    story = given(*ready())
    story.when(opening(options=(BRIDGE, GARDEN))).refused(OptionsNotAsked)


def test_a_chair_that_decides_ties_is_named_and_votes() -> None:
    """One of those who vote."""
    rule = replace(SIMPLE, tie=Tie.CHAIR)
    story = given(*ready(rule))
    story.when(opening()).refused(ChairMissing)
    story.when(opening(chair_id=MandateId("nobody"))).refused(ChairDoesNotVote)
    assert the_vote(*ready(rule), chair_id=VOICE[BRUMES]).chair_id == VOICE[BRUMES]


def test_nobody_is_left_out_of_the_colleges() -> None:
    """A partner in no college of the rule would vote in none."""
    labs = PartnerAssignedToCollege(college_id=CollegeId("labs"), partner_id=LITTORAL)
    story = given(*ready(BY_COLLEGES), labs)
    story.when(opening()).refused(VoterWithoutCollege)
    towns = [
        PartnerAssignedToCollege(college_id=CollegeId("towns"), partner_id=one)
        for one in (BRUMES, SOURCES, PONT)
    ]
    listed = given(*ready(BY_COLLEGES), labs, *towns).when(opening())
    voters = listed.then_kinds(VoteOpened, ElectorateListed)[1].voters
    assert {one.college_id for one in voters} == {"labs", "towns"}


def test_public_bodies_hold_what_the_rule_asks() -> None:
    """Weights are the rule's; Littoral is an association here."""
    rule = replace(
        SIMPLE,
        public_majority=PublicMajority(),
        weights=(PartnerWeight(LITTORAL, 5),),
    )
    given(*ready(rule)).when(opening()).refused(PublicBodiesDoNotHoldEnough)


def test_somebody_votes() -> None:
    """A board without a member decides nothing."""
    rule = replace(SIMPLE, voters=Voters.BOARD)
    nobody = [
        one
        for one in ready(rule)
        if getattr(one, "capacity", None) is not Capacity.BOARD_MEMBER
    ]
    given(*nobody).when(opening()).refused(ElectorateIsEmpty)
    assert the_vote(*ready(rule)).electorate.count == 1


def test_more_voters_than_a_vote_holds_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten thousand at most; three here."""
    monkeypatch.setattr(module, "ELECTORATE_MAX", 3)
    given(*ready()).when(opening()).refused(ElectorateTooLarge)


def test_a_vote_on_something_else_is_no_obstacle() -> None:
    """Votes on other proposals go on beside it."""
    other = opened(vote_id=VoteId("fences"), proposal_id="fences")
    given(*ready(), *other).when(opening()).then(*opened())


def test_electorates_of_two_thousand_are_listed_in_parts() -> None:
    """One fact stays small; the seal holds them together."""
    voters = [Voter(mandate_id=MandateId(f"m{n:04}")) for n in range(2_000)]
    parts, sealed = in_parts(voters)
    assert (len(parts), sealed.count) == (20, 2_000)

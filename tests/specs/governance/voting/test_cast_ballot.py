"""Cast a ballot."""

from datetime import date

import pytest
from msgspec.structs import replace

from ledger.governance.rules.choices import (
    ABSTENTION,
    AGAINST,
    BLANK,
    CONSENT,
    FOR,
    OBJECTION,
)
from ledger.governance.rules.decision_rule import (
    DecisionRule,
    Method,
    Proxies,
    Secrecy,
    Voters,
)
from ledger.governance.voting.cast_ballot import CastBallot
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import Option, RecusalRecorded, VoteClosed
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.refusals import (
    BallotSealedOrNot,
    CastThroughProxy,
    CommitmentMalformed,
    NoProxyForThis,
    NotAmongVoters,
    NotYourVoice,
    OneChoiceOnly,
    ProxiesNotTaken,
    ProxyCapReached,
    ReasonMissing,
    RecusedFromVote,
    UnknownChoice,
    UnknownVote,
    VotedItself,
    VoteIsClosed,
    VoteIsOver,
)
from ledger.governance.voting.sealing import commitment_to
from ledger.kernel.identifiers import MandateId, PartnerId, ProxyId
from ledger.kernel.messages import Capacity
from ledger.kernel.refusals import NoMandateInForce
from ledger.membership.mandates.events import MandateWithdrawn, ProxyRevoked
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.polling import (
    CLOSES_AT,
    HEDGES,
    LABEL,
    ON_BOARD,
    OTHER_LABEL,
    OTHER_POLL,
    POLL,
    REASON,
    SIMPLE,
    TODAY,
    VOICE,
    asked,
    at_the_polls,
    cast,
    changed,
    opened,
    proxy,
)
from tests.spec import given
from tests.workshop import PERSON_OF

PROXIED = replace(SIMPLE, proxies=Proxies(per_holder=1))
SEALED = replace(SIMPLE, secrecy=Secrecy.SEALED)
ASKED_CONSENT = DecisionRule(method=Method.CONSENT, reasons_for=(OBJECTION,))
CHOICE = DecisionRule(method=Method.APPROVAL)
OPTIONS = (
    Option(option_id="bridge", label=LABEL),
    Option(option_id="garden", label=OTHER_LABEL),
)
COMMITTED = commitment_to(POLL, VOICE[BRUMES], (FOR,), None, "salt")


def casting(
    partner_id: PartnerId = BRUMES,
    /,
    *choices: str,
    voice: PartnerId | None = None,
    **content: object,
) -> CastBallot:
    known = {
        "mandate_id": VOICE[voice or partner_id],
        "part": 0,
        "choices": choices or (FOR,),
    }
    made = asked(CastBallot, partner_id, **{**known, **content})
    assert isinstance(made, CastBallot)
    return made


def test_a_partner_answers_once_and_may_change_it() -> None:
    """The older answer stays on record."""
    story = given(*at_the_polls())
    story.when(casting(BRUMES, FOR)).then(cast(BRUMES, FOR))
    story.when(casting(BRUMES, AGAINST)).then(changed(BRUMES, AGAINST))
    story.when(casting(BRUMES, FOR, reason=REASON)).then(
        changed(BRUMES, FOR, reason=REASON)
    )


def test_ballots_of_others_and_of_other_votes_are_no_obstacle() -> None:
    """Each voice answers in each vote."""
    story = given(
        *at_the_polls(),
        *opened(vote_id=OTHER_POLL),
        cast(BRUMES, AGAINST, vote_id=OTHER_POLL),
        cast(SOURCES, AGAINST),
    )
    story.when(casting(BRUMES)).then(cast(BRUMES, FOR))


def test_an_alternate_answers_with_the_partners_voice() -> None:
    """As whoever represents it does."""
    alternate = mandate(PERSON_OF[PONT], BRUMES, Capacity.ALTERNATE)
    actor = acting_for(PERSON_OF[PONT], BRUMES, Capacity.ALTERNATE)
    story = given(*at_the_polls(), alternate)
    story.when(casting(BRUMES, actor=actor)).then(cast(BRUMES, FOR))


def test_answers_are_taken_while_the_vote_is_open() -> None:
    """Until its moment, as it was extended, and not after its closing."""
    given(*at_the_polls()[:-2]).when(casting()).refused(UnknownVote)
    story = given(*at_the_polls())
    story.when(casting(at=CLOSES_AT)).refused(VoteIsOver)
    closed = VoteClosed(
        vote_id=POLL,
        proposal_id=HEDGES,
        closed_on=TODAY,
        outcome=Outcome.REJECTED,
        counted=(),
        working=(),
    )
    given(*at_the_polls(), closed).when(casting()).refused(VoteIsClosed)


def test_only_the_electorate_answers() -> None:
    """A mandate that was not in force as the vote opened is not in it."""
    late = MandateId("late")
    given(*at_the_polls()).when(casting(mandate_id=late)).refused(NotAmongVoters)
    other_part = casting(part=1)
    given(*at_the_polls()).when(other_part).refused(NotAmongVoters)


def test_who_is_recused_does_not_answer() -> None:
    """Even through a proxy."""
    recused = RecusalRecorded(vote_id=POLL, mandate_id=VOICE[BRUMES], partner_id=BRUMES)
    given(*at_the_polls(), recused).when(casting()).refused(RecusedFromVote)


def test_nobody_answers_for_another_partner() -> None:
    """Nor for one that is suspended, nor with a mandate that ended."""
    story = given(*at_the_polls())
    story.when(casting(partner_id=SOURCES)).refused(NotYourPartner)
    away = PartnershipSuspended(partner_id=BRUMES, reason=REASON)
    given(*at_the_polls(), away).when(casting()).refused(YourPartnerNotActive)


def test_a_voice_whose_mandate_ended_is_silent() -> None:
    """Its proxy ends with it."""
    ended = MandateWithdrawn(
        mandate_id=VOICE[SOURCES], partner_id=SOURCES, person_id=PERSON_OF[SOURCES]
    )
    story = given(*at_the_polls(PROXIED), proxy(SOURCES, BRUMES), ended)
    story.when(casting(BRUMES, voice=SOURCES)).refused(NoMandateInForce)


def test_a_proxy_is_a_voice_given_to_another() -> None:
    """For one vote, or until a day; the fact says through whom."""
    through = cast(SOURCES, FOR, through=VOICE[BRUMES], partner_id=BRUMES)
    for given_proxy in (
        proxy(SOURCES, BRUMES),
        proxy(SOURCES, BRUMES, until=TODAY),
    ):
        story = given(*at_the_polls(PROXIED), given_proxy)
        story.when(casting(BRUMES, voice=SOURCES)).then(through)


def test_without_a_proxy_a_voice_is_its_partners() -> None:
    """One for another vote, one that lapsed, or one revoked does not serve."""
    story = given(*at_the_polls(PROXIED))
    story.when(casting(BRUMES, voice=SOURCES)).refused(NotYourVoice)
    for useless in (
        proxy(SOURCES, BRUMES, vote_id=OTHER_POLL),
        proxy(SOURCES, BRUMES, until=date(2026, 3, 9)),
        proxy(SOURCES, PONT),
    ):
        unserved = given(*at_the_polls(PROXIED), useless)
        unserved.when(casting(BRUMES, voice=SOURCES)).refused(NoProxyForThis)
    revoked = ProxyRevoked(
        proxy_id=ProxyId("sources-brumes"),
        mandate_id=VOICE[SOURCES],
        partner_id=SOURCES,
        holder_mandate_id=VOICE[BRUMES],
    )
    gone = given(*at_the_polls(PROXIED), proxy(SOURCES, BRUMES), revoked)
    gone.when(casting(BRUMES, voice=SOURCES)).refused(NotYourVoice)


def test_proxies_are_the_rules_to_allow() -> None:
    """And to limit: one for each holder here."""
    none = given(*at_the_polls(), proxy(SOURCES, BRUMES))
    none.when(casting(BRUMES, voice=SOURCES)).refused(ProxiesNotTaken)
    story = given(
        *at_the_polls(PROXIED),
        proxy(SOURCES, BRUMES),
        proxy(PONT, BRUMES),
        cast(SOURCES, FOR, through=VOICE[BRUMES], partner_id=BRUMES),
    )
    story.when(casting(BRUMES, voice=PONT)).refused(ProxyCapReached)
    again = changed(SOURCES, AGAINST, through=VOICE[BRUMES], partner_id=BRUMES)
    story.when(casting(BRUMES, AGAINST, voice=SOURCES)).then(again)
    story.when(casting(BRUMES)).then(cast(BRUMES, FOR))


def test_what_a_proxy_answered_stays() -> None:
    """A proxy is taken back before it is used."""
    story = given(
        *at_the_polls(PROXIED),
        proxy(SOURCES, BRUMES),
        cast(SOURCES, FOR, through=VOICE[BRUMES], partner_id=BRUMES),
    )
    story.when(casting(SOURCES)).refused(CastThroughProxy)


def test_a_voice_that_answered_itself_needs_no_proxy() -> None:
    """Its holder does not answer over it."""
    story = given(*at_the_polls(PROXIED), proxy(SOURCES, BRUMES), cast(SOURCES, FOR))
    story.when(casting(BRUMES, AGAINST, voice=SOURCES)).refused(VotedItself)


def test_on_the_board_each_answers_for_themselves() -> None:
    """Whoever represents their partner has no voice there."""
    rule = replace(SIMPLE, voters=Voters.BOARD)
    seat = ON_BOARD.mandate_id
    assert seat is not None
    story = given(
        *at_the_polls(rule, voters=[Voter(mandate_id=seat, partner_id=LITTORAL)])
    )
    represented = casting(LITTORAL, mandate_id=seat)
    story.when(represented).refused(ProxiesNotTaken)
    own = casting(LITTORAL, actor=ON_BOARD, mandate_id=seat)
    story.when(own).then(cast(LITTORAL, FOR, mandate_id=seat))


def test_an_answer_is_one_of_the_methods() -> None:
    """And only one, where it takes one."""
    story = given(*at_the_polls())
    story.when(casting(BRUMES, CONSENT)).refused(UnknownChoice)
    story.when(casting(BRUMES, FOR, AGAINST)).refused(OneChoiceOnly)
    story.when(casting(BRUMES, choices=())).refused(OneChoiceOnly)
    for choice in (FOR, AGAINST, ABSTENTION, BLANK):
        given(*at_the_polls()).when(casting(BRUMES, choice)).then(cast(BRUMES, choice))


def test_an_approval_names_options_once() -> None:
    """As many as one likes, or none of them."""
    voting = at_the_polls(CHOICE, options=OPTIONS)
    story = given(*voting)
    story.when(casting(BRUMES, "bridge", "bridge")).refused(OneChoiceOnly)
    story.when(casting(BRUMES, "hall")).refused(UnknownChoice)
    story.when(casting(BRUMES, "bridge", "garden")).then(
        cast(BRUMES, "bridge", "garden")
    )
    given(*voting).when(casting(BRUMES, BLANK)).then(cast(BRUMES, BLANK))


def test_an_objection_has_its_reason() -> None:
    """Where the rule asks for one."""
    story = given(*at_the_polls(ASKED_CONSENT))
    story.when(casting(BRUMES, OBJECTION)).refused(ReasonMissing)
    story.when(casting(BRUMES, OBJECTION, reason=REASON)).then(
        cast(BRUMES, OBJECTION, reason=REASON)
    )


def test_a_sealed_ballot_is_a_commitment_and_nothing_else() -> None:
    """Whether ballots are sealed is the rule's to say."""
    story = given(*at_the_polls(SEALED))
    story.when(casting(BRUMES, FOR)).refused(BallotSealedOrNot)
    both = casting(BRUMES, FOR, commitment=COMMITTED)
    story.when(both).refused(BallotSealedOrNot)
    told = casting(BRUMES, choices=(), reason=REASON, commitment=COMMITTED)
    story.when(told).refused(BallotSealedOrNot)
    short = casting(BRUMES, choices=(), commitment="abc")
    story.when(short).refused(CommitmentMalformed)
    sealed = casting(BRUMES, choices=(), commitment=COMMITTED)
    story.when(sealed).then(cast(BRUMES, commitment=COMMITTED))
    plain = given(*at_the_polls())
    plain.when(sealed).refused(BallotSealedOrNot)


@pytest.mark.parametrize("reason", [None, REASON])
def test_a_sealed_fact_is_as_long_whatever_it_holds(reason: object) -> None:
    """Not even the presence of a reason shows."""
    words = REASON if reason is not None else None
    one = commitment_to(POLL, VOICE[BRUMES], (AGAINST,), words, "salt")
    assert len(one) == len(COMMITTED)
    assert one != COMMITTED

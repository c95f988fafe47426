"""Close a vote."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from ledger.governance.proposals.events import ObjectionRaised, ObjectionWithdrawn
from ledger.governance.rules.choices import AGAINST, CONSENT, FOR, OBJECTION
from ledger.governance.rules.decision_rule import (
    DecisionRule,
    Method,
    Proxies,
    Quorum,
    Secrecy,
    Tie,
)
from ledger.governance.voting.close_vote import CloseVote
from ledger.governance.voting.events import (
    BallotsOpened,
    Opening,
    RecusalRecorded,
    VoteClosed,
    VoteExtended,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.refusals import UnknownVote, VoteGoesOn, VoteIsClosed
from ledger.governance.voting.sealing import commitment_to
from ledger.governance.voting.working import Says
from ledger.kernel.identifiers import ObjectionId, PartnerId
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.polling import (
    CLOSER,
    CLOSES_AT,
    FENCES,
    HEDGES,
    OTHER_POLL,
    POLL,
    REASON,
    SIMPLE,
    VOICE,
    WRITTEN,
    at_the_polls,
    cast,
    changed,
    opened,
    ready,
)
from tests.spec import given

SEALED = replace(SIMPLE, secrecy=Secrecy.SEALED, reasons_for=(AGAINST,))
ASKED_CONSENT = DecisionRule(method=Method.CONSENT)


def closing(**content: object) -> CloseVote:
    known = {
        "actor": CLOSER,
        "at": CLOSES_AT,
        "key": f"{content}",
        "words": WRITTEN,
        "vote_id": POLL,
        "proposal_id": HEDGES,
    }
    return CloseVote(**{**known, **content})  # type: ignore[arg-type]  # the fields are what each story says


def closed(*history: Fact, **content: object) -> VoteClosed:
    *_, fact = given(*history).when(closing(**content)).then_kinds(VoteClosed)
    assert isinstance(fact, VoteClosed)
    return fact


def test_a_vote_is_counted_once_its_moment_has_come() -> None:
    """And not sooner, nor twice, whoever asks."""
    history = (*at_the_polls(), cast(BRUMES, FOR), cast(PONT, AGAINST))
    early = closing(at=CLOSES_AT - timedelta(seconds=1))
    given(*history).when(early).refused(VoteGoesOn)
    fact = closed(*history, cast(SOURCES, FOR))
    assert (fact.outcome, fact.closed_on) == (Outcome.ADOPTED, CLOSES_AT.date())
    again = given(*history, cast(SOURCES, FOR), fact)
    again.when(closing(key="other")).refused(VoteIsClosed)


def test_a_vote_that_nobody_opened_does_not_close() -> None:
    """Nor does one on another proposal."""
    given(*ready()).when(closing()).refused(UnknownVote)
    story = given(*at_the_polls())
    story.when(closing(proposal_id=FENCES)).refused(UnknownVote)


def test_an_extension_moves_the_moment() -> None:
    """What was announced last holds."""
    later = VoteExtended(
        vote_id=POLL,
        partner_id=LITTORAL,
        closes_at=CLOSES_AT + timedelta(days=1),
        reason=REASON,
    )
    given(*at_the_polls(), later).when(closing()).refused(VoteGoesOn)


def test_the_last_answer_counts() -> None:
    """Whoever changed theirs is counted once, and other votes not at all."""
    history = (
        *at_the_polls(),
        *opened(vote_id=OTHER_POLL),
        cast(BRUMES, FOR),
        changed(BRUMES, AGAINST),
        cast(PONT, FOR, vote_id=OTHER_POLL),
    )
    fact = closed(*history)
    assert fact.outcome is Outcome.REJECTED
    assert fact.counted[0].present.heads == 1


def test_who_is_recused_leaves_electorate_and_vote() -> None:
    """Whatever was answered before."""
    recused = RecusalRecorded(vote_id=POLL, mandate_id=VOICE[BRUMES], partner_id=BRUMES)
    fact = closed(*at_the_polls(), cast(BRUMES, FOR), recused, cast(PONT, AGAINST))
    counted = fact.counted[0]
    assert fact.outcome is Outcome.REJECTED
    assert (counted.electorate.heads, counted.recused.heads) == (3, 1)


def test_a_quorum_that_is_missed_decides_nothing() -> None:
    """More than half of four is three."""
    rule = replace(SIMPLE, quorum=Quorum(), proxies=Proxies(per_holder=1))
    two = (*at_the_polls(rule), cast(BRUMES, FOR), cast(PONT, FOR))
    assert closed(*two).outcome is Outcome.QUORUM_MISSED
    third = cast(SOURCES, FOR, through=VOICE[BRUMES])
    assert closed(*two, third).outcome is Outcome.ADOPTED


def test_an_objection_that_was_settled_stands_aside() -> None:
    """Its mandate is counted as reserved; one that stands withholds consent."""
    raised = ObjectionRaised(
        objection_id=ObjectionId("roots"),
        proposal_id=HEDGES,
        mandate_id=VOICE[PONT],
        partner_id=PONT,
        harm=REASON,
    )
    history = (
        *at_the_polls(ASKED_CONSENT),
        cast(BRUMES, CONSENT),
        cast(PONT, OBJECTION, reason=REASON),
        raised,
    )
    assert closed(*history).outcome is Outcome.CONSENT_WITHHELD
    settled = ObjectionWithdrawn(
        objection_id=ObjectionId("roots"), proposal_id=HEDGES, partner_id=PONT
    )
    assert closed(*history, settled).outcome is Outcome.ADOPTED


def test_the_chair_or_a_public_lot_decides_a_tie_where_the_rule_says() -> None:
    """The seed is recorded, so that anybody draws again."""
    chaired = replace(SIMPLE, tie=Tie.CHAIR)
    history = (
        *at_the_polls(chaired, chair_id=VOICE[BRUMES]),
        cast(BRUMES, FOR),
        cast(PONT, AGAINST),
    )
    assert closed(*history).outcome is Outcome.ADOPTED
    recused = RecusalRecorded(vote_id=POLL, mandate_id=VOICE[BRUMES], partner_id=BRUMES)
    assert closed(*history, cast(SOURCES, FOR), recused).outcome is Outcome.REJECTED
    lot = (
        *at_the_polls(replace(SIMPLE, tie=Tie.LOT)),
        cast(BRUMES, FOR),
        cast(PONT, AGAINST),
    )
    fact = closed(*lot, seed="loto 2026-03-17")
    assert fact.seed == "loto 2026-03-17"
    assert Says.LOT_DREW in {step.says for step in fact.working}


def opening(
    partner_id: PartnerId, *choices: str, reason: Words | None = None
) -> Opening:
    return Opening(
        mandate_id=VOICE[partner_id],
        choices=choices,
        salt=f"salt of {partner_id}",
        reason=reason,
    )


def committed(one: Opening, partner_id: PartnerId) -> Fact:
    commitment = commitment_to(POLL, one.mandate_id, one.choices, one.reason, one.salt)
    return cast(partner_id, commitment=commitment)


FOR_IT = opening(BRUMES, FOR)
AGAINST_IT = opening(PONT, AGAINST, reason=REASON)
ALSO_FOR = opening(SOURCES, FOR)
POLLED: tuple[Fact, ...] = (
    *at_the_polls(SEALED),
    committed(FOR_IT, BRUMES),
    committed(AGAINST_IT, PONT),
    committed(ALSO_FOR, SOURCES),
)


def unsealed(*openings: Opening, history: tuple[Fact, ...] = POLLED) -> VoteClosed:
    kinds = (BallotsOpened, VoteClosed) if openings else (VoteClosed,)
    when = given(*history).when(closing(openings=openings))
    *opened_parts, fact = when.then_kinds(*kinds)
    assert [o for part in opened_parts for o in part.openings] == [*openings]
    assert isinstance(fact, VoteClosed)
    return fact


def test_sealed_ballots_are_opened_and_counted() -> None:
    """Every opening is published with the count."""
    fact = unsealed(FOR_IT, AGAINST_IT, ALSO_FOR)
    assert fact.outcome is Outcome.ADOPTED
    assert [answer.heads for answer in fact.counted[0].answers] == [1, 2]


@pytest.mark.parametrize(
    ("openings", "says"),
    [
        ((), Says.OPENINGS_MISSING),
        ((FOR_IT, AGAINST_IT), Says.OPENINGS_MISSING),
        ((FOR_IT, AGAINST_IT, opening(SOURCES, AGAINST)), Says.OPENINGS_FALSE),
        ((FOR_IT, FOR_IT, AGAINST_IT, ALSO_FOR), Says.OPENINGS_FALSE),
        ((FOR_IT, AGAINST_IT, ALSO_FOR, opening(LITTORAL, FOR)), Says.OPENINGS_FALSE),
    ],
    ids=["none", "one missing", "other answer", "doubled", "never cast"],
)
def test_openings_missing_or_false_void_the_count(
    openings: tuple[Opening, ...], says: Says
) -> None:
    """Visibly: the working says how many."""
    fact = unsealed(*openings)
    assert fact.outcome is Outcome.VOIDED
    assert says in {step.says for step in fact.working}


@pytest.mark.parametrize("choices", [("consent",), (FOR, AGAINST), (), (AGAINST,)])
def test_what_could_not_be_refused_while_sealed_is_blank(
    choices: tuple[str, ...],
) -> None:
    """No answer of this vote, several, none, or one without its reason."""
    wrong = opening(BRUMES, *choices)
    fact = unsealed(wrong, history=(*at_the_polls(SEALED), committed(wrong, BRUMES)))
    assert [tally.choice for tally in fact.counted[0].answers] == ["blank"]
    assert fact.outcome is Outcome.REJECTED

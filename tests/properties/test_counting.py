"""What holds of every count, whatever the rule, the electorate and the ballots."""

from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ledger.governance.rules.checking import check_rule
from ledger.governance.rules.choices import ABSTENTION, AGAINST, BLANK, CHOICES, FOR
from ledger.governance.rules.decision_rule import (
    Basis,
    College,
    Colleges,
    DecisionRule,
    InsideCollege,
    Majority,
    Method,
    Quorum,
    QuorumOf,
    SecondCall,
    Tie,
)
from ledger.governance.rules.fractions import Share
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.counting import Question, count
from ledger.governance.voting.electorate import Ballot, Voter, grouped
from ledger.governance.voting.outcomes import Outcome, Result
from ledger.governance.voting.tie_break import TieBreak
from ledger.governance.voting.working import Says
from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Refusal

OPTIONS = ("bridge", "garden", "hall")
COLLEGES = ("labs", "towns", "citizens")


@st.composite
def shares(draw: st.DrawFn) -> Share:
    under = draw(st.integers(1, 12))
    return Share(draw(st.integers(0, under)), under)


@st.composite
def college_weights(draw: st.DrawFn) -> Colleges:
    parts = [draw(st.integers(1, 4)) for _ in COLLEGES]
    whole = sum(parts)
    return Colleges(
        members=tuple(
            College(college, Share(part, whole))
            for college, part in zip(COLLEGES, parts, strict=True)
        ),
        floor=Share(0),
        ceiling=Share(1),
        inside=draw(st.sampled_from(InsideCollege)),
        adopting=draw(st.integers(0, len(COLLEGES))),
    )


@st.composite
def quorums(draw: st.DrawFn) -> Quorum:
    return Quorum(
        of=draw(st.sampled_from(QuorumOf)),
        share=draw(shares()),
        strict=draw(st.booleans()),
        represented_count=draw(st.booleans()),
        abstentions_count=draw(st.booleans()),
        blanks_count=draw(st.booleans()),
    )


@st.composite
def rules(draw: st.DrawFn, *methods: Method) -> DecisionRule:
    method = draw(st.sampled_from(methods or tuple(Method)))
    is_many = method is Method.APPROVAL
    rule = DecisionRule(
        method=method,
        majority=Majority(
            basis=draw(st.sampled_from(Basis)),
            share=draw(shares()),
            strict=draw(st.booleans()),
            blank_counts=draw(st.booleans()),
        ),
        quorum=draw(st.none() | quorums()),
        colleges=draw(st.none() | college_weights()),
        tie=draw(st.sampled_from(Tie)),
        seats=draw(st.integers(1, 3)) if is_many else 1,
    )
    if rule.quorum is not None and draw(st.booleans()):
        second = SecondCall(days=3, quorum=draw(st.none() | quorums()))
        rule = with_second_call(rule, second)
    try:
        check_rule(rule)
    except Refusal:
        return DecisionRule(method=method)
    return rule


def with_second_call(rule: DecisionRule, second: SecondCall) -> DecisionRule:
    return DecisionRule(
        method=rule.method,
        majority=rule.majority,
        quorum=rule.quorum,
        second_call=second,
        colleges=rule.colleges,
        tie=rule.tie,
        seats=rule.seats,
    )


@st.composite
def electorates(draw: st.DrawFn) -> list[Voter]:
    return [
        Voter(
            mandate_id=MandateId(f"m{n}"),
            college_id=draw(st.sampled_from(COLLEGES)),
            weight=Share(draw(st.integers(1, 5))),
        )
        for n in range(draw(st.integers(1, 9)))
    ]


@st.composite
def votes(
    draw: st.DrawFn, *methods: Method
) -> tuple[Question, list[Voter], list[Ballot]]:
    rule = draw(rules(*methods))
    voters = draw(electorates())
    if rule.colleges is None:
        voters = [
            Voter(mandate_id=voter.mandate_id, weight=voter.weight) for voter in voters
        ]
    cast: list[Ballot] = []
    for voter in voters:
        if draw(st.booleans()):
            chosen = draw(answers(rule))
            through = draw(st.none() | st.just(MandateId("holder")))
            cast.append(
                Ballot(mandate_id=voter.mandate_id, choices=chosen, through=through)
            )
    question = Question(
        rule=rule,
        options=OPTIONS if rule.method is Method.APPROVAL else (),
        call=draw(st.sampled_from(Call)),
        tie_break=TieBreak(
            chair=draw(st.sampled_from([(), (FOR,), (AGAINST,), ("hall",)])),
            seed=draw(st.sampled_from(["", "seed", "another"])),
        ),
    )
    return question, voters, cast


def answers(rule: DecisionRule) -> st.SearchStrategy[tuple[str, ...]]:
    if rule.method is Method.APPROVAL:
        some = st.sets(st.sampled_from(OPTIONS), min_size=1)
        return some.map(lambda chosen: tuple(sorted(chosen))) | st.sampled_from(
            [(ABSTENTION,), (BLANK,)]
        )
    return st.sampled_from(CHOICES[rule.method]).map(lambda choice: (choice,))


def result_of(question: Question, voters: list[Voter], cast: list[Ballot]) -> Result:
    return count(question, grouped(voters, cast))


@given(votes())
def test_counting_is_total(
    vote: tuple[Question, list[Voter], list[Ballot]],
) -> None:
    """Every valid rule has an outcome for every set of ballots, and says how."""
    question, voters, cast = vote
    result = result_of(question, voters, cast)
    assert result.working
    assert bool(result.retained) == (result.outcome is Outcome.RETAINED)


@given(votes(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_voters_never_matters(
    vote: tuple[Question, list[Voter], list[Ballot]], shuffling: Random
) -> None:
    """Whoever is read first, the working is the same to the letter."""
    question, voters, cast = vote
    before = result_of(question, voters, cast)
    assert result_of(question, voters[::-1], cast[::-1]) == before
    shuffled = list(cast)
    shuffling.shuffle(shuffled)
    assert result_of(question, voters, shuffled) == before


@given(votes(Method.FOR_AGAINST))
def test_a_vote_more_for_it_never_makes_it_lose(
    vote: tuple[Question, list[Voter], list[Ballot]],
) -> None:
    """Whoever had not voted, and votes for it, cannot bring it down."""
    question, voters, cast = vote
    if result_of(question, voters, cast).outcome is not Outcome.ADOPTED:
        return
    voted = {ballot.mandate_id for ballot in cast}
    for voter in voters:
        if voter.mandate_id not in voted:
            more = [*cast, Ballot(mandate_id=voter.mandate_id, choices=(FOR,))]
            assert result_of(question, voters, more).outcome is Outcome.ADOPTED


@given(votes(Method.FOR_AGAINST))
def test_turning_from_against_to_for_never_makes_it_lose(
    vote: tuple[Question, list[Voter], list[Ballot]],
) -> None:
    """Whoever changes their mind in favour cannot bring it down."""
    question, voters, cast = vote
    if result_of(question, voters, cast).outcome is not Outcome.ADOPTED:
        return
    for n, ballot in enumerate(cast):
        turned = Ballot(
            mandate_id=ballot.mandate_id, choices=(FOR,), through=ballot.through
        )
        more = [*cast[:n], turned, *cast[n + 1 :]]
        assert result_of(question, voters, more).outcome is Outcome.ADOPTED


@given(votes(Method.APPROVAL))
def test_an_approval_more_never_unseats_an_option(
    vote: tuple[Question, list[Voter], list[Ballot]],
) -> None:
    """A voter who approved of others, and approves of a retained one too, keeps it."""
    question, voters, cast = vote
    for option in result_of(question, voters, cast).retained:
        for n, ballot in enumerate(cast):
            if {option, ABSTENTION, BLANK} & set(ballot.choices):
                continue
            wider = Ballot(
                mandate_id=ballot.mandate_id,
                choices=(*ballot.choices, option),
                through=ballot.through,
            )
            more = [*cast[:n], wider, *cast[n + 1 :]]
            assert option in result_of(question, voters, more).retained


@given(votes(Method.FOR_AGAINST))
def test_sides_are_parts_of_one_whole(
    vote: tuple[Question, list[Voter], list[Ballot]],
) -> None:
    """For and against never exceed their basis, and colleges never exceed one."""
    question, voters, cast = vote
    for step in result_of(question, voters, cast).working:
        if step.says is Says.SIDES:
            whole = Fraction(step.number("whole"))
            sides = Fraction(step.number("for_it")) + Fraction(step.number("against"))
            assert 0 <= sides <= whole
            assert question.rule.colleges is None or whole <= 1


@given(st.integers(1, 400), shares(), st.booleans())
def test_a_quorum_grows_with_the_electorate(
    electorate: int,
    share: Share,
    strict: bool,  # noqa: FBT001  # drawn by position
) -> None:
    """One mandate more asks for the same number or for one more."""
    asked = Quorum(share=share, strict=strict)
    sizes = (electorate, electorate + 1)
    needed = [needed_for(asked, size) for size in sizes]
    assert all(after - before in {0, 1} for before, after in pairwise(needed))


def needed_for(asked: Quorum, size: int) -> int:
    voters = [Voter(mandate_id=MandateId(f"m{n}")) for n in range(size)]
    rule = DecisionRule(method=Method.FOR_AGAINST, quorum=asked)
    result = count(Question(rule=rule), grouped(voters, []))
    (told,) = [s for s in result.working if s.says is Says.QUORUM_NEEDED]
    return int(told.number("needed"))

"""Consents, votes by approval and advice, counted by hand."""

from ledger.governance.rules.choices import (
    ADVICE,
    BLANK,
    CONSENT,
    OBJECTION,
    RESERVATION,
)
from ledger.governance.rules.decision_rule import (
    College,
    Colleges,
    DecisionRule,
    Method,
    Quorum,
    Tie,
)
from ledger.governance.rules.fractions import Share
from ledger.governance.rules.presets import CONSENT as BY_CONSENT
from ledger.governance.voting.electorate import Ballot, Voter
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.tie_break import TieBreak
from ledger.governance.voting.working import Says
from ledger.kernel.identifiers import MandateId
from tests.ballots import ballots, line, mandates, online, says

APPROVAL = DecisionRule(method=Method.APPROVAL)
HALLS = ("hall", "library", "school")


def approving(*chosen: tuple[str, ...]) -> list[Ballot]:
    return [
        Ballot(mandate_id=MandateId(f"m{n}"), choices=choices)
        for n, choices in enumerate(chosen, start=1)
    ]


def test_consent_is_given_where_nobody_objects() -> None:
    """8 mandates: 5 consent, 1 stands aside with a reservation."""
    result = online(BY_CONSENT, mandates(8), ballots({CONSENT: 5, RESERVATION: 1}))
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.CONSENT_GIVEN).number("reservations") == "1"


def test_one_objection_withholds_consent() -> None:
    """8 mandates: 7 consent, 1 objects."""
    result = online(BY_CONSENT, mandates(8), ballots({CONSENT: 7, OBJECTION: 1}))
    assert result.outcome is Outcome.CONSENT_WITHHELD
    assert line(result, Says.OBJECTIONS_STAND).number("objections") == "1"


def test_silence_is_not_consent() -> None:
    """9 mandates: half is 4.5, so 5 must answer; 4 do."""
    result = online(BY_CONSENT, mandates(9), ballots({CONSENT: 4}))
    assert result.outcome is Outcome.QUORUM_MISSED
    assert line(result, Says.QUORUM_MISSED).number("needed") == "5"


def test_reservations_alone_are_no_consent() -> None:
    """8 mandates: 6 stand aside, and nobody consents."""
    result = online(BY_CONSENT, mandates(8), ballots({RESERVATION: 6}))
    assert result.outcome is Outcome.CONSENT_WITHHELD
    assert says(result, Says.NOBODY_CONSENTED)


def test_who_is_recused_does_not_withhold_consent() -> None:
    """8 mandates: 7 consent, 1 objects and is recused: it concerned them."""
    cast = ballots([CONSENT] * 7 + [OBJECTION])
    result = online(BY_CONSENT, mandates(8), cast, recused=["m8"])
    assert result.outcome is Outcome.ADOPTED


def test_the_most_approved_option_is_retained() -> None:
    """5 voters: library 4, hall 3, school 1."""
    cast = approving(
        ("hall", "library"),
        ("hall", "library"),
        ("library",),
        ("hall", "school"),
        ("library",),
    )
    result = online(APPROVAL, mandates(5), cast, options=HALLS)
    assert result.outcome is Outcome.RETAINED
    assert result.retained == ("library",)


def test_equals_for_the_last_seat_leave_it_empty() -> None:
    """Hall 2, library 2: the rule keeps the status quo on a tie."""
    cast = approving(("hall",), ("hall",), ("library",), ("library",))
    result = online(APPROVAL, mandates(4), cast, options=HALLS)
    assert result.outcome is Outcome.NOTHING_RETAINED
    assert says(result, Says.TIED)


def test_the_chair_decides_between_equals() -> None:
    """Hall 2, library 2: the chair approved of the library."""
    rule = DecisionRule(method=Method.APPROVAL, tie=Tie.CHAIR)
    cast = approving(("hall",), ("hall",), ("library",), ("library",))
    result = online(
        rule,
        mandates(4),
        cast,
        options=HALLS,
        tie_break=TieBreak(chair=("library",)),
    )
    assert result.retained == ("library",)


def test_a_chair_who_approved_of_both_equals_decides_nothing() -> None:
    """Hall 3, library 3: the chair approved of both."""
    rule = DecisionRule(method=Method.APPROVAL, tie=Tie.CHAIR)
    cast = approving(("hall", "library"), ("hall",), ("library",), ("hall", "library"))
    result = online(
        rule,
        mandates(4),
        cast,
        options=HALLS,
        tie_break=TieBreak(chair=("hall", "library")),
    )
    assert result.outcome is Outcome.NOTHING_RETAINED
    assert says(result, Says.CHAIR_SILENT)


def test_two_seats_take_the_two_most_approved() -> None:
    """Hall 3, library 2, school 1: two seats."""
    rule = DecisionRule(method=Method.APPROVAL, seats=2)
    cast = approving(("hall", "library"), ("hall", "library"), ("hall", "school"))
    result = online(rule, mandates(3), cast, options=HALLS)
    assert result.retained == ("hall", "library")


def test_one_sure_seat_stands_though_the_other_is_tied() -> None:
    """Hall 3, library 1, school 1: the first seat is sure, the second stays empty."""
    rule = DecisionRule(method=Method.APPROVAL, seats=2)
    cast = approving(("hall", "library"), ("hall", "school"), ("hall",))
    result = online(rule, mandates(3), cast, options=HALLS)
    assert result.retained == ("hall",)
    assert line(result, Says.TIED).number("seats") == "1"


def test_an_option_nobody_approves_of_is_never_retained() -> None:
    """Three seats, and only one option is approved of by anyone."""
    rule = DecisionRule(method=Method.APPROVAL, seats=3)
    result = online(rule, mandates(3), approving(("school",)), options=HALLS)
    assert result.retained == ("school",)


def test_blank_ballots_retain_nothing() -> None:
    """Three blank ballots."""
    cast = approving((BLANK,), (BLANK,), (BLANK,))
    result = online(APPROVAL, mandates(3), cast, options=HALLS)
    assert result.outcome is Outcome.NOTHING_RETAINED
    assert says(result, Says.NOBODY_DECIDED)


def test_approval_by_colleges_weighs_the_shares_of_who_answered() -> None:
    """Labs 1/2: 1 of 2 for the hall; towns 1/2: 3 of 4 for the library.

    Hall 1/2 x 1/2 + 1/2 x 1/4 = 3/8; library 1/2 x 1/2 + 1/2 x 3/4 = 5/8.
    """
    half = Share(1, 2)
    colleges = Colleges(members=(College("labs", half), College("towns", half)))
    rule = DecisionRule(method=Method.APPROVAL, colleges=colleges)
    voters = [*mandates(2, "labs"), *mandates(4, "towns")]
    cast = [
        *ballots(["hall", "library"], "labs"),
        *ballots(["hall", "library", "library", "library"], "towns"),
    ]
    result = online(rule, voters, cast, options=HALLS)
    assert result.retained == ("library",)
    weights = {
        step.number("option"): step.number("weight")
        for step in result.working
        if step.says is Says.APPROVALS
    }
    assert weights == {"hall": "3/8", "library": "5/8", "school": "0"}


def test_lots_fill_the_seats_between_equals() -> None:
    """Two seats between three equals: two different ones, the same for all who draw."""
    rule = DecisionRule(method=Method.APPROVAL, tie=Tie.LOT, seats=2)
    seed = TieBreak(seed="42")
    result = online(
        rule, mandates(3), approving(HALLS, HALLS), options=HALLS, tie_break=seed
    )
    assert len(set(result.retained)) == 2
    assert set(result.retained) < set(HALLS)


def test_advice_decides_nothing_and_needs_no_quorum() -> None:
    """8 mandates, 2 advise: the decider answers each."""
    rule = DecisionRule(method=Method.ADVICE, quorum=Quorum())
    result = online(rule, mandates(8), ballots({ADVICE: 2}))
    assert result.outcome is Outcome.ADVISED
    assert line(result, Says.ADVICE_GIVEN).number("given") == "2"


def test_weights_count_in_approval_too() -> None:
    """A mandate of weight 3 outweighs two of weight 1."""
    heavy = Voter(mandate_id=MandateId("m1"), weight=Share(3))
    light = [Voter(mandate_id=MandateId(f"m{n}")) for n in (2, 3)]
    cast = approving(("hall",), ("school",), ("school",))
    result = online(APPROVAL, [heavy, *light], cast, options=HALLS)
    assert result.retained == ("hall",)

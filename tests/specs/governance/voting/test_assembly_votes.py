"""Votes of associations, cooperatives and public interest groups, counted by hand.

Sources: loi 47-1775 art. 19 octies (colleges of a SCIC: one member one vote
inside, a tenth to a half of the votes each); loi 2011-525 art. 103 (public bodies
of a GIP hold more than half); statutes for the rest.
"""

from fractions import Fraction

import pytest

from ledger.governance.rules.choices import ABSTENTION, AGAINST, BLANK, FOR
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
from ledger.governance.rules.presets import (
    ASSOCIATION,
    PUBLIC_INTEREST_GROUP,
    UNANIMITY,
    cooperative,
)
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.electorate import check_electorate
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.refusals import PublicBodiesDoNotHoldEnough
from ledger.governance.voting.tie_break import TieBreak
from ledger.governance.voting.working import Says
from tests.ballots import ballots, in_the_room, line, mandates, online, says

LABS = College("labs", Share(1, 2))
TOWNS = College("towns", Share(3, 10))
CITIZENS = College("citizens", Share(1, 5))
THREE = Colleges(members=(LABS, TOWNS, CITIZENS))
BY_COLLEGES = DecisionRule(method=Method.FOR_AGAINST, colleges=THREE)
VOTERS = [*mandates(4, "labs"), *mandates(10, "towns"), *mandates(20, "citizens")]


def test_a_quarter_of_an_association_is_a_quorum() -> None:
    """40 members, 8 present and 2 represented: exactly a quarter."""
    result = in_the_room(ASSOCIATION, 40, present=8, represented=2, pour=6, contre=4)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.QUORUM_REACHED).number("came") == "10"


def test_a_quarter_is_rounded_up() -> None:
    """41 members: a quarter is 10.25, so 11 are needed."""
    result = in_the_room(ASSOCIATION, 41, present=10, pour=10)
    assert result.outcome is Outcome.QUORUM_MISSED
    assert line(result, Says.QUORUM_MISSED).number("needed") == "11"


def test_an_association_keeps_the_status_quo_on_a_tie() -> None:
    """40 members, 12 present, 6 for and 6 against: half is not more than half."""
    result = in_the_room(ASSOCIATION, 40, present=12, pour=6, contre=6)
    assert result.outcome is Outcome.REJECTED
    assert line(result, Says.MAJORITY_MISSED).number("needed") == "6"


def test_two_thirds_reached_exactly_adopt() -> None:
    """A change of statutes by at least two thirds: 10 for and 5 against."""
    rule = DecisionRule(
        method=Method.FOR_AGAINST, majority=Majority(share=Share(2, 3), strict=False)
    )
    assert in_the_room(rule, 20, present=15, pour=10, contre=5).outcome is (
        Outcome.ADOPTED
    )
    assert in_the_room(rule, 20, present=15, pour=9, contre=5).outcome is (
        Outcome.REJECTED
    )


def test_three_quarters_of_all_members_count_who_stayed_away() -> None:
    """A dissolution: three quarters of 20 members is 15, whoever came."""
    rule = DecisionRule(
        method=Method.FOR_AGAINST,
        majority=Majority(basis=Basis.ELECTORATE, share=Share(3, 4), strict=False),
    )
    missed = in_the_room(rule, 20, present=14, pour=14)
    reached = in_the_room(rule, 20, present=16, pour=15, contre=1)
    assert missed.outcome is Outcome.REJECTED
    assert line(missed, Says.MAJORITY_NEEDED).number("needed") == "15"
    assert reached.outcome is Outcome.ADOPTED


def test_abstentions_weigh_against_where_the_rule_counts_them() -> None:
    """5 for, 3 against, 2 abstain: more than half of 8, but not of 10."""
    of_cast = DecisionRule(method=Method.FOR_AGAINST)
    of_both = DecisionRule(
        method=Method.FOR_AGAINST,
        majority=Majority(basis=Basis.VOTES_AND_ABSTENTIONS),
    )
    outcomes = [
        in_the_room(rule, 12, present=10, pour=5, contre=3, abstention=2).outcome
        for rule in (of_cast, of_both)
    ]
    assert outcomes == [Outcome.ADOPTED, Outcome.REJECTED]


def test_blank_ballots_weigh_against_where_the_rule_counts_them() -> None:
    """6 for, 5 against, 1 blank: 6 of 12 is not more than half."""
    rule = DecisionRule(method=Method.FOR_AGAINST, majority=Majority(blank_counts=True))
    result = in_the_room(rule, 12, present=12, pour=6, contre=5, blanc=1)
    assert result.outcome is Outcome.REJECTED


def test_one_vote_against_breaks_unanimity() -> None:
    """11 for and 1 against reject; 11 for and 1 abstention adopt."""
    broken = in_the_room(UNANIMITY, 12, present=12, pour=11, contre=1)
    kept = in_the_room(UNANIMITY, 12, present=12, pour=11, abstention=1)
    assert broken.outcome is Outcome.REJECTED
    assert kept.outcome is Outcome.ADOPTED


def test_a_quorum_may_leave_out_who_abstains() -> None:
    """12 mandates, 7 come and 2 abstain: 5 take part, and 7 were needed."""
    quorum = Quorum(abstentions_count=False)
    rule = DecisionRule(method=Method.FOR_AGAINST, quorum=quorum)
    result = in_the_room(rule, 12, present=7, pour=5, abstention=2)
    assert result.outcome is Outcome.QUORUM_MISSED
    assert line(result, Says.QUORUM_MISSED).number("came") == "5"


def test_a_second_convocation_may_have_a_quorum_of_its_own() -> None:
    """40 members: a half the first time, a tenth the second; 4 come."""
    rule = DecisionRule(
        method=Method.FOR_AGAINST,
        quorum=Quorum(strict=False),
        second_call=SecondCall(days=8, quorum=Quorum(share=Share(1, 10), strict=False)),
    )
    first = in_the_room(rule, 40, present=4, pour=4)
    assert first.outcome is Outcome.QUORUM_MISSED
    second = in_the_room(rule, 40, call=Call.SECOND, present=4, pour=4)
    assert second.outcome is Outcome.ADOPTED
    assert line(second, Says.QUORUM_REACHED).number("needed") == "4"


def test_colleges_weigh_by_the_shares_inside_them() -> None:
    """Labs 3 of 4 for, towns 2 of 10, citizens 15 of 20.

    1/2 x 3/4 + 3/10 x 1/5 + 1/5 x 3/4 = 375/1000 + 60/1000 + 150/1000 = 117/200.
    """
    cast = [
        *ballots({FOR: 3, AGAINST: 1}, "labs"),
        *ballots({FOR: 2, AGAINST: 8}, "towns"),
        *ballots({FOR: 15, AGAINST: 5}, "citizens"),
    ]
    result = online(BY_COLLEGES, VOTERS, cast)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.SIDES).number("for_it") == "117/200"
    assert line(result, Says.COLLEGE_WEIGHS, "towns").number("for_it") == "3/50"


def test_many_heads_do_not_outvote_a_heavy_college() -> None:
    """All 20 citizens and 5 towns for, all labs and 5 towns against: 35 to 65."""
    cast = [
        *ballots({AGAINST: 4}, "labs"),
        *ballots({FOR: 5, AGAINST: 5}, "towns"),
        *ballots({FOR: 20}, "citizens"),
    ]
    result = online(BY_COLLEGES, VOTERS, cast)
    assert result.outcome is Outcome.REJECTED
    assert line(result, Says.SIDES).number("for_it") == "7/20"
    assert line(result, Says.SIDES).number("against") == "13/20"


def test_winner_takes_all_gives_a_college_whole_to_its_majority() -> None:
    """Labs 3 to 1, towns 4 to 6, citizens 9 to 11: a half on each side."""
    colleges = replace_inside(THREE, InsideCollege.WINNER_TAKES_ALL)
    rule = DecisionRule(method=Method.FOR_AGAINST, colleges=colleges)
    cast = [
        *ballots({FOR: 3, AGAINST: 1}, "labs"),
        *ballots({FOR: 4, AGAINST: 6}, "towns"),
        *ballots({FOR: 9, AGAINST: 11}, "citizens"),
    ]
    result = online(rule, VOTERS, cast)
    assert result.outcome is Outcome.REJECTED
    assert line(result, Says.SIDES).number("for_it") == "1/2"
    proportional = online(BY_COLLEGES, VOTERS, cast)
    assert proportional.outcome is Outcome.ADOPTED
    assert line(proportional, Says.SIDES).number("for_it") == "117/200"


def test_a_divided_college_weighs_on_neither_side() -> None:
    """Labs 2 to 2, towns for, citizens against: 3/10 of 1/2 adopts."""
    colleges = replace_inside(THREE, InsideCollege.WINNER_TAKES_ALL)
    rule = DecisionRule(method=Method.FOR_AGAINST, colleges=colleges)
    cast = [
        *ballots({FOR: 2, AGAINST: 2}, "labs"),
        *ballots({FOR: 6, AGAINST: 4}, "towns"),
        *ballots({FOR: 1, AGAINST: 19}, "citizens"),
    ]
    result = online(rule, VOTERS, cast)
    assert result.outcome is Outcome.ADOPTED
    assert says(result, Says.COLLEGE_DIVIDED)
    assert line(result, Says.SIDES).number("whole") == "1/2"


def test_a_silent_college_leaves_its_weight_unused() -> None:
    """Labs do not vote: towns 6 to 4 and citizens 8 to 12 are 13/50 of 1/2."""
    cast = [
        *ballots({FOR: 6, AGAINST: 4}, "towns"),
        *ballots({FOR: 8, AGAINST: 12}, "citizens"),
    ]
    result = online(BY_COLLEGES, VOTERS, cast)
    assert says(result, Says.COLLEGE_SILENT)
    assert line(result, Says.SIDES).number("for_it") == "13/50"
    assert line(result, Says.SIDES).number("whole") == "1/2"
    assert result.outcome is Outcome.ADOPTED


def test_a_double_majority_fails_in_one_college() -> None:
    """All three must adopt: 117/200 overall, but towns are 2 to 8."""
    rule = DecisionRule(method=Method.FOR_AGAINST, colleges=replace_adopting(THREE, 3))
    cast = [
        *ballots({FOR: 3, AGAINST: 1}, "labs"),
        *ballots({FOR: 2, AGAINST: 8}, "towns"),
        *ballots({FOR: 15, AGAINST: 5}, "citizens"),
    ]
    result = online(rule, VOTERS, cast)
    assert result.outcome is Outcome.REJECTED
    assert line(result, Says.COLLEGES_ADOPTING).number("adopting") == "2"
    assert says(result, Says.MAJORITY_REACHED)


def test_a_double_majority_in_two_of_three_colleges_holds() -> None:
    """Two of three must adopt: labs and citizens do, and 117/200 overall."""
    rule = DecisionRule(method=Method.FOR_AGAINST, colleges=replace_adopting(THREE, 2))
    cast = [
        *ballots({FOR: 3, AGAINST: 1}, "labs"),
        *ballots({FOR: 2, AGAINST: 8}, "towns"),
        *ballots({FOR: 15, AGAINST: 5}, "citizens"),
    ]
    assert online(rule, VOTERS, cast).outcome is Outcome.ADOPTED


def test_a_quorum_in_each_college_is_missed_by_one() -> None:
    """Half of each: 2 of 4 labs, 5 of 10 towns, but 9 of 20 citizens."""
    quorum = Quorum(of=QuorumOf.EACH_COLLEGE, strict=False)
    rule = DecisionRule(method=Method.FOR_AGAINST, colleges=THREE, quorum=quorum)
    cast = [
        *ballots({FOR: 2}, "labs"),
        *ballots({FOR: 5}, "towns"),
        *ballots({FOR: 9}, "citizens"),
    ]
    missed = online(rule, VOTERS, cast)
    assert missed.outcome is Outcome.QUORUM_MISSED
    assert line(missed, Says.QUORUM_MISSED, "citizens").number("needed") == "10"
    cast += ballots({AGAINST: 1}, "citizens", first=10)
    assert online(rule, VOTERS, cast).outcome is Outcome.ADOPTED


def test_a_quorum_of_weights_counts_colleges_by_their_share() -> None:
    """All labs (1/2) and 2 of 20 citizens (1/50): 13/25 is more than half."""
    quorum = Quorum(of=QuorumOf.WEIGHTS)
    rule = DecisionRule(method=Method.FOR_AGAINST, colleges=THREE, quorum=quorum)
    without = online(rule, VOTERS, ballots({FOR: 4}, "labs"))
    assert without.outcome is Outcome.QUORUM_MISSED
    cast = [*ballots({FOR: 4}, "labs"), *ballots({FOR: 2}, "citizens")]
    result = online(rule, VOTERS, cast)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.QUORUM_REACHED).number("came") == "13/25"


def test_a_cooperative_of_three_equal_colleges() -> None:
    """Producers 2 of 3, users 30 of 60, supporters 1 of 4: (2/3 + 1/2 + 1/4) / 3."""
    rule = cooperative()
    voters = [
        *mandates(3, "producers"),
        *mandates(60, "users"),
        *mandates(4, "supporters"),
    ]
    cast = [
        *ballots({FOR: 2, AGAINST: 1}, "producers"),
        *ballots({FOR: 30, AGAINST: 30}, "users"),
        *ballots({FOR: 1, AGAINST: 3}, "supporters"),
    ]
    result = online(rule, voters, cast)
    assert result.outcome is Outcome.REJECTED
    wanted = Fraction(2, 3) + Fraction(1, 2) + Fraction(1, 4)
    assert line(result, Says.SIDES).number("for_it") == str(wanted / 3) == "17/36"


def test_a_public_interest_group_votes_by_its_rights() -> None:
    """State 40, region 20, association 25, company 15: 60 for, 40 against."""
    voters = [
        *mandates(1, "state", 40, is_public=True),
        *mandates(1, "region", 20, is_public=True),
        *mandates(1, "association", 25),
        *mandates(1, "company", 15),
    ]
    cast = [
        *ballots({FOR: 1}, "state"),
        *ballots({FOR: 1}, "region"),
        *ballots({AGAINST: 1}, "association"),
        *ballots({AGAINST: 1}, "company"),
    ]
    check_electorate(PUBLIC_INTEREST_GROUP, voters)
    result = online(PUBLIC_INTEREST_GROUP, voters, cast)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.SIDES).number("for_it") == "60"


def test_half_of_the_rights_is_not_more_than_half_for_public_bodies() -> None:
    """Public bodies with 50 of 100 rights do not hold more than half."""
    voters = [*mandates(1, "state", 50, is_public=True), *mandates(2, "others", 25)]
    with pytest.raises(PublicBodiesDoNotHoldEnough):
        check_electorate(PUBLIC_INTEREST_GROUP, voters)


def test_a_quorum_of_rights_met_exactly() -> None:
    """Half of 100 rights: the State with 40 and the company with 10 are enough."""
    voters = [
        *mandates(1, "state", 40, is_public=True),
        *mandates(1, "region", 50, is_public=True),
        *mandates(1, "company", 10),
    ]
    cast = [*ballots({FOR: 1}, "state"), *ballots({AGAINST: 1}, "company")]
    result = online(PUBLIC_INTEREST_GROUP, voters, cast)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.QUORUM_REACHED).number("came") == "50"


def test_a_lot_is_drawn_from_the_public_seed() -> None:
    """SHA-256 of “checkpoint 1283” is odd as a number: the second of two names.

    Options are against, for in the order of their names; anybody can draw again.
    """
    rule = DecisionRule(method=Method.FOR_AGAINST, tie=Tie.LOT)
    cast = ballots({FOR: 3, AGAINST: 3})
    drawn = online(rule, mandates(6), cast, tie_break=TieBreak(seed="checkpoint 1283"))
    assert line(drawn, Says.LOT_DREW).number("choice") == FOR
    again = online(rule, mandates(6), cast, tie_break=TieBreak(seed="checkpoint 1283"))
    assert again == drawn


def test_a_lot_without_its_seed_changes_nothing() -> None:
    """A seed that nobody named yet decides nothing."""
    rule = DecisionRule(method=Method.FOR_AGAINST, tie=Tie.LOT)
    result = online(rule, mandates(6), ballots({FOR: 3, AGAINST: 3}))
    assert result.outcome is Outcome.REJECTED
    assert says(result, Says.STATUS_QUO)


def test_a_casting_vote_does_not_bend_a_qualified_majority() -> None:
    """Two thirds are asked: 5 and 5 is no tie that anybody may decide."""
    rule = DecisionRule(
        method=Method.FOR_AGAINST,
        majority=Majority(share=Share(2, 3), strict=False),
        tie=Tie.CHAIR,
    )
    result = in_the_room(rule, 10, present=10, pour=5, contre=5, chair=FOR)
    assert result.outcome is Outcome.REJECTED
    assert not says(result, Says.CHAIR_DECIDED)


def test_a_third_of_the_whole_may_adopt_where_the_rule_says_so() -> None:
    """At least a third of the votes cast: 4 of 12."""
    rule = DecisionRule(
        method=Method.FOR_AGAINST, majority=Majority(share=Share(1, 3), strict=False)
    )
    result = in_the_room(rule, 12, present=12, pour=4, contre=8)
    assert result.outcome is Outcome.ADOPTED


def test_abstentions_and_blanks_alone_adopt_nothing_at_any_majority() -> None:
    """More than zero of the votes cast, but nobody is for it."""
    rule = DecisionRule(
        method=Method.FOR_AGAINST, majority=Majority(share=Share(0), strict=True)
    )
    cast = ballots({ABSTENTION: 3, BLANK: 2})
    result = online(rule, mandates(8), cast)
    assert result.outcome is Outcome.REJECTED


def replace_inside(colleges: Colleges, inside: InsideCollege) -> Colleges:
    return Colleges(members=colleges.members, inside=inside)


def replace_adopting(colleges: Colleges, adopting: int) -> Colleges:
    return Colleges(members=colleges.members, adopting=adopting)

"""Votes of municipal councils, counted by hand from the articles of the CGCT.

Sources: art. L2121-17 (quorum, second convocation), L2121-20 (proxies, majority
of the votes cast, casting vote), L1111-6 and L2131-11 (recusal).
"""

from ledger.governance.rules.choices import AGAINST, FOR
from ledger.governance.rules.presets import MUNICIPAL_COUNCIL
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.tie_break import TieBreak
from ledger.governance.voting.working import Says
from tests.ballots import ballots, in_the_room, line, mandates, online, says


def test_the_absolute_majority_of_the_votes_cast_adopts() -> None:
    """15 members, 12 present: 7 for and 5 against; more than half of 12 is 7."""
    result = in_the_room(MUNICIPAL_COUNCIL, 15, present=12, pour=7, contre=5)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.QUORUM_REACHED).number("needed") == "8"
    assert line(result, Says.MAJORITY_NEEDED).number("needed") == "6"


def test_abstentions_are_no_votes_cast() -> None:
    """15 members, 12 present, 3 for, 2 against, 7 abstain: 3 of 5 votes cast adopt."""
    result = in_the_room(
        MUNICIPAL_COUNCIL, 15, present=12, pour=3, contre=2, abstention=7
    )
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.SIDES).number("whole") == "5"


def test_blank_ballots_are_no_votes_cast() -> None:
    """11 members, 11 present, 5 for, 4 against, 2 blank: 5 of 9 adopt."""
    result = in_the_room(MUNICIPAL_COUNCIL, 11, present=11, pour=5, contre=4, blanc=2)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.SIDES).number("whole") == "9"


def test_half_of_an_even_council_is_no_quorum() -> None:
    """14 members: more than half is 8, so 7 present are not enough."""
    result = in_the_room(MUNICIPAL_COUNCIL, 14, present=7, pour=7)
    assert result.outcome is Outcome.QUORUM_MISSED
    assert line(result, Says.QUORUM_MISSED).number("needed") == "8"


def test_the_quorum_met_exactly_is_met() -> None:
    """15 members: more than half is 8, and 8 are present."""
    result = in_the_room(MUNICIPAL_COUNCIL, 15, present=8, pour=8)
    assert result.outcome is Outcome.ADOPTED


def test_who_gave_a_proxy_is_not_present() -> None:
    """19 members, 9 present and 6 represented: 9 are not more than half of 19."""
    result = in_the_room(MUNICIPAL_COUNCIL, 19, present=9, represented=6, pour=15)
    assert result.outcome is Outcome.QUORUM_MISSED
    assert line(result, Says.QUORUM_MISSED).number("came") == "9"


def test_proxies_do_vote_once_the_quorum_is_there() -> None:
    """15 members, 8 present with 4 proxies: 5 for, 7 against rejects."""
    result = in_the_room(
        MUNICIPAL_COUNCIL, 15, present=8, represented=4, pour=5, contre=7
    )
    assert result.outcome is Outcome.REJECTED
    assert line(result, Says.SIDES).number("whole") == "12"


def test_a_second_convocation_needs_no_quorum() -> None:
    """15 members, 3 come the second time: 2 for, 1 against adopts."""
    first = in_the_room(MUNICIPAL_COUNCIL, 15, present=3, pour=2, contre=1)
    second = in_the_room(
        MUNICIPAL_COUNCIL, 15, present=3, pour=2, contre=1, call=Call.SECOND
    )
    assert first.outcome is Outcome.QUORUM_MISSED
    assert second.outcome is Outcome.ADOPTED
    assert says(second, Says.NO_QUORUM_ASKED)


def test_the_chairs_vote_decides_where_votes_are_equal() -> None:
    """11 members, 10 present, 5 for and 5 against; the mayor voted for."""
    result = in_the_room(MUNICIPAL_COUNCIL, 11, present=10, pour=5, contre=5, chair=FOR)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.CHAIR_DECIDED).number("choice") == FOR


def test_the_chairs_vote_may_decide_against() -> None:
    """11 members, 8 present, 4 for and 4 against; the mayor voted against."""
    result = in_the_room(
        MUNICIPAL_COUNCIL, 11, present=8, pour=4, contre=4, chair=AGAINST
    )
    assert result.outcome is Outcome.REJECTED
    assert line(result, Says.CHAIR_DECIDED).number("choice") == AGAINST


def test_a_chair_who_abstained_has_no_casting_vote() -> None:
    """11 members, 9 present, 4 for, 4 against, the mayor abstains: nothing changes."""
    result = in_the_room(
        MUNICIPAL_COUNCIL, 11, present=9, pour=4, contre=4, abstention=1
    )
    assert result.outcome is Outcome.REJECTED
    assert says(result, Says.CHAIR_SILENT)
    assert says(result, Says.STATUS_QUO)


def test_nobody_decides_where_all_abstain() -> None:
    """11 members, 8 present who all abstain: there is no vote cast."""
    result = in_the_room(MUNICIPAL_COUNCIL, 11, present=8, abstention=8)
    assert result.outcome is Outcome.REJECTED
    assert says(result, Says.NOBODY_DECIDED)


def test_one_vote_cast_is_enough_to_adopt() -> None:
    """11 members, 8 present: 1 for and 7 abstentions adopts."""
    result = in_the_room(MUNICIPAL_COUNCIL, 11, present=8, pour=1, abstention=7)
    assert result.outcome is Outcome.ADOPTED


def test_a_recusal_lowers_the_number_to_reach() -> None:
    """15 members of whom 1 is recused: more than half of 14 is 8, of 15 as well."""
    result = in_the_room(MUNICIPAL_COUNCIL, 15, recused=1, present=8, pour=8)
    assert result.outcome is Outcome.ADOPTED
    assert line(result, Says.RECUSED).number("left") == "14"
    assert line(result, Says.QUORUM_NEEDED).number("needed") == "8"


def test_a_recusal_can_save_the_quorum() -> None:
    """15 members, 7 present: short of 8, but more than half of the 13 left by two."""
    without = in_the_room(MUNICIPAL_COUNCIL, 15, present=7, pour=7)
    with_two = in_the_room(MUNICIPAL_COUNCIL, 15, recused=2, present=7, pour=7)
    assert without.outcome is Outcome.QUORUM_MISSED
    assert with_two.outcome is Outcome.ADOPTED
    assert line(with_two, Says.QUORUM_NEEDED).number("needed") == "7"


def test_a_recusal_can_cost_the_quorum() -> None:
    """15 members, 8 present of whom 1 is recused: 7 remain, and 8 of 14 are needed."""
    voters, cast = mandates(15), ballots({FOR: 8})
    before = online(MUNICIPAL_COUNCIL, voters, cast)
    after = online(MUNICIPAL_COUNCIL, voters, cast, recused=["m1"])
    assert before.outcome is Outcome.ADOPTED
    assert after.outcome is Outcome.QUORUM_MISSED
    assert line(after, Says.QUORUM_MISSED).number("came") == "7"


def test_a_ballot_cast_before_a_recusal_counts_for_nothing() -> None:
    """11 members: 6 for, 5 against; two of those for are recused, so 4 against 5."""
    voters = mandates(11)
    cast = ballots([FOR] * 6 + [AGAINST] * 5)
    assert online(MUNICIPAL_COUNCIL, voters, cast).outcome is Outcome.ADOPTED
    result = online(MUNICIPAL_COUNCIL, voters, cast, recused=["m1", "m2"])
    assert result.outcome is Outcome.REJECTED
    assert line(result, Says.SIDES).number("for_it") == "4"


def test_a_designation_that_ended_meanwhile_stays_in_the_electorate() -> None:
    """15 were announced: two ended without a ballot, and 8 are needed as before."""
    voters = mandates(15)
    result = online(MUNICIPAL_COUNCIL, voters, ballots({FOR: 7}))
    assert result.outcome is Outcome.QUORUM_MISSED
    assert line(result, Says.QUORUM_MISSED).number("needed") == "8"


def test_a_ballot_cast_before_the_designation_ended_counts() -> None:
    """15 were announced: the eighth ballot was cast in time and makes the quorum."""
    result = online(MUNICIPAL_COUNCIL, mandates(15), ballots({FOR: 8}))
    assert result.outcome is Outcome.ADOPTED


def test_online_the_chairs_own_ballot_decides_a_tie() -> None:
    """7 members, 6 vote, 3 and 3: the chair’s own ballot was against."""
    result = online(
        MUNICIPAL_COUNCIL,
        mandates(7),
        ballots({FOR: 3, AGAINST: 3}),
        tie_break=TieBreak(chair=(AGAINST,)),
    )
    assert result.outcome is Outcome.REJECTED
    assert says(result, Says.TIED)


def test_a_ballot_through_a_proxy_weighs_but_is_not_present() -> None:
    """15 members: 8 vote themselves and 3 by proxy; 6 against 5 rejects."""
    cast = [
        *ballots({FOR: 5, AGAINST: 3}),
        *ballots({AGAINST: 3}, first=9, through="m6"),
    ]
    result = online(MUNICIPAL_COUNCIL, mandates(15), cast)
    assert result.outcome is Outcome.REJECTED
    assert line(result, Says.TOOK_PART).number("present") == "8"
    assert line(result, Says.TOOK_PART).number("represented") == "3"


def test_a_proxy_revoked_before_the_ballot_leaves_the_quorum_missed() -> None:
    """Half by themselves and none through another: 7 of 15 do not make a quorum."""
    own = ballots({FOR: 7})
    result = online(MUNICIPAL_COUNCIL, mandates(15), own)
    assert result.outcome is Outcome.QUORUM_MISSED

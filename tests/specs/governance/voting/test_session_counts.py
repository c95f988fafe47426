"""Counts of a room that contradict its attendance are refused, never bent."""

import pytest

from ledger.governance.rules.choices import FOR
from ledger.governance.rules.decision_rule import Method
from ledger.governance.voting.electorate import Voter, grouped
from ledger.governance.voting.room.refusals import (
    AttendanceBeyondElectorate,
    CountBelowNothing,
    CountsContradictAttendance,
    WeightsDifferInTheRoom,
)
from ledger.governance.voting.session_counts import (
    AnswerCount,
    SessionCount,
    counted,
)
from tests.ballots import answers_of, ballots, mandates, name


def test_more_hands_than_heads_are_refused() -> None:
    """10 present, and 11 hands counted."""
    told = SessionCount(present=10, answers=answers_of({"pour": 8, "contre": 3}))
    with pytest.raises(CountsContradictAttendance, match=r"11 .* 10"):
        counted(Method.FOR_AGAINST, mandates(15), [told])


def test_proxies_are_counted_among_those_who_took_part() -> None:
    """10 present with 1 proxy: 11 hands are right."""
    answers = answers_of({"pour": 8, "contre": 3})
    told = SessionCount(present=10, represented=1, answers=answers)
    (group,) = counted(Method.FOR_AGAINST, mandates(15), [told])
    assert group.answered(FOR).heads == 8


def test_more_people_than_mandates_are_refused() -> None:
    """15 mandates, 14 present and 2 represented."""
    told = SessionCount(present=14, represented=2)
    with pytest.raises(AttendanceBeyondElectorate, match=r"16 .* 15"):
        counted(Method.FOR_AGAINST, mandates(15), [told])


def test_whoever_is_recused_cannot_be_among_those_present() -> None:
    """15 mandates of whom 2 are recused: 14 cannot have come."""
    told = SessionCount(present=14)
    away = frozenset({name(1), name(2)})
    with pytest.raises(AttendanceBeyondElectorate):
        counted(Method.FOR_AGAINST, mandates(15), [told], away)


def test_a_count_below_nothing_is_refused() -> None:
    """Minus one hand was raised."""
    told = SessionCount(present=3, answers=(AnswerCount(FOR, -1),))
    with pytest.raises(CountBelowNothing):
        counted(Method.FOR_AGAINST, mandates(5), [told])


def test_each_approved_option_has_its_own_count() -> None:
    """3 present: hall 3, library 3 is one person approving of both."""
    told = SessionCount(present=3, answers=answers_of({"hall": 3, "library": 3}))
    (group,) = counted(Method.APPROVAL, mandates(5), [told])
    assert group.answered("library").heads == 3
    with pytest.raises(CountsContradictAttendance):
        counted(
            Method.APPROVAL,
            mandates(5),
            [SessionCount(present=3, answers=answers_of({"hall": 4}))],
        )


def test_hands_show_no_weight() -> None:
    """Mandates of one group that weigh differently cannot be counted by hands."""
    voters = [
        *mandates(1),
        Voter(mandate_id=name(2), weight=mandates(1, weight=3)[0].weight),
    ]
    with pytest.raises(WeightsDifferInTheRoom):
        counted(Method.FOR_AGAINST, voters, [SessionCount(present=2)])


def test_a_room_and_ballots_come_to_the_same_groups() -> None:
    """7 for and 5 against of 15, by hands or one by one."""
    told = SessionCount(present=12, answers=answers_of({"pour": 7, "contre": 5}))
    in_a_room = counted(Method.FOR_AGAINST, mandates(15), [told])
    one_by_one = grouped(mandates(15), ballots({"for": 7, "against": 5}))
    assert in_a_room == one_by_one


def test_a_college_nobody_counted_for_took_no_part() -> None:
    """Two colleges, and only the labs were counted."""
    voters = [*mandates(2, "labs"), *mandates(3, "towns")]
    told = SessionCount(college_id="labs", present=2, answers=answers_of({"pour": 2}))
    labs, towns = counted(Method.FOR_AGAINST, voters, [told])
    assert labs.present.heads == 2
    assert towns.electorate.heads == 3
    assert towns.present.heads == 0

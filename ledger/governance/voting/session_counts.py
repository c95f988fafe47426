"""Session counts: a vote held in a room, as raised hands or papers were counted."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from ledger.governance.rules.decision_rule import Method
from ledger.governance.voting.electorate import NOTHING, Amount, Group, Voter
from ledger.governance.voting.room.refusals import (
    AttendanceBeyondElectorate,
    CountBelowNothing,
    CountsContradictAttendance,
    WeightsDifferInTheRoom,
)
from ledger.kernel.identifiers import MandateId


class AnswerCount(msgspec.Struct, frozen=True, array_like=True):
    """How many gave one answer."""

    choice: str
    heads: int


class CollegeAnswers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How those of one college, or of the whole room, answered."""

    college_id: str = ""
    answers: tuple[AnswerCount, ...]


class SessionCount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who came and what was counted, in one college or in the whole room."""

    college_id: str = ""
    present: int
    represented: int = 0
    answers: tuple[AnswerCount, ...] = ()


def counted(
    method: Method,
    voters: Sequence[Voter],
    counts: Sequence[SessionCount],
    recused: frozenset[MandateId] = frozenset(),
) -> tuple[Group, ...]:
    """Return the groups of a vote held in a room.

    A college that nobody counted for took no part. Raises a refusal where counts
    and attendance contradict each other, or where mandates of one group weigh
    differently, for hands show no weight.
    """
    told = {count.college_id: count for count in counts}
    names = sorted({voter.college_id for voter in voters})
    return tuple(
        _group(method, name, voters, told.get(name), recused) for name in names
    )


def _group(
    method: Method,
    name: str,
    voters: Sequence[Voter],
    told: SessionCount | None,
    recused: frozenset[MandateId],
) -> Group:
    own = [voter for voter in voters if voter.college_id == name]
    weights = {voter.weight.exact for voter in own}
    if len(weights) > 1:
        raise WeightsDifferInTheRoom(college=name)
    (each,) = weights
    left = sum(voter.mandate_id in recused for voter in own)
    electorate = _amount(len(own) - left, each)
    if told is None:
        return Group(
            college_id=name, electorate=electorate, recused=_amount(left, each)
        )
    _check(method, told, electorate)
    return Group(
        college_id=name,
        electorate=electorate,
        recused=_amount(left, each) if left else NOTHING,
        present=_amount(told.present, each),
        represented=_amount(told.represented, each),
        answers={a.choice: _amount(a.heads, each) for a in told.answers},
    )


def _check(method: Method, told: SessionCount, electorate: Amount) -> None:
    heads = [answer.heads for answer in told.answers]
    if min((*heads, told.present, told.represented)) < 0:
        raise CountBelowNothing(college=told.college_id)
    came = told.present + told.represented
    if came > electorate.heads:
        raise AttendanceBeyondElectorate(
            college=told.college_id, came=came, electorate=electorate.heads
        )
    # Whoever approves may approve of several: each option has its own count.
    is_many = method is Method.APPROVAL
    votes = max(heads, default=0) if is_many else sum(heads)
    if votes > came:
        raise CountsContradictAttendance(
            college=told.college_id, votes=votes, came=came
        )


def _amount(heads: int, each: Fraction) -> Amount:
    return Amount(heads, heads * each)

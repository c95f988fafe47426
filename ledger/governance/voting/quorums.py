"""Quorums: whether enough took part for a vote to be valid."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor

from ledger.governance.rules.choices import ABSTENTION, BLANK
from ledger.governance.rules.decision_rule import (
    Colleges,
    DecisionRule,
    Quorum,
    QuorumOf,
)
from ledger.governance.voting.electorate import Amount, Group
from ledger.governance.voting.working import Says, Step, step

Judged = tuple[bool, tuple[Step, ...]]


def quorum(asked: Quorum | None, rule: DecisionRule, groups: Sequence[Group]) -> Judged:
    """Tell whether the quorum is reached, and how that was found."""
    if asked is None:
        return True, (step(Says.NO_QUORUM_ASKED),)
    match asked.of:
        case QuorumOf.MANDATES:
            return _of_mandates(asked, groups)
        case QuorumOf.WEIGHTS:
            return _of_weights(asked, rule.colleges, groups)
        case QuorumOf.EACH_COLLEGE:
            judged = [_of_mandates(asked, [group]) for group in groups]
            return (
                all(is_reached for is_reached, _ in judged),
                tuple(line for _, steps in judged for line in steps),
            )


def needed_of(asked: Quorum, electorate: int) -> int:
    """Return the number of mandates to reach: more than half of 19 is 10."""
    share = asked.share.exact * electorate
    return floor(share) + 1 if asked.strict else ceil(share)


def taking_part(asked: Quorum, group: Group) -> Amount:
    """Return who counts towards the quorum, by heads and by weight.

    Those who answered in a way that the rule leaves out are taken off again,
    but never below nobody: counts of a room do not say who answered how.
    """
    came = group.present
    if asked.represented_count:
        came += group.represented
    left_out = [
        group.answered(choice)
        for choice, counts in (
            (ABSTENTION, asked.abstentions_count),
            (BLANK, asked.blanks_count),
        )
        if not counts
    ]
    heads = came.heads - sum(one.heads for one in left_out)
    weight = came.weight - sum((one.weight for one in left_out), Fraction(0))
    return Amount(max(heads, 0), max(weight, Fraction(0)))


def _of_mandates(asked: Quorum, groups: Sequence[Group]) -> Judged:
    electorate = sum(group.electorate.heads for group in groups)
    came = sum(taking_part(asked, group).heads for group in groups)
    needed = needed_of(asked, electorate)
    college = groups[0].college_id if len(groups) == 1 else ""
    return _verdict(
        came >= needed,
        step(
            Says.QUORUM_NEEDED,
            college=college,
            share=asked.share.exact,
            strict=int(asked.strict),
            electorate=electorate,
            needed=needed,
        ),
        {"college": college, "came": came, "needed": needed},
    )


def _of_weights(
    asked: Quorum, colleges: Colleges | None, groups: Sequence[Group]
) -> Judged:
    """Weigh who took part: inside a college its weight, in all each college's share."""
    whole = _weighed(groups, colleges, lambda group: group.electorate.weight)
    came = _weighed(groups, colleges, lambda group: taking_part(asked, group).weight)
    needed = asked.share.exact * whole
    is_reached = came > needed if asked.strict else came >= needed
    return _verdict(
        is_reached,
        step(
            Says.QUORUM_NEEDED,
            college="",
            share=asked.share.exact,
            strict=int(asked.strict),
            electorate=whole,
            needed=needed,
        ),
        {"college": "", "came": came, "needed": needed},
    )


def _weighed(
    groups: Sequence[Group],
    colleges: Colleges | None,
    of: Callable[[Group], Fraction],
) -> Fraction:
    if colleges is None:
        return sum((of(group) for group in groups), Fraction(0))
    weights = {one.college_id: one.weight.exact for one in colleges.members}
    return sum(
        (
            weights[group.college_id] * of(group) / group.electorate.weight
            for group in groups
            if group.electorate.weight
        ),
        Fraction(0),
    )


def _verdict(
    is_reached: bool,  # noqa: FBT001  # a verdict is what this function is about
    needed: Step,
    numbers: dict[str, int | str | Fraction],
) -> Judged:
    says = Says.QUORUM_REACHED if is_reached else Says.QUORUM_MISSED
    return is_reached, (needed, step(says, **numbers))

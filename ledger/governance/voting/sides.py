"""Sides: for and against, with abstentions and blank ballots, over colleges or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.governance.rules.choices import ABSTENTION, AGAINST, BLANK, FOR
from ledger.governance.rules.decision_rule import (
    HALF,
    Basis,
    Colleges,
    DecisionRule,
    InsideCollege,
    Majority,
    Tie,
)
from ledger.governance.voting.electorate import Group
from ledger.governance.voting.outcomes import Outcome, Result
from ledger.governance.voting.tie_break import TieBreak, drawn
from ledger.governance.voting.working import Says, Step, step

NONE = Fraction(0)


@dataclass(frozen=True)
class Sides:
    """What weighs for and against, and the whole that the majority is a share of."""

    for_it: Fraction = NONE
    against: Fraction = NONE
    whole: Fraction = NONE

    def __add__(self, other: "Sides") -> "Sides":
        """Add both, each to its own side."""
        return Sides(
            self.for_it + other.for_it,
            self.against + other.against,
            self.whole + other.whole,
        )

    def scaled(self, weight: Fraction) -> "Sides":
        """Return the same sides where their whole weighs this much."""
        if not self.whole:
            return Sides()
        return Sides(
            self.for_it * weight / self.whole,
            self.against * weight / self.whole,
            weight,
        )

    @property
    def is_tied(self) -> bool:
        """Tell whether both sides weigh the same, and something."""
        return self.for_it == self.against and self.for_it > 0


def sides(rule: DecisionRule, groups: Sequence[Group], broken: TieBreak) -> Result:
    """Adopt where the majority is reached, overall and in as many colleges as asked."""
    steps: list[Step] = [_told(group) for group in groups]
    if rule.colleges is None:
        total = sum((sides_of(group, rule.majority) for group in groups), Sides())
        return _judged(rule, total, broken, steps)
    total = Sides()
    adopting = 0
    for group in groups:
        own = sides_of(group, rule.majority)
        adopting += is_adopted(own, rule.majority)
        weighed, told = _college(rule, rule.colleges, group, own)
        total += weighed
        steps.append(told)
    result = _judged(rule, total, broken, steps)
    asked = rule.colleges.adopting
    if not asked or result.outcome is not Outcome.ADOPTED:
        return result
    told = step(Says.COLLEGES_ADOPTING, adopting=adopting, needed=asked)
    outcome = Outcome.ADOPTED if adopting >= asked else Outcome.REJECTED
    return Result(outcome, (*result.working, told))


def sides_of(group: Group, majority: Majority) -> Sides:
    """Return both sides of a group by weight, over the basis of the majority."""
    for_it, against = group.answered(FOR).weight, group.answered(AGAINST).weight
    blank = group.answered(BLANK).weight if majority.blank_counts else NONE
    match majority.basis:
        case Basis.VOTES_CAST:
            whole = for_it + against + blank
        case Basis.VOTES_AND_ABSTENTIONS:
            whole = for_it + against + blank + group.answered(ABSTENTION).weight
        case Basis.ELECTORATE:
            whole = group.electorate.weight
    return Sides(for_it, against, whole)


def is_adopted(found: Sides, majority: Majority) -> bool:
    """Tell whether one side reaches the majority: nothing for it never does."""
    needed = majority.share.exact * found.whole
    if not found.for_it:
        return False
    return found.for_it > needed if majority.strict else found.for_it >= needed


def _college(
    rule: DecisionRule, colleges: Colleges, group: Group, own: Sides
) -> tuple[Sides, Step]:
    """Turn the answers of a college into the weight of that college.

    A college where nobody answered weighs on neither side, unless the majority
    is one of the whole electorate.
    """
    weights = {one.college_id: one.weight.exact for one in colleges.members}
    weight, told = weights[group.college_id], {"college": group.college_id}
    if not own.whole:
        return Sides(), step(Says.COLLEGE_SILENT, **told, weight=weight)
    weighed = own.scaled(weight)
    if colleges.inside is InsideCollege.WINNER_TAKES_ALL:
        if own.for_it == own.against:
            whole = Sides(NONE, NONE, weight)
            keeps = rule.majority.basis is not Basis.VOTES_CAST
            divided = step(Says.COLLEGE_DIVIDED, **told, weight=weight)
            return whole if keeps else Sides(), divided
        wins = own.for_it > own.against
        weighed = Sides(weight if wins else NONE, NONE if wins else weight, weight)
    shares = {"for_it": weighed.for_it, "against": weighed.against}
    return weighed, step(Says.COLLEGE_WEIGHS, **told, weight=weight, **shares)


def _judged(
    rule: DecisionRule, total: Sides, broken: TieBreak, steps: list[Step]
) -> Result:
    majority = rule.majority
    shares = {"for_it": total.for_it, "against": total.against, "whole": total.whole}
    steps.append(step(Says.SIDES, **shares))
    if not total.for_it and not total.against:
        nobody = step(Says.NOBODY_DECIDED)
        return Result(Outcome.REJECTED, (*steps, nobody))
    needed = majority.share.exact * total.whole
    is_simple = majority.share.exact == HALF.exact and majority.strict
    if total.is_tied and is_simple and rule.tie is not Tie.STATUS_QUO:
        return _untied(rule.tie, broken, steps)
    steps.append(
        step(
            Says.MAJORITY_NEEDED,
            share=majority.share.exact,
            strict=int(majority.strict),
            whole=total.whole,
            needed=needed,
        )
    )
    if is_adopted(total, majority):
        reached = step(Says.MAJORITY_REACHED, for_it=total.for_it, needed=needed)
        return Result(Outcome.ADOPTED, (*steps, reached))
    missed = step(Says.MAJORITY_MISSED, for_it=total.for_it, needed=needed)
    return Result(Outcome.REJECTED, (*steps, missed))


def _untied(tie: Tie, broken: TieBreak, steps: list[Step]) -> Result:
    """Let the chair's own vote decide, or the lot; otherwise nothing changes.

    The chair of a municipal council has the casting vote except in a secret
    ballot (CGCT art. L2121-20).
    """
    steps.append(step(Says.TIED))
    if tie is Tie.LOT and broken.seed:
        chosen = drawn(broken.seed, (FOR, AGAINST))
        steps.append(step(Says.LOT_DREW, seed=broken.seed, choice=chosen))
    elif tie is Tie.CHAIR and broken.chair in {(FOR,), (AGAINST,)}:
        chosen = broken.chair[0]
        steps.append(step(Says.CHAIR_DECIDED, choice=chosen))
    else:
        chosen = AGAINST
        if tie is Tie.CHAIR:
            steps.append(step(Says.CHAIR_SILENT))
        steps.append(step(Says.STATUS_QUO))
    outcome = Outcome.ADOPTED if chosen == FOR else Outcome.REJECTED
    return Result(outcome, tuple(steps))


def _told(group: Group) -> Step:
    answers = {
        choice: group.answered(choice).heads
        for choice in (FOR, AGAINST, ABSTENTION, BLANK)
    }
    return step(Says.ANSWERS, college=group.college_id, **answers)

"""Approvals: each approves as many options as they like; the most approved stand."""

from collections.abc import Sequence
from fractions import Fraction

from ledger.governance.rules.choices import ABSTENTION, BLANK
from ledger.governance.rules.decision_rule import Colleges, DecisionRule, Tie
from ledger.governance.voting.electorate import Amount, Group
from ledger.governance.voting.outcomes import Outcome, Result
from ledger.governance.voting.tie_break import TieBreak, drawn
from ledger.governance.voting.working import Says, Step, step

NONE = Fraction(0)


def approvals(
    rule: DecisionRule,
    groups: Sequence[Group],
    options: Sequence[str],
    broken: TieBreak,
) -> Result:
    """Retain the options that most approve of, as many as there are seats.

    An option nobody approves of is never retained. Where the last seat is
    between equals, the rule says whether the chair or a lot decides; otherwise
    that seat stays empty.
    """
    weights = {option: _approved(option, groups, rule.colleges) for option in options}
    steps = [
        step(Says.APPROVALS, option=o, weight=weight) for o, weight in weights.items()
    ]
    ranked = sorted((o for o in options if weights[o]), key=lambda o: (-weights[o], o))
    if len(ranked) <= rule.seats:
        return _retained(ranked, steps)
    last = weights[ranked[rule.seats - 1]]
    sure = [option for option in ranked if weights[option] > last]
    equal = [option for option in ranked if weights[option] == last]
    left = rule.seats - len(sure)
    if len(equal) <= left:
        return _retained([*sure, *equal], steps)
    steps.append(step(Says.TIED, options=len(equal), seats=left))
    return _retained([*sure, *_untied(rule.tie, equal, left, broken, steps)], steps)


def _approved(
    option: str, groups: Sequence[Group], colleges: Colleges | None
) -> Fraction:
    """Return what an option weighs: in colleges, the share of those who answered."""
    if colleges is None:
        return sum((group.answered(option).weight for group in groups), NONE)
    weights = {one.college_id: one.weight.exact for one in colleges.members}
    approved = NONE
    for group in groups:
        answered = _who_answered(group)
        if answered.weight:
            share = group.answered(option).weight / answered.weight
            approved += weights[group.college_id] * share
    return approved


def _who_answered(group: Group) -> Amount:
    """Return who took part and neither abstained nor voted blank."""
    idle = group.answered(ABSTENTION) + group.answered(BLANK)
    came = group.present + group.represented
    return Amount(came.heads - idle.heads, came.weight - idle.weight)


def _untied(
    tie: Tie, equal: Sequence[str], left: int, broken: TieBreak, steps: list[Step]
) -> list[str]:
    if tie is Tie.LOT and broken.seed:
        return _by_lot(equal, left, broken.seed, steps)
    if tie is Tie.CHAIR:
        wanted = [option for option in equal if option in broken.chair]
        if wanted and len(wanted) <= left:
            told = (step(Says.CHAIR_DECIDED, choice=option) for option in wanted)
            steps.extend(told)
            return wanted
        steps.append(step(Says.CHAIR_SILENT))
    steps.append(step(Says.STATUS_QUO))
    return []


def _by_lot(equal: Sequence[str], left: int, seed: str, steps: list[Step]) -> list[str]:
    """Draw seat after seat: the seed of each is the public one and its number."""
    remaining, chosen = list(equal), list[str]()
    for seat in range(1, left + 1):
        own = f"{seed}/{seat}"
        option = drawn(own, remaining)
        remaining.remove(option)
        chosen.append(option)
        steps.append(step(Says.LOT_DREW, seed=own, choice=option))
    return chosen


def _retained(options: Sequence[str], steps: Sequence[Step]) -> Result:
    if not options:
        nobody = step(Says.NOBODY_DECIDED)
        return Result(Outcome.NOTHING_RETAINED, (*steps, nobody))
    told = (step(Says.RETAINED, option=option) for option in options)
    return Result(Outcome.RETAINED, (*steps, *told), tuple(options))

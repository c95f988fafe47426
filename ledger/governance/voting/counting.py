"""Counting: what answers come to under a rule, with the working that shows it.

A pure function of the frozen opening and of the answers: no clock, no chance,
no floating point. The same groups give the same steps anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.governance.rules.choices import (
    ABSTENTION,
    ADVICE,
    CONSENT,
    OBJECTION,
    RESERVATION,
)
from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.voting.approvals import approvals
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.electorate import NOTHING, Group
from ledger.governance.voting.outcomes import Outcome, Result
from ledger.governance.voting.quorums import quorum
from ledger.governance.voting.sides import sides
from ledger.governance.voting.tie_break import NO_TIE_BREAK, TieBreak
from ledger.governance.voting.working import Says, Step, step


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is decided: by which rule, on which options, under which convocation."""

    rule: DecisionRule
    options: tuple[str, ...] = ()
    call: Call = Call.FIRST
    tie_break: TieBreak = NO_TIE_BREAK


def count(question: Question, groups: Sequence[Group]) -> Result:
    """Return the outcome and its working."""
    opening = _opening(groups)
    rule = question.rule
    if rule.method is Method.ADVICE:
        return Result(Outcome.ADVISED, (*opening, *_advice(groups)))
    asked = rule.quorum
    if question.call is Call.SECOND and rule.second_call is not None:
        asked = rule.second_call.quorum
    is_reached, judged = quorum(asked, rule, groups)
    if not is_reached:
        return Result(Outcome.QUORUM_MISSED, (*opening, *judged))
    steps = (*opening, *judged)
    match rule.method:
        case Method.CONSENT:
            result = _consent(groups)
        case Method.FOR_AGAINST:
            result = sides(rule, groups, question.tie_break)
        case Method.APPROVAL:
            result = approvals(rule, groups, question.options, question.tie_break)
    return Result(result.outcome, (*steps, *result.working), result.retained)


def _opening(groups: Sequence[Group]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for group in groups:
        all_of_them = group.electorate.heads + group.recused.heads
        told = {"college": group.college_id}
        steps.append(step(Says.ELECTORATE, **told, mandates=all_of_them))
        if group.recused.heads:
            steps.append(
                step(
                    Says.RECUSED,
                    **told,
                    mandates=group.recused.heads,
                    left=group.electorate.heads,
                )
            )
        steps.append(
            step(
                Says.TOOK_PART,
                **told,
                present=group.present.heads,
                represented=group.represented.heads,
            )
        )
    return tuple(steps)


def _advice(groups: Sequence[Group]) -> tuple[Step, ...]:
    given = sum(group.answered(ADVICE).heads for group in groups)
    none = sum(group.answered(ABSTENTION).heads for group in groups)
    return (step(Says.ADVICE_GIVEN, given=given, abstentions=none),)


def _consent(groups: Sequence[Group]) -> Result:
    """Adopt where somebody consents and no objection stands: silence is no consent."""
    totals = {
        choice: sum((group.answered(choice) for group in groups), NOTHING).heads
        for choice in (CONSENT, RESERVATION, OBJECTION)
    }
    answers = step(Says.ANSWERS, college="", **totals)
    if totals[OBJECTION]:
        stand = step(Says.OBJECTIONS_STAND, objections=totals[OBJECTION])
        return Result(Outcome.CONSENT_WITHHELD, (answers, stand))
    if not totals[CONSENT]:
        return Result(Outcome.CONSENT_WITHHELD, (answers, step(Says.NOBODY_CONSENTED)))
    given = step(
        Says.CONSENT_GIVEN,
        consents=totals[CONSENT],
        reservations=totals[RESERVATION],
    )
    return Result(Outcome.ADOPTED, (answers, given))

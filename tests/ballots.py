"""Ballots: small electorates and rooms, named so that examples read as held."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from ledger.governance.rules.choices import ABSTENTION, AGAINST, BLANK, FOR
from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.fractions import Share
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.counting import Question, count
from ledger.governance.voting.electorate import Ballot, Voter, grouped
from ledger.governance.voting.outcomes import Result
from ledger.governance.voting.session_counts import (
    AnswerCount,
    SessionCount,
    counted,
)
from ledger.governance.voting.tie_break import NO_TIE_BREAK, TieBreak
from ledger.governance.voting.working import Says, Step
from ledger.kernel.identifiers import MandateId

SAID_IN_FRENCH = {
    "pour": FOR,
    "contre": AGAINST,
    "abstention": ABSTENTION,
    "blanc": BLANK,
}


def name(number: int, college: str = "") -> MandateId:
    """Name the mandate of a number in its college."""
    return MandateId(f"{college or 'm'}{number}")


def mandates(
    number: int, college: str = "", weight: Share | int = 1, *, is_public: bool = False
) -> list[Voter]:
    """Return mandates of one college, numbered from 1, of equal weight."""
    each = weight if isinstance(weight, Share) else Share(weight)
    return [
        Voter(
            mandate_id=name(n, college),
            college_id=college,
            weight=each,
            is_public=is_public,
        )
        for n in range(1, number + 1)
    ]


def ballots(
    choices: Mapping[str, int] | Iterable[str],
    college: str = "",
    *,
    first: int = 1,
    through: str | None = None,
) -> list[Ballot]:
    """Return ballots of the mandates from ``first`` on, so many for each choice."""
    if isinstance(choices, Mapping):
        counted = cast("Mapping[str, int]", choices)
        flat = [choice for choice, heads in counted.items() for _ in range(heads)]
    else:
        flat = list(choices)
    return [
        Ballot(
            mandate_id=name(first + n, college),
            choices=(choice,),
            through=MandateId(through) if through else None,
        )
        for n, choice in enumerate(flat)
    ]


def online(  # noqa: PLR0913  # a vote is told by all of these
    rule: DecisionRule,
    voters: Sequence[Voter],
    cast: Sequence[Ballot],
    *,
    recused: Iterable[str] = (),
    call: Call = Call.FIRST,
    options: tuple[str, ...] = (),
    tie_break: TieBreak = NO_TIE_BREAK,
) -> Result:
    """Count a vote held ballot by ballot."""
    groups = grouped(voters, cast, frozenset(MandateId(one) for one in recused))
    question = Question(rule=rule, options=options, call=call, tie_break=tie_break)
    return count(question, groups)


def in_the_room(  # noqa: PLR0913  # a room is told by all of these
    rule: DecisionRule,
    members: int,
    *,
    present: int,
    represented: int = 0,
    recused: int = 0,
    call: Call = Call.FIRST,
    chair: str = "",
    **answers: int,
) -> Result:
    """Count a vote held by raised hands, where each mandate weighs the same."""
    voters = mandates(members)
    session = SessionCount(
        present=present, represented=represented, answers=answers_of(answers)
    )
    away = frozenset(name(n) for n in range(1, recused + 1))
    groups = counted(rule.method, voters, [session], away)
    broken = TieBreak(chair=(chair,) if chair else ())
    return count(Question(rule=rule, call=call, tie_break=broken), groups)


def answers_of(answers: Mapping[str, int]) -> tuple[AnswerCount, ...]:
    """Return counts by the words that are said in a French room."""
    return tuple(
        AnswerCount(SAID_IN_FRENCH.get(word, word), heads)
        for word, heads in answers.items()
    )


def line(result: Result, says: Says, college: str | None = None) -> Step:
    """Return the only step that says this, of one college if it is named."""
    found = [
        step
        for step in result.working
        if step.says is says and (college is None or step.number("college") == college)
    ]
    assert len(found) == 1, f"{len(found)} steps say {says}: {result.working}"
    return found[0]


def says(result: Result, what: Says) -> bool:
    """Tell whether the working has such a step."""
    return any(step.says is what for step in result.working)

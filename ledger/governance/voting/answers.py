"""Answers: what a ballot of a vote, or the counts of a room, may say."""

from collections.abc import Sequence
from typing import Protocol

from ledger.governance.rules.choices import ABSTENTION, BLANK, CHOICES
from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import Option, VoteOpened
from ledger.governance.voting.refusals import (
    OneChoiceOnly,
    ReasonMissing,
    UnknownChoice,
)
from ledger.governance.voting.room.refusals import CollegeNotCounted
from ledger.governance.voting.session_counts import CollegeAnswers
from ledger.kernel.messages import Refusal
from ledger.kernel.words import Words


class Asked(Protocol):
    """A vote, as far as its answers depend on it."""

    @property
    def rule(self) -> DecisionRule:
        """Return the rule, frozen as the vote opened."""
        ...

    @property
    def options(self) -> tuple[Option, ...]:
        """Return what may be approved."""
        ...


def check_choices(vote: Asked, choices: tuple[str, ...]) -> None:
    """Refuse what is no answer of this vote, or several where it takes one.

    A ballot of approval names options, each once, or abstains, or is blank.
    """
    known = set(CHOICES[vote.rule.method])
    if vote.rule.method is Method.APPROVAL:
        options = {option.option_id for option in vote.options}
        known = {ABSTENTION, BLANK}
        if choices and set(choices) <= options and len(set(choices)) == len(choices):
            return
    if len(choices) != 1:
        raise OneChoiceOnly
    if choices[0] not in known:
        raise UnknownChoice


def check_reason(
    vote: Asked, choices: tuple[str, ...], reason: Words | str | None
) -> None:
    """Refuse an answer without the reason that the rule asks for."""
    if reason is None and set(vote.rule.reasons_for) & set(choices):
        raise ReasonMissing


def check_counted(
    method: Method,
    told: Sequence[CollegeAnswers],
    options: Sequence[Option],
    voters: Sequence[Voter],
) -> None:
    """Refuse colleges that nobody votes in, and answers that the method has not."""
    colleges = {voter.college_id for voter in voters}
    seen: set[str] = set()
    known = set(CHOICES[method])
    if method is Method.APPROVAL:
        known = {ABSTENTION, BLANK, *(option.option_id for option in options)}
    for one in told:
        if one.college_id not in colleges or one.college_id in seen:
            raise CollegeNotCounted(college=one.college_id)
        seen.add(one.college_id)
        named = [answer.choice for answer in one.answers]
        if not set(named) <= known or len(set(named)) != len(named):
            raise UnknownChoice


def answer_sealed(
    vote: VoteOpened, choices: tuple[str, ...], reason: Words | None
) -> tuple[str, ...]:
    """Return what a sealed ballot counts as, now that it is opened.

    Nobody could refuse it while it was sealed: what would have been refused is
    blank.
    """
    try:
        check_choices(vote, choices)
        check_reason(vote, choices, reason)
    except Refusal:
        return (BLANK,)
    return choices

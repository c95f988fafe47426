"""Answers: what a ballot of a vote may say."""

from ledger.governance.rules.choices import ABSTENTION, BLANK, CHOICES
from ledger.governance.rules.decision_rule import Method
from ledger.governance.voting.events import VoteOpened
from ledger.governance.voting.refusals import (
    OneChoiceOnly,
    ReasonMissing,
    UnknownChoice,
)
from ledger.kernel.messages import Refusal
from ledger.kernel.words import Words


def check_choices(vote: VoteOpened, choices: tuple[str, ...]) -> None:
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
    vote: VoteOpened, choices: tuple[str, ...], reason: Words | None
) -> None:
    """Refuse an answer without the reason that the rule asks for."""
    if reason is None and set(vote.rule.reasons_for) & set(choices):
        raise ReasonMissing


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

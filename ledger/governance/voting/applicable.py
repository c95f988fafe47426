"""Applicable: which rule a vote on a proposal obeys, and when it may be held."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from ledger.governance.charter.flags import Flags
from ledger.governance.proposals.subjects import Subject
from ledger.governance.proposals.tabled import Tabled
from ledger.governance.rules.decision_rule import (
    DecisionRule,
    Fallback,
    Majority,
    Method,
)
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.refusals import (
    AlreadyBeforeVote,
    FlagDelays,
    NoticeTooShort,
    ProposalNotPublished,
    ProposalRewordedSince,
    ProposalTakenBack,
    SecondCallNotFounded,
    SecondCallTooSoon,
)
from ledger.governance.voting.standing_votes import UNDECIDED, Held, Votes, last_of

FLAG_DAYS: Final = 7


@dataclass(frozen=True)
class Putting:
    """How a proposal comes before a vote: on which call, in which version, what day."""

    call: Call
    text_version: int
    day: date


def require_tabled(table: Tabled, text_version: int) -> Subject:
    """Return what is decided on, or refuse a text that nobody can read as it is."""
    if not table.version or table.subject is None:
        raise ProposalNotPublished
    if table.is_withdrawn:
        raise ProposalTakenBack
    if text_version != table.version:
        raise ProposalRewordedSince
    return table.subject


def applicable(votes: Votes, in_force: DecisionRule, putting: Putting) -> DecisionRule:
    """Return the rule of the next vote: a second convocation keeps the first's.

    Where consent was withheld from the same text, the rule in force says by what
    majority it may still be adopted.
    """
    last = last_of(votes)
    if last is not None and last.outcome not in UNDECIDED:
        raise AlreadyBeforeVote
    if putting.call is Call.SECOND:
        return _second(last, putting)
    if last is None or last.outcome is not Outcome.CONSENT_WITHHELD:
        return in_force
    if last.text_version < putting.text_version:
        return in_force
    if in_force.fallback is not Fallback.VOTE:
        raise AlreadyBeforeVote
    majority = in_force.fallback_majority or Majority()
    return replace(
        in_force, method=Method.FOR_AGAINST, majority=majority, reasons_for=()
    )


def _second(last: Held | None, putting: Putting) -> DecisionRule:
    is_missed = last is not None and last.outcome is Outcome.QUORUM_MISSED
    if last is None or not is_missed or last.rule.second_call is None:
        raise SecondCallNotFounded
    if last.call is Call.SECOND or last.closed_on is None:
        raise SecondCallNotFounded
    days = last.rule.second_call.days
    first_day = last.closed_on + timedelta(days=days)
    if putting.day < first_day:
        raise SecondCallTooSoon(days=days, day=first_day.isoformat())
    return last.rule


def check_notice(
    table: Tabled, flags: Flags, rule: DecisionRule, putting: Putting
) -> None:
    """Keep the rule's days of notice: neither their first nor their last day counts."""
    published = table.published_on
    assert published is not None, "what has a version was published"
    if rule.notice_days and putting.call is Call.FIRST:
        first_day = published + timedelta(days=rule.notice_days + 1)
        if putting.day < first_day:
            raise NoticeTooShort(days=rule.notice_days, day=first_day.isoformat())
    if flags.open and flags.first_on is not None:
        first_day = flags.first_on + timedelta(days=FLAG_DAYS)
        if putting.day < first_day:
            raise FlagDelays(day=first_day.isoformat())

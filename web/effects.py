"""Effects: what follows by rule from votes that closed and decisions made."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from ledger.application import Ledger, TooContended
from ledger.governance.decisions.refusals import EffectDone
from ledger.governance.proposals.subjects import (
    CharterChange,
    Designating,
    Subject,
)
from ledger.kernel.identifiers import DecisionId, ProposalId, VoteId
from ledger.kernel.messages import Command, Refusal
from ledger.kernel.words import Audience, Disclosure, Words, read_disclosure
from ledger.reactions import (
    when_an_effect_is_refused_note_it,
    when_decision_designates_grant_the_mandate,
    when_decision_on_a_rule_is_recorded_adopt_it,
    when_decision_on_the_charter_is_recorded_amend_it,
    when_vote_closes_record_decision,
)
from projections.governance.awaiting import Awaited, AwaitedRow, awaited_of
from projections.governance.proposal_texts import versions_of
from projections.shelf import Shelf

logger = logging.getLogger(__name__)


def _decision(row: AwaitedRow, at: datetime) -> Command:
    return when_vote_closes_record_decision.reaction(
        vote_id=VoteId(row.vote_id),
        proposal_id=ProposalId(row.proposal_id),
        cause=row.cause,
        at=at,
    )


def _rule(row: AwaitedRow, at: datetime) -> Command:
    return when_decision_on_a_rule_is_recorded_adopt_it.reaction(
        decision_id=DecisionId(row.decision_id or ""), cause=row.cause, at=at
    )


def _charter(row: AwaitedRow, at: datetime) -> Command:
    return when_decision_on_the_charter_is_recorded_amend_it.reaction(
        decision_id=DecisionId(row.decision_id or ""), cause=row.cause, at=at
    )


def _designation(row: AwaitedRow, at: datetime) -> Command:
    subject = row.subject
    assert isinstance(subject, Designating), "the view says what kind it is"
    return when_decision_designates_grant_the_mandate.reaction(
        decision_id=DecisionId(row.decision_id or ""),
        mandate_id=subject.mandate_id,
        partner_id=subject.partner_id,
        person_id=subject.person_id,
        cause=row.cause,
        at=at,
    )


REACTIONS: Final[dict[Awaited, Callable[[AwaitedRow, datetime], Command]]] = {
    Awaited.DECISION: _decision,
    Awaited.RULE: _rule,
    Awaited.CHARTER: _charter,
    Awaited.DESIGNATION: _designation,
}
"""What each asks for."""


@dataclass(frozen=True)
class Following:
    """What waits, with the texts that it repeats and where they lie.

    The articles of a charter are texts: each fact that has them has them beside it.
    """

    row: AwaitedRow
    positions: tuple[int, ...] = ()
    texts: tuple[Words, ...] = ()


def awaited_effects(shelf: Shelf) -> list[Following]:
    """Return what waits for a rule, oldest first."""
    rows = sorted(awaited_of(shelf, *REACTIONS), key=lambda row: row.cause)
    return [_following(shelf, row) for row in rows]


def _following(shelf: Shelf, row: AwaitedRow) -> Following:
    if row.awaited is not Awaited.DECISION:
        return Following(row, (row.cause,), _articles(row.subject))
    versions = versions_of(shelf, row.proposal_id)
    return Following(
        row,
        tuple(one.position for one in versions if _articles(one.subject)),
        tuple(text for one in versions for text in _articles(one.subject)),
    )


def _articles(subject: Subject | None) -> tuple[Words, ...]:
    if not isinstance(subject, CharterChange):
        return ()
    return tuple(text for one in subject.articles for text in (one.title, one.text))


def take_effect(ledger: Ledger, following: Following, at: datetime) -> int:
    """Do what follows, or note why it was refused; return how many facts that made.

    Killed in between, the next round asks again with the same key. Done by a
    faster reactor, it is no refusal.
    """
    row = following.row
    words = _disclosed(ledger, following)
    if words is None:
        logger.warning("Texts of a charter are gone: vote %s waits", row.vote_id)
        return 0
    command = replace(REACTIONS[row.awaited](row, at), words=words)
    try:
        return _recorded(ledger, command)
    except EffectDone:
        return 0
    except Refusal as refusal:
        if row.decision_id is None:
            return 0
        return _note(ledger, row, refusal, at)


def _disclosed(ledger: Ledger, following: Following) -> tuple[Disclosure, ...] | None:
    """Return the texts to repeat; None where one was withdrawn meanwhile."""
    if not following.texts:
        return ()
    held: Sequence[Disclosure] = [
        Disclosure(
            salt=read_disclosure(one.encoded)[0],
            field=one.field,
            text=read_disclosure(one.encoded)[2],
            audience=Audience(one.audience),
        )
        for stored in ledger.store.words_at(following.positions).values()
        for one in stored
    ]
    wanted = {text.digest for text in following.texts}
    found = tuple(one for one in held if one.reference.digest in wanted)
    return found if {one.reference.digest for one in found} == wanted else None


def _note(ledger: Ledger, row: AwaitedRow, refusal: Refusal, at: datetime) -> int:
    noting = when_an_effect_is_refused_note_it.reaction(
        decision_id=DecisionId(row.decision_id or ""),
        refusal=refusal,
        cause=row.cause,
        at=at,
    )
    try:
        return _recorded(ledger, noting)
    except Refusal:
        return 0


def _recorded(ledger: Ledger, command: Command) -> int:
    try:
        appended: Any = ledger.handle(command)
    except TooContended:  # the next round asks again
        return 0
    return int(not appended.is_repeat)

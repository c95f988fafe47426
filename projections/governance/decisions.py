"""Decisions: what was adopted, each as it stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec.structs import replace

from ledger.governance.decisions.events import (
    AppealAnswered,
    BoardReview,
    DecisionAppealed,
    DecisionImplemented,
    DecisionRatified,
    DecisionRecorded,
    DecisionReviewed,
    DecisionRevisited,
    DecisionSuperseded,
    EffectRefused,
    OutcomeStated,
    ReviewOutcome,
)
from ledger.kernel.codec import Recorded
from projections.governance.decision_rows import (
    OVER,
    Appeal,
    DecisionRow,
    DecisionState,
    Implemented,
    Ratification,
    Reviewed,
    Revisited,
)
from projections.rows import Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Changing = (
    OutcomeStated
    | DecisionReviewed
    | DecisionRevisited
    | DecisionRatified
    | DecisionSuperseded
    | DecisionImplemented
    | DecisionAppealed
    | AppealAnswered
    | EffectRefused
)
Followed = DecisionRecorded | Changing
WAITING_MAX: Final = 500


def apply(rows: Rows[DecisionRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a decision."""
    fact: Followed = recorded.fact
    if isinstance(fact, DecisionRecorded):
        rows.put(_recorded(fact, recorded))
        return
    row = rows.get(fact.decision_id)
    if row is not None:
        rows.put(_changed(row, fact, recorded))


def _recorded(fact: DecisionRecorded, recorded: Recorded[Any]) -> DecisionRow:
    return DecisionRow(
        decision_id=fact.decision_id,
        proposal_id=fact.proposal_id,
        vote_id=fact.vote_id,
        author_id=fact.author_id,
        text_version=fact.text_version,
        decided_on=fact.decided_on,
        kind=fact.kind,
        rules_version=fact.rules_version,
        rule=fact.rule,
        subject=fact.subject,
        bearing=fact.bearing,
        bodies=fact.bodies,
        retained=fact.retained,
        recorded_at=recorded.recorded_at,
        position=recorded.position,
    )


def _changed(row: DecisionRow, fact: Changing, recorded: Recorded[Any]) -> DecisionRow:
    match fact:
        case OutcomeStated() | DecisionReviewed() | DecisionRevisited():
            return _looked_at(row, fact, recorded)
        case DecisionSuperseded():
            return replace(
                row,
                state=DecisionState.SUPERSEDED,
                superseding_id=fact.superseding_id,
                ended_at=recorded.recorded_at,
            )
        case EffectRefused():
            return replace(row, refusal=fact.refusal)
        case DecisionAppealed() | AppealAnswered():
            return replace(row, appeals=_appealed(row, fact, recorded))
        case DecisionRatified():
            made = Ratification(
                partner_id=fact.partner_id,
                reference=WordsAt(recorded.position, fact.reference),
                deliberated_on=fact.deliberated_on,
                enforceable_on=fact.enforceable_on,
            )
            return replace(row, ratifications=(*row.ratifications, made))
        case DecisionImplemented():
            steps = tuple(
                Implemented(
                    label=WordsAt(recorded.position, step.label),
                    weight=step.weight,
                    percent=step.percent,
                )
                for step in fact.steps
            )
            return replace(row, steps=steps)


def _looked_at(
    row: DecisionRow,
    fact: OutcomeStated | DecisionReviewed | DecisionRevisited,
    recorded: Recorded[Any],
) -> DecisionRow:
    at, position = recorded.recorded_at, recorded.position
    match fact:
        case OutcomeStated():
            told = replace(
                row,
                summary=WordsAt(position, fact.summary),
                review_on=fact.review_on,
            )
            return replace(told, state=_state_of(told))
        case DecisionReviewed():
            reasons = WordsAt(position, fact.reasons) if fact.reasons else None
            reviewed = Reviewed(
                partner_id=fact.partner_id,
                review=fact.review,
                ground=fact.ground,
                reasons=reasons,
                at=at,
            )
            seen = replace(row, reviewed=reviewed)
            return replace(seen, state=_state_of(seen))
        case DecisionRevisited(outcome=outcome):
            came_to = Revisited(
                partner_id=fact.partner_id,
                outcome=outcome,
                account=WordsAt(position, fact.account),
                at=at,
            )
            visited = replace(
                row, review_on=fact.review_on, revisited=(*row.revisited, came_to)
            )
            if outcome is not ReviewOutcome.LAPSED:
                return visited
            return replace(visited, state=DecisionState.LAPSED, ended_at=at)


def _state_of(row: DecisionRow) -> DecisionState:
    if row.reviewed is not None:
        match row.reviewed.review:
            case BoardReview.RETURNED:
                return DecisionState.RETURNED
            case BoardReview.SUSPENDED:
                return DecisionState.SUSPENDED
            case BoardReview.CONFIRMED:
                pass
    return DecisionState.RECORDED if row.summary is None else DecisionState.IN_FORCE


def _appealed(
    row: DecisionRow,
    fact: DecisionAppealed | AppealAnswered,
    recorded: Recorded[Any],
) -> tuple[Appeal, ...]:
    position = recorded.position
    if isinstance(fact, DecisionAppealed):
        made = Appeal(
            appeal_id=fact.appeal_id,
            partner_id=fact.partner_id,
            reasons=WordsAt(position, fact.reasons),
            made_at=recorded.recorded_at,
        )
        return (*row.appeals, made)
    answer = WordsAt(position, fact.answer)
    return tuple(
        replace(one, is_upheld=fact.is_upheld, answer=answer)
        if one.appeal_id == fact.appeal_id
        else one
        for one in row.appeals
    )


def decision(shelf: Shelf, decision_id: str) -> DecisionRow | None:
    """Return one decision."""
    return shelf.get(decisions, decision_id)


def decisions_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[DecisionRow]:
    """Return decisions, newest first, by some of state, kind and author_id."""
    order = ("state", "kind", "author_id")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(decisions, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


def decisions_waiting(shelf: Shelf, today: date) -> Sequence[DecisionRow]:
    """Return those for the board to look at, oldest first.

    They are not told yet, due, appealed, returned, or without their effect.
    """
    found: list[DecisionRow] = []
    for state in DecisionState:
        if state in OVER:
            continue
        page = shelf.page(
            decisions, state=state.value, limit=WAITING_MAX, is_newest_first=False
        )
        found += [one.row for one in page.rows if one.row.awaits_board(today)]
    return sorted(found, key=lambda row: row.position)


decisions = View("decisions", 1, DecisionRow, facts_of(Followed), apply)

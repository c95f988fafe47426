"""Rule drafts: rules that somebody wrote, with what they had made of past votes."""

from datetime import datetime
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import Kind, RuleDrafted, RuleSimulated, Simulated
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Followed = RuleDrafted | RuleSimulated


class RuleDraftRow(Row, frozen=True, kw_only=True, gc=False):
    """A draft; ``votes`` are those it was tried on the last time."""

    key: ClassVar[tuple[str, ...]] = ("draft_rule_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("partner_id",), ("kind",))

    draft_rule_id: str
    partner_id: str
    kind: Kind
    rule: DecisionRule
    drafted_at: datetime
    position: int
    votes: tuple[Simulated, ...] = ()
    simulated_position: int | None = None


def apply(rows: Rows[RuleDraftRow], recorded: Recorded[Any]) -> None:
    """Note a draft, and what came out of its last trial."""
    fact: Followed = recorded.fact
    if isinstance(fact, RuleDrafted):
        rows.put(
            RuleDraftRow(
                draft_rule_id=fact.draft_rule_id,
                partner_id=fact.partner_id,
                kind=fact.kind,
                rule=fact.rule,
                drafted_at=recorded.recorded_at,
                position=recorded.position,
            )
        )
        return
    row = rows.get(fact.draft_rule_id)
    if row is not None:
        at = recorded.position
        rows.put(replace(row, votes=fact.votes, simulated_position=at))


def rule_draft(shelf: Shelf, draft_rule_id: str) -> RuleDraftRow | None:
    """Return one draft."""
    return shelf.get(rule_drafts, draft_rule_id)


def drafts_of(
    shelf: Shelf, partner_id: str, *, after: int | None = None, limit: int = 50
) -> Page[RuleDraftRow]:
    """Return what a partner drafted, newest first."""
    return shelf.page(rule_drafts, partner_id=partner_id, after=after, limit=limit)


rule_drafts = View("rule_drafts", 1, RuleDraftRow, facts_of(Followed), apply)

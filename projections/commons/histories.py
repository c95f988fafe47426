"""Histories: what happened to a thing, fact by fact, for sentences to be made of."""

from datetime import datetime
from typing import Any, ClassVar, Final

import msgspec

from ledger.commons.contributions import events as contribution_events
from ledger.commons.evaluations import events as evaluation_events
from ledger.commons.needs import events as need_events
from ledger.commons.projects import events as project_events
from ledger.commons.resources import events as resource_events
from ledger.governance.decisions import events as decision_events
from ledger.kernel.codec import Recorded
from ledger.kernel.messages import Fact
from ledger.membership.mandates import events as mandate_events
from ledger.membership.partners import events as partner_events
from ledger.words.events import WordsWithdrawn
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View

FACTS: Final[tuple[type[Fact], ...]] = (
    contribution_events.ContributionRecorded,
    contribution_events.ContributionCorrected,
    contribution_events.ContributionWithdrawn,
    contribution_events.ContributionConfirmed,
    contribution_events.ContributionClarificationAsked,
    contribution_events.ContributionClarificationGiven,
    contribution_events.ContributionContested,
    contribution_events.ContestAnswered,
    contribution_events.ContestSettled,
    contribution_events.ContributionReviewed,
    contribution_events.ContributionValued,
    need_events.NeedStated,
    need_events.NeedMet,
    need_events.NeedWithdrawn,
    need_events.OfferMade,
    need_events.OfferAccepted,
    need_events.OfferWithdrawn,
    decision_events.DecisionRecorded,
    decision_events.OutcomeStated,
    decision_events.DecisionReviewed,
    decision_events.DecisionRevisited,
    decision_events.DecisionRatified,
    decision_events.DecisionSuperseded,
    decision_events.DecisionImplemented,
    decision_events.DecisionAppealed,
    decision_events.AppealAnswered,
    decision_events.EffectRefused,
    project_events.ProjectProposed,
    project_events.ProjectRevised,
    project_events.ProjectLaunched,
    project_events.ProjectJoined,
    project_events.ProjectLeft,
    project_events.CompetenceCrossed,
    project_events.MilestoneSet,
    project_events.MilestoneMoved,
    project_events.MilestoneReached,
    project_events.MilestoneDropped,
    project_events.FinancingPlanSet,
    project_events.ProjectClosed,
    resource_events.ResourcePublished,
    resource_events.ResourceForked,
    resource_events.ResourceRevised,
    resource_events.ResourceHandedOver,
    resource_events.ReuseDeclared,
    resource_events.ReuseWithdrawn,
    resource_events.FieldFeedbackGiven,
    resource_events.ResourceRetired,
    evaluation_events.EvaluationOpened,
    evaluation_events.AccountGiven,
    evaluation_events.AccountCountersigned,
    evaluation_events.EvaluationConcluded,
    evaluation_events.EscalatedToStrategy,
    evaluation_events.EscalationAnswered,
    evaluation_events.LifeCourseTraced,
    partner_events.PartnerInvited,
    partner_events.InvitationRenewed,
    partner_events.InvitationDeclined,
    partner_events.PartnershipConfirmed,
    partner_events.InterestStated,
    partner_events.InterestWithdrawn,
    partner_events.CapacityDeclared,
    partner_events.PartnerRenamed,
    partner_events.PartnerMerged,
    partner_events.PartnershipSuspended,
    partner_events.PartnershipResumed,
    partner_events.PartnershipEnded,
    mandate_events.RepresentationHandedOver,
    mandate_events.RepresentationRecovered,
    WordsWithdrawn,
)
THINGS: Final = (
    "decision_id",
    "evaluation_id",
    "course_id",
    "contribution_id",
    "offer_id",
    "need_id",
    "resource_id",
    "project_id",
    "partner_id",
    "about",
)
WHO: Final = (
    "confirming_id",
    "asking_id",
    "contesting_id",
    "settling_id",
    "accepting_id",
    "partner_id",
    "author_id",
)
SAID: Final = (
    "reason",
    "reasons",
    "account",
    "reference",
    "question",
    "answer",
    "title",
    "details",
    "purpose",
    "precision",
    "summary",
    "changes",
    "observed",
    "learned",
    "calls_for",
    "text",
    "interest",
    "note",
    "letter",
)
SAID_IN_PARTS: Final = {"lines": ("funder", "scheme")}
"""Fields that hold several things, and what is said in each of them."""

VALUES: Final = (
    "quantity",
    "unit",
    "nature",
    "difference",
    "settlement",
    "review",
    "cents",
    "method",
    "method_version",
    "successor_id",
    "measure",
    "amount",
    "vintage",
    "role",
    "competence",
    "holder_id",
    "milestone_id",
    "launched_on",
    "due_on",
    "reached_on",
    "closed_on",
    "outcome",
    "plan_version",
    "kind",
    "licence",
    "edition",
    "origin_id",
    "origin_edition",
    "maintainer_id",
    "ground",
    "level",
    "source",
    "review_on",
    "enforceable_on",
)
"""Plain values that a sentence may need; they are kept as text."""

ENTRIES_MAX: Final = 1_000


class HistoryRow(Row, frozen=True, kw_only=True, gc=False):
    """One thing that happened: which fact, by whom, with what a sentence needs."""

    key: ClassVar[tuple[str, ...]] = ("thing_id", "position")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("thing_id",),)

    thing_id: str
    position: int
    fact: str
    recorded_at: datetime
    by: str
    mandate_id: str | None = None
    partner_id: str | None = None
    values: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    words: tuple[WordsAt, ...] = ()


class Layout(msgspec.Struct, frozen=True):
    """Where a kind of fact has what its row keeps; looked up once for each kind."""

    name: str
    thing: str
    who: str | None
    said: tuple[str, ...]
    said_in_parts: tuple[tuple[str, tuple[str, ...]], ...]
    values: tuple[str, ...]


def _layout_of(kind: type[Fact]) -> Layout:
    fields = kind.__struct_fields__
    return Layout(
        name=kind.__name__,
        thing=next(name for name in THINGS if name in fields),
        who=next((name for name in WHO if name in fields), None),
        said=tuple(name for name in SAID if name in fields),
        said_in_parts=tuple(
            (name, texts) for name, texts in SAID_IN_PARTS.items() if name in fields
        ),
        values=tuple(name for name in VALUES if name in fields),
    )


LAYOUTS: Final = {kind: _layout_of(kind) for kind in FACTS}


def apply(rows: Rows[HistoryRow], recorded: Recorded[Any]) -> None:
    """Keep every fact about a contribution or a partner."""
    rows.put(row_of(recorded))


def row_of(recorded: Recorded[Any]) -> HistoryRow:
    """Return what a sentence about a fact needs; the fact is one of these kinds."""
    fact, position = recorded.fact, recorded.position
    layout = LAYOUTS[type(fact)]
    said = [getattr(fact, name) for name in layout.said]
    for name, texts in layout.said_in_parts:
        said += [getattr(part, text) for part in getattr(fact, name) for text in texts]
    told = [(name, getattr(fact, name)) for name in layout.values]
    return HistoryRow(
        thing_id=getattr(fact, layout.thing).rpartition(":")[2],
        position=position,
        fact=layout.name,
        recorded_at=recorded.recorded_at,
        by=recorded.envelope.by,
        mandate_id=recorded.envelope.mandate,
        partner_id=getattr(fact, layout.who) if layout.who is not None else None,
        values={name: str(value) for name, value in told if value is not None},
        words=tuple([WordsAt(position, w) for w in said if w is not None]),
    )


def history_of(
    shelf: Shelf, thing_id: str, *, after: int | None = None, limit: int = ENTRIES_MAX
) -> Page[HistoryRow]:
    """Return what happened to a contribution or a partner, oldest first."""
    return shelf.page(
        histories,
        thing_id=thing_id,
        after=after,
        limit=limit,
        is_newest_first=False,
    )


histories = View("histories", 7, HistoryRow, FACTS, apply)

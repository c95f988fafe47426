"""Facts about proposals, until a vote opens on them."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from ledger.governance.proposals.subjects import Subject
from ledger.kernel.identifiers import (
    AdviceId,
    AmendmentId,
    MandateId,
    ObjectionId,
    PartnerId,
    PrecisionId,
    ProposalId,
    ReactionId,
)
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class Bearing(StrEnum):
    """How far an adopted proposal binds."""

    ADVICE = "advice"
    COMMITMENT = "commitment"
    VEHICLE_ACT = "vehicle_act"
    NEEDS_DELIBERATION = "needs_deliberation"


class ProposalDrafted(Fact, frozen=True, kw_only=True):
    """A partner began a proposal, which partners may read and help with."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "partner_id")

    proposal_id: ProposalId
    partner_id: PartnerId
    title: Words
    text: Words


class ProposalPublished(Fact, frozen=True, kw_only=True):
    """A partner put a proposal to the commons; ``bodies`` must deliberate for it to bind."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "partner_id")

    proposal_id: ProposalId
    partner_id: PartnerId
    subject: Subject
    bearing: Bearing
    bodies: tuple[PartnerId, ...] = ()
    published_on: date
    title: Words
    text: Words
    summary: Words


class ProposalReworded(Fact, frozen=True, kw_only=True):
    """Its author changed a proposal: a new version, of an amendment's making or not."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "amendment_id")

    proposal_id: ProposalId
    partner_id: PartnerId
    text_version: int
    subject: Subject
    title: Words
    text: Words
    summary: Words
    amendment_id: AmendmentId | None = None


class ProposalWithdrawn(Fact, frozen=True, kw_only=True):
    """Its author took a proposal back."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "partner_id")

    proposal_id: ProposalId
    partner_id: PartnerId
    reason: Words | None = None


class ProposalClarificationAsked(Fact, frozen=True, kw_only=True):
    """A partner asked what a proposal means."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "precision_id")

    proposal_id: ProposalId
    precision_id: PrecisionId
    partner_id: PartnerId
    question: Words


class ProposalClarificationGiven(Fact, frozen=True, kw_only=True):
    """Its author said what a proposal means."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "precision_id")

    proposal_id: ProposalId
    precision_id: PrecisionId
    partner_id: PartnerId
    answer: Words


class ReactionShared(Fact, frozen=True, kw_only=True):
    """A partner said what it thinks of a proposal."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "reaction_id")

    proposal_id: ProposalId
    reaction_id: ReactionId
    partner_id: PartnerId
    text: Words


class AdviceGiven(Fact, frozen=True, kw_only=True):
    """A partner gave advice that the author owes an answer to."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "advice_id")

    proposal_id: ProposalId
    advice_id: AdviceId
    partner_id: PartnerId
    text: Words


class AdviceAnswered(Fact, frozen=True, kw_only=True):
    """The author said what became of an advice."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "advice_id")

    proposal_id: ProposalId
    advice_id: AdviceId
    partner_id: PartnerId
    answer: Words


class UpdatePosted(Fact, frozen=True, kw_only=True):
    """Its author told how things stand."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id",)

    proposal_id: ProposalId
    partner_id: PartnerId
    text: Words


class AmendmentProposed(Fact, frozen=True, kw_only=True):
    """A partner wrote the proposal as it would have it; ``text_version`` is what it began from."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "amendment_id")

    proposal_id: ProposalId
    amendment_id: AmendmentId
    partner_id: PartnerId
    text_version: int
    text: Words
    reason: Words


class AmendmentAccepted(Fact, frozen=True, kw_only=True):
    """The author made an amendment part of the proposal, which is reworded with it."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "amendment_id")

    proposal_id: ProposalId
    amendment_id: AmendmentId
    partner_id: PartnerId


class AmendmentDeclined(Fact, frozen=True, kw_only=True):
    """The author left an amendment aside, and said why."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "amendment_id")

    proposal_id: ProposalId
    amendment_id: AmendmentId
    partner_id: PartnerId
    reason: Words


class ObjectionRaised(Fact, frozen=True, kw_only=True):
    """A mandate objects, and names the harm to what is shared."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "proposal_id",
        "objection_id",
        "mandate_id",
    )

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId
    mandate_id: MandateId
    harm: Words


class ObjectionQualified(Fact, frozen=True, kw_only=True):
    """The facilitator said whether it is an objection or a preference, and why."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "objection_id")

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId
    is_objection: bool
    reasons: Words


class QualificationContested(Fact, frozen=True, kw_only=True):
    """A mandate contests how an objection was qualified; two bring it before a meeting."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "objection_id")

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId
    mandate_id: MandateId
    reasons: Words


class ObjectionIntegrated(Fact, frozen=True, kw_only=True):
    """Whoever objected finds the harm mended by an amendment."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "objection_id")

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId
    amendment_id: AmendmentId


class ObjectionWithdrawn(Fact, frozen=True, kw_only=True):
    """Whoever objected no longer does."""

    filed_under: ClassVar[tuple[str, ...]] = ("proposal_id", "objection_id")

    proposal_id: ProposalId
    objection_id: ObjectionId
    partner_id: PartnerId

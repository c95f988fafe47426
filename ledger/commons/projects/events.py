"""Facts about projects."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words
from ledger.membership.partners.events import Scope


class ProjectRole(StrEnum):
    """In what role a partner takes part in a project."""

    LEAD = "lead"
    CO_LEAD = "co_lead"
    CONTRIBUTOR = "contributor"
    HOST = "host"
    BENEFICIARY = "beneficiary"
    OBSERVER = "observer"


class Competence(StrEnum):
    """The public policy that a project crosses on its way."""

    SOCIAL_ACTION = "social_action"
    HOUSING = "housing"
    MOBILITY = "mobility"
    EDUCATION = "education"
    DIGITAL = "digital"
    ECOLOGY = "ecology"
    CULTURE = "culture"
    HEALTH = "health"
    ECONOMY = "economy"
    PLANNING = "planning"
    DEMOCRACY = "democracy"
    OTHER = "other"


class ProjectOutcome(StrEnum):
    """How a project ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"


class FinancingLine(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Who is asked for how many euro cents, under which scheme, and what was granted.

    The funder is a partner, or a body outside by its name. Nothing is known of
    what is granted until an answer comes.
    """

    requested_cents: int
    funder_id: PartnerId | None = None
    funder: Words | None = None
    scheme: Words | None = None
    granted_cents: int | None = None
    is_own_share: bool = False


class ProjectProposed(Fact, frozen=True, kw_only=True):
    """A partner proposed a project to the others."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id", "partner_id")

    project_id: ProjectId
    partner_id: PartnerId
    title: Words
    purpose: Words
    scope: Scope


class ProjectRevised(Fact, frozen=True, kw_only=True):
    """A lead worded the title or the purpose of a project anew."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id",)

    project_id: ProjectId
    partner_id: PartnerId
    title: Words | None = None
    purpose: Words | None = None


class ProjectLaunched(Fact, frozen=True, kw_only=True):
    """A project began: from that day on, contributions may be made to it."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id",)

    project_id: ProjectId
    partner_id: PartnerId
    launched_on: date


class ProjectJoined(Fact, frozen=True, kw_only=True):
    """A partner takes part in a project in this role, in place of any earlier one."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id", "partner_id")

    project_id: ProjectId
    partner_id: PartnerId
    role: ProjectRole


class ProjectLeft(Fact, frozen=True, kw_only=True):
    """A partner left a project; what it brought remains."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id", "partner_id")

    project_id: ProjectId
    partner_id: PartnerId
    reason: Words | None = None


class CompetenceCrossed(Fact, frozen=True, kw_only=True):
    """A project crossed a policy that one of the partners is in charge of."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id", "holder_id")

    project_id: ProjectId
    partner_id: PartnerId
    holder_id: PartnerId
    competence: Competence
    precision: Words | None = None


class MilestoneSet(Fact, frozen=True, kw_only=True):
    """A lead set what is to be reached, and by when."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id", "milestone_id")

    project_id: ProjectId
    milestone_id: MilestoneId
    partner_id: PartnerId
    title: Words
    due_on: date


class MilestoneMoved(Fact, frozen=True, kw_only=True):
    """A milestone is due on another day, for a reason that everybody reads."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id", "milestone_id")

    project_id: ProjectId
    milestone_id: MilestoneId
    partner_id: PartnerId
    due_on: date
    reason: Words


class MilestoneReached(Fact, frozen=True, kw_only=True):
    """What was to be reached is reached."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id", "milestone_id")

    project_id: ProjectId
    milestone_id: MilestoneId
    partner_id: PartnerId
    reached_on: date


class MilestoneDropped(Fact, frozen=True, kw_only=True):
    """A milestone is no longer pursued, for a reason that everybody reads."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id", "milestone_id")

    project_id: ProjectId
    milestone_id: MilestoneId
    partner_id: PartnerId
    reason: Words


class JournalEntryWritten(Fact, frozen=True, kw_only=True):
    """A member told in the project journal what happened on the way."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id",)

    project_id: ProjectId
    partner_id: PartnerId
    text: Words


class FinancingPlanSet(Fact, frozen=True, kw_only=True):
    """The leads said who is to pay for what; this version replaces the one before."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id",)

    project_id: ProjectId
    partner_id: PartnerId
    plan_version: int
    lines: tuple[FinancingLine, ...]


class ProjectClosed(Fact, frozen=True, kw_only=True):
    """A project ended; what was learnt is summed up for everybody."""

    filed_under: ClassVar[tuple[str, ...]] = ("project_id",)

    project_id: ProjectId
    partner_id: PartnerId
    closed_on: date
    outcome: ProjectOutcome
    summary: Words

"""Facts about evaluations, the accounts they gather, and courses of life."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from ledger.kernel.identifiers import (
    AccountId,
    CourseId,
    EscalationId,
    EvaluationId,
    PartnerId,
    ProjectId,
    ResourceId,
)
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class Level(StrEnum):
    """At which level something changed, or did not."""

    PERSON = "person"
    TEAM = "team"
    INSTITUTION = "institution"
    ECOSYSTEM = "ecosystem"


class Source(StrEnum):
    """How an account came: one's own, or collected from somebody else."""

    OWN = "own"
    PAPER = "paper"
    ORAL = "oral"


class CourseStep(msgspec.Struct, frozen=True, kw_only=True):
    """A project that somebody came through, and what happened there."""

    project_id: ProjectId
    text: Words


class EvaluationOpened(Fact, frozen=True, kw_only=True):
    """A partner asked what a project, a resource or the commons changes, and said what it expects."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "evaluation_id",
        "partner_id",
        "project_id",
        "resource_id",
    )

    evaluation_id: EvaluationId
    partner_id: PartnerId
    title: Words
    expected: Words
    project_id: ProjectId | None = None
    resource_id: ResourceId | None = None


class AccountGiven(Fact, frozen=True, kw_only=True):
    """Somebody told what happened; collected, under a pseudonym and with consent."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "evaluation_id",
        "account_id",
        "partner_id",
    )

    evaluation_id: EvaluationId
    account_id: AccountId
    partner_id: PartnerId
    level: Level
    source: Source
    happened: Words
    surprised: Words | None = None
    changes: Words | None = None
    pseudonym: Words | None = None
    has_consent: bool = False


class AccountCountersigned(Fact, frozen=True, kw_only=True):
    """Another partner says that it saw the same."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "evaluation_id",
        "account_id",
        "partner_id",
    )

    evaluation_id: EvaluationId
    account_id: AccountId
    partner_id: PartnerId


class EvaluationConcluded(Fact, frozen=True, kw_only=True):
    """What was observed and learned stands beside what was expected."""

    filed_under: ClassVar[tuple[str, ...]] = ("evaluation_id",)

    evaluation_id: EvaluationId
    partner_id: PartnerId
    concluded_on: date
    observed: Words
    learned: Words
    calls_for: Words | None = None


class EscalatedToStrategy(Fact, frozen=True, kw_only=True):
    """A partner brought a question before the board, which owes an answer by that day."""

    filed_under: ClassVar[tuple[str, ...]] = ("evaluation_id", "escalation_id")

    evaluation_id: EvaluationId
    escalation_id: EscalationId
    partner_id: PartnerId
    question: Words
    due_on: date


class EscalationAnswered(Fact, frozen=True, kw_only=True):
    """The board answered a question that an evaluation brought before it."""

    filed_under: ClassVar[tuple[str, ...]] = ("evaluation_id", "escalation_id")

    evaluation_id: EvaluationId
    escalation_id: EscalationId
    partner_id: PartnerId
    answered_on: date
    answer: Words


class LifeCourseTraced(Fact, frozen=True, kw_only=True):
    """Projects are linked as somebody lived them, who agreed to its being told."""

    filed_under: ClassVar[tuple[str, ...]] = ("course_id", "partner_id")

    course_id: CourseId
    partner_id: PartnerId
    title: Words
    steps: tuple[CourseStep, ...]
    has_consent: bool

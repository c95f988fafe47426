"""Milestones, competences and financing: what a project's row keeps of its way."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from ledger.commons.projects.events import Competence, ProjectRole
from projections.rows import WordsAt


class MilestoneState(StrEnum):
    """How a milestone stands, whatever day it is read on."""

    AHEAD = "ahead"
    REACHED = "reached"
    DROPPED = "dropped"


class Member(msgspec.Struct, frozen=True, gc=False):
    """A partner that takes part, in its role, since the fact at a position."""

    partner_id: str
    role: ProjectRole
    position: int


class Milestone(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What is to be reached: first due on one day, due now on another, reached.

    ``changes`` counts what was said of it since it was set, the last time at
    ``changed_at``: a calendar that holds it knows by them which copy is newer.
    """

    milestone_id: str
    title: WordsAt
    first_due_on: date
    due_on: date
    state: MilestoneState = MilestoneState.AHEAD
    reached_on: date | None = None
    moves: int = 0
    reason: WordsAt | None = None
    changed_at: datetime
    changes: int = 0


class Crossing(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A policy that was crossed, whose it is, and who noted it."""

    competence: Competence
    holder_id: str
    noted_by: str
    precision: WordsAt | None = None


class PlanLine(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Who is asked for how many cents, and what was granted."""

    requested_cents: int
    funder_id: str | None = None
    funder: WordsAt | None = None
    scheme: WordsAt | None = None
    granted_cents: int | None = None
    is_own_share: bool = False

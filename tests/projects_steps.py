"""Steps in projects: what somebody may try, and the command that asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, Final

from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.events import (
    Competence,
    FinancingLine,
    ProjectOutcome,
    ProjectRole,
)
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.leave_project import LeaveProject
from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.propose_project import ProposeProject
from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.revise_project import ReviseProject
from ledger.commons.projects.set_financing_plan import SetFinancingPlan
from ledger.commons.projects.set_milestone import SetMilestone
from ledger.commons.projects.share_lead import ShareLead
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Command
from ledger.membership.partners.events import Scope
from tests.orchard import (
    ENTRY,
    FUNDER,
    PURPOSE,
    REASON,
    SUMMARY,
    TITLE,
    asked,
)

DAY_ZERO: Final = date(2026, 3, 1)


class Deed(Enum):
    """What may be tried in a project."""

    PROPOSE = ProposeProject
    REVISE = ReviseProject
    LAUNCH = LaunchProject
    JOIN = JoinProject
    SHARE = ShareLead
    LEAVE = LeaveProject
    CROSS = CrossCompetence
    SET = SetMilestone
    MOVE = MoveMilestone
    REACH = ReachMilestone
    DROP = DropMilestone
    WRITE = WriteJournalEntry
    PLAN = SetFinancingPlan
    CLOSE = CloseProject


@dataclass(frozen=True)
class Step:
    """Someone tries a deed, with another partner, a role and a day in mind."""

    deed: Deed
    project_id: ProjectId
    partner_id: PartnerId
    other: PartnerId
    role: ProjectRole
    milestone: int
    day: int
    yes: bool

    @property
    def date(self) -> date:
        """Return the day meant."""
        return DAY_ZERO + timedelta(days=self.day)

    @property
    def milestone_id(self) -> MilestoneId:
        """Return the milestone meant."""
        return MilestoneId(f"m{self.milestone}")

    def command(self, at: datetime, key: str) -> Command:
        """Return the command that asks for it."""
        milestone, day = self.milestone_id, self.date
        line = FinancingLine(funder=FUNDER, requested_cents=max(self.day, 0))
        outcome = ProjectOutcome.COMPLETED if self.yes else ProjectOutcome.STOPPED
        housing = Competence.HOUSING if self.yes else Competence.OTHER
        content: Mapping[Deed, dict[str, Any]] = {
            Deed.PROPOSE: {
                "title": TITLE,
                "purpose": PURPOSE,
                "scope": Scope.COMMUNAL,
            },
            Deed.REVISE: {"title": TITLE if self.yes else None},
            Deed.LAUNCH: {"launched_on": day},
            Deed.JOIN: {"role": self.role},
            Deed.SHARE: {"member_id": self.other},
            Deed.LEAVE: {"reason": REASON},
            Deed.CROSS: {"holder_id": self.other, "competence": housing},
            Deed.SET: {"milestone_id": milestone, "title": TITLE, "due_on": day},
            Deed.MOVE: {"milestone_id": milestone, "due_on": day, "reason": REASON},
            Deed.REACH: {"milestone_id": milestone, "reached_on": day},
            Deed.DROP: {"milestone_id": milestone, "reason": REASON},
            Deed.WRITE: {"text": ENTRY},
            Deed.PLAN: {"plan_version": self.milestone, "lines": (line,)},
            Deed.CLOSE: {"closed_on": day, "outcome": outcome, "summary": SUMMARY},
        }
        made = asked(
            self.deed.value,
            self.partner_id,
            self.project_id,
            at=at,
            key=key,
            **content[self.deed],
        )
        assert isinstance(made, Command)
        return made

"""What may be done in the orchard, by whom, and what must have happened before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.events import (
    Competence,
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
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.membership.partners.events import (
    Scope,
)
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.orchard import (
    ASKED_OUTSIDE,
    DUE,
    ENTRY,
    JOINED,
    LAUNCH,
    PURPOSE,
    REASON,
    SUMMARY,
    TITLE,
    TODAY,
    TREES,
    TREES_SET,
    UNDER_WAY,
    asked,
)
from tests.workshop import PARTNERS, PERSON_OF

REPRESENTING = {Capacity.REPRESENTATIVE, Capacity.ALTERNATE}
SPEAKING = REPRESENTING | {Capacity.PARTICIPANT}
STEERING = REPRESENTING | {Capacity.CONTRIBUTOR}
TAKING_PART = STEERING | {Capacity.PARTICIPANT}
BOARD = {Capacity.BOARD_MEMBER}


@dataclass(frozen=True)
class Deed:
    """A command, who may ask for it, and what must have happened before."""

    command: type[Command]
    partner_id: PartnerId
    capacities: set[Capacity]
    content: dict[str, Any]
    before: Sequence[Fact] = UNDER_WAY

    def asked(self, capacity: Capacity | None = None, **content: object) -> Command:
        person = PERSON_OF[self.partner_id]
        actor = acting_for(person, self.partner_id, capacity or min(self.capacities))
        merged = {"actor": actor, **self.content, **content}
        command = asked(self.command, self.partner_id, **merged)
        assert isinstance(command, Command)
        return command

    @property
    def history(self) -> tuple[Fact, ...]:
        person = PERSON_OF[self.partner_id]
        held = [
            mandate(person, self.partner_id, role)
            for role in Capacity
            if role is not Capacity.REPRESENTATIVE
        ]
        return (*self.before, *held)


WITH_TREES: Final = (*UNDER_WAY, TREES_SET)
PROPOSING: Final = Deed(
    ProposeProject,
    LITTORAL,
    REPRESENTING,
    {"title": TITLE, "purpose": PURPOSE, "scope": Scope.COMMUNAL},
    PARTNERS,
)
LEADS_DEEDS: Final = [
    Deed(ReviseProject, LITTORAL, REPRESENTING, {"title": TITLE}),
    Deed(LaunchProject, LITTORAL, REPRESENTING, {"launched_on": LAUNCH}, JOINED),
    Deed(
        SetMilestone,
        LITTORAL,
        STEERING,
        {"milestone_id": TREES, "title": TITLE, "due_on": DUE},
    ),
    Deed(
        MoveMilestone,
        LITTORAL,
        STEERING,
        {"milestone_id": TREES, "due_on": TODAY, "reason": REASON},
        WITH_TREES,
    ),
    Deed(
        ReachMilestone,
        LITTORAL,
        STEERING,
        {"milestone_id": TREES, "reached_on": TODAY},
        WITH_TREES,
    ),
    Deed(
        DropMilestone,
        LITTORAL,
        STEERING,
        {"milestone_id": TREES, "reason": REASON},
        WITH_TREES,
    ),
    Deed(
        SetFinancingPlan,
        LITTORAL,
        REPRESENTING,
        {"plan_version": 1, "lines": (ASKED_OUTSIDE,)},
    ),
    Deed(
        CloseProject,
        LITTORAL,
        REPRESENTING,
        {"closed_on": TODAY, "outcome": ProjectOutcome.STOPPED, "summary": SUMMARY},
    ),
]
SHARING: Final = Deed(ShareLead, LITTORAL, REPRESENTING, {"member_id": SOURCES})
DEEDS: Final = [
    *LEADS_DEEDS,
    SHARING,
    Deed(JoinProject, PONT, SPEAKING, {"role": ProjectRole.OBSERVER}),
    Deed(LeaveProject, BRUMES, SPEAKING, {}),
    Deed(
        CrossCompetence,
        BRUMES,
        TAKING_PART,
        {"holder_id": SOURCES, "competence": Competence.HOUSING},
    ),
    Deed(WriteJournalEntry, BRUMES, TAKING_PART, {"text": ENTRY}),
]


def named(told: Deed | Fact) -> str:
    kind = told.command if isinstance(told, Deed) else type(told)
    return kind.__name__

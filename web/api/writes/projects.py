"""Projects: propose one, move it on, and its milestones."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.events import MilestoneSet
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
from ledger.kernel.messages import Command
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route
from web.forms.field import Text

PROJECT, MILESTONE = ("projects", "project_id"), ("milestones", "milestone_id")
ONE: Final = "/milestones/<identifier>"
OF_MILESTONE: Final = of_the_fact(MilestoneSet, "milestone_id", "project_id")


def _act(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what a partner does in a project."""
    at = f"/projects/<identifier>/{rule}"
    return Route(
        command=command, rule=at, summary=summary, about=PROJECT, names="project_id"
    )


ROUTES: Final = (
    Route(
        command=ProposeProject,
        rule="/projects",
        summary=_("Propose a project"),
        about=PROJECT,
    ),
    Route(
        command=ReviseProject,
        rule="/projects/<identifier>",
        method="PATCH",
        summary=_("Word the title or the purpose of a project anew"),
        about=PROJECT,
        names="project_id",
    ),
    _act(LaunchProject, "launch", _("Say since when a project is under way")),
    _act(JoinProject, "members", _("Take part in a project, or change the role")),
    _act(LeaveProject, "departures", _("Leave a project")),
    _act(ShareLead, "co_leads", _("Name a member co-lead")),
    _act(CrossCompetence, "competences", _("Note a policy that was crossed")),
    _act(WriteJournalEntry, "journal_entries", _("Write in the project journal")),
    _act(SetFinancingPlan, "financing_plans", _("Set the whole financing plan anew")),
    _act(CloseProject, "closure", _("Close a project, and sum up what was learnt")),
    Route(
        command=SetMilestone,
        rule="/projects/<identifier>/milestones",
        summary=_("Set a milestone"),
        about=MILESTONE,
        names="project_id",
    ),
    Route(
        command=MoveMilestone,
        rule=ONE,
        method="PATCH",
        summary=_("Move a milestone to another day"),
        about=MILESTONE,
        names="milestone_id",
        find=OF_MILESTONE,
    ),
    Route(
        command=DropMilestone,
        rule=ONE,
        method="DELETE",
        summary=_("Give a milestone up"),
        about=MILESTONE,
        names="milestone_id",
        find=OF_MILESTONE,
    ),
    Route(
        command=ReachMilestone,
        rule=f"{ONE}/completion",
        summary=_("Say that a milestone is reached"),
        about=MILESTONE,
        names="milestone_id",
        find=OF_MILESTONE,
    ),
)

"""Project acts: what a signed-in person may do in a project as it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import LazyString, lazy_gettext

from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.events import ProjectRole
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.leave_project import LeaveProject
from ledger.commons.projects.revise_project import ReviseProject
from ledger.commons.projects.set_financing_plan import SetFinancingPlan
from ledger.commons.projects.set_milestone import SetMilestone
from ledger.commons.projects.share_lead import ShareLead
from ledger.commons.projects.team import LEADING
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from ledger.kernel.messages import Capacity, Command
from ledger.policy import POLICY
from projections.commons.projects import ProjectRow, ProjectState
from web.auth.viewer import Hat, Viewer

Sense = Callable[[ProjectRow, ProjectRole | None], bool]


@dataclass(frozen=True)
class Act:
    """A page with a form, the command it asks for, and when that makes sense."""

    endpoint: str
    label: LazyString
    command: type[Command]
    makes_sense: Sense


def _leads(_row: ProjectRow, role: ProjectRole | None) -> bool:
    return role in LEADING


def _takes_part(_row: ProjectRow, role: ProjectRole | None) -> bool:
    return role is not None


def _is_outside(_row: ProjectRow, role: ProjectRole | None) -> bool:
    return role is None


def _may_launch(row: ProjectRow, role: ProjectRole | None) -> bool:
    return role in LEADING and row.state is ProjectState.PROPOSED


def _may_step_back(row: ProjectRow, role: ProjectRole | None) -> bool:
    leads = [m for m in row.members if m.role in LEADING]
    return role is not None and (role not in LEADING or len(leads) > 1)


def _may_share(row: ProjectRow, role: ProjectRole | None) -> bool:
    return role in LEADING and any(m.role not in LEADING for m in row.members)


ACTS: Final = (
    Act("join_project", lazy_gettext("Join this project"), JoinProject, _is_outside),
    Act(
        "write_journal_entry",
        lazy_gettext("Write in the project journal"),
        WriteJournalEntry,
        _takes_part,
    ),
    Act("launch_project", lazy_gettext("Launch it"), LaunchProject, _may_launch),
    Act("set_milestone", lazy_gettext("Set a milestone"), SetMilestone, _leads),
    Act(
        "cross_competence",
        lazy_gettext("Note a policy crossed"),
        CrossCompetence,
        _takes_part,
    ),
    Act(
        "set_financing_plan",
        lazy_gettext("Set the financing plan"),
        SetFinancingPlan,
        _leads,
    ),
    Act("share_lead", lazy_gettext("Share the lead"), ShareLead, _may_share),
    Act("revise_project", lazy_gettext("Word it anew"), ReviseProject, _leads),
    Act("join_project", lazy_gettext("Change our role"), JoinProject, _may_step_back),
    Act(
        "leave_project",
        lazy_gettext("Leave this project"),
        LeaveProject,
        _may_step_back,
    ),
    Act("close_project", lazy_gettext("Close it"), CloseProject, _leads),
)


def acts_in(
    row: ProjectRow, viewer: Viewer, *, is_without_lead: bool = False
) -> list[tuple[str, LazyString]]:
    """Return what the viewer may do in it, each with its address.

    What no designation of theirs allows is not offered, nor what would be
    refused as it stands. The ledger decides in the end. The board names a lead
    where all that led are gone from the commons.
    """
    if not row.is_open:
        return []
    acts = [
        (url_for(act.endpoint, project_id=row.project_id), act.label)
        for act in ACTS
        if _allowed(act.command, row, viewer, act.makes_sense) is not None
    ]
    if is_without_lead and viewer.hat_as(Capacity.BOARD_MEMBER) is not None:
        url = url_for("share_lead", project_id=row.project_id)
        acts.append((url, lazy_gettext("Name a lead, for the board")))
    return acts


def may_lead(row: ProjectRow, viewer: Viewer | None) -> bool:
    """Tell whether the viewer may move or reach this project's milestones."""
    if viewer is None or not row.is_open:
        return False
    return _allowed(SetMilestone, row, viewer, _leads) is not None


def may_contribute(row: ProjectRow, viewer: Viewer | None) -> bool:
    """Tell whether the viewer may record a contribution to this project now."""
    if viewer is None or row.state is not ProjectState.UNDER_WAY:
        return False
    return bool(_hats(RecordContribution, viewer))


def hat_in(
    row: ProjectRow, viewer: Viewer, command: type[Command], *, is_for_all: bool = False
) -> Hat | None:
    """Return under which designation the viewer asks for a command in a project.

    Of several, the one for a partner that leads, then the board's where it may,
    then the one for a partner that takes part: the worn one first. A project is
    joined for the partner worn.
    """
    allowed = _hats(command, viewer)
    members = [hat for hat in allowed if row.role_of(hat.partner_id) is not None]
    leads = [hat for hat in members if row.role_of(hat.partner_id) in LEADING]
    board = [hat for hat in allowed if hat.capacity is Capacity.BOARD_MEMBER]
    ordered = allowed if is_for_all else [*leads, *board, *members, *allowed]
    return ordered[0] if ordered else None


def _hats(command: type[Command], viewer: Viewer) -> list[Hat]:
    worn = (viewer.partner,) if viewer.partner else ()
    return [hat for hat in (*worn, *viewer.hats) if hat.capacity in POLICY[command]]


def _allowed(
    command: type[Command], row: ProjectRow, viewer: Viewer, makes_sense: Sense
) -> Hat | None:
    for hat in _hats(command, viewer):
        if hat.capacity is Capacity.BOARD_MEMBER:
            continue
        if makes_sense(row, row.role_of(hat.partner_id)):
            return hat
    return None

"""Project acts: the small forms by which members and leads move a project on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flask import Flask
from flask_babel import lazy_gettext

from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.leave_project import LeaveProject
from ledger.commons.projects.revise_project import ReviseProject
from ledger.commons.projects.share_lead import ShareLead
from ledger.commons.projects.team import LEADING
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from web.forms.field import Field
from web.pages.space.project_forms import Open, ProjectForm, add_form
from web.schemas.projects import (
    CLOSED_ON,
    COMPETENCE,
    ENTRY,
    HOLDER,
    LAUNCHED_ON,
    MEMBER,
    OUTCOME,
    PRECISION,
    PURPOSE,
    ROLE,
    SUMMARY,
    TITLE,
    WHY_LEAVE,
)


def _member(opened: Open) -> Sequence[Field]:
    """Ask for a member that does not lead yet."""
    leading = {m.partner_id for m in opened.row.members if m.role in LEADING}
    others = tuple(c for c in opened.member_choices if c.value not in leading)
    return (replace(MEMBER, choices=others),)


def _crossing(opened: Open) -> Sequence[Field]:
    holder = replace(HOLDER, choices=opened.member_choices)
    return (COMPETENCE, PRECISION, holder)


FORMS: Final[dict[str, ProjectForm]] = {
    "revise_project": ProjectForm(
        path="reformuler",
        command=ReviseProject,
        title=lazy_gettext("Word this project anew"),
        button=lazy_gettext("Record the new wording"),
        said=lazy_gettext("The project is worded anew; the earlier words stay."),
        fields=lambda _opened: (TITLE, PURPOSE),
        values=lambda opened: {"title": opened.title, "purpose": opened.purpose},
    ),
    "launch_project": ProjectForm(
        path="lancer",
        command=LaunchProject,
        title=lazy_gettext("Launch this project"),
        lead=lazy_gettext("From that day on, contributions may be made to it."),
        button=lazy_gettext("Launch it"),
        said=lazy_gettext("The project is under way."),
        fields=lambda _opened: (LAUNCHED_ON,),
        day_field="launched_on",
    ),
    "join_project": ProjectForm(
        path="rejoindre",
        command=JoinProject,
        title=lazy_gettext("Take part in this project"),
        button=lazy_gettext("Take part"),
        said=lazy_gettext("Your partner takes part in this project."),
        fields=lambda _opened: (ROLE,),
        is_for_all=True,
    ),
    "share_lead": ProjectForm(
        path="partager",
        command=ShareLead,
        title=lazy_gettext("Share the lead of this project"),
        lead=lazy_gettext("The member you name leads it beside you."),
        button=lazy_gettext("Share the lead"),
        said=lazy_gettext("The lead is shared."),
        fields=_member,
    ),
    "leave_project": ProjectForm(
        path="quitter",
        command=LeaveProject,
        title=lazy_gettext("Leave this project"),
        lead=lazy_gettext("What you brought stays on record."),
        button=lazy_gettext("Leave"),
        said=lazy_gettext("Your partner has left the project."),
        fields=lambda _opened: (WHY_LEAVE,),
        is_grave=True,
    ),
    "cross_competence": ProjectForm(
        path="politique",
        command=CrossCompetence,
        title=lazy_gettext("Note a policy that was crossed"),
        lead=lazy_gettext("One after the other, they draw a journey across silos."),
        button=lazy_gettext("Note it"),
        said=lazy_gettext("The policy is noted."),
        fields=_crossing,
    ),
    "write_journal_entry": ProjectForm(
        path="carnet",
        command=WriteJournalEntry,
        title=lazy_gettext("Write in the project journal"),
        button=lazy_gettext("Write it down"),
        said=lazy_gettext("It stands in the project journal."),
        fields=lambda _opened: (ENTRY,),
    ),
    "close_project": ProjectForm(
        path="clore",
        command=CloseProject,
        title=lazy_gettext("Close this project"),
        lead=lazy_gettext("Nothing is added to it afterwards; all of it stays."),
        button=lazy_gettext("Close it"),
        said=lazy_gettext("The project is closed."),
        fields=lambda _opened: (CLOSED_ON, OUTCOME, SUMMARY),
        day_field="closed_on",
        is_grave=True,
    ),
}


def register(app: Flask) -> None:
    """Add the page of each form."""
    for endpoint, form in FORMS.items():
        add_form(app, endpoint, form)

"""Project acts: the small forms by which members and leads move a project on."""

from collections.abc import Sequence
from typing import Final

from flask import Flask
from flask_babel import lazy_gettext

from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.events import Competence, ProjectOutcome, ProjectRole
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.leave_project import LeaveProject
from ledger.commons.projects.revise_project import ReviseProject
from ledger.commons.projects.share_lead import ShareLead
from ledger.commons.projects.team import LEADING
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from ledger.kernel.identifiers import PartnerId
from web.forms.choices import choices
from web.forms.field import Field
from web.pages.space.project_forms import (
    EVERYONE,
    Open,
    ProjectForm,
    add_form,
    day_field,
    long_text,
)
from web.texts.words_of_the_field import COMPETENCES, OUTCOMES, PROJECT_ROLES

PURPOSE_MAX: Final = 2_000
REASON_MAX: Final = 1_000
ENTRY_MAX: Final = 5_000

TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What is the project called?"),
    hint=lazy_gettext("For example “A shared orchard”; everyone can read it"),
)
PURPOSE: Final = long_text("purpose", lazy_gettext("What is it for?"), most=PURPOSE_MAX)
ROLE: Final = Field(
    name="role",
    label=lazy_gettext("In what role?"),
    widget="radios",
    choices=choices(
        PROJECT_ROLES,
        [role for role in ProjectRole if role not in LEADING],
        {
            ProjectRole.CONTRIBUTOR: lazy_gettext("You bring time, places or know-how"),
            ProjectRole.HOST: lazy_gettext("It takes place where you are"),
            ProjectRole.BENEFICIARY: lazy_gettext("It is made for you, and with you"),
            ProjectRole.OBSERVER: lazy_gettext(
                "You follow it, and may say what you see"
            ),
        },
    ),
)
WHY_LEAVE: Final = long_text(
    "reason", lazy_gettext("Why do you leave it?"), most=REASON_MAX, optional=True
)
COMPETENCE: Final = Field(
    name="competence",
    label=lazy_gettext("Which policy was crossed?"),
    widget="radios",
    choices=choices(COMPETENCES),
)
PRECISION: Final = Field(
    name="precision",
    label=lazy_gettext("More exactly"),
    hint=EVERYONE,
    optional=True,
)
ENTRY: Final = long_text("text", lazy_gettext("What happened?"), most=ENTRY_MAX)
LAUNCHED_ON: Final = day_field(
    "launched_on", lazy_gettext("Since when is it under way?")
)
CLOSED_ON: Final = day_field("closed_on", lazy_gettext("On which day did it end?"))
OUTCOME: Final = Field(
    name="outcome",
    label=lazy_gettext("How did it end?"),
    widget="radios",
    choices=choices(OUTCOMES),
)
SUMMARY: Final = long_text("summary", lazy_gettext("What was learnt?"), most=ENTRY_MAX)


def _member(opened: Open) -> Sequence[Field]:
    """Ask for a member that does not lead yet."""
    leading = {m.partner_id for m in opened.row.members if m.role in LEADING}
    others = tuple(c for c in opened.member_choices if c.value not in leading)
    label = lazy_gettext("With whom do you share the lead?")
    return (Field(name="member_id", label=label, widget="radios", choices=others),)


def _crossing(opened: Open) -> Sequence[Field]:
    label = lazy_gettext("Which member is in charge of it?")
    holder = Field(
        name="holder_id", label=label, widget="select", choices=opened.member_choices
    )
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
        build=lambda known, writing, read: ReviseProject(
            **known,
            title=writing.public("title", read["title"]),
            purpose=writing.public("purpose", read["purpose"]),
        ),
    ),
    "launch_project": ProjectForm(
        path="lancer",
        command=LaunchProject,
        title=lazy_gettext("Launch this project"),
        lead=lazy_gettext("From that day on, contributions may be made to it."),
        button=lazy_gettext("Launch it"),
        said=lazy_gettext("The project is under way."),
        fields=lambda _opened: (LAUNCHED_ON,),
        build=lambda known, _writing, read: LaunchProject(
            **known, launched_on=read.days["launched_on"]
        ),
        day_field="launched_on",
    ),
    "join_project": ProjectForm(
        path="rejoindre",
        command=JoinProject,
        title=lazy_gettext("Take part in this project"),
        button=lazy_gettext("Take part"),
        said=lazy_gettext("Your partner takes part in this project."),
        fields=lambda _opened: (ROLE,),
        build=lambda known, _writing, read: JoinProject(
            **known, role=ProjectRole(read["role"])
        ),
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
        build=lambda known, _writing, read: ShareLead(
            **known, member_id=PartnerId(read["member_id"])
        ),
    ),
    "leave_project": ProjectForm(
        path="quitter",
        command=LeaveProject,
        title=lazy_gettext("Leave this project"),
        lead=lazy_gettext("What you brought stays on record."),
        button=lazy_gettext("Leave"),
        said=lazy_gettext("Your partner has left the project."),
        fields=lambda _opened: (WHY_LEAVE,),
        build=lambda known, writing, read: LeaveProject(
            **known,
            reason=writing.public("reason", read["reason"]) if read["reason"] else None,
        ),
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
        build=lambda known, writing, read: CrossCompetence(
            **known,
            competence=Competence(read["competence"]),
            holder_id=PartnerId(read["holder_id"]),
            precision=writing.public("precision", read["precision"])
            if read["precision"]
            else None,
        ),
    ),
    "write_journal_entry": ProjectForm(
        path="carnet",
        command=WriteJournalEntry,
        title=lazy_gettext("Write in the project journal"),
        button=lazy_gettext("Write it down"),
        said=lazy_gettext("It stands in the project journal."),
        fields=lambda _opened: (ENTRY,),
        build=lambda known, writing, read: WriteJournalEntry(
            **known, text=writing.public("text", read["text"])
        ),
    ),
    "close_project": ProjectForm(
        path="clore",
        command=CloseProject,
        title=lazy_gettext("Close this project"),
        lead=lazy_gettext("Nothing is added to it afterwards; all of it stays."),
        button=lazy_gettext("Close it"),
        said=lazy_gettext("The project is closed."),
        fields=lambda _opened: (CLOSED_ON, OUTCOME, SUMMARY),
        build=lambda known, writing, read: CloseProject(
            **known,
            closed_on=read.days["closed_on"],
            outcome=ProjectOutcome(read["outcome"]),
            summary=writing.public("summary", read["summary"]),
        ),
        day_field="closed_on",
        is_grave=True,
    ),
}


def register(app: Flask) -> None:
    """Add the page of each form."""
    for endpoint, form in FORMS.items():
        add_form(app, endpoint, form)

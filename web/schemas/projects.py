"""Projects: what each command about a project asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.events import (
    Competence,
    FinancingLine,
    ProjectOutcome,
    ProjectRole,
)
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.leave_project import LeaveProject
from ledger.commons.projects.propose_project import ProposeProject
from ledger.commons.projects.refusals import FunderUnclear, PlanEmpty, TooManyLines
from ledger.commons.projects.revise_project import ReviseProject
from ledger.commons.projects.set_financing_plan import LINES_MAX, SetFinancingPlan
from ledger.commons.projects.share_lead import ShareLead
from ledger.commons.projects.team import LEADING
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Check, Part
from web.schemas.questions import EVERYONE, a_day, lengths, lines, which
from web.texts.words_of_the_field import (
    COMPETENCES,
    OUTCOMES,
    PROJECT_ROLES,
    SCOPES,
)

TITLE_MAX: Final = 120
PURPOSE_MAX: Final = 2_000
REASON_MAX: Final = 1_000
ENTRY_MAX: Final = 5_000
LINE_MAX: Final = 200

TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What is the project called?"),
    hint=lazy_gettext("For example “A shared orchard”; everyone can read it"),
)
PURPOSE: Final = lines("purpose", lazy_gettext("What is it for?"), most=PURPOSE_MAX)
SCOPE: Final = Field(
    name="scope",
    label=lazy_gettext("How far does it reach?"),
    widget="radios",
    choices=choices(SCOPES),
)
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
MEMBER: Final = Field(
    name="member_id",
    label=lazy_gettext("With whom do you share the lead?"),
    widget="radios",
)
WHY_LEAVE: Final = lines(
    "reason", lazy_gettext("Why do you leave it?"), most=REASON_MAX, optional=True
)
COMPETENCE: Final = Field(
    name="competence",
    label=lazy_gettext("Which policy was crossed?"),
    widget="radios",
    choices=choices(COMPETENCES, Competence),
)
PRECISION: Final = Field(
    name="precision",
    label=lazy_gettext("More exactly"),
    hint=EVERYONE,
    optional=True,
)
HOLDER: Final = which("holder_id", lazy_gettext("Which member is in charge of it?"))
ENTRY: Final = lines("text", lazy_gettext("What happened?"), most=ENTRY_MAX)
LAUNCHED_ON: Final = a_day("launched_on", lazy_gettext("Since when is it under way?"))
CLOSED_ON: Final = a_day("closed_on", lazy_gettext("On which day did it end?"))
OUTCOME: Final = Field(
    name="outcome",
    label=lazy_gettext("How did it end?"),
    widget="radios",
    choices=choices(OUTCOMES, ProjectOutcome),
)
SUMMARY: Final = lines("summary", lazy_gettext("What was learnt?"), most=ENTRY_MAX)

FUNDER: Final = which("funder_id", lazy_gettext("Funder among partners"), optional=True)
BODY: Final = Field(name="funder", label=lazy_gettext("Or another body"), optional=True)
SCHEME: Final = Field(
    name="scheme", label=lazy_gettext("Under which scheme?"), optional=True
)
REQUESTED: Final = Field(
    name="requested", label=lazy_gettext("Requested"), widget="number", suffix="€"
)
GRANTED: Final = Field(
    name="granted",
    label=lazy_gettext("Granted"),
    widget="number",
    suffix="€",
    optional=True,
)
OWN_SHARE: Final = Field(
    name="is_own_share",
    label=lazy_gettext("It is our own share"),
    widget="checkbox",
    optional=True,
)
PLAN_VERSION: Final = Field(
    name="plan_version",
    label=lazy_gettext("Which number will the plan bear?"),
    hint=lazy_gettext("One more than the plan you have before you"),
    inputmode="numeric",
)
LINES: Final = Field(name="lines", label=lazy_gettext("Who pays how much?"))

A_LINE: Final = Part(
    questions=(FUNDER, BODY, SCHEME, REQUESTED, GRANTED, OWN_SHARE),
    public={"funder": LINE_MAX, "scheme": LINE_MAX},
)


def _plan_rules(loaded: Mapping[str, Any], _today: date) -> Iterable[tuple[str, Check]]:
    plan = loaded.get("lines")
    if plan is None:
        return

    yield "lines", lambda: _check_length(len(plan))
    for rank, line in enumerate(plan[:LINES_MAX]):
        are_both = bool(line.get("funder_id")) == bool(line.get("funder"))
        yield f"lines.{rank}.funder_id", partial(_check, are_both)


def _check_length(count: int) -> None:
    if not count:
        raise PlanEmpty
    if count > LINES_MAX:
        raise TooManyLines


def _check(are_both: bool) -> None:  # noqa: FBT001  # both or neither: one mistake
    if are_both:
        raise FunderUnclear


IN_A_PROJECT: Final = ("project_id",)
ASKED: Final = (
    Asking(
        command=ProposeProject,
        created={"project_id": "project"},
        questions=(TITLE, PURPOSE, SCOPE),
        public={"title": TITLE_MAX, **lengths(PURPOSE)},
    ),
    Asking(
        command=ReviseProject,
        addressed=IN_A_PROJECT,
        questions=(TITLE, PURPOSE),
        public={"title": TITLE_MAX, **lengths(PURPOSE)},
    ),
    Asking(command=LaunchProject, addressed=IN_A_PROJECT, questions=(LAUNCHED_ON,)),
    Asking(command=JoinProject, addressed=IN_A_PROJECT, questions=(ROLE,)),
    Asking(command=ShareLead, addressed=IN_A_PROJECT, questions=(MEMBER,)),
    Asking(
        command=LeaveProject,
        addressed=IN_A_PROJECT,
        questions=(WHY_LEAVE,),
        public=lengths(WHY_LEAVE),
    ),
    Asking(
        command=CrossCompetence,
        addressed=IN_A_PROJECT,
        questions=(COMPETENCE, PRECISION, HOLDER),
        public={"precision": TITLE_MAX},
    ),
    Asking(
        command=WriteJournalEntry,
        addressed=IN_A_PROJECT,
        questions=(ENTRY,),
        public=lengths(ENTRY),
    ),
    Asking(
        command=SetFinancingPlan,
        addressed=IN_A_PROJECT,
        questions=(PLAN_VERSION, LINES),
        parts={FinancingLine: A_LINE},
        rules=_plan_rules,
    ),
    Asking(
        command=CloseProject,
        addressed=IN_A_PROJECT,
        questions=(CLOSED_ON, OUTCOME, SUMMARY),
        public=lengths(SUMMARY),
    ),
)

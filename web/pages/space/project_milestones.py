"""Project milestones: set one, move it, say that it is reached, give it up."""

from typing import Any, Final

from flask import Flask
from flask_babel import lazy_gettext

from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.set_milestone import SetMilestone
from ledger.kernel.identifiers import MilestoneId, identifier_from_key
from ledger.kernel.messages import Command
from web.forms.field import Field
from web.pages.space.project_forms import (
    EVERYONE,
    Answers,
    ProjectForm,
    add_form,
    day_field,
    long_text,
)
from web.writing import Writing

REASON_MAX: Final = 1_000
TITLE: Final = Field(
    name="title", label=lazy_gettext("What is to be reached?"), hint=EVERYONE
)
DUE_ON: Final = day_field("due_on", lazy_gettext("By which day?"))
NEW_DAY: Final = day_field("due_on", lazy_gettext("By which day now?"))
REACHED_ON: Final = day_field(
    "reached_on", lazy_gettext("On which day was it reached?")
)
WHY_MOVE: Final = long_text(
    "reason", lazy_gettext("Why does it move?"), most=REASON_MAX
)
WHY_DROP: Final = long_text(
    "reason", lazy_gettext("Why is it given up?"), most=REASON_MAX
)


def _set(known: dict[str, Any], writing: Writing, read: Answers) -> Command:
    name = identifier_from_key(known["key"], "milestone")
    return SetMilestone(
        **known,
        milestone_id=MilestoneId(name),
        title=writing.public("title", read["title"]),
        due_on=read.days["due_on"],
    )


FORMS: Final[dict[str, ProjectForm]] = {
    "set_milestone": ProjectForm(
        path="jalon",
        command=SetMilestone,
        title=lazy_gettext("Set a milestone"),
        button=lazy_gettext("Set it"),
        said=lazy_gettext("The milestone is set."),
        fields=lambda _opened: (TITLE, DUE_ON),
        build=_set,
        day_field="due_on",
    ),
    "move_milestone": ProjectForm(
        path="reporter",
        command=MoveMilestone,
        title=lazy_gettext("Move this milestone"),
        lead=lazy_gettext("The day it was first meant for stays to be read."),
        button=lazy_gettext("Move it"),
        said=lazy_gettext("The milestone is moved."),
        fields=lambda _opened: (NEW_DAY, WHY_MOVE),
        build=lambda known, writing, read: MoveMilestone(
            **known,
            due_on=read.days["due_on"],
            reason=writing.public("reason", read["reason"]),
        ),
        day_field="due_on",
        is_of_milestone=True,
    ),
    "reach_milestone": ProjectForm(
        path="atteint",
        command=ReachMilestone,
        title=lazy_gettext("This milestone is reached"),
        button=lazy_gettext("Record it"),
        said=lazy_gettext("The milestone is reached."),
        fields=lambda _opened: (REACHED_ON,),
        build=lambda known, _writing, read: ReachMilestone(
            **known, reached_on=read.days["reached_on"]
        ),
        day_field="reached_on",
        is_of_milestone=True,
    ),
    "drop_milestone": ProjectForm(
        path="abandonner",
        command=DropMilestone,
        title=lazy_gettext("Give this milestone up"),
        button=lazy_gettext("Give it up"),
        said=lazy_gettext("The milestone is given up."),
        fields=lambda _opened: (WHY_DROP,),
        build=lambda known, writing, read: DropMilestone(
            **known, reason=writing.public("reason", read["reason"])
        ),
        is_grave=True,
        is_of_milestone=True,
    ),
}


def register(app: Flask) -> None:
    """Add the page of each form."""
    for endpoint, form in FORMS.items():
        add_form(app, endpoint, form)

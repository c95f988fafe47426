"""Project milestones: set one, move it, say that it is reached, give it up."""

from typing import Final

from flask import Flask
from flask_babel import lazy_gettext

from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.set_milestone import SetMilestone
from web.pages.space.project_forms import ProjectForm, add_form
from web.schemas.milestones import (
    DUE_ON,
    NEW_DAY,
    REACHED_ON,
    TITLE,
    WHY_DROP,
    WHY_MOVE,
)

FORMS: Final[dict[str, ProjectForm]] = {
    "set_milestone": ProjectForm(
        path="jalon",
        command=SetMilestone,
        title=lazy_gettext("Set a milestone"),
        button=lazy_gettext("Set it"),
        said=lazy_gettext("The milestone is set."),
        fields=lambda _opened: (TITLE, DUE_ON),
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
        is_grave=True,
        is_of_milestone=True,
    ),
}


def register(app: Flask) -> None:
    """Add the page of each form."""
    for endpoint, form in FORMS.items():
        add_form(app, endpoint, form)

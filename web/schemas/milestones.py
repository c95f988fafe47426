"""Milestones: what each command about a milestone of a project asks."""

from typing import Final

from flask_babel import lazy_gettext

from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.set_milestone import SetMilestone
from web.forms.field import Field
from web.schemas.asking import Asking
from web.schemas.questions import EVERYONE, a_day, lengths, lines

TITLE_MAX: Final = 120
REASON_MAX: Final = 1_000

TITLE: Final = Field(
    name="title", label=lazy_gettext("What is to be reached?"), hint=EVERYONE
)
DUE_ON: Final = a_day("due_on", lazy_gettext("By which day?"))
NEW_DAY: Final = a_day("due_on", lazy_gettext("By which day now?"))
REACHED_ON: Final = a_day("reached_on", lazy_gettext("On which day was it reached?"))
WHY_MOVE: Final = lines("reason", lazy_gettext("Why does it move?"), most=REASON_MAX)
WHY_DROP: Final = lines("reason", lazy_gettext("Why is it given up?"), most=REASON_MAX)

OF_A_PROJECT: Final = ("project_id", "milestone_id")
ASKED: Final = (
    Asking(
        command=SetMilestone,
        created={"milestone_id": "milestone"},
        addressed=("project_id",),
        questions=(TITLE, DUE_ON),
        public={"title": TITLE_MAX},
    ),
    Asking(
        command=MoveMilestone,
        addressed=OF_A_PROJECT,
        questions=(NEW_DAY, WHY_MOVE),
        public=lengths(WHY_MOVE),
    ),
    Asking(command=ReachMilestone, addressed=OF_A_PROJECT, questions=(REACHED_ON,)),
    Asking(
        command=DropMilestone,
        addressed=OF_A_PROJECT,
        questions=(WHY_DROP,),
        public=lengths(WHY_DROP),
    ),
)

"""The catalogue: every thing that programs read, listed by hand."""

from collections.abc import Mapping
from typing import Final

from web.things.contributions import CONTRIBUTION_TOTALS, CONTRIBUTIONS
from web.things.credits import CREDITS
from web.things.decisions import DECISIONS
from web.things.evaluations import ACCOUNTS, EVALUATIONS
from web.things.life_courses import LIFE_COURSES
from web.things.milestones import MILESTONES
from web.things.modalities import MODALITIES
from web.things.needs import NEEDS, OFFERS
from web.things.partners import PARTNERS
from web.things.projects import PROJECTS
from web.things.resources import RESOURCES, REUSES
from web.things.thing import AnyThing

THINGS: Final[Mapping[str, AnyThing]] = {
    thing.name: thing
    for thing in (
        PARTNERS,
        CONTRIBUTIONS,
        CONTRIBUTION_TOTALS,
        MODALITIES,
        NEEDS,
        OFFERS,
        PROJECTS,
        MILESTONES,
        RESOURCES,
        REUSES,
        CREDITS,
        EVALUATIONS,
        ACCOUNTS,
        LIFE_COURSES,
        DECISIONS,
    )
}

"""Announcing: what stating a need and making an offer have in common.

Whoever announces is in good standing, names what the modalities in force count,
a project that goes on, and a last day that is still to come.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.limits import check_nature
from ledger.commons.contributions.modalities import (
    BUILT_IN,
    Modalities,
    ModalitiesFounded,
    modalities_in_force,
    modalities_of,
)
from ledger.commons.needs.refusals import (
    LastDayPast,
    LastDayTooFar,
)
from ledger.commons.projects.events import ProjectClosed, ProjectProposed
from ledger.commons.projects.refusals import ProjectIsClosed, UnknownProject
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
)

YEARS_AHEAD_MAX: Final = 5

GroundFact = PartnershipFact | ModalitiesFounded | ProjectProposed | ProjectClosed


@dataclass(frozen=True)
class Ground:
    """Where the partner stands, what is counted, and whether the project goes on."""

    partnership: Partnership = Partnership.UNKNOWN
    modalities: Modalities = BUILT_IN
    is_proposed: bool = False
    is_closed: bool = False


NO_GROUND: Final = Ground()


def ground_of(partner_id: PartnerId, project_id: ProjectId | None) -> Boundary:
    """Depend on the partner's standing, on the modalities, on the project's ends."""
    own = (partnership_of(partner_id), modalities_in_force())
    if project_id is None:
        return own
    return (*own, facts(ProjectProposed, ProjectClosed, project_id=project_id))


def evolve_ground(ground: Ground, fact: GroundFact) -> Ground:
    """Remember what the fact changes."""
    if isinstance(fact, PARTNERSHIP):
        return replace(ground, partnership=evolve_partnership(fact))
    match fact:
        case ModalitiesFounded():
            return replace(ground, modalities=modalities_of(fact))
        case ProjectProposed():
            return replace(ground, is_proposed=True)
        case ProjectClosed():
            return replace(ground, is_closed=True)


def check_counted(ground: Ground, nature: Nature, unit: Unit) -> None:
    """Refuse what could not be recorded once it is brought."""
    check_nature(nature, unit, ground.modalities.units)


def check_project(ground: Ground, project_id: ProjectId | None) -> None:
    """Refuse a project that nobody proposed, or that is over."""
    if project_id is None:
        return
    if not ground.is_proposed:
        raise UnknownProject
    if ground.is_closed:
        raise ProjectIsClosed


def check_last_day(until: date | None, today: date) -> None:
    """Refuse a last day that is over, or that nobody can foresee."""
    if until is None:
        return
    if is_over(until, today):
        raise LastDayPast
    if until.year > today.year + YEARS_AHEAD_MAX:
        raise LastDayTooFar


def is_over(until: date | None, today: date) -> bool:
    """Tell whether the last day has passed; what has none never lapses."""
    return until is not None and until < today

"""State a need: a partner says what it seeks, so that others can offer it.

Title and details are words for the public.
"""

from dataclasses import dataclass, replace
from datetime import date

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.needs.announcing import (
    NO_GROUND,
    Ground,
    GroundFact,
    check_counted,
    check_last_day,
    check_project,
    evolve_ground,
    ground_of,
)
from ledger.commons.needs.events import NeedStated
from ledger.commons.needs.refusals import (
    NeedExists,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import NeedId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class StateNeed(Command):
    """A partner says what it seeks, and until which day."""

    need_id: NeedId
    partner_id: PartnerId
    nature: Nature
    unit: Unit
    title: Words
    details: Words | None = None
    project_id: ProjectId | None = None
    until: date | None = None


@dataclass(frozen=True)
class Notice:
    """The ground to announce on, and whether the notice's name is taken."""

    ground: Ground = NO_GROUND
    is_stated: bool = False


def boundary(command: StateNeed) -> Boundary:
    """Depend on the ground to announce on, and on this need's own name."""
    return (
        *ground_of(command.partner_id, command.project_id),
        facts(NeedStated, need_id=command.need_id),
    )


def evolve(notice: Notice, fact: GroundFact | NeedStated) -> Notice:
    """Remember the ground, and that the name is taken."""
    if isinstance(fact, NeedStated):
        return replace(notice, is_stated=True)
    return replace(notice, ground=evolve_ground(notice.ground, fact))


def decide(notice: Notice, command: StateNeed, acting: Acting) -> list[NeedStated]:
    """Let any active partner seek what can be counted."""
    ground = notice.ground
    require_standing(acting, command.partner_id, ground.partnership)
    if notice.is_stated:
        raise NeedExists
    check_counted(ground, command.nature, command.unit)
    check_project(ground, command.project_id)
    check_last_day(command.until, day_in_paris(command.at))
    return [
        NeedStated(
            need_id=command.need_id,
            partner_id=command.partner_id,
            nature=command.nature,
            unit=command.unit,
            title=command.title,
            details=command.details,
            project_id=command.project_id,
            until=command.until,
        )
    ]


state_need = Decider(boundary, Notice(), evolve, decide)

"""Assign a partner to a college: it votes there from the next vote on."""

from dataclasses import dataclass, field, replace

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import CollegeId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.mandates.events import CollegeFounded, PartnerAssignedToCollege
from ledger.membership.mandates.refusals import AlreadyInCollege, UnknownCollege
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PARTNERSHIP,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_active,
    require_standing,
    standing_in,
)


@dataclass(frozen=True, kw_only=True)
class AssignToCollege(Command):
    """The board says in which college a partner votes."""

    partner_id: PartnerId
    assigned_id: PartnerId
    college_id: CollegeId


@dataclass(frozen=True)
class Places:
    """Where both partners stand, whether the college is there, who is in which."""

    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    is_founded: bool = False
    college_id: CollegeId | None = None


def boundary(command: AssignToCollege) -> Boundary:
    """Depend on both partners, on this college, on where the partner votes now."""
    return (
        *partnerships_of(command.partner_id, command.assigned_id),
        facts(CollegeFounded, college_id=command.college_id),
        facts(PartnerAssignedToCollege, partner_id=command.assigned_id),
    )


def evolve(
    places: Places, fact: PartnershipFact | CollegeFounded | PartnerAssignedToCollege
) -> Places:
    """Remember standings, the college, and the last assignment."""
    if isinstance(fact, PARTNERSHIP):
        return replace(places, standings=evolve_standings(places.standings, fact))
    match fact:
        case CollegeFounded():
            return replace(places, is_founded=True)
        case PartnerAssignedToCollege(college_id=college):
            return replace(places, college_id=college)


def decide(
    places: Places, command: AssignToCollege, acting: Acting
) -> list[PartnerAssignedToCollege]:
    """Move an active partner to a college that is there."""
    own = standing_in(places.standings, command.partner_id)
    require_standing(acting, command.partner_id, own)
    require_active(standing_in(places.standings, command.assigned_id))
    if not places.is_founded:
        raise UnknownCollege
    if places.college_id == command.college_id:
        raise AlreadyInCollege
    return [
        PartnerAssignedToCollege(
            college_id=command.college_id, partner_id=command.assigned_id
        )
    ]


assign_to_college = Decider(boundary, Places(), evolve, decide)

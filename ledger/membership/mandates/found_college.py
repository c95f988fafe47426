"""Found a college: partners that vote apart where a rule says so."""

from dataclasses import dataclass, replace

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import CollegeId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.mandates.events import CollegeFounded
from ledger.membership.mandates.refusals import CollegeExists
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class FoundCollege(Command):
    """The board founds a college."""

    partner_id: PartnerId
    college_id: CollegeId
    name: Words


@dataclass(frozen=True)
class Place:
    """Where the member's partner stands, and whether the name is taken."""

    partnership: Partnership = Partnership.UNKNOWN
    is_founded: bool = False


def boundary(command: FoundCollege) -> Boundary:
    """Depend on the member's partner, and on this name."""
    return (
        partnership_of(command.partner_id),
        facts(CollegeFounded, college_id=command.college_id),
    )


def evolve(place: Place, fact: PartnershipFact | CollegeFounded) -> Place:
    """Remember both."""
    if isinstance(fact, PARTNERSHIP):
        return replace(place, partnership=evolve_partnership(fact))
    match fact:
        case CollegeFounded():
            return replace(place, is_founded=True)


def decide(place: Place, command: FoundCollege, acting: Acting) -> list[CollegeFounded]:
    """Let the board found it; it votes once partners are in it and a rule weighs it."""
    require_standing(acting, command.partner_id, place.partnership)
    if place.is_founded:
        raise CollegeExists
    return [CollegeFounded(college_id=command.college_id, name=command.name)]


found_college = Decider(boundary, Place(), evolve, decide)

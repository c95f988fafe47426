"""Declare a capacity: what a partner can, with unit, source and year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris, is_recordable, plain
from ledger.kernel.words import Words
from ledger.membership.partners.events import (
    CapacityDeclared,
    CapacityMeasure,
)
from ledger.membership.partners.refusals import (
    AmountNotPositive,
    AmountNotRecordable,
    YearNotPlausible,
)
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

VINTAGE_MIN: Final = 1990
UNITS: Final = {
    CapacityMeasure.POPULATION: "inhabitant",
    CapacityMeasure.ENGINEERING_STAFF: "full_time_equivalent",
    CapacityMeasure.FISCAL_POTENTIAL_PER_HEAD: "euro_per_inhabitant",
}


@dataclass(frozen=True, kw_only=True)
class DeclareCapacity(Command):
    """A partner declares its population, engineering staff or fiscal potential."""

    partner_id: PartnerId
    measure: CapacityMeasure
    amount: Decimal
    vintage: int
    source: Words


def boundary(command: DeclareCapacity) -> Boundary:
    """Depend on where the partner stands."""
    return (partnership_of(command.partner_id),)


def evolve(_partnership: Partnership, fact: PartnershipFact) -> Partnership:
    """Remember where the partner stands."""
    return evolve_partnership(fact)


def decide(
    partnership: Partnership, command: DeclareCapacity, acting: Acting
) -> list[CapacityDeclared]:
    """Take a positive amount of a year that has been."""
    require_standing(acting, command.partner_id, partnership)
    check_amount(command.amount)
    check_vintage(command.vintage, day_in_paris(command.at))
    return [
        CapacityDeclared(
            partner_id=command.partner_id,
            measure=command.measure,
            amount=plain(command.amount),
            unit=UNITS[command.measure],
            vintage=command.vintage,
            source=command.source,
        )
    ]


def check_amount(amount: Decimal) -> None:
    """Refuse what is not a positive, recordable amount."""
    if not is_recordable(amount):
        raise AmountNotRecordable
    if amount <= 0:
        raise AmountNotPositive


def check_vintage(vintage: int, today: date) -> None:
    """Refuse a year that is still to come, or that no figures are known of."""
    if not VINTAGE_MIN <= vintage <= today.year:
        raise YearNotPlausible


declare_capacity = Decider(boundary, Partnership.UNKNOWN, evolve, decide)

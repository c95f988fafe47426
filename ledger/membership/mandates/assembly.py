"""Assembly: all the mandates of one partner, to know who may still act for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import MandateId, PartnerId
from ledger.kernel.messages import Capacity
from ledger.membership.mandates.events import MandateGranted, MandateWithdrawn
from ledger.membership.mandates.standing import Mandate, mandate_of

Assembly = Mapping[MandateId, Mandate]

NOBODY: Final[Assembly] = {}
REPRESENTING: Final = frozenset({Capacity.REPRESENTATIVE, Capacity.ALTERNATE})


def assembly_of(partner_id: PartnerId) -> Facts:
    """Depend on every mandate of the partner."""
    return facts(MandateGranted, MandateWithdrawn, partner_id=partner_id)


def evolve_assembly(
    assembly: Assembly, fact: MandateGranted | MandateWithdrawn
) -> Assembly:
    """Remember a mandate granted or withdrawn."""
    match fact:
        case MandateGranted(mandate_id=name):
            return {**assembly, name: mandate_of(fact)}
        case MandateWithdrawn(mandate_id=name):
            return {**assembly, name: replace(assembly[name], is_withdrawn=True)}


def representing(
    assembly: Assembly,
    partner_id: PartnerId,
    day: date,
    capacities: frozenset[Capacity] = REPRESENTING,
) -> list[Mandate]:
    """Return the mandates in force that day which represent the partner."""
    return [
        mandate
        for mandate in assembly.values()
        if mandate.partner_id == partner_id
        and mandate.capacity in capacities
        and mandate.is_in_force(day)
    ]

"""Modalities: what is counted, in which units, and above how much it is confirmed.

The board founds them as data. Until it does, the units that the ledger knows of
hold, and nothing needs to be confirmed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

import msgspec

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.limits import UNITS, Units
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import THE_COMMONS, CommonsId, PartnerId
from ledger.kernel.messages import Fact


class NatureCounted(msgspec.Struct, frozen=True):
    """A nature that is counted, and its units."""

    nature: Nature
    units: tuple[Unit, ...]


class Threshold(msgspec.Struct, frozen=True):
    """Above this quantity of a unit, another partner is to confirm."""

    unit: Unit
    quantity: Decimal


class ModalitiesFounded(Fact, frozen=True, kw_only=True):
    """The board said what is counted from now on, and what needs confirmation."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id",)

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    modalities_version: int
    natures: tuple[NatureCounted, ...]
    thresholds: tuple[Threshold, ...] = ()
    signatories: tuple[PartnerId, ...] = ()


@dataclass(frozen=True)
class Modalities:
    """The modalities in force."""

    version: int = 0
    units: Units = field(default_factory=lambda: UNITS)
    confirm_above: Mapping[Unit, Decimal] = field(default_factory=dict[Unit, Decimal])


BUILT_IN = Modalities()
"""What holds before any are founded."""


def modalities_in_force() -> Facts:
    """Depend on the modalities; they change rarely, and then for everybody."""
    return facts(ModalitiesFounded, commons_id=THE_COMMONS)


def modalities_of(fact: ModalitiesFounded) -> Modalities:
    """Return the modalities that hold from this fact on."""
    return Modalities(
        version=fact.modalities_version,
        units={kind.nature: frozenset(kind.units) for kind in fact.natures},
        confirm_above={one.unit: one.quantity for one in fact.thresholds},
    )

"""Modalities: those in force, and who founded them when."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from ledger.commons.contributions.events import Unit
from ledger.commons.contributions.limits import UNITS, Units
from ledger.commons.contributions.modalities import (
    ModalitiesFounded,
    NatureCounted,
    Threshold,
)
from ledger.kernel.codec import Recorded
from ledger.kernel.identifiers import THE_COMMONS
from projections.rows import Row, Rows
from projections.shelf import Shelf
from projections.view import View


class ModalitiesRow(Row, frozen=True, kw_only=True):
    """What is counted, above how much it is to be confirmed, and who signed."""

    key: ClassVar[tuple[str, ...]] = ("commons_id",)

    commons_id: str
    modalities_version: int
    natures: tuple[NatureCounted, ...]
    thresholds: tuple[Threshold, ...] = ()
    signatories: tuple[str, ...] = ()
    founded_by: str
    founded_at: datetime
    position: int

    @property
    def units(self) -> Units:
        """Return the units in which each nature is counted."""
        return {kind.nature: frozenset(kind.units) for kind in self.natures}

    @property
    def confirm_above(self) -> Mapping[Unit, Decimal]:
        """Return above which quantity of each unit another partner confirms."""
        return {one.unit: one.quantity for one in self.thresholds}


def apply(rows: Rows[ModalitiesRow], recorded: Recorded[Any]) -> None:
    """Let the later modalities stand in place of the earlier ones."""
    fact: ModalitiesFounded = recorded.fact
    rows.put(
        ModalitiesRow(
            commons_id=fact.commons_id,
            modalities_version=fact.modalities_version,
            natures=fact.natures,
            thresholds=fact.thresholds,
            signatories=fact.signatories,
            founded_by=fact.partner_id,
            founded_at=recorded.recorded_at,
            position=recorded.position,
        )
    )


def modalities_now(shelf: Shelf) -> ModalitiesRow | None:
    """Return the modalities in force, None while what is built in holds."""
    return shelf.get(modalities, THE_COMMONS)


def units_now(shelf: Shelf) -> Units:
    """Return the units in which each nature is counted."""
    found = modalities_now(shelf)
    return UNITS if found is None else found.units


modalities = View("modalities", 1, ModalitiesRow, (ModalitiesFounded,), apply)

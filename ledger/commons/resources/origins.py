"""Origins: the contributions that a resource comes from, which its reuses credit."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.commons.contributions.events import (
    ContributionRecorded,
    ContributionWithdrawn,
)
from ledger.commons.resources.refusals import (
    OriginTwice,
    OriginWithdrawn,
    TooManyOrigins,
    UnknownOrigin,
)
from ledger.commons.resources.shelf import (
    EMPTY_SHELF,
    Shelf,
    ShelfFact,
    evolve_shelf,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import ContributionId

ORIGINS_MAX: Final = 30
OriginFact = ContributionRecorded | ContributionWithdrawn


@dataclass(frozen=True)
class Making:
    """The shelf, and the contributions named: whether each was withdrawn."""

    shelf: Shelf = EMPTY_SHELF
    withdrawn: Mapping[ContributionId, bool] = field(
        default_factory=dict[ContributionId, bool]
    )


def origins_of(origins: tuple[ContributionId, ...]) -> Boundary:
    """Depend on whether each of them is on record.

    No more are read than may be named: a longer list is refused unread.
    """
    return tuple(
        facts(ContributionRecorded, ContributionWithdrawn, contribution_id=name)
        for name in sorted(set(origins))[: ORIGINS_MAX + 1]
    )


def evolve_making(making: Making, fact: ShelfFact | OriginFact) -> Making:
    """Remember what the fact changes."""
    match fact:
        case ContributionRecorded() | ContributionWithdrawn():
            is_withdrawn = isinstance(fact, ContributionWithdrawn)
            named = {**making.withdrawn, fact.contribution_id: is_withdrawn}
            return replace(making, withdrawn=named)
        case _:
            return replace(making, shelf=evolve_shelf(making.shelf, fact))


def check_origins(making: Making, origins: tuple[ContributionId, ...]) -> None:
    """Refuse contributions that are not there, or no longer."""
    if len(origins) > ORIGINS_MAX:
        raise TooManyOrigins
    if len(set(origins)) != len(origins):
        raise OriginTwice
    for name in origins:
        if name not in making.withdrawn:
            raise UnknownOrigin
        if making.withdrawn[name]:
            raise OriginWithdrawn

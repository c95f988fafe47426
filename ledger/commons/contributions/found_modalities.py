"""Found modalities: the board says what is counted, and what needs confirmation.

The partners that sign hold a seat on the board that day. What was recorded
before keeps the modalities it was recorded under.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.commons.contributions.limits import check_nature
from ledger.commons.contributions.modalities import (
    ModalitiesFounded,
    NatureCounted,
    Threshold,
    modalities_in_force,
)
from ledger.commons.contributions.refusals import (
    NatureTwice,
    NoNatureLeft,
    NotOnTheBoard,
    NotTheNextModalities,
    NoUnitLeft,
    OwnSignatureMissing,
    SignatoryTwice,
    ThresholdNotRecordable,
    ThresholdTwice,
    TooManySignatories,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import THE_COMMONS, MandateId, PartnerId
from ledger.kernel.messages import Acting, Capacity, Command
from ledger.kernel.quantities import day_in_paris, is_recordable, plain
from ledger.membership.mandates.events import MandateGranted, MandateWithdrawn
from ledger.membership.mandates.standing import Mandate, mandate_of
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

SIGNATORIES_MAX: Final = 100


@dataclass(frozen=True, kw_only=True)
class FoundModalities(Command):
    """The board says what is counted, in place of the modalities before."""

    partner_id: PartnerId
    modalities_version: int
    natures: tuple[NatureCounted, ...]
    thresholds: tuple[Threshold, ...] = ()
    signatories: tuple[PartnerId, ...] = ()


@dataclass(frozen=True)
class Chamber:
    """Where the signatories stand, their mandates, and how often this was done."""

    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    mandates: Mapping[MandateId, Mandate] = field(
        default_factory=dict[MandateId, Mandate]
    )
    version: int = 0

    def has_seat(self, partner_id: PartnerId, day: date) -> bool:
        """Tell whether somebody sits on the board for the partner that day."""
        return any(
            mandate.partner_id == partner_id
            and mandate.capacity is Capacity.BOARD_MEMBER
            and mandate.is_in_force(day)
            for mandate in self.mandates.values()
        )


NO_CHAMBER: Final = Chamber()


def boundary(command: FoundModalities) -> Boundary:
    """Depend on the modalities before, and on the seats of those who sign.

    No more are read than may sign: a longer list is refused unread.
    """
    signing = command.signatories[: SIGNATORIES_MAX + 1]
    bodies = sorted({command.partner_id, *signing})
    return (
        modalities_in_force(),
        *partnerships_of(*bodies),
        *(facts(MandateGranted, MandateWithdrawn, partner_id=name) for name in bodies),
    )


def evolve(
    chamber: Chamber,
    fact: PartnershipFact | MandateGranted | MandateWithdrawn | ModalitiesFounded,
) -> Chamber:
    """Remember standings, mandates, and the last version."""
    if isinstance(fact, PARTNERSHIP):
        standings = evolve_standings(chamber.standings, fact)
        return replace(chamber, standings=standings)
    match fact:
        case MandateGranted():
            granted = {fact.mandate_id: mandate_of(fact)}
            return replace(chamber, mandates={**chamber.mandates, **granted})
        case MandateWithdrawn(mandate_id=name):
            ended = {name: replace(chamber.mandates[name], is_withdrawn=True)}
            return replace(chamber, mandates={**chamber.mandates, **ended})
        case ModalitiesFounded(modalities_version=version):
            return replace(chamber, version=version)


def decide(
    chamber: Chamber, command: FoundModalities, acting: Acting
) -> list[ModalitiesFounded]:
    """Let the board found modalities that leave something to be counted."""
    standing = standing_in(chamber.standings, command.partner_id)
    require_standing(acting, command.partner_id, standing)
    if command.modalities_version != chamber.version + 1:
        raise NotTheNextModalities
    _check_natures(command.natures)
    _check_thresholds(command.thresholds)
    _check_signatories(chamber, command)
    return [
        ModalitiesFounded(
            commons_id=THE_COMMONS,
            partner_id=command.partner_id,
            modalities_version=command.modalities_version,
            natures=command.natures,
            thresholds=tuple(
                Threshold(one.unit, plain(one.quantity)) for one in command.thresholds
            ),
            signatories=command.signatories,
        )
    ]


def _check_natures(natures: tuple[NatureCounted, ...]) -> None:
    if not natures:
        raise NoNatureLeft
    if len({kind.nature for kind in natures}) != len(natures):
        raise NatureTwice
    for kind in natures:
        if not kind.units:
            raise NoUnitLeft
        for unit in kind.units:
            check_nature(kind.nature, unit)


def _check_thresholds(thresholds: tuple[Threshold, ...]) -> None:
    """Take zero: then everything in that unit is to be confirmed."""
    if len({one.unit for one in thresholds}) != len(thresholds):
        raise ThresholdTwice
    for one in thresholds:
        if not is_recordable(one.quantity) or one.quantity < 0:
            raise ThresholdNotRecordable


def _check_signatories(chamber: Chamber, command: FoundModalities) -> None:
    if len(command.signatories) > SIGNATORIES_MAX:
        raise TooManySignatories
    if len(set(command.signatories)) != len(command.signatories):
        raise SignatoryTwice
    if command.partner_id not in command.signatories:
        raise OwnSignatureMissing
    today = day_in_paris(command.at)
    for name in command.signatories:
        require_active(standing_in(chamber.standings, name))
        if not chamber.has_seat(name, today):
            raise NotOnTheBoard


found_modalities = Decider(boundary, NO_CHAMBER, evolve, decide)

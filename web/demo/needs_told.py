"""What partners seek and offer in the founding story, and what is counted."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.found_modalities import FoundModalities
from ledger.commons.contributions.limits import UNITS
from ledger.commons.contributions.modalities import NatureCounted, Threshold
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.state_need import StateNeed
from ledger.kernel.identifiers import (
    ContributionId,
    NeedId,
    OfferId,
    PartnerId,
    ProjectId,
)
from ledger.kernel.messages import Capacity, Command
from ledger.kernel.quantities import Period
from web.demo.cast import BY_NAME, LAB
from web.demo.projects_told import COURTYARD
from web.demo.telling import Teller, hat

MINIBUS: Final = NeedId("besoin-minibus")
MINIBUS_OFFERED: Final = OfferId("offre-minibus")


def _by(teller: Teller, kind: type[Command], by: str, **fields: Any) -> None:  # noqa: ANN401  # whatever the command takes
    teller.tell(kind, BY_NAME[by].actor, partner_id=PartnerId(by), **fields)


def _seek(teller: Teller) -> None:
    """Seek a vehicle until a day, and readers without any."""
    _by(
        teller,
        StateNeed,
        "rives-vives",
        need_id=MINIBUS,
        nature=Nature.PLACE,
        unit=Unit.DAY,
        title=teller.public("title", "Un minibus pour visiter trois cours d’école"),
        details=teller.public(
            "details", "Huit places, deux samedis d’octobre\u00a0; nous conduisons."
        ),
        project_id=ProjectId(COURTYARD),
        until=date(2026, 10, 3),
    )
    _by(
        teller,
        StateNeed,
        "sources-le-haut",
        need_id=NeedId("besoin-relecture"),
        nature=Nature.TIME,
        unit=Unit.HOUR,
        title=teller.public("title", "Des relecteurs pour un guide sans jargon"),
    )


def _offer(teller: Teller) -> None:
    """Answer one need, and offer something to whoever takes it."""
    _by(
        teller,
        MakeOffer,
        "pont-aux-aulnes",
        offer_id=MINIBUS_OFFERED,
        need_id=MINIBUS,
        nature=Nature.PLACE,
        quantity=Decimal(2),
        unit=Unit.DAY,
        title=teller.public("title", "Notre minibus, deux samedis"),
        project_id=ProjectId(COURTYARD),
    )
    _by(
        teller,
        MakeOffer,
        "departement-marais",
        offer_id=OfferId("offre-ecoute"),
        nature=Nature.KNOW_HOW,
        quantity=Decimal(2),
        unit=Unit.SESSION,
        title=teller.public("title", "Deux formations à l’écoute active"),
        details=teller.public("details", "Pour douze personnes, chez vous."),
    )


def _accept(teller: Teller) -> None:
    """Accept what was asked for."""
    _by(teller, AcceptOffer, "rives-vives", offer_id=MINIBUS_OFFERED)
    _by(teller, MeetNeed, "rives-vives", need_id=MINIBUS)


MOMENTS: Final[tuple[tuple[str, Callable[[Teller], None]], ...]] = (
    ("2026-09-07", _seek),
    ("2026-09-11", _offer),
    ("2026-09-15", _accept),
)


def end_needs(teller: Teller) -> None:
    """Found the first modalities; record what was offered under them."""
    teller.on("2026-11-10")
    teller.tell(
        FoundModalities,
        hat(LAB.person_id, LAB.partner_id, Capacity.BOARD_MEMBER),
        partner_id=PartnerId(LAB.partner_id),
        modalities_version=1,
        natures=tuple(
            NatureCounted(nature, tuple(unit for unit in Unit if unit in units))
            for nature, units in UNITS.items()
        ),
        thresholds=(
            Threshold(Unit.HOUR, Decimal(60)),
            Threshold(Unit.DAY, Decimal(10)),
        ),
        signatories=(PartnerId(LAB.partner_id),),
    )
    teller.on("2026-11-12")
    _by(
        teller,
        RecordContribution,
        "pont-aux-aulnes",
        contribution_id=ContributionId("g11"),
        nature=Nature.PLACE,
        quantity=Decimal(2),
        unit=Unit.DAY,
        period=Period(date(2026, 10, 10), date(2026, 10, 17)),
        title=teller.public("title", "Notre minibus, deux samedis"),
        project_id=ProjectId(COURTYARD),
        offer_id=MINIBUS_OFFERED,
    )

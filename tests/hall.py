"""The hall: a need and an offer that stories share, and who acts on them.

Brumes seeks a hall for two days, until the end of March; Littoral offers one to
Brumes. Beside it, Sources offers ten seed boxes to whoever takes them, which must
never interfere. Pont looks on.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.found_modalities import FoundModalities
from ledger.commons.contributions.modalities import (
    ModalitiesFounded,
    NatureCounted,
    Threshold,
)
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.needs.events import (
    NeedMet,
    NeedStated,
    NeedWithdrawn,
    OfferAccepted,
    OfferMade,
    OfferWithdrawn,
)
from ledger.kernel.identifiers import NeedId, OfferId, PartnerId
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.words import Audience, write
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.spec import NOON
from tests.workshop import (
    MARCH_FIRST_WEEK,
    PARTNERS,
    PERSON_OF,
    WORKSHOP,
    WORKSHOP_RECORDED,
)
from tests.workshop import WRITTEN as WORKSHOP_WRITTEN

SOUGHT, ELSEWHERE = NeedId("hall"), NeedId("kitchen")
HALL, SEEDS = OfferId("hall"), OfferId("seeds")
UNTIL: Final = date(2026, 3, 31)

WRITTEN: Final = (
    write("title", "Une salle pour cinquante personnes", Audience.PUBLIC),
    write("details", "De plain-pied, avec une cuisine.", Audience.PUBLIC),
)
TITLE, DETAILS = (disclosure.reference for disclosure in WRITTEN)

STATED: Final = NeedStated(
    need_id=SOUGHT,
    partner_id=BRUMES,
    nature=Nature.PLACE,
    unit=Unit.DAY,
    title=TITLE,
    until=UNTIL,
)
MET: Final = NeedMet(need_id=SOUGHT, partner_id=BRUMES)
UNSOUGHT: Final = NeedWithdrawn(need_id=SOUGHT, partner_id=BRUMES)
OFFERED: Final = OfferMade(
    offer_id=HALL,
    partner_id=LITTORAL,
    nature=Nature.PLACE,
    quantity=Decimal(2),
    unit=Unit.DAY,
    title=TITLE,
    need_id=SOUGHT,
    seeker_id=BRUMES,
    until=UNTIL,
)
ACCEPTED: Final = OfferAccepted(offer_id=HALL, accepting_id=BRUMES)
TAKEN_BACK: Final = OfferWithdrawn(offer_id=HALL, partner_id=LITTORAL)
SEEDS_OFFERED: Final = OfferMade(
    offer_id=SEEDS,
    partner_id=SOURCES,
    nature=Nature.KNOW_HOW,
    quantity=Decimal(10),
    unit=Unit.ITEM,
    title=TITLE,
)
SEEDS_ACCEPTED: Final = OfferAccepted(offer_id=SEEDS, accepting_id=PONT)
SEEDS_TAKEN_BACK: Final = OfferWithdrawn(offer_id=SEEDS, partner_id=SOURCES)
KEPT: Final = msgspec.structs.replace(WORKSHOP_RECORDED, offer_id=HALL)

SEATS: Final[tuple[Fact, ...]] = tuple(
    mandate(PERSON_OF[name], name, Capacity.BOARD_MEMBER) for name in (LITTORAL, BRUMES)
)
TIME_IN_HOURS: Final = NatureCounted(Nature.TIME, (Unit.HOUR,))
PLACE_IN_DAYS: Final = NatureCounted(Nature.PLACE, (Unit.DAY, Unit.SESSION))
ABOVE_FIVE_HOURS: Final = Threshold(Unit.HOUR, Decimal(5))
FOUNDED: Final = ModalitiesFounded(
    partner_id=LITTORAL,
    modalities_version=1,
    natures=(TIME_IN_HOURS, PLACE_IN_DAYS),
    thresholds=(ABOVE_FIVE_HOURS,),
    signatories=(LITTORAL, BRUMES),
)

WAITING: Final[tuple[Fact, ...]] = (*PARTNERS, *SEATS, STATED)
"""Four partners, a board of two, and the need of a hall."""

ON_OFFER: Final[tuple[Fact, ...]] = (*WAITING, OFFERED)
AGREED: Final[tuple[Fact, ...]] = (*ON_OFFER, ACCEPTED)


def asked(
    command: Callable[..., Any], partner_id: PartnerId, /, **content: object
) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as the partner's representative asks it at noon."""
    fields: dict[str, object] = {
        "actor": acting_for(PERSON_OF[partner_id], partner_id),
        "at": NOON,
        "key": f"{command} {content}",
        "words": (*WRITTEN, *WORKSHOP_WRITTEN),
        "partner_id": partner_id,
        **content,
    }
    made = command(**fields)
    assert isinstance(made, Command)
    return made


def keeping(
    partner_id: PartnerId = LITTORAL, /, **content: object
) -> RecordContribution:
    """Return the record of the workshop as what keeps the offer of the hall."""
    plain: dict[str, object] = {
        "contribution_id": WORKSHOP,
        "nature": Nature.TIME,
        "quantity": Decimal("7.5"),
        "unit": Unit.HOUR,
        "period": MARCH_FIRST_WEEK,
        "title": WORKSHOP_RECORDED.title,
        "offer_id": HALL,
    }
    made = asked(RecordContribution, partner_id, **{**plain, **content})
    assert isinstance(made, RecordContribution)
    return made


def founding(partner_id: PartnerId = LITTORAL, /, **content: object) -> FoundModalities:
    """Return the founding of the modalities, asked for by a seat on the board."""
    board = acting_for(PERSON_OF[partner_id], partner_id, Capacity.BOARD_MEMBER)
    plain: dict[str, object] = {
        "actor": board,
        "modalities_version": 1,
        "natures": FOUNDED.natures,
        "thresholds": FOUNDED.thresholds,
        "signatories": FOUNDED.signatories,
    }
    made = asked(FoundModalities, partner_id, **{**plain, **content})
    assert isinstance(made, FoundModalities)
    return made

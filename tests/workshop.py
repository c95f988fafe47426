"""The workshop: a contribution that stories share, and who acts on it.

Littoral hosted it and records it; Brumes, Sources and Pont look at it. Beside
it stands the garden, which Brumes brought, and which must never interfere.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from ledger.commons.contributions.events import (
    ContributionContested,
    ContributionRecorded,
    ContributionWithdrawn,
    Evidence,
    Nature,
    Unit,
)
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Command, Fact
from ledger.kernel.quantities import Period
from ledger.kernel.words import Audience, write
from tests.cast import (
    ADA,
    BEN,
    BRUMES,
    CLEO,
    DIA,
    LITTORAL,
    PONT,
    SOURCES,
    acting_for,
    mandate,
    partner,
)
from tests.spec import NOON

WORKSHOP, GARDEN = ContributionId("workshop"), ContributionId("garden")
TODAY: Final = date(2026, 3, 10)

PARTNERS: Final[tuple[Fact, ...]] = (
    *partner(LITTORAL),
    *partner(BRUMES),
    *partner(SOURCES),
    *partner(PONT),
    mandate(ADA, LITTORAL),
    mandate(BEN, BRUMES),
    mandate(CLEO, SOURCES),
    mandate(DIA, PONT),
)
PERSON_OF: Final = {LITTORAL: ADA, BRUMES: BEN, SOURCES: CLEO, PONT: DIA}

WRITTEN: Final = (
    write("title", "Atelier des voisins", Audience.PUBLIC),
    write("description", "Une salle, des chaises, du café.", Audience.PUBLIC),
    write("reason", "Mieux compté depuis.", Audience.PARTNERS),
    write("answer", "Voici les feuilles de présence.", Audience.PARTNERS),
)
TITLE, DESCRIPTION, REASON, ANSWER = (disclosure.reference for disclosure in WRITTEN)

MARCH_FIRST_WEEK: Final = Period(date(2026, 3, 2), date(2026, 3, 8))
PHOTO: Final = Evidence(digest="a" * 43, size=2_000, media_type="image/jpeg")

WORKSHOP_RECORDED: Final = ContributionRecorded(
    contribution_id=WORKSHOP,
    partner_id=LITTORAL,
    nature=Nature.TIME,
    quantity=Decimal("7.5"),
    unit=Unit.HOUR,
    period=MARCH_FIRST_WEEK,
    title=TITLE,
)
GARDEN_RECORDED: Final = msgspec.structs.replace(
    WORKSHOP_RECORDED, contribution_id=GARDEN, partner_id=BRUMES
)
WORKSHOP_WITHDRAWN: Final = ContributionWithdrawn(
    contribution_id=WORKSHOP, partner_id=LITTORAL, reason=REASON
)
SOURCES_CONTESTED: Final = ContributionContested(
    contribution_id=WORKSHOP, contesting_id=SOURCES, contested_on=TODAY, reason=REASON
)

RECORDED: Final[tuple[Fact, ...]] = (*PARTNERS, WORKSHOP_RECORDED)
"""Four partners, and the workshop as Littoral recorded it."""


def asked(
    command: Callable[..., Any],
    partner_id: PartnerId,
    contribution_id: ContributionId = WORKSHOP,
    /,
    **content: object,
) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as the partner's representative asks it at noon.

    The key is fresh for each content, as forms give each sending its own.
    """
    fields = {
        "actor": acting_for(PERSON_OF[partner_id], partner_id),
        "at": NOON,
        "key": f"{command} {content}",
        "words": WRITTEN,
        "contribution_id": contribution_id,
        "partner_id": partner_id,
        **content,
    }
    made = command(**fields)
    assert isinstance(made, Command)
    return made


def of_garden(fact: Fact) -> Fact:
    """Return the same fact about the garden."""
    changed: Fact = msgspec.structs.replace(fact, contribution_id=GARDEN)
    return changed

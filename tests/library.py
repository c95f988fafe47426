"""The library: resources that stories share, and who takes them further.

Littoral published a guide, which comes from its workshop; Brumes forked it.
Beside it stands the map, which Pont maintains, and which must never interfere.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import msgspec

from ledger.commons.resources.events import (
    FieldFeedbackGiven,
    ResourceForked,
    ResourceHandedOver,
    ResourceKind,
    ResourcePublished,
    ResourceRetired,
    ResourceRevised,
    ReuseDeclared,
    ReuseWithdrawn,
)
from ledger.kernel.identifiers import PartnerId, ResourceId, ReuseId
from ledger.kernel.messages import Command, Fact
from ledger.kernel.words import Audience, write
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for
from tests.spec import NOON
from tests.workshop import PERSON_OF, RECORDED, TODAY, WORKSHOP

GUIDE, FORK, MAP = (ResourceId(name) for name in ("guide", "fork", "map"))
SOURCES_USE: Final = ReuseId("sources-use")
FEBRUARY: Final = date(2026, 2, 2)
CC_BY_SA, NO_CHANGES = "CC-BY-SA-4.0", "CC-BY-ND-4.0"

WRITTEN: Final = (
    write("title", "Ouvrir un atelier de voisins", Audience.PUBLIC),
    write(
        "summary", "Douze pages, une liste de courses, un calendrier.", Audience.PUBLIC
    ),
    write("address", "https://atelier.example/guide", Audience.PUBLIC),
    write("changes", "La liste de courses est plus courte.", Audience.PUBLIC),
    write("note", "Pour la salle des fêtes.", Audience.PUBLIC),
    write("text", "Deux pages auraient suffi, mais quelles pages.", Audience.PUBLIC),
    write("reason", "Un autre guide fait mieux.", Audience.PUBLIC),
)
TITLE, SUMMARY, ADDRESS, CHANGES, NOTE, TEXT, REASON = (
    disclosure.reference for disclosure in WRITTEN
)

GUIDE_PUBLISHED: Final = ResourcePublished(
    resource_id=GUIDE,
    partner_id=LITTORAL,
    kind=ResourceKind.METHOD,
    licence=CC_BY_SA,
    edition="1.0",
    published_on=FEBRUARY,
    title=TITLE,
    summary=SUMMARY,
    address=ADDRESS,
    origins=(WORKSHOP,),
)
MAP_PUBLISHED: Final = msgspec.structs.replace(
    GUIDE_PUBLISHED,
    resource_id=MAP,
    partner_id=PONT,
    kind=ResourceKind.DATA,
    origins=(),
)
GUIDE_REVISED: Final = ResourceRevised(
    resource_id=GUIDE,
    partner_id=LITTORAL,
    edition="1.1",
    licence=CC_BY_SA,
    published_on=TODAY,
    changes=CHANGES,
)
GUIDE_FORKED: Final = ResourceForked(
    resource_id=FORK,
    origin_id=GUIDE,
    origin_edition="1.0",
    partner_id=BRUMES,
    kind=ResourceKind.METHOD,
    licence=CC_BY_SA,
    edition="1",
    published_on=TODAY,
    title=TITLE,
    summary=SUMMARY,
)
GUIDE_HANDED_OVER: Final = ResourceHandedOver(
    resource_id=GUIDE, partner_id=LITTORAL, maintainer_id=BRUMES
)
SOURCES_REUSES: Final = ReuseDeclared(
    resource_id=GUIDE,
    reuse_id=SOURCES_USE,
    partner_id=SOURCES,
    edition="1.0",
    reused_on=TODAY,
)
SOURCES_WITHDRAWS: Final = ReuseWithdrawn(
    resource_id=GUIDE, reuse_id=SOURCES_USE, partner_id=SOURCES
)
SOURCES_TELLS: Final = FieldFeedbackGiven(
    resource_id=GUIDE, partner_id=SOURCES, text=TEXT
)
GUIDE_RETIRED: Final = ResourceRetired(
    resource_id=GUIDE, partner_id=LITTORAL, reason=REASON
)


def of_map(fact: Any) -> Any:  # noqa: ANN401  # whatever fact about a resource
    """Return the same fact about the map."""
    return msgspec.structs.replace(fact, resource_id=MAP)


def under(licence: str, fact: Any = GUIDE_PUBLISHED) -> Any:  # noqa: ANN401  # whatever fact names a licence
    """Return the same fact under another licence."""
    return msgspec.structs.replace(fact, licence=licence)


PUBLISHED: Final[tuple[Fact, ...]] = (*RECORDED, GUIDE_PUBLISHED)
"""Four partners, the workshop, and the guide that comes from it."""


def asked(
    command: Callable[..., Any],
    partner_id: PartnerId,
    resource_id: ResourceId = GUIDE,
    /,
    **content: object,
) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as the partner's representative asks it at noon.

    The key is fresh for each content, as forms give each sending its own.
    """
    fields = {
        "actor": acting_for(PERSON_OF[partner_id], partner_id),
        "at": NOON,
        "key": f"{command} {partner_id} {resource_id} {content}",
        "words": WRITTEN,
        "resource_id": resource_id,
        "partner_id": partner_id,
        **content,
    }
    made = command(**fields)
    assert isinstance(made, Command)
    return made

"""Resources: produced or copied, modified edition after edition, cited where reused."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from ledger.commons.resources.events import ResourceHandedOver, ResourceRevised
from ledger.commons.resources.limits import is_https
from projections.commons.resources import Edition, ResourceRow, resources
from projections.commons.reuses import ReuseRow, reuses
from web.exports.valueflows.agents import partner_id
from web.exports.valueflows.left_out import LeftOut, What
from web.exports.valueflows.projects import project_id
from web.exports.valueflows.source import Item, Public, Source
from web.exports.valueflows.terms import (
    COMMONS,
    ONE,
    Node,
    dawn,
    dusk,
    instant,
    measure,
    told,
)

REVISED: Final = ResourceRevised.__name__
HANDED_OVER: Final = ResourceHandedOver.__name__
Publishers = Mapping[int, tuple[str, datetime]]
"""By the position of an edition, who published it and when that was recorded."""


def resource_flows(source: Source) -> Iterator[Item]:
    """Yield every resource with its editions, then who uses which."""
    for rows in source.parts(resources):
        texts = source.texts(
            [
                reference
                for row in rows
                for reference in (
                    row.title,
                    row.summary,
                    row.address,
                    *(edition.changes for edition in row.editions),
                )
            ]
        )
        for row in rows:
            publishers, hand_overs = _past(source, row)
            yield _resource(row, texts)
            yield from _editions(row, publishers, texts)
            yield from _untold(row, hand_overs, texts)
    for used in source.parts(reuses):
        texts = source.texts([one.note for one in used])
        for one in used:
            yield from _reuse(one, texts)


def resource_id(name: str) -> str:
    """Return what a resource is called here: its page."""
    return f"ressources/{name}"


def _past(source: Source, row: ResourceRow) -> tuple[Publishers, int]:
    """Return who published each later edition, and how often it changed hands."""
    if len(row.editions) == 1 and row.author_id == row.maintainer_id:
        return {}, 0
    publishers: dict[int, tuple[str, datetime]] = {}
    hand_overs = 0
    for entry in source.happened(row.resource_id):
        if entry.fact == REVISED:
            who = entry.partner_id or row.author_id
            publishers[entry.position] = who, entry.recorded_at
        hand_overs += entry.fact == HANDED_OVER
    return publishers, hand_overs


def _resource(row: ResourceRow, texts: Public) -> Node:
    address = texts(row.address)
    return told(
        id=resource_id(row.resource_id),
        type="EconomicResource",
        name=texts(row.title),
        note=texts(row.summary),
        classifiedAs=[row.kind, row.licence],
        primaryAccountable=partner_id(row.maintainer_id),
        currentVirtualLocation=address if address and is_https(address) else None,
        accountingQuantity=measure(1, ONE),
        onhandQuantity=measure(1, ONE),
        state=row.state,
    )


def _editions(
    row: ResourceRow, publishers: Publishers, texts: Public
) -> Iterator[Node]:
    """Yield how it came to be, then each later edition: taken up, given back."""
    at, first = resource_id(row.resource_id), row.editions[0]
    author = partner_id(row.author_id)
    published = {
        "type": "EconomicEvent",
        "provider": author,
        "receiver": author,
        "resourceQuantity": measure(1, ONE),
        **_on(first),
        "created": instant(row.published_at),
    }
    if row.origin_id is None:
        process = _process(at, first)
        yield process
        yield told(
            id=f"{at}#published",
            action="produce",
            outputOf=process["@id"],
            resourceInventoriedAs=at,
            **published,
        )
    else:
        yield told(
            id=f"{at}#published",
            action="copy",
            resourceInventoriedAs=resource_id(row.origin_id),
            toResourceInventoriedAs=at,
            **published,
        )
    for edition in row.editions[1:]:
        yield from _revision(at, edition, publishers[edition.position], texts)


def _revision(
    at: str, edition: Edition, published: tuple[str, datetime], texts: Public
) -> Iterator[Node]:
    who, recorded_at = published
    process = _process(at, edition)
    yield process
    for action, side in (("accept", "inputOf"), ("modify", "outputOf")):
        yield told(
            id=f"{process['@id']}-{action}",
            type="EconomicEvent",
            action=action,
            **{side: process["@id"]},
            resourceInventoriedAs=at,
            provider=partner_id(who),
            receiver=partner_id(who),
            resourceQuantity=measure(1, ONE),
            note=texts(edition.changes) if action == "modify" else None,
            **_on(edition),
            created=instant(recorded_at),
        )


def _process(at: str, edition: Edition) -> Node:
    """Return the making of an edition, under its number."""
    return told(
        id=f"{at}#edition-{edition.position}",
        type="Process",
        name=edition.edition,
        inScopeOf=COMMONS,
        classifiedAs=[edition.licence],
        **_on(edition),
        finished=True,
    )


def _on(edition: Edition) -> dict[str, str]:
    day = edition.published_on
    return {"hasBeginning": dawn(day), "hasEnd": dusk(day)}


def _untold(row: ResourceRow, hand_overs: int, texts: Public) -> Iterator[LeftOut]:
    at = resource_id(row.resource_id)
    yield from texts.missing(
        at, title=row.title, summary=row.summary, address=row.address
    )
    for edition in row.editions:
        edition_at = f"{at}#edition-{edition.position}"
        yield from texts.missing(edition_at, changes=edition.changes)
    if row.origin_edition is not None:
        yield LeftOut(at, What.EDITION, row.origin_edition)
    if row.origins:
        yield LeftOut(at, What.ORIGINS, str(len(row.origins)))
    if hand_overs:
        yield LeftOut(at, What.HAND_OVER, str(hand_overs))
    if row.feedback:
        yield LeftOut(at, What.FEEDBACK, str(row.feedback))
    if row.successor_id is not None:
        yield LeftOut(at, What.SUCCESSOR, resource_id(row.successor_id))


def _reuse(row: ReuseRow, texts: Public) -> Iterator[Item]:
    """Yield a reuse, and what takes it back; to cite takes nothing from anybody."""
    at = f"{resource_id(row.resource_id)}#reuse-{row.reuse_id}"
    cited = {
        "type": "EconomicEvent",
        "action": "cite",
        "provider": partner_id(row.partner_id),
        "receiver": partner_id(row.partner_id),
        "resourceInventoriedAs": resource_id(row.resource_id),
        "inputOf": project_id(row.project_id) if row.project_id else None,
    }
    yield told(
        id=at,
        **cited,
        resourceQuantity=measure(1, ONE),
        note=texts(row.note),
        hasBeginning=dawn(row.reused_on),
        created=instant(row.declared_at),
    )
    yield LeftOut(at, What.EDITION, row.edition)
    yield from texts.missing(at, note=row.note)
    if row.withdrawn_at is not None:
        recorded = instant(row.withdrawn_at)
        yield told(
            id=f"{at}-withdrawn",
            **cited,
            resourceQuantity=measure(-1, ONE),
            corrects=at,
            hasPointInTime=recorded,
            created=recorded,
        )

"""Announcements: a need or an offer is a proposal that publishes an intent."""

from collections.abc import Iterator
from typing import Any

from projections.commons.needs import NeedRow, NeedState, needs
from projections.commons.offers import OfferRow, OfferState, offers
from web.exports.valueflows.agents import partner_id
from web.exports.valueflows.left_out import LeftOut, What
from web.exports.valueflows.projects import plan_id
from web.exports.valueflows.source import Item, Public, Source
from web.exports.valueflows.terms import (
    FLOWS,
    dusk,
    instant,
    measure,
    specification_id,
    told,
)


def announcements(source: Source) -> Iterator[Item]:
    """Yield what is sought, then what is offered, and what of it was agreed."""
    for rows in source.parts(needs):
        texts = source.texts([w for row in rows for w in (row.title, row.details)])
        for row in rows:
            yield from _need(row, texts)
    for offered in source.parts(offers):
        texts = source.texts([w for row in offered for w in (row.title, row.details)])
        for offer in offered:
            yield from _offer(offer, texts)


def need_intent(name: str) -> str:
    """Return the name of what a need intends."""
    return f"besoins/{name}#intent"


def offer_intent(name: str) -> str:
    """Return the name of what an offer intends."""
    return f"besoins/offres/{name}#intent"


def commitment_id(offer_id: str) -> str:
    """Return the name of what was agreed of an offer."""
    return f"besoins/offres/{offer_id}#commitment"


def _need(row: NeedRow, texts: Public) -> Iterator[Item]:
    at = f"besoins/{row.need_id}"
    yield told(
        id=need_intent(row.need_id),
        type="Intent",
        action=FLOWS[row.nature, row.unit].action,
        receiver=partner_id(row.partner_id),
        resourceConformsTo=specification_id(row.nature, row.unit),
        plannedWithin=plan_id(row.project_id) if row.project_id else None,
        finished=row.state is not NeedState.OPEN,
    )
    yield told(
        id=at,
        type="Proposal",
        purpose="request",
        publishes=[need_intent(row.need_id)],
        name=texts(row.title),
        note=texts(row.details),
        created=instant(row.stated_at),
        hasEnd=dusk(row.until) if row.until else None,
    )
    yield from texts.missing(at, title=row.title, details=row.details)
    if row.state is NeedState.WITHDRAWN:
        yield LeftOut(at, What.NEED_WITHDRAWN)


def _offer(row: OfferRow, texts: Public) -> Iterator[Item]:
    at = f"besoins/offres/{row.offer_id}"
    seeker = partner_id(row.seeker_id) if row.seeker_id else None
    flow = _flow(row)
    intent = offer_intent(row.offer_id)
    is_over = row.state is not OfferState.OPEN
    yield told(id=intent, type="Intent", **flow, receiver=seeker, finished=is_over)
    yield told(
        id=at,
        type="Proposal",
        purpose="offer",
        publishes=[intent],
        proposedTo=[seeker] if seeker else None,
        name=texts(row.title),
        note=texts(row.details),
        created=instant(row.made_at),
        hasEnd=dusk(row.until) if row.until else None,
    )
    if row.accepted_by is not None:
        wanted = [need_intent(row.need_id)] if row.need_id else []
        yield told(
            id=commitment_id(row.offer_id),
            type="Commitment",
            **flow,
            receiver=partner_id(row.accepted_by),
            satisfies=[intent, *wanted],
            created=instant(row.ended_at) if row.ended_at else None,
            finished=row.state is OfferState.KEPT,
        )
    yield from texts.missing(at, title=row.title, details=row.details)
    if row.state is OfferState.WITHDRAWN:
        yield LeftOut(at, What.OFFER_WITHDRAWN)


def _flow(row: OfferRow) -> dict[str, Any]:
    flow = FLOWS[row.nature, row.unit]
    return {
        "action": flow.action,
        "provider": partner_id(row.partner_id),
        flow.measured_by: measure(row.quantity, row.unit),
        "resourceConformsTo": specification_id(row.nature, row.unit),
        "plannedWithin": plan_id(row.project_id) if row.project_id else None,
    }

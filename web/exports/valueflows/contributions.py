"""Contributions: each an event; what corrects or withdraws it, another beside it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from ledger.commons.contributions.events import (
    ContributionCorrected,
    ContributionWithdrawn,
)
from projections.commons.contributions import ContributionRow, Status, contributions
from projections.commons.histories import HistoryRow
from web.exports.valueflows.agents import partner_id
from web.exports.valueflows.announcements import commitment_id
from web.exports.valueflows.left_out import LeftOut, What
from web.exports.valueflows.projects import project_id
from web.exports.valueflows.source import Item, Public, Source
from web.exports.valueflows.terms import (
    COMMONS,
    FLOWS,
    Node,
    dawn,
    dusk,
    instant,
    measure,
    specification_id,
    told,
)

CORRECTED: Final = ContributionCorrected.__name__
WITHDRAWN: Final = ContributionWithdrawn.__name__
APART: Final = {Status.CONTESTED: What.CONTESTED, Status.NOT_COUNTED: What.NOT_COUNTED}


def contribution_events(source: Source) -> Iterator[Item]:
    """Yield what every contribution brought, and what was corrected of it since."""
    for rows in source.parts(contributions):
        texts = source.texts([w for row in rows for w in (row.title, row.description)])
        for row in rows:
            yield _event(row, texts)
            if row.corrections or row.is_withdrawn:
                for entry in source.happened(row.contribution_id):
                    yield from _corrections(row, entry)
            yield from _untold(row, texts)


def contribution_id(name: str) -> str:
    """Return what a contribution is called here: its page."""
    return f"contributions/{name}"


def _event(row: ContributionRow, texts: Public) -> Node:
    """Return what was declared at first, in the words and days that hold now."""
    said = [texts(row.title), texts(row.description)]
    return told(
        id=contribution_id(row.contribution_id),
        type="EconomicEvent",
        **_flow(row, row.recorded_quantity),
        resourceClassifiedAs=list(row.activities),
        fulfills=[commitment_id(row.offer_id)] if row.offer_id else None,
        note="\n\n".join(text for text in said if text),
        hasBeginning=dawn(row.period.start),
        hasEnd=dusk(row.period.end),
        created=instant(row.recorded_at),
    )


def _flow(row: ContributionRow, quantity: Decimal) -> dict[str, Any]:
    flow = FLOWS[row.nature, row.unit]
    linked = flow.side if row.project_id else None
    return {
        "action": flow.action,
        "provider": partner_id(row.partner_id),
        "receiver": COMMONS,
        flow.measured_by: measure(quantity, row.unit),
        "resourceConformsTo": specification_id(row.nature, row.unit),
        **({linked: project_id(row.project_id or "")} if linked else {}),
    }


def _corrections(row: ContributionRow, entry: HistoryRow) -> Iterator[Item]:
    """Yield what an entry adds to the quantity, or takes away."""
    if entry.fact not in {CORRECTED, WITHDRAWN}:
        return
    at = contribution_id(row.contribution_id)
    is_correction = entry.fact == CORRECTED
    change = Decimal(entry.values["difference"]) if is_correction else -row.quantity
    if is_correction:
        yield LeftOut(at, What.EARLIER_WORDING, str(entry.position))
    if not change:
        return
    recorded = instant(entry.recorded_at)
    yield told(
        id=f"{at}#entry-{entry.position}",
        type="EconomicEvent",
        **_flow(row, change),
        corrects=at,
        hasPointInTime=recorded,
        created=recorded,
    )


def _untold(row: ContributionRow, texts: Public) -> Iterator[LeftOut]:
    at = contribution_id(row.contribution_id)
    yield from texts.missing(at, title=row.title, description=row.description)
    if (apart := APART.get(row.status)) is not None:
        yield LeftOut(at, apart, f"{row.quantity:f} {row.unit}")
    if row.project_id and FLOWS[row.nature, row.unit].side is None:
        yield LeftOut(at, What.PROJECT, project_id(row.project_id))
    if row.confirmations:
        yield LeftOut(at, What.CONFIRMATIONS, str(len(row.confirmations)))
    if row.evidence:
        yield LeftOut(at, What.EVIDENCE, str(len(row.evidence)))
    if row.valuation is not None:
        yield LeftOut(at, What.VALUATION)

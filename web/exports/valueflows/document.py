"""The document: every node on its line, in one order, some held at a time."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ledger.commons.contributions.events import Nature, Unit
from projections.commons.evaluations import evaluations
from projections.commons.life_courses import life_courses
from web.exports.valueflows.agents import agents
from web.exports.valueflows.announcements import announcements
from web.exports.valueflows.contributions import contribution_events
from web.exports.valueflows.left_out import REASONS, LeftOut, What
from web.exports.valueflows.projects import project_flows
from web.exports.valueflows.resources import resource_flows
from web.exports.valueflows.source import Item, Source
from web.exports.valueflows.terms import (
    EURO,
    FLOWS,
    OM,
    ONE,
    UNIT_IDENTIFIERS,
    Node,
    context,
    specification_id,
    told,
    unit_id,
)

COLUMNS: Final = ("record", "what", "detail", "reason")
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
SPECIFIED: Final = {
    Nature.TIME: "Time",
    Nature.PLACE: "Place or equipment",
    Nature.KNOW_HOW: "Know-how or resource",
}


def document(source: Source, address: str) -> Iterator[bytes]:
    """Yield the whole document; the same facts and words give the same bytes."""
    yield b'{"@context":' + _written(context(address)) + b',"@graph":['
    separator = b"\n"
    for item in _items(source):
        if not isinstance(item, LeftOut):
            yield separator + _written(item)
            separator = b",\n"
    yield b"\n]}\n"


def left_out(source: Source, address: str) -> Iterator[bytes]:
    """Return, as CSV, what the document does not say and why.

    Reasons are put into words at once: parts are sent when nobody asks any more.
    """
    said = {what: str(reason) for what, reason in REASONS.items()}
    return _listed(source, address, said)


def _listed(
    source: Source, address: str, reasons: Mapping[What, str]
) -> Iterator[bytes]:
    yield _line(COLUMNS)
    for item in _items(source):
        if isinstance(item, LeftOut):
            at = f"{address}/fr/{item.record}"
            said = (at, item.what, _inert(item.detail), reasons[item.what])
            yield _line(said)


def _items(source: Source) -> Iterator[Item]:
    sections: tuple[Callable[[Source], Iterator[Item]], ...] = (
        agents,
        project_flows,
        announcements,
        resource_flows,
        contribution_events,
        _stories,
    )
    yield from _knowledge()
    for section in sections:
        yield from section(source)


def _knowledge() -> Iterator[Node]:
    """Yield units, and what each nature is when it is counted in one."""
    for unit, name in UNIT_IDENTIFIERS.items():
        identifier = f"{OM}{name}"
        yield told(
            id=unit_id(unit), type="Unit", label=str(unit), omUnitIdentifier=identifier
        )
    for (nature, unit), flow in FLOWS.items():
        is_effort = flow.measured_by == "effortQuantity"
        counted = "defaultUnitOfEffort" if is_effort else "defaultUnitOfResource"
        yield told(
            id=specification_id(nature, unit),
            type="ResourceSpecification",
            name=f"{SPECIFIED[nature]} ({Unit(unit)})",
            resourceClassifiedAs=[nature],
            **{counted: unit_id(unit)},
        )
    yield told(
        id=EURO,
        type="ResourceSpecification",
        name="Euro",
        mediumOfExchange=True,
        defaultUnitOfResource=unit_id(ONE),
    )


def _stories(source: Source) -> Iterator[Item]:
    """Yield nothing but what is left out: no flow is told by those who lived it."""
    for rows in source.parts(evaluations):
        for row in rows:
            at = f"evaluations/{row.evaluation_id}"
            yield LeftOut(at, What.EVALUATION)
            if row.accounts:
                yield LeftOut(at, What.ACCOUNTS, str(row.accounts))
    for courses in source.parts(life_courses):
        for course in courses:
            yield LeftOut(f"parcours/{course.course_id}", What.LIFE_COURSE)


def _written(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode()


def _inert(text: str) -> str:
    """Keep a spreadsheet from calculating what somebody wrote as a number."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _line(values: tuple[str, ...]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue().encode()

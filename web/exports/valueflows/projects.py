"""Projects: each is a plan and the process that carries it out, with its financing."""

from collections.abc import Iterator
from decimal import Decimal

from projections.commons.milestones import PlanLine
from projections.commons.projects import OPEN, ProjectRow, ProjectState, projects
from web.exports.valueflows.agents import partner_id
from web.exports.valueflows.left_out import LeftOut, What
from web.exports.valueflows.source import Item, Public, Source
from web.exports.valueflows.terms import (
    COMMONS,
    EURO,
    ONE,
    Node,
    dawn,
    dusk,
    instant,
    measure,
    told,
)


def project_flows(source: Source) -> Iterator[Item]:
    """Yield every project, and who was asked to pay for it."""
    for rows in source.parts(projects):
        texts = source.texts(
            [
                reference
                for row in rows
                for reference in (
                    row.title,
                    row.purpose,
                    row.summary,
                    *(
                        words
                        for line in row.plan
                        for words in (line.funder, line.scheme)
                    ),
                )
            ]
        )
        for row in rows:
            yield _plan(row, texts)
            yield _process(row, texts)
            for number, line in enumerate(row.plan, 1):
                yield from _line(row, number, line, texts)
            yield from _untold(row, texts)


def project_id(name: str) -> str:
    """Return what a project's process is called here: its page."""
    return f"projets/{name}"


def plan_id(name: str) -> str:
    """Return what the plan of a project is called here."""
    return f"projets/{name}#plan"


def _plan(row: ProjectRow, texts: Public) -> Node:
    return told(
        id=plan_id(row.project_id),
        type="Plan",
        name=texts(row.title),
        note=texts(row.purpose),
        created=instant(row.proposed_at),
    )


def _process(row: ProjectRow, texts: Public) -> Node:
    return told(
        id=project_id(row.project_id),
        type="Process",
        name=texts(row.title),
        note=texts(row.summary),
        plannedWithin=plan_id(row.project_id),
        inScopeOf=COMMONS,
        classifiedAs=[row.scope],
        hasBeginning=dawn(row.launched_on) if row.launched_on else None,
        hasEnd=dusk(row.closed_on) if row.closed_on else None,
        finished=row.state not in OPEN,
    )


def _line(
    row: ProjectRow, number: int, line: PlanLine, texts: Public
) -> Iterator[Item]:
    """Yield what a funder was asked for, and what it granted."""
    at = f"{project_id(row.project_id)}#financing-{number}"
    funder = partner_id(line.funder_id) if line.funder_id else None
    if line.funder is not None:
        funder = f"{at}-funder"
        yield told(id=funder, type="Organization", name=texts(line.funder))
    flow = {
        "action": "transfer",
        "provider": funder,
        "receiver": COMMONS,
        "plannedWithin": plan_id(row.project_id),
        "resourceConformsTo": EURO,
        "note": texts(line.scheme),
    }
    yield told(
        id=at,
        type="Intent",
        **flow,
        resourceQuantity=_euros(line.requested_cents),
        finished=line.granted_cents is not None,
    )
    if line.granted_cents:
        yield told(
            id=f"{at}-granted",
            type="Commitment",
            **flow,
            resourceQuantity=_euros(line.granted_cents),
            satisfies=[at],
        )


def _euros(cents: int) -> Node:
    """Return an amount: of a currency there are so many ones."""
    return measure(Decimal(cents).scaleb(-2), ONE)


def _untold(row: ProjectRow, texts: Public) -> Iterator[LeftOut]:
    at = project_id(row.project_id)
    yield from texts.missing(
        at, title=row.title, purpose=row.purpose, summary=row.summary
    )
    for number, line in enumerate(row.plan, 1):
        line_at = f"{at}#financing-{number}"
        yield from texts.missing(line_at, funder=line.funder, scheme=line.scheme)
    if row.members:
        yield LeftOut(at, What.MEMBERS, str(len(row.members)))
    if row.milestones:
        yield LeftOut(at, What.MILESTONES, str(len(row.milestones)))
    if row.competences:
        yield LeftOut(at, What.COMPETENCES, str(len(row.competences)))
    if row.state is ProjectState.STOPPED:
        yield LeftOut(at, What.STOPPED)

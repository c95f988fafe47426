"""Declare a reuse: a partner uses an edition of a resource, be it for a project.

Credit flows to whoever made the resource, to what it was forked from, and to the
contributions all that came from. One partner's reuses are a clause of their own,
so that many reuse one resource at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.commons.projects.events import ProjectProposed
from ledger.commons.projects.refusals import UnknownProject
from ledger.commons.resources.events import ReuseDeclared, ReuseWithdrawn
from ledger.commons.resources.refusals import (
    ReuseAlreadyDeclared,
    ReuseBeforePublication,
    ReuseExists,
    ReuseInFuture,
    UnknownEdition,
)
from ledger.commons.resources.shelf import (
    EMPTY_SHELF,
    Shelf,
    ShelfFact,
    evolve_shelf,
    require_able,
    require_in_use,
    shelf_of,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, ProjectId, ResourceId, ReuseId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class DeclareReuse(Command):
    """A partner says which edition it uses, since when, and what for."""

    resource_id: ResourceId
    reuse_id: ReuseId
    partner_id: PartnerId
    edition: str
    reused_on: date
    project_id: ProjectId | None = None
    note: Words | None = None


Use = tuple[PartnerId, str, ProjectId | None]
"""Who uses which edition for which project: once is enough."""


@dataclass(frozen=True)
class Reuses:
    """The shelf, the reuses that matter here, and the projects named."""

    shelf: Shelf = EMPTY_SHELF
    names: frozenset[ReuseId] = frozenset()
    declared: Mapping[ReuseId, Use] = field(default_factory=dict[ReuseId, Use])
    projects: frozenset[ProjectId] = frozenset()


def boundary(command: DeclareReuse) -> Boundary:
    """Depend on the resource, this partner's reuses of it, this name, the project."""
    resource, partner = command.resource_id, command.partner_id
    own = (
        *shelf_of(resource, partners=(partner,)),
        facts(ReuseDeclared, ReuseWithdrawn, resource_id=resource, partner_id=partner),
        facts(ReuseDeclared, reuse_id=command.reuse_id),
    )
    if command.project_id is None:
        return own
    return (*own, facts(ProjectProposed, project_id=command.project_id))


def evolve(
    reuses: Reuses, fact: ShelfFact | ReuseDeclared | ReuseWithdrawn | ProjectProposed
) -> Reuses:
    """Remember resources, standings, reuses and projects."""
    match fact:
        case ReuseDeclared():
            use = (fact.partner_id, fact.edition, fact.project_id)
            return replace(
                reuses,
                names=reuses.names | {fact.reuse_id},
                declared={**reuses.declared, fact.reuse_id: use},
            )
        case ReuseWithdrawn(reuse_id=name):
            left = {n: use for n, use in reuses.declared.items() if n != name}
            return replace(reuses, declared=left)
        case ProjectProposed(project_id=name):
            return replace(reuses, projects=reuses.projects | {name})
        case _:
            return replace(reuses, shelf=evolve_shelf(reuses.shelf, fact))


def decide(
    reuses: Reuses, command: DeclareReuse, acting: Acting
) -> list[ReuseDeclared]:
    """Count each use of an edition once for each project, and once for none."""
    require_able(reuses.shelf, command.partner_id, acting)
    resource = require_in_use(reuses.shelf, command.resource_id)
    if command.edition not in resource.editions:
        raise UnknownEdition
    if command.reused_on > day_in_paris(command.at):
        raise ReuseInFuture
    if command.reused_on < resource.editions[command.edition].published_on:
        raise ReuseBeforePublication
    if command.project_id not in {None, *reuses.projects}:
        raise UnknownProject
    _check_new(reuses, command)
    return [
        ReuseDeclared(
            resource_id=command.resource_id,
            reuse_id=command.reuse_id,
            partner_id=command.partner_id,
            edition=command.edition,
            reused_on=command.reused_on,
            project_id=command.project_id,
            note=command.note,
        )
    ]


def _check_new(reuses: Reuses, command: DeclareReuse) -> None:
    if command.reuse_id in reuses.names:
        raise ReuseExists
    use = (command.partner_id, command.edition, command.project_id)
    if use in reuses.declared.values():
        raise ReuseAlreadyDeclared


declare_reuse = Decider(boundary, Reuses(), evolve, decide)

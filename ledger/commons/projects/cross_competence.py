"""Cross a competence: a project needed a policy that a partner is in charge of.

Noted one after the other, they draw the journey of a project across silos. The
precision is words for the public.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from ledger.commons.projects.events import Competence, CompetenceCrossed
from ledger.commons.projects.refusals import (
    CompetenceAlreadyCrossed,
    CompetenceUnnamed,
    TooManyCompetences,
)
from ledger.commons.projects.team import (
    LIFE,
    NO_TEAM,
    LifeFact,
    Team,
    evolve_life,
    require_member,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    require_active,
    standing_in,
)

OTHERS_MAX: Final = 20
"""How many policies of one partner may be noted beside those in the list."""


@dataclass(frozen=True, kw_only=True)
class CrossCompetence(Command):
    """A member notes which policy was crossed, and which partner holds it."""

    project_id: ProjectId
    partner_id: PartnerId
    holder_id: PartnerId
    competence: Competence
    precision: Words | None = None


@dataclass(frozen=True)
class Crossing:
    """The team, where the partners stand, and what was crossed with the holder."""

    team: Team = NO_TEAM
    standings: Standings = field(default_factory=dict[PartnerId, Partnership])
    crossed: frozenset[Competence] = frozenset()
    others: int = 0


def boundary(command: CrossCompetence) -> Boundary:
    """Depend on the team, on both standings, and on what this holder's are.

    Competences of other holders are noted at the same time without a conflict.
    """
    project, holder = command.project_id, command.holder_id
    return (
        *partnerships_of(command.partner_id, holder),
        facts(*LIFE, project_id=project),
        facts(CompetenceCrossed, project_id=project, holder_id=holder),
    )


def evolve(
    crossing: Crossing, fact: PartnershipFact | LifeFact | CompetenceCrossed
) -> Crossing:
    """Remember roles, standings, and what was crossed."""
    if isinstance(fact, PARTNERSHIP):
        standings = evolve_standings(crossing.standings, fact)
        return replace(crossing, standings=standings)
    if isinstance(fact, CompetenceCrossed):
        is_other = fact.competence is Competence.OTHER
        crossed = crossing.crossed | {fact.competence}
        return replace(crossing, crossed=crossed, others=crossing.others + is_other)
    return replace(crossing, team=evolve_life(crossing.team, fact))


def decide(
    crossing: Crossing, command: CrossCompetence, acting: Acting
) -> list[CompetenceCrossed]:
    """Let each policy of a partner be noted once; what is in no list, more often."""
    standing = standing_in(crossing.standings, command.partner_id)
    require_member(
        replace(crossing.team, partnership=standing), command.partner_id, acting
    )
    require_active(standing_in(crossing.standings, command.holder_id))
    if command.competence is Competence.OTHER:
        if command.precision is None:
            raise CompetenceUnnamed
        if crossing.others >= OTHERS_MAX:
            raise TooManyCompetences
    elif command.competence in crossing.crossed:
        raise CompetenceAlreadyCrossed
    return [
        CompetenceCrossed(
            project_id=command.project_id,
            partner_id=command.partner_id,
            holder_id=command.holder_id,
            competence=command.competence,
            precision=command.precision,
        )
    ]


cross_competence = Decider(boundary, Crossing(), evolve, decide)

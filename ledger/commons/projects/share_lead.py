"""Share the lead: a lead names another member to lead beside it.

The board may do so too, in any project: a project whose leads all left the
commons would otherwise have nobody to move or close it.
"""

from dataclasses import dataclass, field, replace

from ledger.commons.projects.events import ProjectJoined, ProjectRole
from ledger.commons.projects.refusals import AlreadyLeading, NotALead, UnknownMember
from ledger.commons.projects.team import (
    LIFE,
    NO_TEAM,
    LifeFact,
    Team,
    evolve_life,
    require_open,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Capacity, Command
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


@dataclass(frozen=True, kw_only=True)
class ShareLead(Command):
    """A lead, or the board, names a member co-lead."""

    project_id: ProjectId
    partner_id: PartnerId
    member_id: PartnerId


@dataclass(frozen=True)
class Succession:
    """The team, and where the partners concerned stand."""

    team: Team = NO_TEAM
    standings: Standings = field(default_factory=dict[PartnerId, Partnership])


def boundary(command: ShareLead) -> Boundary:
    """Depend on the team, and on the standing of both partners."""
    return (
        *partnerships_of(command.partner_id, command.member_id),
        facts(*LIFE, project_id=command.project_id),
    )


def evolve(succession: Succession, fact: PartnershipFact | LifeFact) -> Succession:
    """Remember roles and standings."""
    if isinstance(fact, PARTNERSHIP):
        standings = evolve_standings(succession.standings, fact)
        return replace(succession, standings=standings)
    return replace(succession, team=evolve_life(succession.team, fact))


def decide(
    succession: Succession, command: ShareLead, acting: Acting
) -> list[ProjectJoined]:
    """Let a lead, or the board, name a member in good standing."""
    standing = standing_in(succession.standings, command.partner_id)
    team = replace(succession.team, partnership=standing)
    require_open(team, command.partner_id, acting)
    is_board = acting.capacity is Capacity.BOARD_MEMBER
    if command.partner_id not in team.leads and not is_board:
        raise NotALead
    if command.member_id not in team.roles:
        raise UnknownMember
    if command.member_id in team.leads:
        raise AlreadyLeading
    require_active(standing_in(succession.standings, command.member_id))
    return [
        ProjectJoined(
            project_id=command.project_id,
            partner_id=command.member_id,
            role=ProjectRole.CO_LEAD,
        )
    ]


share_lead = Decider(boundary, Succession(), evolve, decide)

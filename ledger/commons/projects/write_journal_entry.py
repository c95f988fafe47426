"""Write in the project journal: any member tells what happened on the way.

The text is words for the public.
"""

from dataclasses import dataclass

from ledger.commons.projects.events import JournalEntryWritten
from ledger.commons.projects.team import Team, evolve_team, require_member, team_of
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class WriteJournalEntry(Command):
    """A member writes in the project journal."""

    project_id: ProjectId
    partner_id: PartnerId
    text: Words


def boundary(command: WriteJournalEntry) -> Boundary:
    """Depend on the project's team, and on the standing of the partner that acts.

    Other entries stay outside: all members may write at once.
    """
    return team_of(command.project_id, command.partner_id)


def decide(
    team: Team, command: WriteJournalEntry, acting: Acting
) -> list[JournalEntryWritten]:
    """Let any member write while the project is open."""
    require_member(team, command.partner_id, acting)
    return [
        JournalEntryWritten(
            project_id=command.project_id,
            partner_id=command.partner_id,
            text=command.text,
        )
    ]


write_journal_entry = Decider(boundary, Team(), evolve_team, decide)

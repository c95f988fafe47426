"""Answer a contest: the author gives its view.

The answer is words for partners.
"""

from dataclasses import dataclass

from ledger.commons.contributions.events import ContestAnswered
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_author,
)
from ledger.commons.contributions.refusals import (
    NoContestPending,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AnswerContest(Command):
    """The author answers the open contest."""

    contribution_id: ContributionId
    partner_id: PartnerId
    answer: Words


def boundary(command: AnswerContest) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: AnswerContest, acting: Acting
) -> list[ContestAnswered]:
    """Let the author answer once."""
    require_author(record, command.partner_id, acting)
    if record.contest is None or record.contest.is_answered:
        raise NoContestPending
    return [
        ContestAnswered(contribution_id=command.contribution_id, answer=command.answer)
    ]


answer_contest = Decider(boundary, Record(), evolve_record, decide)

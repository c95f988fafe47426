"""Settle a contest: a third partner says whether it is upheld.

Upheld, the contribution stays apart in totals: its author withdraws it and
records it anew. Set aside, it counts. The reason is words for partners.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ledger.commons.contributions.events import (
    ContestSettled,
    Settlement,
)
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_other,
)
from ledger.commons.contributions.refusals import (
    AnswerStillAwaited,
    NoContestPending,
    NotAThirdPartner,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words

ANSWER_DAYS: Final = timedelta(days=15)
"""How long the author may take to answer before others may settle."""


@dataclass(frozen=True, kw_only=True)
class SettleContest(Command):
    """A third partner settles the open contest, with its reason."""

    contribution_id: ContributionId
    partner_id: PartnerId
    settlement: Settlement
    reason: Words


def boundary(command: SettleContest) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: SettleContest, acting: Acting
) -> list[ContestSettled]:
    """Let a third partner settle once the author answered, or had 15 days to."""
    require_other(record, command.partner_id, acting)
    contest = record.contest
    if contest is None:
        raise NoContestPending
    if contest.by == command.partner_id:
        raise NotAThirdPartner
    today = day_in_paris(command.at)
    if not contest.is_answered and today - contest.since < ANSWER_DAYS:
        raise AnswerStillAwaited
    return [
        ContestSettled(
            contribution_id=command.contribution_id,
            settling_id=command.partner_id,
            settlement=command.settlement,
            reason=command.reason,
        )
    ]


settle_contest = Decider(boundary, Record(), evolve_record, decide)

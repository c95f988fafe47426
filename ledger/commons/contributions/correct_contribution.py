"""Correct a contribution: the earlier record stays, and the difference is added."""

from dataclasses import dataclass
from decimal import Decimal

from ledger.commons.contributions.events import ContributionCorrected
from ledger.commons.contributions.limits import check_period
from ledger.commons.contributions.record import (
    Record,
    RecordFact,
    evolve_record,
    record_of,
    require_author,
)
from ledger.commons.contributions.refusals import (
    NothingCorrected,
    QuantityNotRecordable,
    QuantityWouldVanish,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import Period, day_in_paris, is_recordable, plain
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class CorrectContribution(Command):
    """Its author corrects a contribution, with the reason.

    ``difference`` is added to the quantity, and may be negative only here.
    """

    contribution_id: ContributionId
    partner_id: PartnerId
    difference: Decimal
    reason: Words
    period: Period | None = None
    title: Words | None = None
    description: Words | None = None


def boundary(command: CorrectContribution) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def evolve(record: Record, fact: RecordFact) -> Record:
    """Remember the contribution as it stands."""
    return evolve_record(record, fact)


def decide(
    record: Record, command: CorrectContribution, acting: Acting
) -> list[ContributionCorrected]:
    """Let the author correct at any time what was not withdrawn."""
    require_author(record, command.partner_id, acting)
    texts = (command.title, command.description)
    if not command.difference and command.period is None and texts == (None, None):
        raise NothingCorrected
    if not command.difference.is_finite() or not is_recordable(command.difference):
        raise QuantityNotRecordable
    if record.quantity + command.difference <= 0:
        raise QuantityWouldVanish
    if not is_recordable(record.quantity + command.difference):
        raise QuantityNotRecordable
    if command.period is not None:
        check_period(command.period, day_in_paris(command.at))
    return [
        ContributionCorrected(
            contribution_id=command.contribution_id,
            partner_id=command.partner_id,
            difference=plain(command.difference),
            period=command.period,
            title=command.title,
            description=command.description,
            reason=command.reason,
        )
    ]


correct_contribution = Decider(boundary, Record(), evolve, decide)

"""The record of one contribution: what the decisions about it remember."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ledger.commons.contributions.events import (
    ContestAnswered,
    ContestSettled,
    ContributionClarificationAsked,
    ContributionClarificationGiven,
    ContributionConfirmed,
    ContributionContested,
    ContributionCorrected,
    ContributionRecorded,
    ContributionWithdrawn,
)
from ledger.commons.contributions.refusals import (
    ContributionIsWithdrawn,
    NotYourContribution,
    OwnContribution,
    UnknownContribution,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnership_of,
    require_acting_for,
    require_active,
    standing_in,
)

LIFE = (
    ContributionRecorded,
    ContributionCorrected,
    ContributionWithdrawn,
    ContributionConfirmed,
    ContributionClarificationAsked,
    ContributionClarificationGiven,
    ContributionContested,
    ContestAnswered,
    ContestSettled,
)
"""The kinds of fact that change what may be done with a contribution."""

LifeFact = (
    ContributionRecorded
    | ContributionCorrected
    | ContributionWithdrawn
    | ContributionConfirmed
    | ContributionClarificationAsked
    | ContributionClarificationGiven
    | ContributionContested
    | ContestAnswered
    | ContestSettled
)
RecordFact = PartnershipFact | LifeFact


@dataclass(frozen=True)
class Contest:
    """Who contests since when, and whether the author has answered."""

    by: PartnerId
    since: date
    is_answered: bool = False


@dataclass(frozen=True)
class Record:
    """One contribution as it stands, and where the partners concerned stand."""

    standings: Standings = field(default_factory=dict[PartnerId, Partnership])
    author: PartnerId | None = None
    quantity: Decimal = Decimal(0)
    is_withdrawn: bool = False
    confirmed: frozenset[tuple[PartnerId, Decimal]] = frozenset()
    is_clarification_pending: bool = False
    contest: Contest | None = None


def record_of(contribution_id: ContributionId, partner_id: PartnerId) -> Boundary:
    """Depend on one contribution's life, and on the standing of who acts."""
    return (
        partnership_of(partner_id),
        facts(*LIFE, contribution_id=contribution_id),
    )


def evolve_record(record: Record, fact: RecordFact) -> Record:  # noqa: C901, PLR0911  # one way out for each kind of fact
    """Remember what the fact changes."""
    if isinstance(fact, PARTNERSHIP):
        return replace(record, standings=evolve_standings(record.standings, fact))
    match fact:
        case ContributionRecorded(partner_id=author, quantity=quantity):
            return replace(record, author=author, quantity=quantity)
        case ContributionCorrected(difference=difference):
            return replace(record, quantity=record.quantity + difference)
        case ContributionWithdrawn():
            return replace(record, is_withdrawn=True)
        case ContributionConfirmed(confirming_id=partner, quantity=quantity):
            return replace(record, confirmed=record.confirmed | {(partner, quantity)})
        case ContributionClarificationAsked():
            return replace(record, is_clarification_pending=True)
        case ContributionClarificationGiven():
            return replace(record, is_clarification_pending=False)
        case ContributionContested(contesting_id=partner, contested_on=day):
            return replace(record, contest=Contest(partner, day))
        case ContestAnswered():
            assert record.contest is not None, "an answer follows a contest"
            return replace(record, contest=replace(record.contest, is_answered=True))
        case ContestSettled():
            return replace(record, contest=None)


def require_author(record: Record, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse anybody but the partner that recorded it, in good standing."""
    _require_actor(record, partner_id, acting)
    if record.author != partner_id:
        raise NotYourContribution
    _require_counting(record)


def require_other(record: Record, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse the author itself: another partner must act."""
    _require_actor(record, partner_id, acting)
    if record.author == partner_id:
        raise OwnContribution
    _require_counting(record)


def _require_actor(record: Record, partner_id: PartnerId, acting: Acting) -> None:
    require_acting_for(acting, partner_id)
    require_active(standing_in(record.standings, partner_id))
    if record.author is None:
        raise UnknownContribution


def _require_counting(record: Record) -> None:
    if record.is_withdrawn:
        raise ContributionIsWithdrawn

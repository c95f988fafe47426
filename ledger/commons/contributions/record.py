"""The record of one contribution: what the decisions about it remember.

One clause covers a contribution's whole life, for all decisions alike: few
people act on one contribution, and many on different ones at once. Reviews
and valuations stay outside, since no later decision depends on them.
"""

from dataclasses import dataclass, replace
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
    Settlement,
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
from ledger.kernel.quantities import Period
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
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

ContestFact = ContributionContested | ContestAnswered | ContestSettled
RecordFact = (
    PartnershipFact
    | ContributionRecorded
    | ContributionCorrected
    | ContributionWithdrawn
    | ContributionConfirmed
    | ContributionClarificationAsked
    | ContributionClarificationGiven
    | ContestFact
)


@dataclass(frozen=True)
class Contest:
    """Who contests since when, and whether the author has answered."""

    by: PartnerId
    since: date
    is_answered: bool = False


@dataclass(frozen=True)
class Record:
    """One contribution as it stands, and where the partner that acts stands.

    ``confirmed`` holds who confirmed which quantity; ``overruled`` the partners
    whose contest was set aside since the last correction.
    """

    partnership: Partnership = Partnership.UNKNOWN
    author: PartnerId | None = None
    quantity: Decimal = Decimal(0)
    period: Period | None = None
    is_withdrawn: bool = False
    confirmed: frozenset[tuple[PartnerId, Decimal]] = frozenset()
    is_clarification_pending: bool = False
    contest: Contest | None = None
    is_contest_upheld: bool = False
    overruled: frozenset[PartnerId] = frozenset()


def record_of(contribution_id: ContributionId, partner_id: PartnerId) -> Boundary:
    """Depend on one contribution's life, and on the standing of who acts."""
    return (
        partnership_of(partner_id),
        facts(*LIFE, contribution_id=contribution_id),
    )


def evolve_record(record: Record, fact: RecordFact) -> Record:  # noqa: PLR0911  # one way out for each kind of fact
    """Remember what the fact changes."""
    if isinstance(fact, PARTNERSHIP):
        return replace(record, partnership=evolve_partnership(fact))
    match fact:
        case ContributionRecorded(partner_id=author, quantity=quantity, period=period):
            return replace(record, author=author, quantity=quantity, period=period)
        case ContributionCorrected(difference=difference, period=period):
            return replace(
                record,
                quantity=record.quantity + difference,
                period=period or record.period,
                overruled=frozenset(),
            )
        case ContributionWithdrawn():
            return replace(record, is_withdrawn=True)
        case ContributionConfirmed(confirming_id=partner, quantity=quantity):
            return replace(record, confirmed=record.confirmed | {(partner, quantity)})
        case ContributionClarificationAsked():
            return replace(record, is_clarification_pending=True)
        case ContributionClarificationGiven():
            return replace(record, is_clarification_pending=False)
        case ContributionContested() | ContestAnswered() | ContestSettled():
            return _evolve_contest(record, fact)


def _evolve_contest(record: Record, fact: ContestFact) -> Record:
    if isinstance(fact, ContributionContested):
        contest = Contest(fact.contesting_id, fact.contested_on)
        return replace(record, contest=contest)
    assert record.contest is not None, "it is contested before that is answered"
    match fact:
        case ContestAnswered():
            return replace(record, contest=replace(record.contest, is_answered=True))
        case ContestSettled(settlement=Settlement.UPHELD):
            return replace(record, contest=None, is_contest_upheld=True)
        case ContestSettled():
            overruled = record.overruled | {record.contest.by}
            return replace(record, contest=None, overruled=overruled)


def require_author(record: Record, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse anybody but the partner that recorded it, in good standing."""
    _require_actor(record, partner_id, acting)
    if record.author != partner_id:
        raise NotYourContribution
    _require_not_withdrawn(record)


def require_other(record: Record, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse the author itself: another partner must act."""
    _require_actor(record, partner_id, acting)
    if record.author == partner_id:
        raise OwnContribution
    _require_not_withdrawn(record)


def _require_actor(record: Record, partner_id: PartnerId, acting: Acting) -> None:
    require_standing(acting, partner_id, record.partnership)
    if record.author is None:
        raise UnknownContribution


def _require_not_withdrawn(record: Record) -> None:
    if record.is_withdrawn:
        raise ContributionIsWithdrawn

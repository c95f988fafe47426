"""Give an account: what happened, what surprised, what we change.

It is a partner's own, or collected on paper or aloud from somebody who bears a
pseudonym and agreed. All of it is words for the partners first.
"""

from dataclasses import dataclass, replace

from ledger.commons.evaluations.discretion import require_discretion
from ledger.commons.evaluations.events import AccountGiven, Level, Source
from ledger.commons.evaluations.inquiry import (
    NO_INQUIRY,
    Inquiry,
    InquiryFact,
    evolve_inquiry,
    inquiry_of,
    require_running,
)
from ledger.commons.evaluations.refusals import (
    AccountExists,
    ConsentMissing,
    PseudonymMissing,
    PseudonymOfOwnAccount,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import AccountId, EvaluationId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class GiveAccount(Command):
    """A partner tells, or passes on what somebody told it."""

    evaluation_id: EvaluationId
    account_id: AccountId
    partner_id: PartnerId
    level: Level
    source: Source
    happened: Words
    surprised: Words | None = None
    changes: Words | None = None
    pseudonym: Words | None = None
    has_consent: bool = False


@dataclass(frozen=True)
class Telling:
    """The evaluation, and the names under which accounts are given."""

    inquiry: Inquiry = NO_INQUIRY
    names: frozenset[AccountId] = frozenset()


def boundary(command: GiveAccount) -> Boundary:
    """Depend on the evaluation, the standing of who tells, and this name anywhere."""
    return (
        *inquiry_of(command.evaluation_id, command.partner_id),
        facts(AccountGiven, account_id=command.account_id),
    )


def evolve(telling: Telling, fact: InquiryFact | AccountGiven) -> Telling:
    """Remember the evaluation, the standing and the names taken."""
    match fact:
        case AccountGiven(account_id=name):
            return replace(telling, names=telling.names | {name})
        case _:
            return replace(telling, inquiry=evolve_inquiry(telling.inquiry, fact))


def decide(
    telling: Telling, command: GiveAccount, acting: Acting
) -> list[AccountGiven]:
    """Let any active partner tell, and protect whoever told it."""
    require_running(telling.inquiry, command.partner_id, acting)
    if command.account_id in telling.names:
        raise AccountExists
    _check_source(command)
    require_discretion(
        (command.happened, command.surprised, command.changes, command.pseudonym)
    )
    return [
        AccountGiven(
            evaluation_id=command.evaluation_id,
            account_id=command.account_id,
            partner_id=command.partner_id,
            level=command.level,
            source=command.source,
            happened=command.happened,
            surprised=command.surprised,
            changes=command.changes,
            pseudonym=command.pseudonym,
            has_consent=command.source is not Source.OWN,
        )
    ]


def _check_source(command: GiveAccount) -> None:
    if command.source is Source.OWN:
        if command.pseudonym is not None:
            raise PseudonymOfOwnAccount
        return
    if command.pseudonym is None:
        raise PseudonymMissing
    if not command.has_consent:
        raise ConsentMissing


give_account = Decider(boundary, Telling(), evolve, decide)

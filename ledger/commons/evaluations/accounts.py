"""Accounts: what a decision about one of them remembers.

Each is a clause of its own, so that many tell at once.
"""

from dataclasses import dataclass, replace

from ledger.commons.evaluations.events import AccountCountersigned, AccountGiven
from ledger.commons.evaluations.inquiry import (
    NO_INQUIRY,
    Inquiry,
    InquiryFact,
    evolve_inquiry,
    inquiry_of,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import AccountId, EvaluationId, PartnerId

AccountFact = AccountGiven | AccountCountersigned


@dataclass(frozen=True)
class Account:
    """The evaluation, who gave one account, and who countersigned it."""

    inquiry: Inquiry = NO_INQUIRY
    giver: PartnerId | None = None
    countersigners: frozenset[PartnerId] = frozenset()


def account_of(
    evaluation_id: EvaluationId, account_id: AccountId, partner_id: PartnerId
) -> Boundary:
    """Depend on the evaluation, and on one account of that very evaluation."""
    return (
        *inquiry_of(evaluation_id, partner_id),
        facts(
            AccountGiven,
            AccountCountersigned,
            evaluation_id=evaluation_id,
            account_id=account_id,
        ),
    )


def evolve_account(account: Account, fact: InquiryFact | AccountFact) -> Account:
    """Remember what the fact changes."""
    match fact:
        case AccountGiven(partner_id=partner):
            return replace(account, giver=partner)
        case AccountCountersigned(partner_id=partner):
            signed = account.countersigners | {partner}
            return replace(account, countersigners=signed)
        case _:
            return replace(account, inquiry=evolve_inquiry(account.inquiry, fact))

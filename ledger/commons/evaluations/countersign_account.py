"""Countersign an account: another partner saw the same."""

from dataclasses import dataclass

from ledger.commons.evaluations.accounts import Account, account_of, evolve_account
from ledger.commons.evaluations.events import AccountCountersigned
from ledger.commons.evaluations.inquiry import require_running
from ledger.commons.evaluations.refusals import (
    AlreadyCountersigned,
    OwnAccount,
    UnknownAccount,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import AccountId, EvaluationId, PartnerId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class CountersignAccount(Command):
    """A partner says that it saw what another one tells."""

    evaluation_id: EvaluationId
    account_id: AccountId
    partner_id: PartnerId


def boundary(command: CountersignAccount) -> Boundary:
    """Depend on the evaluation, this account, and the standing of who signs."""
    return account_of(command.evaluation_id, command.account_id, command.partner_id)


def decide(
    account: Account, command: CountersignAccount, acting: Acting
) -> list[AccountCountersigned]:
    """Let each other partner sign once, while the evaluation runs."""
    require_running(account.inquiry, command.partner_id, acting)
    if account.giver is None:
        raise UnknownAccount
    if account.giver == command.partner_id:
        raise OwnAccount
    if command.partner_id in account.countersigners:
        raise AlreadyCountersigned
    return [
        AccountCountersigned(
            evaluation_id=command.evaluation_id,
            account_id=command.account_id,
            partner_id=command.partner_id,
        )
    ]


countersign_account = Decider(boundary, Account(), evolve_account, decide)

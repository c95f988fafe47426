"""Accounts: what was told in an evaluation, at which level, and who saw the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.commons.evaluations.events import (
    AccountCountersigned,
    AccountGiven,
    Level,
    Source,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Followed = AccountGiven | AccountCountersigned


class AccountRow(Row, frozen=True, kw_only=True):
    """What was told, by whom or collected by whom, and who countersigned it."""

    key: ClassVar[tuple[str, ...]] = ("account_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("evaluation_id",),)

    account_id: str
    evaluation_id: str
    partner_id: str
    level: Level
    source: Source
    told_at: datetime
    position: int
    happened: WordsAt
    surprised: WordsAt | None = None
    changes: WordsAt | None = None
    pseudonym: WordsAt | None = None
    countersigners: tuple[str, ...] = ()


def apply(rows: Rows[AccountRow], recorded: Recorded[Any]) -> None:
    """Keep each as it was told, and who countersigned it."""
    fact: Followed = recorded.fact
    match fact:
        case AccountGiven():
            rows.put(_given(fact, recorded))
        case AccountCountersigned():
            row = rows.get(fact.account_id)
            if row is not None:
                signed = (*row.countersigners, fact.partner_id)
                rows.put(replace(row, countersigners=signed))


def _given(fact: AccountGiven, recorded: Recorded[Any]) -> AccountRow:
    at = recorded.position
    return AccountRow(
        account_id=fact.account_id,
        evaluation_id=fact.evaluation_id,
        partner_id=fact.partner_id,
        level=fact.level,
        source=fact.source,
        told_at=recorded.recorded_at,
        position=at,
        happened=WordsAt(at, fact.happened),
        surprised=WordsAt(at, fact.surprised) if fact.surprised else None,
        changes=WordsAt(at, fact.changes) if fact.changes else None,
        pseudonym=WordsAt(at, fact.pseudonym) if fact.pseudonym else None,
    )


def account(shelf: Shelf, account_id: str) -> AccountRow | None:
    """Return one account."""
    return shelf.get(accounts, account_id)


def accounts_page(
    shelf: Shelf, evaluation_id: str, *, after: int | None = None, limit: int = 50
) -> Page[AccountRow]:
    """Return what was told in an evaluation, in the order it was told."""
    return shelf.page(
        accounts,
        evaluation_id=evaluation_id,
        after=after,
        limit=limit,
        is_newest_first=False,
    )


def by_level(found: Iterable[AccountRow]) -> Mapping[Level, Sequence[AccountRow]]:
    """Return accounts by the level they tell of, as they were told."""
    told = [*found]
    return {level: [row for row in told if row.level is level] for level in Level}


accounts = View("accounts", 1, AccountRow, facts_of(Followed), apply)

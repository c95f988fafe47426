"""Recording in bulk: many commands of one sender, each meant as if it came alone.

Each command has its own decision, condition, key and answer, as in
``Ledger.handle``. What is shared is the work: the boundaries of a batch are read in
one query, facts that several of them depend on are folded once, and what was decided
is appended together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from ledger.application import (
    ATTEMPTS_MAX,
    Ledger,
    TooContended,
    answer_again,
    clauses_of,
    events_of,
    let_rivals_pass,
)
from ledger.deciders import DECIDERS
from ledger.kernel.decider import Boundary
from ledger.kernel.messages import Command, Refusal
from ledger.kernel.refusals import KeyReused
from ledger.kernel.store.group_commit import Written
from ledger.kernel.store.port import (
    Append,
    Appended,
    Clause,
    Conflict,
    KeyClaim,
    OtherContent,
)
from ledger.membership.mandates.standing import acting, standing_boundary
from ledger.policy import permit
from ledger.remembering import Remembrance

BATCH: Final = 1_000
"""Commands read and appended together: others wait at the door for as long."""
BATCH_MIN: Final = 8

Answer = Appended | Refusal


def record_all(
    ledger: Ledger, commands: Iterable[Command], *, batch: int = BATCH
) -> Iterator[Answer]:
    """Yield what ``Ledger.handle`` would answer to each, a refusal as a value.

    Commands are taken a batch at a time, and stamped when they are taken. Raises
    what ``handle`` raises besides refusals, at the command it befell: those after it
    may be recorded all the same. Asked again, all are answered by their keys, so
    nothing is recorded twice wherever this was interrupted or its process killed.
    """
    source = iter(commands)
    while rows := [_Row(ledger, command) for command in islice(source, batch)]:
        _settle(ledger, rows)
        for row in rows:
            assert row.answer is not None, "each command is answered"
            if not isinstance(row.answer, Appended | Refusal):
                raise row.answer
            yield row.answer


class _Row:
    """A command on its way, and the answer it got."""

    __slots__ = ("answer", "attempts", "claim", "clauses", "command", "own", "standing")

    def __init__(self, ledger: Ledger, command: Command) -> None:
        self.command = command
        self.claim: KeyClaim = ledger.claim_of(command)
        self.standing: Boundary = standing_boundary(command.actor)
        self.own: Boundary = DECIDERS[type(command)].boundary(command)
        self.clauses: Sequence[Clause] = clauses_of((*self.standing, *self.own))
        self.attempts = 0
        self.answer: Appended | Exception | None = None


@dataclass(frozen=True)
class _Decided:
    """A command whose facts are ready to be appended."""

    row: _Row
    append: Append


def _settle(ledger: Ledger, rows: Sequence[_Row]) -> None:
    """Answer all the commands of a batch.

    One that another one before it touches, or that touches one, waits until that is
    recorded. One whose boundary a rival touched meanwhile is decided anew: its
    neighbours are recorded by then, and it is all the same which of them came first.
    """
    waiting, size, is_first = list(rows), len(rows), True
    while waiting:
        taken, rest = waiting[:size], waiting[size:]
        if not is_first:
            # It is not their fault that the ones before them took their time.
            for row in taken:
                row.command = replace(row.command, at=ledger.clock())
        decided, left = _decide(ledger, taken)
        again = _append(ledger, decided)
        # Where many depend on each other, few are read in vain.
        done = len(taken) - len(left)
        size = max(2 * done, BATCH_MIN) if left else len(rows)
        waiting, is_first = [*again, *left, *rest], False


def _decide(
    ledger: Ledger, rows: Sequence[_Row]
) -> tuple[Sequence[_Decided], Sequence[_Row]]:
    """Decide on those that do not touch each other, up to the first that does."""
    remembrance = Remembrance(ledger.store, rows)
    company = _Company()
    decided: list[_Decided] = []
    refused: list[_Row] = []
    left: Sequence[_Row] = ()
    for number, row in enumerate(rows):
        if company.touches(row):
            left = rows[number:]
            break
        try:
            append = _decide_one(remembrance, row)
        except Refusal as refusal:
            row.answer = refusal
            refused.append(row)
            continue
        if company.is_touched_by(append):
            left = rows[number:]
            break
        company.add(append)
        decided.append(_Decided(row, append))
    _tell_known(ledger, refused)
    return decided, left


class _Company:
    """Those who travel together: what they record, and what they depend on."""

    def __init__(self) -> None:
        self._written = Written()
        self._asked: dict[str, set[Clause]] = {}

    def touches(self, row: _Row) -> bool:
        """Tell whether a command depends on what one of them records."""
        return self._written.is_inside(row.clauses, row.claim)

    def is_touched_by(self, append: Append) -> bool:
        """Tell whether one of them depends on what an append records.

        Should a rival have that one decided anew, it would be decided on a fact
        that comes after it.
        """
        return any(
            event.kind in clause.kinds and set(clause.tags).issubset(event.tags)
            for event in append.events
            for tag in event.tags
            for clause in self._asked.get(tag, ())
        )

    def add(self, append: Append) -> None:
        """Take one along."""
        self._written.add(append)
        for clause in append.boundary:
            self._asked.setdefault(clause.tags[0], set()).add(clause)


def _decide_one(remembrance: Remembrance, row: _Row) -> Append:
    command, decider = row.command, DECIDERS[type(row.command)]
    standing = remembrance.standing(row.standing)
    identity = acting(standing, command.actor, command.at)
    permit(type(command), identity)
    recorded = decider.decide(remembrance.state(decider, row.own), command, identity)
    assert recorded, "deciding ends in a fact or a refusal, never in silence"
    return Append(
        events=events_of(recorded, command, row.claim.tag),
        boundary=row.clauses,
        after=remembrance.head,
        at=command.at,
        key=row.claim,
    )


def _tell_known(ledger: Ledger, refused: Sequence[_Row]) -> None:
    """Answer those whose key is known as at first: no refusal is told before."""
    if not refused:
        return
    known = ledger.store.find_keys([row.claim.tag for row in refused])
    for row in refused:
        if row.claim.tag in known:
            try:
                row.answer = answer_again(known[row.claim.tag], row.claim)
            except KeyReused as error:
                row.answer = error


def _append(ledger: Ledger, decided: Sequence[_Decided]) -> Sequence[_Row]:
    """Append what was decided; return the commands that are to be decided anew."""
    if not decided:
        return ()
    again: list[_Row] = []
    answers = ledger.store.append_all([one.append for one in decided])
    for one, answer in zip(decided, answers, strict=True):
        row = one.row
        if isinstance(answer, OtherContent):
            row.answer = KeyReused()
        elif not isinstance(answer, Conflict):
            row.answer = answer
        elif row.attempts + 1 == ATTEMPTS_MAX:
            row.answer = TooContended()
        else:
            row.attempts += 1
            again.append(row)
    if again:
        let_rivals_pass(max(row.attempts for row in again) - 1)
    return again

"""Recording in bulk: many commands of one sender, each meant as if it came alone.

Each command has its own decision, condition, key and answer, as in
``Ledger.handle``. What is shared is the work: the boundaries of a batch are read in
one query, facts that several of them depend on are folded once, and what was decided
is appended together.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
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
) -> Generator[Answer]:
    """Yield what ``Ledger.handle`` would answer to each, a refusal as a value.

    Commands are taken a batch at a time, and the next batch is decided while the one
    before is appended. Raises what ``handle`` raises besides refusals, at the command
    it befell: those after it may be recorded all the same. Asked again, all are
    answered by their keys, so nothing is recorded twice wherever this was interrupted
    or its process killed.
    """
    source = iter(commands)
    under_way: _Batch | None = None
    with ThreadPoolExecutor(1, thread_name_prefix="bulk") as sending:
        while rows := [_Row(ledger, command) for command in islice(source, batch)]:
            if under_way is not None and not under_way.is_decided:
                # What it will record is not known: nothing is decided beside it.
                yield from under_way.arrive()
                under_way = None
            following = _Batch(ledger, rows, under_way)
            if under_way is not None:
                yield from under_way.arrive()
            under_way = following
            under_way.leave(sending)
        if under_way is not None:
            yield from under_way.arrive()


class _Batch:
    """Commands that are decided together, on their way to the store.

    They are decided before the batch before them is recorded. Whatever touches that
    one is left, and decided once it is there.
    """

    def __init__(
        self, ledger: Ledger, rows: "Sequence[_Row]", before: "_Batch | None"
    ) -> None:
        self._ledger = ledger
        self._rows = rows
        self.company = _Company()
        beside = None if before is None else before.company
        self._decided, self._left = _decide(ledger, rows, self.company, beside)
        self._sent: Future[Sequence[_Row]] | None = None

    @property
    def is_decided(self) -> bool:
        """Tell whether it is known of all of them what they will record."""
        return not self._left

    def leave(self, sending: ThreadPoolExecutor) -> None:
        """Have what is decided appended, and do not wait for it."""
        self._sent = sending.submit(_append, self._ledger, self._decided)

    def arrive(self) -> Iterator[Answer]:
        """Settle what is left, and yield all the answers."""
        assert self._sent is not None, "it left before"
        again = self._sent.result()
        _settle(self._ledger, [*again, *self._left])
        for row in self._rows:
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
    """Answer commands that others touched, in their order, however often that happens.

    One that another one before it touches, or that touches one, waits until that is
    recorded. One whose boundary a rival touched meanwhile is decided anew: its
    neighbours are recorded by then, and it is all the same which of them came first.
    """
    waiting, size = list(rows), len(rows)
    while waiting:
        taken, rest = waiting[:size], waiting[size:]
        # It is not their fault that the ones before them took their time.
        for row in taken:
            row.command = replace(row.command, at=ledger.clock())
        decided, left = _decide(ledger, taken, _Company(), None)
        again = _append(ledger, decided)
        # Where many depend on each other, few are read in vain.
        done = len(taken) - len(left)
        size = max(2 * done, BATCH_MIN) if left else len(rows)
        waiting = [*again, *left, *rest]


def _decide(
    ledger: Ledger,
    rows: Sequence[_Row],
    company: "_Company",
    beside: "_Company | None",
) -> tuple[Sequence[_Decided], Sequence[_Row]]:
    """Decide on those that touch neither each other nor those beside them.

    The first that does is left, with all that come after it.
    """
    remembrance = Remembrance(ledger.store, rows)
    companies = [company] if beside is None else [company, beside]
    decided: list[_Decided] = []
    refused: list[_Row] = []
    left: Sequence[_Row] = ()
    for number, row in enumerate(rows):
        if any(one.touches(row) for one in companies):
            left = rows[number:]
            break
        try:
            append = _decide_one(remembrance, row)
        except Refusal as refusal:
            row.answer = refusal
            refused.append(row)
            continue
        if any(one.is_touched_by(append) for one in companies):
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

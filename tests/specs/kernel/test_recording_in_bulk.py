"""Recording in bulk: answers in order, a batch at a time, whoever writes in between."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.application import ATTEMPTS_MAX, Ledger, TooContended
from ledger.bulk import record_all
from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.modalities import ModalitiesFounded, NatureCounted
from ledger.commons.contributions.refusals import QuantityNotPositive
from ledger.kernel.identifiers import ContributionId
from ledger.kernel.messages import Capacity, Command, Fact, Refusal
from ledger.kernel.refusals import KeyReused
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import Append, Appended, Clause, ClockApart, History
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from tests.cast import BEN, BRUMES, LITTORAL, acting_for, mandate
from tests.contributions_model import Deed, Step
from tests.spec import NOON, SECRET, Clock, facts_since, record
from tests.workshop import PARTNERS, REASON, WRITTEN

HISTORY: tuple[Fact, ...] = (*PARTNERS, mandate(BEN, BRUMES, Capacity.BOARD_MEMBER))


class Watched(MemoryStore):
    """A store that counts what is asked of it, and where rivals are faster."""

    def __init__(self, *rivals: Fact) -> None:
        super().__init__(Clock())
        self.readings: list[int] = []
        self.batches: list[int] = []
        self.rivals: list[Fact] = []
        record(self, *HISTORY, at=NOON)
        self.rivals = [*rivals]

    def read(self, boundary: Sequence[Clause], after: int = 0) -> History:
        """Note how many clauses are read together."""
        self.readings.append(len(boundary))
        return super().read(boundary, after)

    def append_all(self, appends: Sequence[Append]) -> Sequence[Appended | Exception]:
        """Let the next rival write first."""
        self.batches.append(len(appends))
        if self.rivals:
            record(self, self.rivals.pop(0), at=NOON)
        return super().append_all(appends)


def ledger_of(store: MemoryStore) -> Ledger:
    return Ledger(store, secret=SECRET, clock=Clock())


def names(number: int) -> ContributionId:
    return ContributionId(f"c{number}")


def records(number: int, thousandths: int = 1_500) -> Command:
    step = Step(Deed.RECORD, names(number), LITTORAL, thousandths, yes=True)
    return step.command(NOON, f"k{number}")


def suspends(key: str = "suspend") -> Command:
    return SuspendPartnership(
        actor=acting_for(BEN, BRUMES, Capacity.BOARD_MEMBER),
        at=NOON,
        key=key,
        acting_for_id=BRUMES,
        partner_id=LITTORAL,
        reason=REASON,
        words=WRITTEN,
    )


def founded(version: int) -> ModalitiesFounded:
    counted = NatureCounted(nature=Nature.TIME, units=(Unit.HOUR,))
    return ModalitiesFounded(
        partner_id=BRUMES, modalities_version=version, natures=(counted,)
    )


def told(answers: Iterator[Appended | Refusal]) -> list[type[Appended | Refusal]]:
    return [type(answer) for answer in answers]


def test_a_batch_is_read_once_and_appended_once() -> None:
    """What they depend on together is a clause for all of them."""
    store = Watched()
    commands = (records(n) for n in range(25))
    assert told(record_all(ledger_of(store), commands, batch=10)) == [Appended] * 25
    assert store.batches == [10, 10, 5]
    # Mandate, partner and modalities are shared; each has a name of its own.
    assert store.readings == [13, 13, 8]


def test_a_refusal_is_an_answer_and_leaves_its_neighbours_alone() -> None:
    """Answers come in the order of the commands."""
    store = Watched()
    commands = [records(0), records(1, -5), records(2)]
    first, second, third = record_all(ledger_of(store), commands)
    assert isinstance(second, QuantityNotPositive)
    before = len(HISTORY)
    assert first == (before + 1, before + 1, False)
    assert third == (before + 2, before + 2, False)


def test_commands_are_taken_as_answers_are_asked_for() -> None:
    """Nothing is held but a batch and the one before it, however many there are."""
    taken: list[int] = []

    def endless() -> Iterator[Command]:
        number = 0
        while True:
            taken.append(number)
            yield records(number)
            number += 1

    answers = record_all(ledger_of(Watched()), endless(), batch=7)
    for _ in range(8):
        assert isinstance(next(answers), Appended)
    answers.close()
    assert len(taken) == 21


def test_one_that_depends_on_another_is_decided_after_it() -> None:
    """Confirming what the same batch records is no unknown contribution."""
    step = Step(Deed.CONFIRM, names(0), BRUMES, 0, yes=True)
    commands = [records(0), step.command(NOON, "confirm"), records(1)]
    store = Watched()
    assert told(record_all(ledger_of(store), commands)) == [Appended] * 3
    assert store.batches == [1, 2]


def test_nothing_is_decided_beside_what_is_still_open() -> None:
    """A confirmation that waits for its batch is there before the next is decided."""
    confirm = Step(Deed.CONFIRM, names(0), BRUMES, 0, yes=True).command(NOON, "yes")
    again = Step(Deed.CONFIRM, names(0), BRUMES, 0, yes=True).command(NOON, "again")
    store = Watched()
    first, second, third = record_all(
        ledger_of(store), [records(0), confirm, again], batch=2
    )
    assert isinstance(first, Appended)
    assert isinstance(second, Appended)
    assert type(third).__name__ == "AlreadyConfirmed"


def test_the_next_batch_waits_where_it_depends_on_the_one_before() -> None:
    """What that records is looked at first, though it was on its way already."""
    confirm = Step(Deed.CONFIRM, names(1), BRUMES, 0, yes=True).command(NOON, "yes")
    store = Watched()
    commands = [records(0), records(1), confirm, records(2)]
    assert told(record_all(ledger_of(store), commands, batch=2)) == [Appended] * 4


def test_one_that_changes_what_another_depends_on_waits_for_it() -> None:
    """A rival has the first decided anew: it was still there before the suspension."""
    store = Watched(founded(1))
    commands = [records(0), suspends(), records(1)]
    assert [
        "recorded" if isinstance(a, Appended) else type(a).__name__
        for a in record_all(ledger_of(store), commands)
    ] == ["recorded", "recorded", "YourPartnerNotActive"]
    kinds = [type(f).__name__ for f in facts_since(store, len(HISTORY))]
    assert kinds == [
        "ModalitiesFounded",
        "ContributionRecorded",
        "PartnershipSuspended",
    ]


def test_a_rival_has_a_whole_batch_decided_anew() -> None:
    """All depend on the modalities: they are recorded under the new ones."""
    store = Watched(founded(1))
    commands = [records(n) for n in range(20)]
    assert told(record_all(ledger_of(store), commands)) == [Appended] * 20
    assert store.batches == [20, 20]


def test_rivals_without_end_are_told() -> None:
    """As for one command alone, after as many attempts."""
    store = Watched(*(founded(n) for n in range(ATTEMPTS_MAX + 3)))
    with pytest.raises(TooContended):
        list(record_all(ledger_of(store), [records(0)]))
    assert len(store.batches) == ATTEMPTS_MAX


def test_clocks_apart_are_told_at_their_command() -> None:
    """Those before it are answered; asked again, those after it as well."""
    store = Watched()
    late = replace(records(1), at=NOON - timedelta(minutes=1))
    answers = record_all(ledger_of(store), [records(0), late, records(2)])
    assert isinstance(next(answers), Appended)
    with pytest.raises(ClockApart):
        next(answers)
    again = list(record_all(ledger_of(store), [records(n) for n in range(3)]))
    assert [isinstance(a, Appended) and a.is_repeat for a in again] == [
        True,
        False,
        True,
    ]


def test_a_key_used_for_something_else_is_refused() -> None:
    """Be it in the same batch, in an earlier one, or for a refused command."""
    ledger = ledger_of(Watched())
    other = replace(records(5), key="k0")
    answers = list(record_all(ledger, [records(0), other]))
    assert [type(a) for a in answers] == [Appended, KeyReused]
    wrong = replace(records(6, -5), key="k0")
    assert told(record_all(ledger, [other, wrong])) == [KeyReused] * 2


def test_nothing_to_record_is_nothing_to_answer() -> None:
    """The store is not asked for anything."""
    store = Watched()
    assert list(record_all(ledger_of(store), [])) == []
    assert (store.readings, store.batches) == ([], [])

"""Recording in bulk: whatever is brought, it means the same as one by one."""

from collections.abc import Sequence
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.application import CODEC, Ledger
from ledger.bulk import record_all
from ledger.kernel.identifiers import ContributionId
from ledger.kernel.messages import Capacity, Command, Fact, Refusal
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import Append, Appended, NewEvent, StoredEvent
from ledger.membership.mandates.events import MandateWithdrawn
from ledger.membership.partners.events import PartnershipResumed, PartnershipSuspended
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, mandate
from tests.contributions_model import Deed, Step
from tests.spec import NOON, NOWHERE, SECRET, Clock, record
from tests.workshop import GARDEN, PARTNERS, PERSON_OF, REASON, WORKSHOP

EVERYBODY: Final = (LITTORAL, BRUMES, SOURCES, PONT)
HISTORY: Final[tuple[Fact, ...]] = (
    *PARTNERS,
    *(mandate(PERSON_OF[p], p, Capacity.BOARD_MEMBER) for p in EVERYBODY),
)
NAMES: Final = st.sampled_from(
    [WORKSHOP, GARDEN, *(ContributionId(f"c{n}") for n in range(6))]
)
STEPS: Final = st.builds(
    Step,
    deed=st.sampled_from([*[Deed.RECORD] * 6, *Deed]),
    contribution_id=NAMES,
    partner_id=st.sampled_from(EVERYBODY),
    thousandths=st.integers(0, 8),
    yes=st.booleans(),
)
BROUGHT: Final = st.lists(st.tuples(STEPS, st.integers(0, 30)), max_size=16).map(
    lambda drawn: [step.command(NOON, f"k{key}") for step, key in drawn]
)
OWN_KEYS: Final = st.lists(STEPS, max_size=8).map(
    lambda drawn: [step.command(NOON, f"k{n}") for n, step in enumerate(drawn)]
)
DIAS: Final = mandate(PERSON_OF[PONT], PONT)
RIVALS: Final = st.lists(
    st.sampled_from(
        [
            None,
            PartnershipSuspended(partner_id=LITTORAL, reason=REASON),
            PartnershipSuspended(partner_id=BRUMES, reason=REASON),
            PartnershipResumed(partner_id=LITTORAL),
            MandateWithdrawn(
                mandate_id=DIAS.mandate_id,
                partner_id=PONT,
                person_id=DIAS.person_id,
            ),
        ]
    ),
    max_size=5,
)
Answer = Appended | type[Refusal]


class RivalStore(MemoryStore):
    """A store where rivals write whenever a batch was decided and is to be appended."""

    def __init__(self, rivals: Sequence[Fact | None] = ()) -> None:
        super().__init__(Clock())
        self.rivals: list[Fact | None] = []
        record(self, *HISTORY, at=NOON)
        self.rivals = [*rivals]

    def append_all(self, appends: Sequence[Append]) -> Sequence[Appended | Exception]:
        """Let the next rival write first."""
        if self.rivals and (fact := self.rivals.pop(0)):
            record(self, fact, at=NOON)
        return super().append_all(appends)


def ledger_of(store: MemoryStore) -> Ledger:
    return Ledger(store, secret=SECRET, clock=Clock())


def alone(store: MemoryStore, command: Command) -> Answer:
    """Return what the ledger answers to one command."""
    try:
        return ledger_of(store).handle(command)
    except Refusal as refusal:
        return type(refusal)


def in_bulk(
    store: MemoryStore, commands: Sequence[Command], batch: int
) -> list[Answer]:
    answers = record_all(ledger_of(store), commands, batch=batch)
    return [a if isinstance(a, Appended) else type(a) for a in answers]


def log_of(store: MemoryStore) -> list[StoredEvent]:
    return list(store.since(0))


@settings(max_examples=1500, deadline=None)
@given(BROUGHT, st.integers(1, 30))
def test_in_bulk_means_the_same_as_one_by_one(
    commands: list[Command], batch: int
) -> None:
    """The same facts at the same places, the same refusals, the same repeats."""
    bulk, single = RivalStore(), RivalStore()
    assert in_bulk(bulk, commands, batch) == [alone(single, c) for c in commands]
    assert log_of(bulk) == log_of(single)


@settings(max_examples=150, deadline=None)
@given(BROUGHT, st.integers(1, 30), st.integers(1, 30))
def test_what_is_brought_again_is_answered_again(
    commands: list[Command], batch: int, other: int
) -> None:
    """Nothing is recorded twice, however it is cut into batches the second time.

    What was refused is asked anew, and may be accepted by now.
    """
    store = RivalStore()
    first = in_bulk(store, commands, batch)
    log = log_of(store)
    again = in_bulk(store, commands, other)
    assert log_of(store)[: len(log)] == log
    for before, after in zip(first, again, strict=True):
        if isinstance(before, Appended):
            assert after == before._replace(is_repeat=True)


@settings(max_examples=150, deadline=None)
@given(OWN_KEYS, st.integers(1, 12), RIVALS)
def test_with_rivals_each_is_decided_at_some_place_of_the_log(
    commands: list[Command], batch: int, rivals: list[Fact | None]
) -> None:
    """What was accepted is accepted at its place; what was refused, somewhere."""
    bulk = RivalStore(rivals)
    answers = in_bulk(bulk, commands, batch)
    accepted = {
        answer.first: command
        for answer, command in zip(answers, commands, strict=True)
        if isinstance(answer, Appended)
    }
    refused = [
        (command, answer)
        for answer, command in zip(answers, commands, strict=True)
        if not isinstance(answer, Appended)
    ]
    single = RivalStore()
    reasons = [{told(single, command)} for command, _ in refused]
    for stored in log_of(bulk)[len(HISTORY) :]:
        if stored.position in accepted:
            assert alone(single, accepted[stored.position]) == (
                stored.position,
                stored.position,
                False,
            )
        else:
            record(single, CODEC.decode(stored).fact, at=NOON)
        for (command, _), known in zip(refused, reasons, strict=True):
            known.add(told(single, command))
    assert log_of(single) == log_of(bulk)
    for (_, answer), known in zip(refused, reasons, strict=True):
        assert answer in known


def told(store: MemoryStore, command: Command) -> Answer:
    """Return what would be answered here, and record nothing."""
    twin = RivalStore()
    for event in log_of(store)[len(HISTORY) :]:
        new = NewEvent(event.kind, event.tags, event.data)
        twin.append(Append(events=[new], boundary=NOWHERE, after=0))
    return alone(twin, command)

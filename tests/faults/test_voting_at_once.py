"""A whole assembly votes at the same moment: each ballot is there once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Final

from ledger.application import CODEC, Ledger
from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.voting.cast_ballot import CastBallot
from ledger.governance.voting.close_vote import CloseVote
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import BallotCast, BallotChanged, VoteClosed
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Fact
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import Append, Clause, NewEvent, Store
from ledger.kernel.store.postgres import PostgresStore
from tests.cast import acting_for, mandate, mandate_id, partner
from tests.polling import CLOSER, HEDGES, POLL, opened
from tests.spec import NOWHERE, SECRET, STORYTELLER, Clock
from tests.store.places import database

ASSEMBLY: Final = 200
THREADS: Final = 24
RULE: Final = DecisionRule(method=Method.FOR_AGAINST)
PARTNERS: Final = [PartnerId(f"lab-{n:04}") for n in range(2_000)]


def person(partner_id: PartnerId) -> PersonId:
    return PersonId(f"of-{partner_id}")


def voters(count: int) -> list[Voter]:
    return [
        Voter(mandate_id=mandate_id(person(one), one), partner_id=one)
        for one in PARTNERS[:count]
    ]


def belonging(count: int) -> list[Fact]:
    """Return the facts by which so many partners belong and are represented."""
    return [
        fact
        for one in PARTNERS[:count]
        for fact in (*partner(one), mandate(person(one), one, ends_on=None))
    ]


def record(store: Store, facts: list[Fact], at: datetime) -> None:
    """Put facts on record in batches, without deciding anything."""
    for start in range(0, len(facts), 500):
        events = [
            NewEvent(type(f).__name__, f.tags(), CODEC.encode(f, STORYTELLER, at))
            for f in facts[start : start + 500]
        ]
        head = store.head().position
        store.append(Append(events=events, boundary=NOWHERE, after=head))


def ballot(one: Voter, choice: str, at: datetime, key: str = "once") -> CastBallot:
    assert one.partner_id is not None
    return CastBallot(
        actor=acting_for(person(one.partner_id), one.partner_id),
        at=at,
        key=f"{key}-{one.mandate_id}",
        vote_id=POLL,
        partner_id=one.partner_id,
        mandate_id=one.mandate_id,
        part=PARTNERS.index(one.partner_id) // 100,
        choices=(choice,),
    )


def ballots_in(store: Store) -> list[BallotCast | BallotChanged]:
    kinds = frozenset({"BallotCast", "BallotChanged"})
    history = store.read([Clause(kinds, (f"vote:{POLL}",))])
    return [CODEC.decode(stored).fact for stored in history.events]


def test_two_hundred_vote_at_once_and_each_is_heard_once() -> None:
    """Nobody waits for anybody else, nor is refused for another's ballot.

    Each presses the button twice, from two threads: one ballot is recorded.
    """
    now = datetime.now(UTC)
    store = PostgresStore(database("debian15"))
    try:
        assembly = voters(ASSEMBLY)
        closes_at = now + timedelta(days=7)
        opening = opened(RULE, voters=assembly, closes_at=closes_at)
        record(store, [*belonging(ASSEMBLY), *opening], now)
        ledger = Ledger(store, secret=SECRET)
        conflicts: list[BaseException] = []
        lock = threading.Lock()

        def vote(one: Voter) -> None:
            try:
                ledger.handle(ballot(one, "for", datetime.now(UTC)))
            except Exception as error:  # noqa: BLE001  # whatever it is, the test names it
                with lock:
                    conflicts.append(error)

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(vote, [one for one in assembly for _ in range(2)]))
        assert conflicts == []
        cast = ballots_in(store)
        assert len(cast) == ASSEMBLY
        assert all(isinstance(fact, BallotCast) for fact in cast)
        assert {f.mandate_id for f in cast} == {one.mandate_id for one in assembly}
    finally:
        store.close()


def test_two_thousand_mandates_are_counted_by_hand_and_by_the_ledger() -> None:
    """As many for, against, changed and silent as were cast."""
    clock = Clock()
    store = MemoryStore(clock)
    everybody = voters(2_000)
    closes_at = clock.now + timedelta(days=7)
    opening = opened(RULE, voters=everybody, closes_at=closes_at)
    facts: list[Fact] = [*opening]
    for number, one in enumerate(everybody):
        if number % 4:
            assert one.partner_id is not None
            choice = "for" if number % 4 < 3 else "against"
            facts.append(
                BallotCast(
                    vote_id=POLL,
                    mandate_id=one.mandate_id,
                    partner_id=one.partner_id,
                    choices=(choice,),
                )
            )
    record(store, facts, clock.now)
    clock.now = closes_at
    ledger = Ledger(store, secret=SECRET, clock=clock)
    ledger.handle(
        CloseVote(
            actor=CLOSER, at=closes_at, key="end", vote_id=POLL, proposal_id=HEDGES
        )
    )
    *_, last = store.since(0)
    closed = CODEC.decode(last).fact
    assert isinstance(closed, VoteClosed)
    (counted,) = closed.counted
    heads = {tally.choice: tally.heads for tally in counted.answers}
    assert (counted.electorate.heads, counted.present.heads) == (2_000, 1_500)
    assert heads == {"for": 1_000, "against": 500}
    assert closed.outcome is Outcome.ADOPTED

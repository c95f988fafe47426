"""Many commands at once, and what breaks: each is recorded whole, once, or not at all.

The mark is the quantity of one command, so that the wire knows what to cut at: it is
in what is appended, and not in what is read before.
"""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ledger.application import Ledger
from ledger.bulk import record_all
from ledger.kernel.messages import Command
from ledger.kernel.store.port import Append, Appended, Clause, Unavailable
from ledger.kernel.store.postgres import PostgresStore
from tests.faults.wires import Cut, wire
from tests.servers import Kind
from tests.spec import SECRET
from tests.store.places import DATABASES, append, database, event, key
from tests.web.imports.job_rows import as_job, hours, new_job, open_partner

ROOT = Path(__file__).parents[2]
CHILD = "tests.faults.bulk_child"
MARK = "1234.567"
COUNT, BATCH = 60, 16
KILLS, KILLED_COUNT, KILLED_BATCH = 3, 1_200, 100


@pytest.fixture(params=DATABASES)
def owner(request: pytest.FixtureRequest) -> str:
    kind: Kind = request.param
    made = database(kind)
    store = PostgresStore(made)
    open_partner(store)
    store.close()
    return made


def marked() -> Iterator[Command]:
    """Yield commands, the twentieth of which bears the mark; some are refused."""
    job = as_job(new_job(COUNT)._replace(id="marked"))
    for row in range(COUNT):
        yield hours(job, row, MARK if row == 20 else "-1" if row % 5 == 1 else "2")


def recorded(owner: str) -> Counter[str]:
    """Return how often each contribution is on record."""
    store = PostgresStore(owner)
    found = Counter(
        tag
        for stored in store.since(0)
        for tag in stored.tags
        if stored.kind == "ContributionRecorded" and tag.startswith("contribution:")
    )
    store.close()
    return found


@pytest.mark.parametrize("cut", [Cut.REQUEST, Cut.ANSWER])
def test_a_line_that_breaks_loses_and_doubles_nothing(owner: str, cut: Cut) -> None:
    """Not persisted, it is sent again; persisted, each key answers for its own."""
    with wire(owner, MARK.encode()) as (laid, conninfo):
        store = PostgresStore(conninfo)
        laid.cut = cut
        answers = list(record_all(Ledger(store, secret=SECRET), marked(), batch=BATCH))
        store.close()
        assert laid.cuts == 1
    accepted = [isinstance(answer, Appended) for answer in answers]
    assert accepted == [row % 5 != 1 for row in range(COUNT)]
    found = recorded(owner)
    assert len(found) == sum(accepted)
    assert set(found.values()) == {1}


def test_a_server_that_is_gone_is_told_and_asked_again(owner: str) -> None:
    """What was answered before stays; asked again from the start, all is there once."""
    with wire(owner, MARK.encode()) as (laid, conninfo):
        store = PostgresStore(conninfo)
        ledger = Ledger(store, secret=SECRET)

        def until_it_is_gone() -> Iterator[Command]:
            for row, command in enumerate(marked()):
                # In the third batch: the first is answered, the second on its way.
                if row == 3 * BATCH - 1:
                    laid.is_down = True
                    _end_connections(owner)
                yield command

        with pytest.raises(Unavailable):
            list(record_all(ledger, until_it_is_gone(), batch=BATCH))
        laid.is_down = False
        answers = list(record_all(ledger, marked(), batch=BATCH))
        store.close()
    assert any(isinstance(a, Appended) and a.is_repeat for a in answers)
    assert any(isinstance(a, Appended) and not a.is_repeat for a in answers)
    assert set(recorded(owner).values()) == {1}


def test_many_without_keys_are_not_sent_twice(owner: str) -> None:
    """Nobody can tell whether they were recorded: that is said of each."""
    with wire(owner, MARK.encode()) as (laid, conninfo):
        store = PostgresStore(conninfo)
        append(store, event("vote:roof"), claim=key("before"))
        laid.cut = Cut.ANSWER
        facts = [event(f"vote:{n}", data=MARK.encode()) for n in range(5)]
        nowhere = Clause(frozenset({"Nothing"}), ("nothing:here",))
        answers = store.append_all(
            [Append(events=[fact], boundary=[nowhere], after=0) for fact in facts]
        )
        store.close()
    assert {type(answer) for answer in answers} == {Unavailable}
    witness = PostgresStore(owner)
    found = [e for e in witness.since(0) if e.kind == "BallotCast"]
    witness.close()
    assert len(found) == 1 + len(facts)


def test_killed_in_the_middle_it_leaves_whole_commands(owner: str) -> None:
    """Begun again each time, it ends with each command recorded once."""
    chance = random.Random(7)  # noqa: S311  # a story, no secret
    before = 0
    for _ in range(KILLS):
        child = _started(owner)
        wanted = before + chance.randrange(1, KILLED_COUNT // (2 * KILLS))
        said = _hear(child, wanted)
        child.kill()
        child.communicate()
        found = recorded(owner)
        assert len(found) >= said
        assert set(found.values()) == {1}
        before = len(found)
    child = _started(owner)
    assert _hear(child, KILLED_COUNT) == KILLED_COUNT * 4 // 5
    child.communicate()
    assert child.returncode == 0
    found = recorded(owner)
    assert len(found) == KILLED_COUNT * 4 // 5
    assert set(found.values()) == {1}
    store = PostgresStore(owner)
    heads = [stored.position for stored in store.since(0)]
    store.close()
    assert heads == [*range(1, len(heads) + 1)]


def _started(owner: str) -> subprocess.Popen[str]:
    asked = [owner, "killed", str(KILLED_COUNT), str(KILLED_BATCH)]
    return subprocess.Popen(
        [sys.executable, "-m", CHILD, *asked],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def _end_connections(owner: str) -> None:
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _hear(child: subprocess.Popen[str], wanted: int) -> int:
    """Listen until so many commands are answered, or there is nothing more to hear."""
    assert child.stdout is not None
    said = 0
    for line in child.stdout:
        said = int(line)
        if said >= wanted:
            break
    return said

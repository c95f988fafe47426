"""A process of its own that uses a store, until its deed is done or it is killed.

``write CONNINFO NAME COUNT`` appends, and says each position once it is answered;
``tail CONNINFO LAST`` follows the log to the event that says so, and says what it saw;
``fork CONNINFO`` appends, forks, and has both processes append and read;
``fill FOLDER BALLAST`` fills the disk of an embedded server, and recovers it.
"""

import os
import random
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from ledger.kernel.store.embedded import EmbeddedPostgres
from ledger.kernel.store.embedded_process import OWNER
from ledger.kernel.store.migrations import migrate
from ledger.kernel.store.port import (
    Append,
    Clause,
    Conflict,
    KeyClaim,
    NewEvent,
    Unavailable,
)
from ledger.kernel.store.postgres import PostgresStore

HOT = Clause(frozenset({"Counted"}), ("counter:hot",))


def write(conninfo: str, name: str, count: str) -> None:
    """Append to boundaries of its own, and to one that everyone writes in."""
    store, chance = PostgresStore(conninfo), random.Random(name)  # noqa: S311  # a story, no secret
    for number in range(int(count)):
        is_hot = chance.random() < 0.2  # one in five
        tags = ("counter:hot",) if is_hot else (f"own:{name}.{number}",)
        boundary = [HOT] if is_hot else [Clause(frozenset({"Counted"}), tags)]
        data = f"{name} {number}".encode()
        events = [NewEvent("Counted", tags, data)] * chance.choice((1, 1, 3))
        key = KeyClaim(f"key:{name}.{number}", data)
        answer = None
        while answer is None:
            after = store.head().position
            append = Append(events=events, boundary=boundary, after=after, key=key)
            try:
                answer = store.append(append)
            except Conflict:
                continue
        say(f"{answer.first} {answer.last} {number}")
    store.close()


def tail(conninfo: str, last: str) -> None:
    """Follow the log as a projector does, asking for what comes next."""
    store, position, seen, data = PostgresStore(conninfo), 0, sha256(), b""
    while data != last.encode():
        store.wait(position, 5)
        for event in store.since(position, limit=500):
            assert event.position == position + 1, (position, event)
            position, data = event.position, event.data
            seen.update(data + b"\n")
    say(f"{position} {seen.hexdigest()}")
    store.close()


def fork(conninfo: str) -> None:
    """Use one store on both sides of a fork, as gunicorn's workers do."""
    store = PostgresStore(conninfo)

    def use(number: int) -> None:
        event = NewEvent("Counted", (f"own:{number}",), b"{}")
        boundary = [Clause(frozenset({"Counted"}), event.tags)]
        store.append(Append(events=[event], boundary=boundary, after=0))
        store.wait(0, 5)
        assert store.read(boundary).events
        with store.hold(["counter:hot"], 5):
            pass

    use(0)
    child = os.fork()
    for number in range(10):
        use(100 * (child == 0) + number + 1)
    store.close()
    if child == 0:
        # Without farewell, so that the parent's own is the only one.
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0, status
    say("both")


def fill(folder: str, ballast: str) -> None:
    """Append until the disk is full; make room, and look what is there."""
    weight = Path(ballast)
    weight.write_bytes(b"\0" * 8_000_000)
    server = EmbeddedPostgres(Path(folder))
    server.start()
    migrate(server.owner_conninfo)
    store = PostgresStore(server.conninfo(OWNER))
    say(f"acknowledged {_append_until_unavailable(store)}")
    store.close()
    server.stop()
    weight.unlink()
    server.start()
    store = PostgresStore(server.conninfo(OWNER))
    say(f"found {len([*store.since(0)])}")
    event = NewEvent("Counted", ("own:after",), b"{}")
    say(f"appended {store.append(_alone(event)).first}")
    store.close()
    server.stop()


def _append_until_unavailable(store: PostgresStore) -> int:
    acknowledged = 0
    while True:
        data = os.urandom(50_000)
        event = NewEvent("Counted", (f"own:{acknowledged}",), data)
        try:
            acknowledged = store.append(_alone(event)).last
        except Unavailable:
            return acknowledged


def _alone(event: NewEvent) -> Append:
    boundary = [Clause(frozenset({"Counted"}), event.tags)]
    return Append(events=[event], boundary=boundary, after=0)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    deeds: dict[str, Callable[..., None]] = {
        "write": write,
        "tail": tail,
        "fork": fork,
        "fill": fill,
    }
    deeds[sys.argv[1]](*sys.argv[2:])

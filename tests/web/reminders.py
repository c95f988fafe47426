"""Reminders: a commons whose mandates end on chosen days, and no reactor since."""

import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ledger.application import CODEC
from ledger.deciders import FACTS
from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.history import Past, load_history
from ledger.kernel.store.port import NewEvent
from tests.cast import LITTORAL, mandate, partner
from tests.spec import STORYTELLER
from tests.web.running import Running, running_commun

GRANTED = datetime(2026, 1, 1, 9, tzinfo=UTC)
ALL = (60, 30, 7)
DAYS = (90, 61, 60, 45, 30, 20, 7, 3, 0, -1)
"""How many days each mandate of the served commons has left today."""


def expected_of(left: int) -> set[int]:
    """Return the reminders that are due when so many days are left."""
    return {days for days in ALL if 0 <= left <= days}


@contextmanager
def long_granted(folder: Path) -> Generator[Running]:
    """Run Commun with mandates that were granted long ago, and no reactor since."""
    with running_commun(folder) as commons:
        conninfo = commons.wiring.pool.conninfo
        assert isinstance(conninfo, str)
        today = day_in_paris(datetime.now(UTC))
        then = datetime.now(UTC) - timedelta(days=200)
        facts: list[Fact] = [*partner(LITTORAL)]
        facts += [
            mandate(
                person(left),
                LITTORAL,
                starts_on=then.date(),
                ends_on=today + timedelta(days=left),
            )
            for left in DAYS
        ]
        past = [
            Past(then, NewEvent(type(fact).__name__, fact.tags(), encoded(fact), ()))
            for fact in facts
        ]
        load_history(conninfo, past, [kind.__name__ for kind in FACTS])
        commons.settle()
        yield commons


def person(left: int) -> PersonId:
    """Return who has so many days left."""
    return PersonId(f"person{left}".replace("-", "m"))


def encoded(fact: Fact) -> bytes:
    return CODEC.encode(fact, STORYTELLER, GRANTED)


def in_parallel(deeds: Sequence[Any]) -> list[Any]:
    """Run deeds at once, and return their answers."""
    answers: list[Any] = [None] * len(deeds)
    together = threading.Barrier(len(deeds))

    def run(number: int) -> None:
        together.wait()
        answers[number] = deeds[number]()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers

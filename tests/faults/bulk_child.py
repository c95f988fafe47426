"""A process of its own that records in bulk, until it is done or killed.

``CONNINFO NAME COUNT BATCH``: it says how many commands are answered, time and again.
"""

import sys
from collections.abc import Iterator

from ledger.application import Ledger
from ledger.bulk import record_all
from ledger.kernel.messages import Command
from ledger.kernel.store.port import Appended
from ledger.kernel.store.postgres import PostgresStore
from tests.spec import SECRET
from tests.web.imports.job_rows import as_job, hours, new_job


def commands(name: str, count: int) -> Iterator[Command]:
    """Yield the same commands each time; every fifth one is refused."""
    job = as_job(new_job(count)._replace(id=name))
    for row in range(count):
        yield hours(job, row, "-1" if row % 5 == 0 else "2")


def main(conninfo: str, name: str, count: str, batch: str) -> None:
    """Record, and say how far it came."""
    store = PostgresStore(conninfo)
    ledger = Ledger(store, secret=SECRET)
    answers = record_all(ledger, commands(name, int(count)), batch=int(batch))
    accepted = 0
    for answer in answers:
        accepted += isinstance(answer, Appended)
        sys.stdout.write(f"{accepted}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

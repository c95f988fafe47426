"""Rows of jobs that tests make up, and the commons they are recorded in."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from ledger.application import CODEC
from ledger.commons.contributions.events import ContributionRecorded, Nature, Unit
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Fact
from ledger.kernel.quantities import Period
from ledger.kernel.store.port import Append, NewEvent, Store
from ledger.kernel.words import Audience, write
from tests.cast import ADA, LITTORAL, mandate, partner
from tests.spec import NOWHERE, STORYTELLER
from web.imports.jobs import Job, NewJob, new_id
from web.imports.leftovers import RowError
from web.imports.working import Asked

ADAS: Final = mandate(ADA, LITTORAL, starts_on=date(2020, 1, 1), ends_on=None)
NOBODY: Final = RowError(field="title", code="missing", text="Dites ce que c’est")
Sheet = Callable[[Job], Iterator[tuple[int, Asked]]]


def record(store: Store, *facts: Fact) -> None:
    """Put facts on record without deciding anything."""
    for fact in facts:
        data = CODEC.encode(fact, STORYTELLER, datetime.now(UTC))
        event = NewEvent(type(fact).__name__, fact.tags(), data)
        store.append(Append(events=[event], boundary=NOWHERE, after=0))


def open_partner(store: Store) -> None:
    """Have Littoral as a partner, for which Ada may act whatever day it is."""
    record(store, *partner(LITTORAL), ADAS)


def new_job(total: int, mandate_id: MandateId = ADAS.mandate_id) -> NewJob:
    name = new_id()
    return NewJob(
        id=name,
        person_id=ADA,
        mandate_id=mandate_id,
        partner_id=LITTORAL,
        file_name="heures.csv",
        path=f"imports/{name}.rows",
        digest="0" * 64,
        mapping={},
        language="fr",
        total=total,
    )


def hours(job: Job, row: int, quantity: str = "1.5") -> RecordContribution:
    """Return what a row asks for."""
    title = write("title", f"Atelier {row}", Audience.PUBLIC)
    return RecordContribution(
        actor=job.actor,
        at=datetime.now(UTC),
        key=job.key_of(row),
        contribution_id=job.contribution_of(row),
        partner_id=job.partner_id,
        nature=Nature.TIME,
        quantity=Decimal(quantity),
        unit=Unit.HOUR,
        period=Period(date(2025, 3, 2), date(2025, 3, 8)),
        title=title.reference,
        words=(title,),
    )


def sheet(total: int, *, wrong: Sequence[int] = (), empty: Sequence[int] = ()) -> Sheet:
    """Return rows from 2 on; the ledger refuses the wrong ones, we the empty ones."""

    def rows(job: Job) -> Iterator[tuple[int, Asked]]:
        for row in range(2, total + 2):
            if row in empty:
                yield row, [NOBODY]
            else:
                yield row, hours(job, row, "-1" if row in wrong else "1.5")

    return rows


def recorded(store: Store, job: NewJob, total: int) -> list[int]:
    """Return the rows of a job that are on record, in the order of the log."""
    names = {_name(job, row): row for row in range(2, total + 2)}
    found = [
        CODEC.decode(stored).fact
        for stored in store.since(0)
        if stored.kind == ContributionRecorded.__name__
    ]
    return [names[f.contribution_id] for f in found if f.contribution_id in names]


def _name(job: NewJob, row: int) -> str:
    return as_job(job).contribution_of(row)


def as_job(job: NewJob) -> Job:
    """Return a job as it is before anything was done."""
    return Job(
        *job[:-1], "asked", datetime.now(UTC), None, None, job.total, 0, 0, 0, 0, 0
    )

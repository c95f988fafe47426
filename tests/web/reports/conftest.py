"""One commons with a past and a sealed log, one partner of which brought very much."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from ledger.application import CODEC
from ledger.commons.contributions.events import (
    ContributionContested,
    ContributionRecorded,
    Nature,
    Unit,
)
from ledger.deciders import FACTS
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Fact
from ledger.kernel.quantities import Period
from ledger.kernel.store.history import Past, load_history
from ledger.kernel.store.port import NewEvent
from ledger.kernel.words import Audience, Disclosure, write
from tests.spec import STORYTELLER
from tests.web.pages.audit.sealed import Sealed, sealed
from tests.web.pages.public.storied import begin
from tests.web.running import running_commun

BUSY = PartnerId("corps-0")
BUSY_YEAR = 2019
BUSY_COUNT = 5_000
DISPUTED_YEAR = 2010
DISPUTE = "Ce bus roulait déjà avant le commun."


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    folder = tmp_path_factory.mktemp("reports")
    with running_commun(folder) as running:
        storied = begin(running)
        kinds = [kind.__name__ for kind in FACTS]
        at = running.wiring.store.head().recorded_at
        assert at is not None, "the story is told"
        told = [*busy_year(at), *a_dispute(at)]
        load_history(running.connection.info.dsn, told, kinds)
        running.settle()
        yield sealed(storied, folder)


def a_dispute(at: datetime) -> Iterator[Past]:
    """Yield a contribution that another partner contests, in their words."""
    day = date(DISPUTED_YEAR, 5, 4)
    title = write("title", "Ligne de bus à la demande", Audience.PUBLIC)
    recorded = ContributionRecorded(
        contribution_id=ContributionId("disputed"),
        partner_id=BUSY,
        nature=Nature.TIME,
        quantity=Decimal("7.25"),
        unit=Unit.SESSION,
        period=Period(day, day),
        title=title.reference,
    )
    reason = write("reason", DISPUTE, Audience.PARTNERS)
    contested = ContributionContested(
        contribution_id=ContributionId("disputed"),
        contesting_id=PartnerId("corps-1"),
        reason=reason.reference,
        contested_on=at.date(),
    )
    facts: tuple[tuple[Fact, Disclosure], ...]
    facts = ((recorded, title), (contested, reason))
    for fact, words in facts:
        data = CODEC.encode(fact, STORYTELLER, at)
        yield Past(at, NewEvent(type(fact).__name__, fact.tags(), data, (words,)))


def busy_year(at: datetime) -> Iterator[Past]:
    """Yield what a very busy partner brought in one year, recorded at once."""
    for number in range(BUSY_COUNT):
        day = date(BUSY_YEAR, 1, 1) + timedelta(days=number % 365)
        title = write("title", f"Accueil au guichet n° {number + 1}", Audience.PUBLIC)
        fact = ContributionRecorded(
            contribution_id=ContributionId(f"busy-{number}"),
            partner_id=BUSY,
            nature=Nature.TIME if number % 2 else Nature.PLACE,
            quantity=Decimal(3),
            unit=Unit.HOUR if number % 2 else Unit.DAY,
            period=Period(day, day),
            title=title.reference,
        )
        data = CODEC.encode(fact, STORYTELLER, at)
        yield Past(at, NewEvent(type(fact).__name__, fact.tags(), data, (title,)))

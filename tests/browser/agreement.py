"""Agreement: what pages say, beside a fold of the log without a database."""

import re
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ledger.kernel.quantities import PARIS, day_in_paris
from ledger.kernel.store.postgres import PostgresStore
from projections.commons.contributions import Status, contributions
from projections.membership.partners import partners
from projections.offline import Offline
from tests.projections.comparing import fold

WORDS: Mapping[Status, str] = {
    Status.DECLARED: "Déclarée",
    Status.CONFIRMED: "Confirmée",
    Status.CONTESTED: "Contestée",
    Status.NOT_COUNTED: "Non comptée",
    Status.WITHDRAWN: "Retirée",
}
LINES = re.compile(r'<tr role="row">(?:(?!</tr>).)*</tr>', re.DOTALL)
LINK = re.compile(r'href="/fr/contributions/([^"?]+)[^"]*"><bdi>')
ONWARD = re.compile(r'href="([^"]+)" rel="next"')
COUNTED = re.compile(r"([\d\u202f\u00a0]+) contributions?")
OPEN_PAGES = ("/fr/", "/en/", "/fr/partenaires", "/fr/plan", "/fr/aide")

Listed = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Reader:
    """A visitor who reads whole lists."""

    address: str

    def main(self, path: str) -> str:
        """Return what a page says between its head and its foot."""
        with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:  # noqa: S310  # our own loopback address
            page: str = answer.read().decode()
        return page[page.index("<main") : page.index("</main>")]

    def list(self, path: str) -> tuple[int, Listed]:
        """Return how many contributions a list counts, and each with its status."""
        found: list[tuple[str, str]] = []
        counted: set[int] = set()
        onward: str | None = path
        while onward is not None:
            page = self.main(onward)
            found += (
                line_of(line) for line in LINES.findall(page) if LINK.search(line)
            )
            number = COUNTED.search(re.sub(r"<[^>]*>", " ", page))
            counted.add(int(re.sub(r"\D", "", number[1])) if number else 0)
            following = ONWARD.search(page)
            onward = following[1].replace("&amp;", "&") if following else None
        assert len(counted) == 1, counted
        return counted.pop(), found


def line_of(line: str) -> tuple[str, str]:
    link = LINK.search(line)
    assert link is not None
    status = re.sub(r"<svg.*?</svg>|<[^>]*>", "", line[line.rindex("<td") :])
    return link[1], status.strip()


def pages_of(folded: Offline) -> Sequence[str]:
    """Return the address of every public page: of partners, contributions, all."""
    shelf = folded.shelf()
    known = shelf.page(partners, publicity="public", limit=10**6).rows
    whose = [placed.row.partner_id for placed in known]
    which = [row.contribution_id for row in shelf.every(contributions)]
    return [
        *OPEN_PAGES,
        "/fr/contributions",
        *(f"/fr/contributions?statut={status}" for status in Status),
        *(f"/fr/partenaires/{one}" for one in whose),
        *(f"/fr/contributions/{one}" for one in which),
    ]


def past_days(conninfo: str, step: int) -> Iterator[tuple[date, int]]:
    """Return the days since the first fact, and the last position of each."""
    store = PostgresStore(conninfo)
    try:
        day = day_in_paris(next(iter(store.since(0, limit=1))).recorded_at)
        while day < day_in_paris(datetime.now(UTC)):
            end = datetime.combine(day + timedelta(days=1), time(), PARIS)
            yield day, store.position_at(end - timedelta(microseconds=1))
            day += timedelta(days=step)
    finally:
        store.close()


def read_everything(address: str, conninfo: str, step: int) -> Mapping[str, str]:
    """Read every page; compare every list, of every past day, with a fold.

    Returns what the pages say, so that they can be read again and compared.
    """
    reader = Reader(address)
    with_head = fold(conninfo, 10**9)
    assert reader.list("/fr/contributions") == listed(with_head)
    for status in Status:
        # A filter shows the same rows as the whole list shows with this status.
        _count, every = listed(with_head)
        mine = [(one, said) for one, said in every if said == WORDS[status]]
        assert reader.list(f"/fr/contributions?statut={status}") == (len(mine), mine)
    for day, position in past_days(conninfo, step):
        found = reader.list(f"/fr/contributions?au={day}")
        assert found == listed(with_head, position), day
    return {path: reader.main(path) for path in pages_of(with_head)}


def listed(folded: Offline, position: int | None = None) -> tuple[int, Listed]:
    """Return what the list must say as of a position."""
    rows = folded.shelf(position).page(contributions, limit=10**6).rows
    said = [(placed.row.contribution_id, WORDS[placed.row.status]) for placed in rows]
    return len(said), said

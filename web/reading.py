"""Reading: the views at the moment that a page asks for, and their words."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, Final

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import gettext as _

from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import StoredWords
from ledger.kernel.words import Audience, digest_of, read_disclosure
from projections.rows import WordsAt
from projections.shelf import Shelf
from projections.words.withdrawals import WithdrawalRow, withdrawals_of
from web.asked import whole_number
from web.caching import name_what_is_read, stop_if_known
from web.moments import end_of, past_day
from web.texts.dates import day
from web.texts.words_of_the_field import GROUNDS
from web.wiring import Wiring

WAIT_SECONDS: Final = 5.0
"""How long a page waits for its views to reach what its reader just wrote."""
SHOWN_AS_OF: Final = frozenset(
    {
        "home",
        "partners",
        "partner",
        "partner_report",
        "project_report",
        "funders",
        "funder_report",
        "contributions",
        "contribution",
        "needs",
        "need",
        "offer",
        "projects",
        "project",
        "cooperation",
        "resources",
        "resource",
        "evaluations",
        "evaluation",
        "life_courses",
        "life_course",
        "open_data",
    }
)
"""The pages that show a past day, to which a page of that day leads."""


def register(app: Flask) -> None:
    """Let links of a past day lead to that day, and people read what they wrote."""
    app.before_request(_await_own_write)
    app.url_defaults(_keep_day)


def _await_own_write() -> None:
    """Wait, bounded, until the views have reached what the reader just wrote.

    Before anything is read: who the reader is and what they may do comes from
    the views too, and a founder would otherwise be told that they act for nobody.
    """
    awaited = whole_number(request.args.get("apres", ""))
    if awaited is None:
        return
    wiring = the_wiring()
    head = wiring.store.head().position
    wiring.views.wait_until(min(awaited, head), WAIT_SECONDS)


def _keep_day(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint not in SHOWN_AS_OF or "au" in values or not has_request_context():
        return
    if (day := g.get("as_of_day")) is not None:
        values["au"] = day.isoformat()


def the_wiring() -> Wiring:
    """Return the parts of this running Commun."""
    wiring: Wiring = current_app.extensions["commun"]
    return wiring


@contextmanager
def open_shelf(at: int | None = None) -> Generator[Shelf]:
    """Open the views as this page asks: as of a past day, of an entry, or of now.

    What is made from the entries up to one says so itself; nothing else on its page
    is of that moment.
    """
    wiring = the_wiring()
    position = as_of_position() if at is None else at
    g.as_of, g.as_of_day = as_of_instant(), as_of_day()
    if position is not None:
        # The past does not change, but for the texts that are withdrawn from it.
        g.depends_on = (g.get("depends_on"), wiring.store.head().position)
    name_what_is_read()
    with wiring.views.shelf(position) as shelf:
        stop_if_known(shelf.position)
        g.data_position = shelf
        yield shelf


def as_of_day() -> date | None:
    """Return the past day in ``?au=``, None for today; raises WrongMoment."""
    asked = request.args.get("au", "").strip()
    return past_day(asked, now=datetime.now(UTC)) if asked else None


def as_of_instant() -> datetime | None:
    """Return the last instant of the day asked for, as days end in Paris."""
    day = as_of_day()
    return None if day is None else end_of(day)


def as_of_position() -> int | None:
    """Return the last position recorded by then; None for today."""
    instant = as_of_instant()
    if instant is None:
        return None
    return the_wiring().store.position_at(instant)


def day_of_reading() -> date:
    """Return the day whose mandates and due dates a page shows."""
    return as_of_day() or day_in_paris(datetime.now(UTC))


class Texts:
    """The words that a page shows, read once for all its rows.

    Only words for the public are shown unless ``audiences`` says otherwise.
    What may not be read is "withheld", what is gone is "withdrawn".
    """

    def __init__(
        self,
        references: Sequence[WordsAt | None],
        audiences: frozenset[Audience] = frozenset({Audience.PUBLIC}),
    ) -> None:
        self._audiences = audiences
        self._gone: dict[str, str] = {}
        positions = sorted({r.position for r in references if r is not None})
        found: Mapping[int, Sequence[StoredWords]] = (
            the_wiring().store.words_at(positions) if positions else {}
        )
        self._texts = {
            digest_of(w.encoded): read_disclosure(w.encoded)[2]
            for words in found.values()
            for w in words
        }

    def __call__(self, reference: WordsAt | None, empty: str = "") -> str:
        """Return the text, or the word that stands in its place."""
        if reference is None:
            return empty
        audience = reference.words.audience
        if audience not in self._audiences:
            is_partners = audience is Audience.PARTNERS
            return _("[for partners only]") if is_partners else _("[withheld]")
        digest = reference.words.digest
        found = self._texts.get(digest)
        return self._why_gone(digest) if found is None else found

    def _why_gone(self, digest: str) -> str:
        """Say when and why a text was withdrawn, or that nothing says why it is gone.

        Pages rarely meet one, so only then is it looked up.
        """
        if digest not in self._gone:
            row = _withdrawal_of(digest)
            self._gone[digest] = (
                _("[missing, and nothing recorded says why: tell the auditor]")
                if row is None
                else _(
                    "[text withdrawn on %(day)s: %(ground)s]",
                    day=day(day_in_paris(row.withdrawn_at)),
                    ground=GROUNDS[row.ground],
                )
            )
        return self._gone[digest]


def _withdrawal_of(digest: str) -> WithdrawalRow | None:
    """Return why a text is gone, as soon as the views can know.

    The store hides a text from the moment its withdrawal is recorded, the views tell
    of it a moment later: until they have come there, nothing is said to be missing.
    """
    wiring = the_wiring()
    with wiring.views.shelf() as shelf:
        row = withdrawals_of(shelf, [digest]).get(digest)
    if row is not None or not wiring.views.wait_until(
        wiring.store.head().position, WAIT_SECONDS
    ):
        return row
    with wiring.views.shelf() as shelf:
        return withdrawals_of(shelf, [digest]).get(digest)

"""Happening: facts as the entries of a feed, in sentences that everybody may read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from flask_babel import gettext as _

from ledger.commons.projects.events import JournalEntryWritten
from projections.commons.histories import HistoryRow, histories
from projections.commons.journal_entries import JournalEntryRow, journal_of
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.feeds.atom import Entry
from web.feeds.naming import Commons, tag, whole
from web.pages.commons.contribution import FOR_PARTNERS
from web.pages.history import ANCHOR
from web.pages.membership.partners import PRIVATE
from web.reading import Texts
from web.texts.sentences import said_of, sentence

ENTRIES: Final = 50
MARK: Final = re.compile("<[^>]*>")
WRITTEN: Final = JournalEntryWritten.__name__
UNTOLD: Final = FOR_PARTNERS | PRIVATE
"""What pages do not tell everybody, feeds do not either."""

FOR_THOSE_WHO_TOLD: Final = frozenset({"AccountGiven", "AccountCountersigned"})
"""Of these the page says that they happened, and no word of them."""


@dataclass(frozen=True)
class Happened:
    """A fact with the page that tells it, and the unit of what it is about."""

    row: HistoryRow
    page: str
    unit: str | None = None


def latest_of(
    shelf: Shelf, thing_id: str, after: int | None
) -> tuple[Sequence[HistoryRow], int | None]:
    """Return what happened to a thing, the latest first, and where it goes on.

    What was told in a project's journal is no part of its history, and comes along.
    """
    past = shelf.page(histories, thing_id=thing_id, after=after, limit=ENTRIES)
    journal = journal_of(shelf, thing_id, after=after, limit=ENTRIES)
    found = [placed.row for placed in past.rows]
    found += [_written(placed.row) for placed in journal.rows]
    # Of what lies beyond the end of one part, the other may have been cut.
    edge = max((n for n in (past.next, journal.next) if n is not None), default=None)
    shown = [row for row in found if edge is None or row.position >= edge]
    return sorted(shown, key=lambda row: -row.position), edge


def _written(row: JournalEntryRow) -> HistoryRow:
    """Return an entry of a journal as histories keep what happens."""
    return HistoryRow(
        thing_id=row.project_id,
        position=row.position,
        fact=WRITTEN,
        recorded_at=row.written_at,
        by="",
        partner_id=row.partner_id,
        words=(row.text,),
    )


def names_in(shelf: Shelf, happened: Sequence[Happened]) -> Mapping[str, WordsAt]:
    """Return the names of the partners that some facts are by or about."""
    wanted = {one.row.partner_id for one in happened if one.row.partner_id}
    found = partners_by_id(shelf, wanted)
    return {name: body.name for name, body in found.items()}


def entries_of(
    happened: Sequence[Happened], names: Mapping[str, WordsAt], commons: Commons
) -> tuple[list[Entry], str]:
    """Return facts as entries, and the commons' name; words are read at once."""
    told = [one for one in happened if one.row.fact not in UNTOLD]
    words = [reference for one in told for reference in _said(one.row)]
    texts = Texts([*words, *names.values(), commons.name])
    known = {name: texts(reference) for name, reference in names.items()}
    entries = [_entry(one, known, texts, commons) for one in told]
    return entries, texts(commons.name)


def _entry(
    one: Happened, names: Mapping[str, str], texts: Texts, commons: Commons
) -> Entry:
    row = one.row
    who = names.get(row.partner_id or "", "")
    return Entry(
        id=tag(commons.since, f"entry/{row.position}"),
        at=row.recorded_at,
        sentence=_plain(_told(one, who)),
        said=" — ".join(texts(reference) for reference in _said(row)),
        author=who,
        page=f"{one.page}#{ANCHOR}",
        receipt=whole("proof", number=str(row.position)),
    )


def _told(one: Happened, who: str) -> str:
    """Return what happened as a sentence; histories know of no journal."""
    if one.row.fact == WRITTEN:
        return said_of(_("%(who)s wrote in the project journal."), who)
    return sentence(one.row, who, one.unit)


def _said(row: HistoryRow) -> Sequence[WordsAt]:
    return () if row.fact in FOR_THOSE_WHO_TOLD else row.words


def _plain(marked: str) -> str:
    """Return a sentence without its marks: a title is text, and nothing else.

    Stripping them by the library would make all its spaces ordinary ones.
    """
    return unescape(MARK.sub("", marked))

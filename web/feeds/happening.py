"""Happening: facts as the entries of a feed, in sentences that everybody may read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from projections.commons.histories import HistoryRow, histories
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Page, Shelf
from web.feeds.atom import Entry
from web.feeds.naming import Commons, tag, whole
from web.pages.commons.contribution import FOR_PARTNERS
from web.pages.history import ANCHOR
from web.pages.membership.partners import PRIVATE
from web.reading import Texts
from web.texts.sentences import sentence

ENTRIES: Final = 50
MARK: Final = re.compile("<[^>]*>")
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


def history_page(shelf: Shelf, thing_id: str, after: int | None) -> Page[HistoryRow]:
    """Return what happened to a thing, the latest first."""
    return shelf.page(histories, thing_id=thing_id, after=after, limit=ENTRIES)


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
        sentence=_plain(sentence(row, who, one.unit)),
        said=" — ".join(texts(reference) for reference in _said(row)),
        author=who,
        page=f"{one.page}#{ANCHOR}",
        receipt=whole("proof", number=str(row.position)),
    )


def _said(row: HistoryRow) -> Sequence[WordsAt]:
    return () if row.fact in FOR_THOSE_WHO_TOLD else row.words


def _plain(marked: str) -> str:
    """Return a sentence without its marks: a title is text, and nothing else.

    Stripping them by the library would make all its spaces ordinary ones.
    """
    return unescape(MARK.sub("", marked))

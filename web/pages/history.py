"""History: what happened to a thing, oldest first, a page of it at a time."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from flask import request, url_for

from projections.commons.histories import HistoryRow, history_of
from projections.shelf import Shelf
from web.asked import whole_number
from web.pages.narrowing import ONWARD
from web.texts.numbers import receipt_link
from web.texts.sentences import sentence

ENTRIES: Final = 100
ANCHOR: Final = "histoire"
"""Where a page's history begins: whoever turns its pages is not sent to the top."""


class HistoryPage(NamedTuple):
    """Some entries, where they go on, and where they began."""

    entries: Sequence[HistoryRow]
    next_url: str | None
    first_url: str | None


def history_page(shelf: Shelf, thing_id: str) -> HistoryPage:
    """Return the part of a history that this page's address asks for."""
    after = whole_number(request.args.get(ONWARD, ""))
    page = history_of(shelf, thing_id, after=after, limit=ENTRIES)
    return HistoryPage(
        entries=[placed.row for placed in page.rows],
        next_url=_url(page.next) if page.next is not None else None,
        first_url=_url(None) if after is not None else None,
    )


def happening(
    entry: HistoryRow,
    who: str,
    *,
    words: str = "",
    unit: str | None = None,
    withdraw_url: str | None = None,
) -> dict[str, object]:
    """Return one thing that happened as a timeline shows it, its receipt at hand.

    ``withdraw_url`` is where a reader who may take back its texts does so.
    """
    return {
        "at": entry.recorded_at,
        "sentence": sentence(entry, who, unit),
        "words": words,
        "url": url_for("proof", number=str(entry.position)),
        "link": receipt_link(entry.position),
        "withdraw_url": withdraw_url,
    }


def _url(onward: int | None) -> str:
    assert request.endpoint is not None, "a page is read at its address"
    values: dict[str, Any] = {**(request.view_args or {}), ONWARD: onward}
    return url_for(request.endpoint, _anchor=ANCHOR, **values)

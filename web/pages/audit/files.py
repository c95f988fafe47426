"""Files of the register: the entries listed, for programs, written as they are read."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import msgspec
from flask import Flask, abort, stream_with_context
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from ledger.kernel.store.port import StoredEvent
from projections.entries import Asked
from web.languages import PREFIX
from web.pages.audit.asking import understand
from web.pages.audit.reading import the_entries
from web.pages.audit.register_page import kept_of_register
from web.pages.audit.telling import Told, tell
from web.reading import open_shelf
from web.texts.dates import machine

PART: Final = 500
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


def register(app: Flask) -> None:
    """Add the files."""
    at = f"{PREFIX}/audit/registre"
    app.add_url_rule(f"{at}.jsonl", "register_jsonl", jsonl)
    app.add_url_rule(f"{at}.csv", "register_csv", comma_separated)


def jsonl() -> Response:
    """Send each entry as one line of JSON, its bytes unchanged inside."""
    events = the_entries().stream(_asked())
    return _sent((_line(event) for event in events), "jsonl", "application/jsonl")


def _line(event: StoredEvent) -> bytes:
    written = {
        "number": event.position,
        "recorded_at": event.recorded_at,
        "kind": event.kind,
        "tags": event.tags,
        "data": msgspec.Raw(event.data),
    }
    return msgspec.json.encode(written) + b"\n"


def comma_separated() -> Response:
    """Send each entry as one row, with its sentence."""
    return _sent(_rows(the_entries().stream(_asked())), "csv", "text/csv")


def _rows(events: Iterable[StoredEvent]) -> Iterator[bytes]:
    yield _row([
        _("Number"), _("Recorded at"), _("Actor"), _("Capacity"), _("Action"),
        _("Sentence"), _("Object"), _("Tags"),
    ])  # fmt: skip
    left = iter(events)
    while part := list(islice(left, PART)):
        yield b"".join(_row(_cells(line)) for line in tell(part))


def _cells(line: Told) -> Sequence[str]:
    return (
        str(line.position),
        machine(line.at),
        line.actor,
        line.capacity,
        line.action,
        str(Markup(line.sentence).striptags()),  # noqa: S704  # its marks are taken away
        line.thing.striptags() if isinstance(line.thing, Markup) else line.thing,
        " ".join(line.event.tags),
    )


def _row(cells: Sequence[str]) -> bytes:
    written = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(DANGEROUS) else cell for cell in cells]
    csv.writer(written).writerow(safe)
    return written.getvalue().encode()


def _asked() -> Asked:
    """Return what the address asks for; what is not understood is nowhere."""
    entries = the_entries()
    with open_shelf() as shelf:
        found = understand(kept_of_register(), shelf, entries)
    if found.errors:
        abort(404)
    head = entries.head()
    asked = found.asked
    return Asked(
        kinds=asked.kinds,
        tags=asked.tags,
        marks=asked.marks,
        first=asked.first,
        last=min(asked.last, head),
    )


def _sent(parts: Iterable[bytes], ending: str, media_type: str) -> Response:
    answer = Response(stream_with_context(iter(parts)), mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="registre.{ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer

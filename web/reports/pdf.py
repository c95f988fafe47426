"""The printable report: a tagged PDF for archives, the same bytes each time.

Typst brings its own letters. A sign that they lack would end the document, so it is
replaced by a box, and the document says so.
"""

import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import Any, Final
from unicodedata import category

import segno
from flask_babel import gettext as _
from flask_babel import ngettext

from ledger.kernel.store.port import Unavailable
from web.reports import printing
from web.reports.laying import as_table, left_out, widths_of, written
from web.reports.packing import packed
from web.reports.report import (
    Block,
    Facts,
    Figures,
    Heading,
    Paragraph,
    Quote,
    Report,
    Table,
)
from web.reports.standing import how_to_verify, running_foot, stands_on, whole_title

BOX: Final = "\u25af"
NOTHING: Final = "–"
LACKING: Final = re.compile(r'the text `"(.*?)"` could not be displayed')
ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
ROUNDS_MAX: Final = 4
SECONDS_MAX, SECONDS_WAITED = 60, 15
TOLD: Final = ("LD_LIBRARY_PATH", "PATH")
"""What Python may need to start; no setting or secret of ours goes along."""

PRESS: Final = threading.Lock()
Plain = Callable[[str], str]


class NotPrintable(Exception):
    """Typst refuses the document, and not for want of a letter."""


def write_pdf(report: Report) -> bytes:
    """Return the report as a PDF/UA-1 and PDF/A-2a file."""
    lacking: set[str] = set()
    for _round in range(ROUNDS_MAX):
        told = json.dumps(_told(report, lacking), ensure_ascii=False)
        try:
            return packed(_printed(report, told))
        except NotPrintable as error:
            found = _signs_named(str(error))
            if not found - lacking:
                raise
            lacking |= found
    raise NotPrintable("letters are still lacking")


def _printed(report: Report, told: str) -> bytes:
    """Print in another process, one document at a time: a long one takes much room.

    Raises Unavailable where others are before it for too long, and NotPrintable.
    """
    source = files("web.reports").joinpath("report.typ").read_text("utf-8")
    at = report.footing.recorded_at or datetime.fromtimestamp(0, UTC)
    asked = {"source": source, "report": told, "at": int(at.timestamp())}
    if not PRESS.acquire(timeout=SECONDS_WAITED):
        raise Unavailable("other documents are being printed")
    try:
        done = subprocess.run(  # noqa: S603  # our own program, its input on stdin
            [sys.executable, "-I", printing.__file__],
            input=json.dumps(asked).encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS_MAX,
            env={name: os.environ[name] for name in TOLD if name in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable("printing takes too long") from error
    finally:
        PRESS.release()
    if done.returncode:
        raise NotPrintable(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def _signs_named(diagnostic: str) -> set[str]:
    """Return the signs that no letter is there for, as the message names them."""
    named = LACKING.findall(diagnostic)
    plain = (ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) for text in named)
    return {sign for text in plain for sign in text}


def _told(report: Report, lacking: set[str]) -> dict[str, Any]:
    plain = partial(_plain, boxes=str.maketrans(dict.fromkeys(lacking, BOX)))
    lead = [plain(line) for line in report.lead]
    if lacking:
        lead.append(_notice(len(lacking)))
    return {
        "whole_title": plain(whole_title(report)),
        "commons": plain(report.commons),
        "language": report.language,
        "colon": "\u00a0:" if report.language == "fr" else ":",
        "foot": plain(running_foot(report)),
        "lead": lead,
        "sections": [
            {
                "title": plain(part.title),
                "blocks": [_block(one, plain) for one in part.blocks],
            }
            for part in report.sections
        ],
        "stands_on": _stands_on(report),
    }


def _notice(count: int) -> str:
    return ngettext(
        "%(num)d sign is not among the letters of this document: a box %(box)s stands"
        " for it. The page and the editable document show it.",
        "%(num)d signs are not among the letters of this document: boxes %(box)s stand"
        " for them. The page and the editable document show them.",
        count,
        box=BOX,
    )


def _stands_on(report: Report) -> dict[str, Any]:
    address = report.footing.address
    drawing = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawing, kind="svg", border=2, scale=4, light="#fff")
    return {
        "title": _("What this report stands on"),
        "facts": [
            (label, value, value if value == address else "")
            for label, value in stands_on(report.footing)
        ],
        "how": how_to_verify(),
        "code": drawing.getvalue().decode(),
        "alt": _("QR code of the address of this report"),
    }


def _plain(text: str, boxes: Mapping[int, str]) -> str:
    """Return what can be printed of a text: no mark that is not seen but acts.

    Where nothing is left a dash stands: a heading must say something.
    """
    kept = "".join(s for s in text if s.isprintable() or category(s) == "Zs")
    return kept.translate(boxes) if kept.strip() or not text else NOTHING


def _block(one: Block, plain: Plain) -> dict[str, Any]:
    match one:
        case Paragraph(text=text):
            return {"kind": "paragraph", "text": plain(text)}
        case Heading(text=text):
            return {"kind": "heading", "text": plain(written(text)) or NOTHING}
        case Quote():
            lines = [plain(line) for line in one.text.splitlines() if line.strip()]
            return {
                "kind": "quote",
                "lines": lines or [NOTHING],
                "title": plain(one.title),
                "by": plain(one.by),
            }
        case Facts(items=items):
            told = [(plain(label), plain(written(value))) for label, value in items]
            return {"kind": "facts", "facts": told}
        case Figures():
            return _table(as_table(one), plain)
        case Table():
            return _table(one, plain)


def _table(one: Table, plain: Plain) -> dict[str, Any]:
    rows = [[plain(written(cell)) for cell in row] for row in one.rows]
    return {
        "kind": "table",
        "caption": plain(one.caption),
        "columns": [
            {"label": plain(c.label), "is_number": c.is_number} for c in one.columns
        ],
        "widths": widths_of(one.columns, rows),
        "rows": rows,
        "after": left_out(one),
    }

"""The receipt of a fact: what was recorded, how far it is proved, and the proof."""

import io
from base64 import b64encode
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

import msgspec
import segno
from flask import Flask, current_app, g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ledger.log.receipts import write_proof
from web.asked import whole_number
from web.languages import PREFIX
from web.pages.audit.entry import no_entry, texts_of
from web.pages.audit.reading import the_entries
from web.pages.audit.telling import tell
from web.pages.proofs.proved import Proved, drawn, proved
from web.problems import RETRY_SECONDS, Answer, problem_page
from web.reading import the_wiring

FORMAT: Final = "commun-receipt/v1"
SEAL_SECONDS: Final = 2
"""How long it usually takes to seal a fact: the page is then asked for again."""

PATIENCE: Final = ((60, SEAL_SECONDS), (600, 15))
"""The older a fact that waits, the more rarely its page comes again."""

RARELY_SECONDS: Final = 60
QR_BORDER: Final = 4

Page = str | Answer | Response


def register(app: Flask) -> None:
    """Add the receipt, its code and its file."""
    at = f"{PREFIX}/preuves/<number>"
    app.add_url_rule(at, "proof", the_receipt)
    app.add_url_rule(f"{at}/qr.svg", "proof_qr", qr_code)
    app.add_url_rule(f"{at}/accuse", "proof_file", receipt_file)


def the_receipt(number: str) -> Page:
    """Show the receipt; while it is pending, the page comes again by itself."""
    entries = the_entries()
    head = entries.head()
    position = whole_number(number) or 0
    event = entries.one(position) if 0 < position <= head else None
    if event is None:
        return no_entry(number, head)
    found = proved(position)
    line = tell([event])[0]
    page = render_template(
        "proofs/receipt.html",
        line=line,
        proof=found,
        witnessed=_witnessed(found),
        address=address_of(position),
        drawn=drawn(found, position),
    )
    answer = current_app.make_response(page)
    if found.is_pending:
        answer.headers["Refresh"] = str(_patience(event.recorded_at))
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _patience(recorded_at: datetime) -> int:
    age = (datetime.now(UTC) - recorded_at).total_seconds()
    return next((s for most, s in PATIENCE if age < most), RARELY_SECONDS)


def _witnessed(found: Proved) -> str:
    count = len(found.sealing.witnesses)
    if not count:
        return ""
    return ngettext("Witnessed by %(num)d lab", "Witnessed by %(num)d labs", count)


def address_of(position: int) -> str:
    """Return the address that is printed: short, and in no language."""
    path = url_for("entry_permalink", number=str(position))
    return f"{the_wiring().settings.address}{path}"


def qr_code(number: str) -> Page:
    """Draw the address of the receipt; it never changes."""
    position = whole_number(number) or 0
    head = the_entries().head()
    if not 0 < position <= head:
        return no_entry(number, head)
    drawing = io.BytesIO()
    code = segno.make(address_of(position), error="m", micro=False)
    code.save(drawing, kind="svg", border=QR_BORDER, scale=4, light="#fff")
    answer = Response(drawing.getvalue(), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


def receipt_file(number: str) -> Page:
    """Hand out the proof with the entry, and the words that the reader may see."""
    entries = the_entries()
    head = entries.head()
    position = whole_number(number) or 0
    event = entries.one(position) if 0 < position <= head else None
    if event is None:
        return no_entry(number, head)
    found = proved(position)
    if found.receipt is None:
        detail = _("The entry waits to be sealed: ask for its receipt in a moment.")
        page, status, headers = problem_page(HTTPStatus.SERVICE_UNAVAILABLE, detail)
        return page, status, {**headers, "Retry-After": str(RETRY_SECONDS)}
    texts = texts_of(event)
    # What a reader may see is not what the next one may: no cache keeps it.
    g.is_personal = True
    brought = {
        "format": FORMAT,
        "entry": b64encode(found.receipt.entry).decode(),
        "disclosures": [text.encoded for text in texts if text.encoded is not None],
    }
    proof = found.proof
    extra = msgspec.json.encode(brought)
    written = write_proof(proof.index, proof.hashes, proof.checkpoint_note, extra)
    answer = Response(written, content_type="text/plain; charset=utf-8")
    name = f"{_('receipt')}-{position}.tlog-proof"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

"""Looking up a proof: by the number of an entry, of a contribution, or by a hash."""

import re
from base64 import b64decode
from binascii import Error as Malformed
from importlib.resources import files
from typing import Final

from flask import Flask, abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.log.folder import LogFolder
from ledger.log.hashing import HASH_BYTES
from ledger.log.marks import entry_of_leaf, entry_with_digest
from projections.commons.numbers import contribution_numbered
from projections.entries import Asked
from web.asked import whole_number
from web.forms.answering import UNPROCESSABLE
from web.languages import PREFIX
from web.pages.audit.looking import NUMBER
from web.pages.audit.overview import growth_drawn
from web.pages.audit.reading import the_entries
from web.pages.audit.telling import tell
from web.pages.proofs.standing import standing
from web.reading import open_shelf, the_wiring
from web.texts.numbers import number as written

LAST: Final = 10
ENTRY_NUMBER: Final = re.compile(r"(?:n°|no\.?)?\s*([0-9\s.,]+)", re.IGNORECASE)
HEXADECIMAL: Final = re.compile(r"[0-9a-fA-F]{64}")
DIGEST: Final = re.compile(r"[A-Za-z0-9_+/=-]{40,88}")
Page = str | Response | tuple[str, int]


def register(app: Flask) -> None:
    """Add the look-up and what is needed to verify without us."""
    at = f"{PREFIX}/preuves"
    app.add_url_rule(at, "proofs", proofs)
    app.add_url_rule(f"{at}/verify.py", "verify_program", verify_program)
    app.add_url_rule(f"{at}/policy", "log_policy", log_policy)


def proofs() -> Page:
    """Show the log's standing; what is looked for leads to its receipt."""
    asked = request.args.get("q", "").strip()
    error, status = "", 200
    if asked:
        position = _find(asked)
        if position is not None:
            return redirect(url_for("proof", number=str(position)), 303)
        g.is_personal = True
        error, status = _nothing(asked), UNPROCESSABLE
    entries = the_entries()
    head = entries.head()
    last = tell(entries.newest(Asked(), limit=LAST))
    page = render_template(
        "proofs/lookup.html",
        asked=asked,
        errors={"q": error} if error else {},
        ordered=[("q", error)] if error else [],
        head=head,
        standing=standing(),
        last=last,
        growth=growth_drawn(entries, head),
    )
    return page, status


def _nothing(asked: str) -> str:
    return _(
        "Nothing is found under “%(asked)s”. Entries are numbered from 1 to %(head)s;"
        " a hash has 43 signs or more.",
        asked=asked[:100],
        head=written(the_entries().head()),
    )


def _find(asked: str) -> int | None:
    """Return the entry that is meant; None where there is none."""
    entries = the_entries()
    if NUMBER.fullmatch(asked):
        with open_shelf() as shelf:
            named = contribution_numbered(shelf, asked.upper())
        found = entries.oldest(Asked(tags=(f"contribution:{named}",)), limit=1)
        return found[0].position if named and found else None
    if typed := ENTRY_NUMBER.fullmatch(asked):
        position = whole_number(re.sub(r"[\s.,]", "", typed.group(1)))
        return position if position and position <= entries.head() else None
    if not DIGEST.fullmatch(asked):
        return None
    leaf = _hash(asked)
    with the_wiring().pool.connection() as connection:
        position = None if leaf is None else entry_of_leaf(connection, leaf)
        return position or entry_with_digest(connection, asked)


def _hash(asked: str) -> bytes | None:
    """Return the hash that a text writes, in either of the two usual ways."""
    if HEXADECIMAL.fullmatch(asked):
        return bytes.fromhex(asked)
    padded = asked.rstrip("=")
    padded += "=" * (-len(padded) % 4)
    try:
        found = b64decode(padded, validate=True)
    except (Malformed, ValueError):
        return None
    return found if len(found) == HASH_BYTES else None


def verify_program() -> Response:
    """Hand out the program that checks what we hand out, to be read first."""
    text = files("ledger.log").joinpath("verify.py").read_bytes()
    return _file(text, "verify.py", "text/x-python; charset=utf-8")


def log_policy() -> Response:
    """Hand out whose signatures to go by."""
    path = LogFolder(the_wiring().settings.data).policy
    if not path.is_file():
        abort(404)
    return _file(path.read_bytes(), "policy", "text/plain; charset=utf-8")


def _file(body: bytes, name: str, content_type: str) -> Response:
    answer = Response(body, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

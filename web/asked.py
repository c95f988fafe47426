"""Asked: what an address asks for, read strictly whatever somebody typed into it."""

import re
from typing import Final

from flask import Flask, abort, request

WHOLE: Final = re.compile(r"[0-9]{1,18}")
"""As many digits as the database holds in a whole number, whatever they are."""


def register(app: Flask) -> None:
    """Answer that there is no such page where the address holds no text."""
    app.before_request(refuse_no_text)


def refuse_no_text() -> None:
    """Answer 404 to a zero byte: no name has one, and no database takes one."""
    told = [request.path, *request.args.values(), *request.args]
    if any("\0" in text for text in told):
        abort(404)


def whole_number(text: str) -> int | None:
    """Return the whole number that a text writes in plain digits, if it does."""
    return int(text) if WHOLE.fullmatch(text) else None

"""Formulas: text that a spreadsheet would run is made to be text, and back again.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line's end is read as
a formula. One apostrophe before it makes it text; text that already looks so gets
one more, so that taking one away gives back what was there.
"""

import re
from typing import Final

FIRST: Final = frozenset("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What cells begin with that are looked at further: few do, of very many."""

# Full-width signs run too, in some languages.
RUN: Final = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
MADE_TEXT: Final = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def as_text(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it."""
    return f"'{cell}" if cell[:1] in FIRST and RUN.match(cell) else cell


def restored(cell: str) -> str:
    """Return what a cell said before it was made to be text."""
    return cell[1:] if MADE_TEXT.match(cell) else cell

"""Laying out: what both documents make of a report's tables and cells."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from web.reports.report import Cell, Column, Figures, Said, Table
from web.texts.numbers import number

WIDTHS: Final = (1, 5)
"""How much wider than another a column may be."""

MARGIN: Final = 4
"""How many signs wide the room beside a text is."""


def as_table(one: Figures) -> Table:
    """Return numbers as the rows of a table: on paper nothing stands side by side."""
    return Table(
        caption=one.caption,
        columns=[
            Column(_("What is counted"), is_head=True),
            Column(_("How much"), is_number=True),
        ],
        rows=[[item.label, item.value] for item in one.items],
    )


def widths_of(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return how wide each column is beside the others, by the length of its texts.

    Columns that fit their own text would make the table wider than its page.
    """
    least, most = WIDTHS
    sizes = [
        max([len(column.label), *sorted(len(row[at]) for row in rows)[-5:]])
        for at, column in enumerate(columns)
    ]
    return [min(max((size + MARGIN) / 10, least), most) for size in sizes]


def left_out(one: Table) -> str:
    """Say how many rows are not in a table."""
    if not one.left_out:
        return ""
    return ngettext(
        "%(count)s more line is in the ledger.",
        "%(count)s more lines are in the ledger.",
        one.left_out,
        count=number(one.left_out),
    )


def written(cell: Cell) -> str:
    """Return what a cell says."""
    return cell.text if isinstance(cell, Said) else cell

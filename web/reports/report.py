"""A report as it is told: sections of figures, tables and quotes, in no format yet.

The page, the editable document and the printable one are drawn from this alone,
so that none says what another does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Said:
    """Words that somebody wrote, and where what they name is shown."""

    text: str
    url: str = ""
    is_whole: bool = False
    """True where it must not be parted at the end of a line, such as a number."""


Cell = str | Said


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of our own words."""

    text: str


@dataclass(frozen=True)
class Quote:
    """What somebody told, under what it answers; ``by`` says who."""

    text: str
    title: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number with what it counts."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """Numbers that stand side by side, and are never added."""

    caption: str
    items: Sequence[Figure]


@dataclass(frozen=True)
class Facts:
    """What is known of one thing, each under its name."""

    items: Sequence[tuple[str, Cell]]


@dataclass(frozen=True)
class Column:
    """A column of a table; the first one that ``is_head`` names its rows."""

    label: str
    is_number: bool = False
    is_head: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; ``left_out`` rows are not in it, and ``more_url`` shows them."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    left_out: int = 0
    more_url: str = ""

    def cut(self, rows_max: int) -> "Table":
        """Return it with no more rows than this, and with how many are left out."""
        return Table(
            caption=self.caption,
            columns=self.columns,
            rows=self.rows[:rows_max],
            left_out=self.left_out + max(0, len(self.rows) - rows_max),
            more_url=self.more_url,
        )


@dataclass(frozen=True)
class Heading:
    """A title within a section."""

    text: Cell


Block = Paragraph | Quote | Facts | Figures | Table | Heading


@dataclass(frozen=True)
class Section:
    """A part of a report under its title."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, kw_only=True)
class Footing:
    """What a report stands on: so many entries of the log, and their root.

    ``address`` is where the same report is made again, from these entries only.
    """

    position: int
    recorded_at: datetime | None
    root: bytes | None
    address: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report of a year, or of a whole project; ``commons`` is whose it is."""

    title: str
    subject: str
    period: str
    commons: str
    language: str
    lead: Sequence[str]
    sections: Sequence[Section]
    footing: Footing
    is_for_partners: bool = False

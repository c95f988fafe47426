"""Reference: every file and every column, for the page of documentation."""

from collections.abc import Iterator, Mapping
from typing import Final

from web.exports.formats import FORMATS
from web.exports.workbook import DIGITS_MAX, ROWS_MAX
from web.things.catalogue import THINGS
from web.things.fields import Code, Column, Parts, Several, columns_of
from web.things.thing import AnyThing

BEGINNING: Final = """\
# Exports

Every public list is a file under the list's own address with another ending.
`commun export` writes the same bytes.
How to use them: [take the data away](../how-to/take-data-away.md).

## Formats

| ending | what it is |
| --- | --- |"""
WRITTEN: Final = f"""
Rows come in the order in which the register has them, the oldest first.
In `.csv`, `.json` and `.ndjson` columns have the names below, and codes stand.
In `.excel.csv` and `.xlsx` people read headings and words in their own language.
With `?colonnes=saisie` every format has only what a form asks for, under the form's
names: what an import takes back.

A cell that a spreadsheet would run has one apostrophe before it.
One that has one already gets another; an import takes it away again.
JSON is never changed.
A workbook holds {ROWS_MAX:,} rows.
A number of more than {DIGITS_MAX} digits is text there, so that none is lost.
Parts of a row are JSON in one cell; lists are parted by a comma and a space.
Days are ISO 8601, instants RFC 3339 in UTC.
In `.excel.csv` they are written `27/03/2026` and `27/03/2026 10:11:12`.

## What an answer says of itself

| header | what it says |
| --- | --- |
| `Content-Disposition` | thing, filters, entry and root: `needs-p12-3f2a….csv` |
| `Commun-Position` | the entry of the register that the file stands at |
| `Commun-Root` | the root of the log's tree there, once it is sealed |
| `Link` | the licence (`rel="license"`) |
| `ETag` | the bytes: `If-None-Match` is answered by 304 |"""


def page() -> Iterator[str]:
    """Return the lines of the page."""
    yield BEGINNING
    for one in FORMATS.values():
        yield f"| `.{one.ending}` | {one.label}: {one.about} |"
    yield WRITTEN
    for thing in THINGS.values():
        yield from _thing(thing)


def _thing(thing: AnyThing) -> Iterator[str]:
    yield f"\n## {thing.name}\n"
    yield f"{thing.about}\n"
    yield f"- address: `/fr/{thing.path}.csv`"
    names = ", ".join(f"`{name}`" for name in thing.filters)
    yield f"- filters: {names}\n"
    yield "| column | heading | what it means |\n| --- | --- | --- |"
    yield from _columns(columns_of(thing.schema))


def _columns(columns: Mapping[str, Column], within: str = "") -> Iterator[str]:
    for name, column in columns.items():
        label, about = column.metadata["label"], column.metadata["description"]
        codes = ""
        if isinstance(column, Code | Several) and column.words:
            codes = " One of: " + ", ".join(f"`{code}`" for code in column.words)
        yield f"| `{within}{name}` | {label} | {about}{codes} |"
        if isinstance(column, Parts):
            yield from _columns(columns_of(column.part), f"{within}{name}[].")

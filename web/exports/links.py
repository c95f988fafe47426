"""Links: the files of a list, as its page leads to them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from flask import Flask, url_for

from web.exports.answering import endpoint_of
from web.exports.formats import CSV, EXCEL_CSV, JSON, XLSX, Format
from web.things.catalogue import THINGS
from web.things.thing import FilterWrong

OFFERED: Final = (CSV, EXCEL_CSV, XLSX, JSON)


class FileLink(NamedTuple):
    """A file's name and address."""

    label: str
    url: str


def register(app: Flask) -> None:
    """Let templates lead to the files of a list."""
    app.add_template_global(file_links, "file_links")


def file_links(
    name: str,
    kept: Mapping[str, str] | None = None,
    formats: Iterable[Format] = OFFERED,
) -> Sequence[FileLink]:
    """Return where the files of a list are, narrowed as its page is.

    A page that is narrowed by what there is not leads to none.
    """
    thing = THINGS[name]
    held = kept or {}
    try:
        thing.choose(held)
    except FilterWrong:
        return []
    narrowed: dict[str, Any] = {
        query: held[query] for query in (*thing.filters, "au") if held.get(query)
    }
    return [
        FileLink(str(one.label), url_for(endpoint_of(thing, one), **narrowed))
        for one in formats
    ]

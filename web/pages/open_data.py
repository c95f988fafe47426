"""Open data: every list as files, what their columns mean, under which licence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, abort, current_app, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from ledger.commons.resources.licences import licence_of
from web.exports.formats import FORMATS
from web.exports.links import FileLink, file_links
from web.languages import PREFIX
from web.pages.narrowing import kept_filters, tidied
from web.reading import open_shelf, the_wiring
from web.things.catalogue import THINGS
from web.things.fields import Code, Column, Form, Parts, Several, columns_of
from web.things.thing import AnyThing

LICENCES: Final = {"etalab-2.0": lazy_gettext("Open Licence 2.0 of Etalab")}
"""Licences that are called otherwise here than in the list of SPDX."""


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A list of the commons: what it is, how long, and its files."""

    thing: AnyThing
    count: int | None
    files: Sequence[FileLink]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A column of the dictionary: its name, what heads it, what it means and holds."""

    name: str
    label: str
    about: str
    holds: str


def register(app: Flask) -> None:
    """Add the page of all lists, and one for the columns of each."""
    at = f"{PREFIX}/donnees"
    app.add_url_rule(at, "open_data", open_data)
    app.add_url_rule(f"{at}/<name>", "dataset", dataset)


def open_data() -> str | Response:
    """Show every list with its length and its files."""
    kept = kept_filters(())
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    with open_shelf() as shelf:
        shown = [
            Dataset(
                thing=thing,
                count=thing.count(shelf, {}),
                files=file_links(thing.name, kept, FORMATS.values()),
            )
            for thing in THINGS.values()
        ]
    return render_template(
        "portal/open_data.html",
        datasets=shown,
        formats=FORMATS.values(),
        kept=kept,
        licence=_licence(),
        others=_others(),
    )


def dataset(name: str) -> str:
    """Show what each column of a list means."""
    thing = THINGS.get(name)
    if thing is None:
        abort(404)
    return render_template(
        "portal/dataset.html",
        thing=thing,
        files=file_links(thing.name, None, FORMATS.values()),
        columns=dictionary(thing),
        licence=_licence(),
    )


def dictionary(thing: AnyThing) -> list[Told]:
    """Return every column of a thing as it is read, parts after the whole."""
    return [
        told
        for name, column in columns_of(thing.schema).items()
        for told in _told(name, column)
    ]


def _told(name: str, column: Column) -> list[Told]:
    own = Told(
        name=name,
        label=str(column.metadata["label"]),
        about=str(column.metadata["description"]),
        holds=_holds(column),
    )
    if not isinstance(column, Parts):
        return [own]
    inner = columns_of(column.part).items()
    return [own, *(one for part, c in inner for one in _told(f"{name}[].{part}", c))]


def _holds(column: Column) -> str:
    """Say what the cells hold, with the words for each code."""
    forms = {
        Form.TEXT: _("text"),
        Form.CODE: _("one of"),
        Form.NUMBER: _("decimal number"),
        Form.WHOLE: _("whole number"),
        Form.DAY: _("calendar day"),
        Form.INSTANT: _("instant"),
        Form.YES_NO: _("true or false"),
        Form.LIST: _("list"),
        Form.PARTS: _("list of parts"),
    }
    said = str(forms[column.form])
    if isinstance(column, Code | Several) and column.words:
        codes = ", ".join(f"{code} ({text})" for code, text in column.words.items())
        return _("%(kind)s: %(codes)s", kind=said, codes=codes)
    return said


def _licence() -> tuple[str, str]:
    """Return the identifier and the name of the licence of the data."""
    identifier = the_wiring().settings.data_licence
    known = licence_of(identifier)
    own = LICENCES.get(identifier)
    if own is not None:
        return identifier, str(own)
    return identifier, known.name if known is not None else identifier


def _others() -> list[FileLink]:
    """Return what else programs read, as far as this installation has it."""
    offered = (
        ("api_help", _("The programming interface")),
        ("valueflows", _("The economic network, in the vocabulary Valueflows")),
        ("valueflows_left_out", _("What that vocabulary cannot say, and why")),
        ("contributions_feed", _("A feed (Atom); every list and thing has its own")),
        ("agenda_calendar", _("The dates of the commons, as a calendar")),
        ("proofs", _("The whole register, and how to check that nothing was changed")),
    )
    return [
        FileLink(label, url_for(endpoint))
        for endpoint, label in offered
        if endpoint in current_app.view_functions
    ]

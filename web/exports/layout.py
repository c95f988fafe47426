"""Layout: the columns of a file, with their headings and the words of their codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from web.things.fields import Code, Column, Form, Several, columns_of
from web.things.thing import AnyThing, Document


@dataclass(frozen=True)
class Laid:
    """A column: its name, what heads it, what its cells hold."""

    name: str
    heading: str
    column: Column
    words: Mapping[str, str]

    @property
    def form(self) -> Form:
        """Return what its cells hold."""
        return self.column.form

    def value(self, document: Document) -> Any:  # noqa: ANN401  # as many kinds as fields
        """Return what a document holds there, as it is."""
        return document[self.name]


def laid_out(
    thing: AnyThing, *, is_for_people: bool = False, is_asked_only: bool = False
) -> Sequence[Laid]:
    """Return the columns of a thing, in the language of whoever asks.

    For programs, and for whoever means to bring the file back, names and codes
    stand as they are; for people their words do.
    """
    columns = columns_of(thing.schema)
    names = thing.asked if is_asked_only else tuple(columns)
    has_words = is_for_people and not is_asked_only
    return [
        Laid(
            name,
            str(columns[name].metadata["label"]) if has_words else name,
            columns[name],
            _words_of(columns[name]) if has_words else {},
        )
        for name in names
    ]


def _words_of(column: Column) -> Mapping[str, str]:
    if column.form is Form.YES_NO:
        return {"true": _("yes"), "false": _("no")}
    if isinstance(column, Code | Several):
        return {name: str(text) for name, text in column.words.items()}
    return {}

"""The register: the whole history, a line an entry, narrowed only as it says."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask import Flask, g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from projections.entries import Asked, Entries
from web.asked import whole_number
from web.forms.answering import UNPROCESSABLE
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.audit.asking import (
    ACTION,
    ACTOR,
    LINE,
    NAMES,
    SINCE,
    THING,
    UNTIL,
    Understood,
    understand,
)
from web.pages.audit.reading import the_entries
from web.pages.audit.telling import tell
from web.pages.narrowing import ONWARD, kept_filters, tidied
from web.reading import open_shelf
from web.texts.entries import ACTIONS_BY_NAME
from web.texts.numbers import number

NEWER: Final = "vers"
"""The name under which an address holds the entry that newer ones are shown from."""

LINES: Final = 50
PAGED: Final = (*NAMES, NEWER)
FILES: Final = (("register_jsonl", "JSONL"), ("register_csv", "CSV"))

Page = str | Response | tuple[str, int]


def register(app: Flask) -> None:
    """Add the register."""
    app.add_url_rule(f"{PREFIX}/audit/registre", "register", the_register)


def kept_of_register() -> dict[str, str]:
    """Return what the address narrows by; the register has no past day of its own."""
    kept = kept_filters(PAGED)
    kept.pop("au", None)
    if whole_number(kept.get(NEWER, "")) is None:
        kept.pop(NEWER, None)
    return kept


def the_register() -> Page:
    """Show the entries that pass the filters, newest first, and say which those are."""
    kept = kept_of_register()
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    entries = the_entries()
    head = entries.head()
    with open_shelf() as shelf:
        found = understand(kept, shelf, entries)
    if found.errors:
        return _rejected(kept, found, head), UNPROCESSABLE
    count = entries.count(found.asked, head)
    lines = Lines(entries, found.asked, kept, head)
    return render_template(
        "audit/register.html",
        fields=_fields(),
        kept=kept,
        said=found.said,
        counted=_counted(count, head, is_narrowed=bool(found.said)),
        lines=tell(lines.events),
        head=head,
        newer_url=lines.newer_url,
        older_url=lines.older_url,
        clear_url=url_for("register") if found.said else None,
        files=[(_file(endpoint, kept), label) for endpoint, label in FILES],
        errors={},
        ordered=[],
    )


class Lines:
    """One page of entries, and the addresses of those on both sides of it."""

    def __init__(
        self, entries: Entries, asked: Asked, kept: Mapping[str, str], head: int
    ) -> None:
        self._kept = kept
        last = min(asked.last, head)
        older = whole_number(kept.get(ONWARD, ""))
        newer = whole_number(kept.get(NEWER, ""))
        if newer is not None:
            first = max(asked.first, newer + 1)
            found = entries.oldest(_run(asked, first, last), limit=LINES + 1)
            self.events = list(reversed(found[:LINES]))
            has_newer, has_older = len(found) > LINES, True
        else:
            last = last if older is None else min(last, older - 1)
            found = entries.newest(_run(asked, asked.first, last), limit=LINES + 1)
            self.events = list(found[:LINES])
            has_newer, has_older = older is not None, len(found) > LINES
        self.newer_url = self._url(NEWER, 0) if has_newer and self.events else None
        self.older_url = self._url(ONWARD, -1) if has_older and self.events else None

    def _url(self, name: str, index: int) -> str:
        filters = {n: v for n, v in self._kept.items() if n in NAMES}
        at = self.events[index].position
        return url_for("register", **filters, **{name: str(at)})  # type: ignore[arg-type]  # filters are text, never one of its options


def _run(asked: Asked, first: int, last: int) -> Asked:
    return Asked(
        kinds=asked.kinds, tags=asked.tags, marks=asked.marks, first=first, last=last
    )


def _counted(count: int, head: int, *, is_narrowed: bool) -> str:
    if not is_narrowed:
        return ngettext("%(n)s entry", "%(n)s entries", head, n=number(head))
    return ngettext(
        "%(n)s entry of %(all)s", "%(n)s entries of %(all)s", count,
        n=number(count), all=number(head),
    )  # fmt: skip


def _file(endpoint: str, kept: Mapping[str, str]) -> str:
    filters = {name: value for name, value in kept.items() if name in NAMES}
    return url_for(endpoint, **filters)  # type: ignore[arg-type]  # as above


def _fields() -> Sequence[Field]:
    every = Choice(value="", label=_("Every action"))
    named = choices(ACTIONS_BY_NAME)
    ordered = sorted(named, key=lambda choice: str(choice.label))
    return (
        Field(name=ACTOR, label=_("Actor")),
        Field(
            name=ACTION, label=_("Action"), widget="select", choices=(every, *ordered)
        ),
        Field(name=THING, label=_("Object")),
        Field(name=SINCE, label=_("From the day")),
        Field(name=UNTIL, label=_("Up to the day")),
        Field(name=LINE, label=_("Or in one line")),
    )


def _rejected(kept: Mapping[str, str], found: Understood, head: int) -> str:
    """Show the form with what is wrong in it, and no list that would mislead."""
    g.is_personal = True
    beside = {_typed_in(name, kept): said for name, said in found.errors.items()}
    return render_template(
        "audit/register.html",
        fields=_fields(),
        kept=kept,
        said=(),
        counted=_("Nothing is listed until this is corrected"),
        lines=(),
        head=head,
        clear_url=url_for("register"),
        files=(),
        errors=beside,
        ordered=[(f"filter-{name}", said) for name, said in beside.items()],
    )


def _typed_in(name: str, kept: Mapping[str, str]) -> str:
    """Return where a mistake was typed: in its field, or in the line of qualifiers."""
    return name if name in kept else LINE

"""Comparing: the views at two dates side by side, and what brought the differences."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

import msgspec
from flask import Flask, current_app, g, render_template, request, url_for
from flask_babel import gettext as _

from ledger.kernel.quantities import day_in_paris
from projections.differences import Counts, Difference, Differences, TooLong
from projections.registry import VIEWS
from projections.rows import WordsAt
from projections.view import View
from web.asked import whole_number
from web.forms.answering import UNPROCESSABLE
from web.languages import PREFIX
from web.pages.audit.asking import end_of, no_day, read_day
from web.pages.audit.reading import PUBLIC_READ, audiences, the_entries
from web.reading import Texts, the_wiring
from web.texts.dates import day as written_day
from web.texts.numbers import entry_number, number
from web.texts.views import view_name

EXTENSION: Final = "commun-differences"
FIRST, LAST, VIEW, ONWARD = "debut", "fin", "vue", "suite"
ROWS: Final = 30
SERVICE_UNAVAILABLE: Final = 503
FILED: Final = frozenset(
    {"contribution_id", "partner_id", "mandate_id", "person_id", "thing_id", "name"}
)
"""Fields of keys that name what entries are filed under."""

Page = str | tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One side of a comparison: a position, and how it was asked for."""

    position: int
    said: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """A difference as it is shown: its fields before and after, as texts."""

    name: str
    is_added: bool
    is_gone: bool
    fields: Sequence[tuple[str, str, str]]
    url: str


def register(app: Flask) -> None:
    """Add the comparison."""
    with app.app_context():
        app.extensions[EXTENSION] = Differences(the_wiring().pool)
    app.add_url_rule(f"{PREFIX}/audit/comparer", "compare", compare)


def compare() -> Page:
    """Show what differs between two moments, a view at a time."""
    typed = {name: request.args.get(name, "").strip() for name in (FIRST, LAST)}
    if not any(typed.values()):
        return _form(typed, {})
    errors: dict[str, str] = {}
    first, last = (_moment(name, typed[name], errors) for name in (FIRST, LAST))
    if first and last and first.position > last.position:
        errors[LAST] = _(
            "The second moment comes before the first: exchange them to compare"
        )
    if errors or first is None or last is None:
        return _form(typed, errors), UNPROCESSABLE
    try:
        return _compared(typed, first, last)
    except TooLong:
        g.is_personal = True
        said = _("That is too much to compare at once: choose two closer moments")
        return _form(typed, {LAST: said}), SERVICE_UNAVAILABLE


def _form(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    if errors:
        g.is_personal = True
    return render_template(
        "audit/compare.html",
        typed=typed,
        errors=errors,
        ordered=[(name, errors[name]) for name in (FIRST, LAST) if name in errors],
        result=None,
        today=day_in_paris(datetime.now(UTC)).isoformat(),
    )


def _moment(name: str, typed: str, errors: dict[str, str]) -> Moment | None:
    """Return the position that a day, or the number of an entry, stands for."""
    entries = the_entries()
    head = entries.head()
    if not typed:
        errors[name] = _("Write a day such as 2026-06-30, or the number of an entry")
        return None
    position = whole_number(typed)
    if position is not None:
        if position > head:
            errors[name] = _(
                "There is no entry “%(number)s”: they are numbered from 1 to %(head)s.",
                number=typed,
                head=number(head),
            )
            return None
        said = entry_number(position) if position else _("Before the first entry")
        return Moment(position=position, said=said)
    day = read_day(typed)
    if day is None:
        errors[name] = no_day(typed)
        return None
    if day > day_in_paris(datetime.now(UTC)):
        errors[name] = _(
            "%(day)s is still to come: nothing is recorded then", day=written_day(day)
        )
        return None
    found = entries.positions_at([end_of(day)])[0]
    said = _("End of %(day)s", day=written_day(day))
    return Moment(position=found, said=said)


def _compared(typed: Mapping[str, str], first: Moment, last: Moment) -> Page:
    differences: Differences = current_app.extensions[EXTENSION]
    with differences.open() as opened:
        end = min(last.position, opened.position)
        begin = min(first.position, end)
        counts = [(view, opened.count(view, begin, end)) for view in VIEWS]
        view = _chosen(counts)
        found = (
            opened.page(view, begin, end, after=_onward(), limit=ROWS + 1)
            if view is not None
            else []
        )
    changes = _shown(view, found[:ROWS], begin, end) if view is not None else []
    following = json.dumps(found[ROWS - 1].key) if len(found) > ROWS else None
    return render_template(
        "audit/compare.html",
        typed=typed,
        errors={},
        ordered=[],
        today=day_in_paris(datetime.now(UTC)).isoformat(),
        result={
            "first": first,
            "last": last,
            "counts": [
                (view_name(one.name), _url(typed, one), count, one is view)
                for one, count in counts
                if count.total
            ],
            "total": sum(count.total for _view, count in counts),
            "name": view_name(view.name) if view is not None else "",
            "changes": changes,
            "next_url": _url(typed, view, following) if following and view else None,
            "first_url": _url(typed, view) if view and _onward() else None,
            "facts_url": _facts_url(begin, end),
            "facts": end - begin,
            "is_behind": last.position > end,
        },
    )


def _chosen(counts: Sequence[tuple[View[Any], Counts]]) -> View[Any] | None:
    """Return the view that was asked for, else the first that has differences."""
    asked = request.args.get(VIEW, "")
    differing = [view for view, count in counts if count.total]
    named = [view for view in differing if view.name == asked]
    return next(iter((*named, *differing)), None)


def _onward() -> Sequence[str]:
    """Return the key that this page goes on after."""
    try:
        return msgspec.json.decode(request.args.get(ONWARD, "[]"), type=list[str])
    except (msgspec.DecodeError, UnicodeError):
        return ()


def _url(
    typed: Mapping[str, str], view: View[Any], following: str | None = None
) -> str:
    values = {**typed, VIEW: view.name, ONWARD: following}
    return url_for("compare", **values)  # type: ignore[arg-type]  # filters are text, never one of its options


def _facts_url(begin: int, end: int, thing: str = "") -> str:
    """Return where the entries between two positions are listed."""
    if end - begin == 1:
        return url_for("entry", number=str(end))
    line = _("entry:%(first)d..%(last)d", first=begin + 1, last=end)
    return url_for("register", q=line, objet=thing or None)


def _shown(
    view: View[Any], found: Sequence[Difference], begin: int, end: int
) -> list[Change]:
    rows = [row for d in found for row in (d.before, d.after) if row is not None]
    texts = Texts([w for row in rows for w in _words(row)], audiences())
    return [
        Change(
            name=" · ".join(d.key),
            is_added=d.before is None,
            is_gone=d.after is None,
            fields=_fields(d, texts),
            url=_facts_url(begin, end, _thing(view, d)),
        )
        for d in found
    ]


def _thing(view: View[Any], difference: Difference) -> str:
    named = zip(view.row.key, difference.key, strict=True)
    return next((value for name, value in named if name in FILED), "")


def _fields(difference: Difference, texts: Texts) -> Sequence[tuple[str, str, str]]:
    before, after = difference.before or {}, difference.after or {}
    # Bodies that have not confirmed are named to partners alone.
    hides = audiences() == PUBLIC_READ and "contact_id" in {**before, **after}
    hides = hides and (after or before).get("publicity") != "public"
    names = [
        name for name in {**before, **after} if before.get(name) != after.get(name)
    ]
    return [
        (
            name,
            _written(before.get(name), texts, hides=hides),
            _written(after.get(name), texts, hides=hides),
        )
        for name in names
    ]


def _written(value: Any, texts: Texts, *, hides: bool) -> str:  # noqa: ANN401  # whatever a row holds
    if value is None:
        return ""
    told = _resolved(value, texts, hides=hides)
    return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)


def _resolved(value: Any, texts: Texts, *, hides: bool) -> Any:  # noqa: ANN401  # as above
    """Put texts in the place of the references to them."""
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [_resolved(item, texts, hides=hides) for item in items]
    if not isinstance(value, dict):
        return value
    held = cast("dict[str, object]", value)
    if held.keys() == {"position", "words"}:
        withheld = _("[withheld]")
        return withheld if hides else texts(msgspec.convert(held, WordsAt))
    return {n: _resolved(one, texts, hides=hides) for n, one in held.items()}


def _words(value: Any) -> Iterator[WordsAt]:  # noqa: ANN401  # as above
    """Yield the references to words in what a row holds."""
    if isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _words(item)
    elif isinstance(value, dict):
        held = cast("dict[str, object]", value)
        if held.keys() == {"position", "words"}:
            yield msgspec.convert(held, WordsAt)
        else:
            for item in held.values():
                yield from _words(item)

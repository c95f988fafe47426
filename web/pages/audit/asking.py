"""Asking: which entries a form or a line of qualifiers means, nothing guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar

from flask_babel import gettext as _

from ledger.kernel.quantities import PARIS, day_in_paris
from projections.entries import EVER, Asked, Entries
from projections.shelf import Shelf
from web.pages.audit.looking import Found, Looking, plain
from web.texts.dates import day as written
from web.texts.numbers import number

LINE, ACTOR, ACTION, THING, SINCE, UNTIL = (
    "q", "acteur", "action", "objet", "depuis", "jusqua",
)  # fmt: skip
NAMES: Final = (LINE, ACTOR, ACTION, THING, SINCE, UNTIL)
"""The names under which an address holds the filters, in the order of the form."""

BEFORE, AFTER, RUN = "avant", "apres", "inscription"
QUALIFIERS: Final[Mapping[str, str]] = {
    "acteur": ACTOR, "actor": ACTOR, "action": ACTION, "objet": THING, "object": THING,
    "avant": BEFORE, "before": BEFORE, "apres": AFTER, "after": AFTER,
    "inscription": RUN, "entry": RUN,
}  # fmt: skip
WORD: Final = re.compile(
    r'(?:(\w+):)?(?:"([^"]*)"|«\s*([^»]*?)\s*»|“([^”]*)”|([^\s"«“]+))'
)
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
RUN_PATTERN: Final = re.compile(r"([0-9]{1,18})(?:\.\.([0-9]{1,18}))?")
ONE_DAY: Final = timedelta(days=1)

FoundT = TypeVar("FoundT")
Find = Callable[[str], Found[FoundT]]


@dataclass
class Wanted:
    """What was typed, sorted by filter, and what of it cannot be understood."""

    told: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    errors: dict[str, str] = field(default_factory=dict[str, str])
    said: list[str] = field(default_factory=list[str])

    def add(self, name: str, value: str) -> None:
        """Note one more value of a filter."""
        if value:
            self.told.setdefault(name, []).append(value)

    def found(self, name: str, find: Find[FoundT]) -> tuple[FoundT, ...] | None:
        """Return what the values of a filter mean; None where there are none."""
        if name not in self.told:
            return None
        values: dict[FoundT, None] = {}
        labels: list[str] = []
        for word in self.told[name]:
            meant = find(word)
            if not meant.values:
                self.errors[name] = str(_unknown(name, word))
            values.update(dict.fromkeys(meant.values))
            labels.append(meant.label)
        either = _(" or ").join(labels)
        self.said.append(f"{_heading(name)} {either}")
        return tuple(values)


@dataclass(frozen=True, kw_only=True)
class Understood:
    """The entries asked for, and in words what they are narrowed to."""

    asked: Asked
    said: tuple[str, ...]
    errors: Mapping[str, str]


def understand(kept: Mapping[str, str], shelf: Shelf, entries: Entries) -> Understood:
    """Return the entries that are meant; what is not understood is an error."""
    wanted, looking = _read(kept), Looking(shelf, entries)
    kinds = wanted.found(ACTION, looking.kinds)
    marks = wanted.found(ACTOR, looking.marks)
    tags = wanted.found(THING, looking.tags)
    first, last = _positions(wanted, entries)
    for word in wanted.told.get(RUN, ()):
        low, high = _run(wanted, word)
        first, last = max(first, low), min(last, high)
    return Understood(
        asked=Asked(kinds=kinds, marks=marks, tags=tags, first=first, last=last),
        said=tuple(wanted.said),
        errors=wanted.errors,
    )


def _read(kept: Mapping[str, str]) -> Wanted:
    """Sort what the form and the line of qualifiers ask for."""
    wanted = Wanted()
    for name in (ACTOR, ACTION, THING, SINCE, UNTIL):
        wanted.add(name, kept.get(name, ""))
    for found in WORD.finditer(kept.get(LINE, "")):
        qualifier, *values = found.groups(default="")
        word = next((value for value in values if value), "")
        known = QUALIFIERS.get(plain(qualifier))
        if known is not None:
            wanted.add(known, word)
        elif qualifier:
            wanted.errors[LINE] = _(
                "There is no qualifier “%(name)s:”. There are %(known)s",
                name=qualifier,
                known=_("actor: action: object: before: after: entry:"),
            )
        else:
            wanted.errors[LINE] = _(
                "Put a qualifier before “%(word)s”: %(known)s",
                word=word,
                known=_("actor: action: object: before: after: entry:"),
            )
    return wanted


def _run(wanted: Wanted, word: str) -> tuple[int, int]:
    """Return the numbers that a word such as 13..54 goes from and to."""
    found = RUN_PATTERN.fullmatch(word)
    if found is None:
        wanted.errors[LINE] = _(
            "“%(word)s” is no run of entries: write it as 13..54", word=word
        )
        return 1, 0
    low = int(found.group(1))
    high = int(found.group(2) or low)
    wanted.said.append(
        _("entries %(first)s to %(last)s", first=number(low), last=number(high))
    )
    return low, high


def _positions(wanted: Wanted, entries: Entries) -> tuple[int, int]:
    """Return the first and the last position of the days asked for."""
    starts = [_day(wanted, SINCE, v) for v in wanted.told.get(SINCE, ())]
    starts += [_day(wanted, LINE, v, ONE_DAY) for v in wanted.told.get(AFTER, ())]
    ends = [_day(wanted, UNTIL, v) for v in wanted.told.get(UNTIL, ())]
    ends += [_day(wanted, LINE, v, -ONE_DAY) for v in wanted.told.get(BEFORE, ())]
    start = max((d for d in starts if d is not None), default=None)
    end = min((d for d in ends if d is not None), default=None)
    if start is not None and start > day_in_paris(datetime.now(UTC)):
        wanted.errors[SINCE] = _(
            "%(day)s is still to come: nothing is recorded then", day=written(start)
        )
        return 1, 0
    if start is not None and end is not None and end < start:
        wanted.errors[UNTIL] = _(
            "The last day, %(last)s, comes before the first one, %(first)s",
            first=written(start),
            last=written(end),
        )
        return 1, 0
    if start is not None:
        wanted.said.append(_("from %(day)s on", day=written(start)))
    if end is not None:
        wanted.said.append(_("up to %(day)s", day=written(end)))
    before = end_of(start - ONE_DAY) if start is not None else None
    until = end_of(end) if end is not None else None
    found = iter(entries.positions_at([x for x in (before, until) if x is not None]))
    first = 1 + next(found) if before is not None else 1
    return first, next(found) if until is not None else EVER


def end_of(day: date) -> datetime:
    """Return the last instant of a day, as days end in Paris."""
    after = datetime.combine(day + ONE_DAY, time(), PARIS)
    return after.astimezone(UTC) - timedelta(microseconds=1)


def _day(
    wanted: Wanted, name: str, typed: str, shift: timedelta = timedelta(0)
) -> date | None:
    if (read := read_day(typed)) is not None:
        return read + shift
    wanted.errors[name] = no_day(typed)
    return None


def read_day(typed: str) -> date | None:
    """Return the day that a text writes as in 2026-06-30, if it does.

    Years that have no neighbours in the calendar are none that anyone means.
    """
    try:
        day = date.fromisoformat(typed if DAY.fullmatch(typed) else "")
    except ValueError:
        return None
    return day if date.min + ONE_DAY < day < date.max - ONE_DAY else None


def no_day(typed: str) -> str:
    """Say that a text is no day, and how one is written."""
    return _(
        "“%(typed)s” is not a day of the calendar: write it as 2026-06-30", typed=typed
    )


def _heading(name: str) -> str:
    match name:
        case "acteur":
            return _("actor:")
        case "action":
            return _("action:")
        case _:
            return _("object:")


def _unknown(name: str, word: str) -> str:
    match name:
        case "acteur":
            return _("Nobody who acts here is called “%(word)s”", word=word)
        case "action":
            return _(
                "No action is called “%(word)s”: choose one of the list", word=word
            )
        case _:
            return _("Nothing here has the name or the number “%(word)s”", word=word)

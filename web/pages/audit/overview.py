"""The audit's first page: how far the log is proved, and when things were recorded."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from babel.dates import format_date, get_day_names
from flask import Flask, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ledger.kernel.quantities import day_in_paris
from projections.entries import Entries
from web.asked import whole_number
from web.charts.calendar import calendar, days_of
from web.charts.drawing import Chart
from web.charts.growth import growth, sampled, ticks
from web.languages import PREFIX
from web.pages.audit.asking import ONE_DAY, end_of
from web.pages.audit.reading import the_entries
from web.pages.audit.verifying import last_verification, may_verify
from web.pages.proofs.standing import standing
from web.texts.dates import day as written_day
from web.texts.dates import day_short, month
from web.texts.languages import reading
from web.texts.numbers import number

YEAR: Final = "annee"
MONTHS: Final = 12


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A chart in its two sizes, what it says in a sentence, and its table."""

    charts: tuple[Chart, Chart]
    said: str
    rows: Sequence[tuple[str, ...]]
    links: Sequence[str]


def register(app: Flask) -> None:
    """Add the first page of the auditor's space."""
    app.add_url_rule(f"{PREFIX}/audit", "audit", overview)


def overview() -> str:
    """Show the last checkpoint, who witnesses, the last verification, and the days."""
    entries = the_entries()
    head = entries.head()
    years = _years(entries, head)
    asked = whole_number(request.args.get(YEAR, ""))
    year = asked if asked in years else next(iter(years), None)
    return render_template(
        "audit/overview.html",
        head=head,
        standing=standing(),
        verification=last_verification(),
        may_verify=may_verify(),
        year=year,
        years=years,
        calendar=year_drawn(entries, year) if year else None,
        growth=growth_drawn(entries, head),
    )


def _years(entries: Entries, head: int) -> list[int]:
    """Return the years that have entries, the last one first."""
    first, last = entries.one(1), entries.one(head)
    if first is None or last is None:
        return []
    begin = day_in_paris(first.recorded_at).year
    return list(range(day_in_paris(last.recorded_at).year, begin - 1, -1))


def year_drawn(entries: Entries, year: int) -> Drawn:
    """Return the calendar of a year, and a row for each month that has entries."""
    days = [date(year, 1, 1) - ONE_DAY, *days_of(year)]
    ends = entries.positions_at([end_of(day) for day in days])
    counts = {
        day: end - before
        for day, before, end in zip(days[1:], ends, ends[1:], strict=False)
        if end > before
    }
    locale = reading()
    names = [
        format_date(date(year, n, 1), "MMM", locale).rstrip(".")
        for n in range(1, MONTHS + 1)
    ]
    week = get_day_names("abbreviated", locale=locale)
    weekdays = [week[n].rstrip(".") for n in range(len(week))]
    charts = [
        calendar(year, counts, months=names, weekdays=weekdays, is_narrow=is_narrow)
        for is_narrow in (False, True)
    ]
    total = sum(counts.values())
    said = ngettext(
        "%(n)s entry in %(year)s", "%(n)s entries in %(year)s", total,
        n=number(total), year=str(year),
    )  # fmt: skip
    rows, links = _months(year, counts)
    return Drawn(charts=(charts[0], charts[1]), said=said, rows=rows, links=links)


def _months(
    year: int, counts: Mapping[date, int]
) -> tuple[list[tuple[str, ...]], list[str]]:
    rows: list[tuple[str, ...]] = []
    links: list[str] = []
    for rank in range(1, MONTHS + 1):
        held = {day: n for day, n in counts.items() if day.month == rank}
        if not held:
            continue
        busiest = max(held, key=lambda day: (held[day], day))
        first = date(year, rank, 1)
        last = date(year, rank, monthrange(year, rank)[1])
        most = _("%(day)s: %(n)s", day=day_short(busiest), n=number(held[busiest]))
        rows.append((month(first), number(sum(held.values())), number(len(held)), most))
        days = {"depuis": first.isoformat(), "jusqua": last.isoformat()}
        links.append(url_for("register", **days))  # type: ignore[arg-type]  # days are text, never one of its options
    return rows, links


def growth_drawn(entries: Entries, head: int) -> Drawn | None:
    """Return the growth line, with the points that it goes through."""
    first = entries.one(1)
    if first is None or not head:
        return None
    begin, end = day_in_paris(first.recorded_at), day_in_paris(datetime.now(UTC))
    days = sampled(begin, max(begin, end))
    counts = entries.positions_at([end_of(day) for day in days])
    points = list(zip(days, counts, strict=True))
    numbers = [number(mark) for mark in ticks(max(counts))]
    ends = day_short(days[0]), day_short(days[-1])
    charts = [
        growth(points, numbers=numbers, ends=ends, is_narrow=is_narrow)
        for is_narrow in (False, True)
    ]
    said = ngettext(
        "%(n)s entry since %(day)s", "%(n)s entries since %(day)s", head,
        n=number(head), day=written_day(begin),
    )  # fmt: skip
    return Drawn(
        charts=(charts[0], charts[1]),
        said=said,
        rows=[(day_short(day), number(count)) for day, count in points],
        links=(),
    )

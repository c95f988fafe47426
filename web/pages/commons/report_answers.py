"""Answering with a report: which year, which entries, and in which form.

A document is made from the entries up to one that its address names, so that the
same address gives the same bytes. Whoever asks for it without is sent there first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from flask import abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.membership.partners.place_names import fold
from projections.shelf import Shelf
from web.asked import whole_number
from web.frame import commons_name
from web.languages import language
from web.log.rooting import log_size, root_of
from web.reading import (
    as_of_day,
    as_of_position,
    day_of_reading,
    open_shelf,
    the_wiring,
)
from web.reports.gathered import CONTRIBUTIONS_MAX
from web.reports.making import Making
from web.reports.odt import write_odt
from web.reports.pdf import write_pdf
from web.reports.report import Block, Footing, Report, Section, Table
from web.reports.spans import Span
from web.reports.standing import how_to_verify, stands_on

FORMS: Final = "odt,pdf"
YEAR: Final = "annee"
ENTRY: Final = "inscription"
WHOLE: Final = "tout"
YEARS: Final = (1, 9_999)
ROWS_SHOWN: Final = 20
"""How many rows of each table a page shows; the documents have them all."""

LISTED_ON_PAGE: Final = 200
WRITERS: Final[Mapping[str, tuple[Callable[[Report], bytes], str]]] = {
    "odt": (write_odt, "application/vnd.oasis.opendocument.text"),
    "pdf": (write_pdf, "application/pdf"),
}

Answer = str | Response
Telling = Callable[[Shelf, Making], Report]


@dataclass(frozen=True, kw_only=True)
class About:
    """What a report is about: its address, where it stands, and its years.

    One that ``is_yearly`` is of this year unless another is asked for; the others
    are of all the time. What ``is_for_partners`` no public page shows.
    """

    endpoint: str
    values: Mapping[str, str]
    path: Sequence[tuple[str, str]]
    years: Sequence[int]
    is_yearly: bool = False
    is_for_partners: bool = False
    others: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def url(self, span: Span, **more: Any) -> str:  # noqa: ANN401  # whatever an address takes
        """Return the address of the report of a time."""
        values: dict[str, Any] = {**self.values, YEAR: _year_asked(span), **more}
        return url_for(self.endpoint, **values)

    def file_url(self, span: Span, form: str, position: int | None = None) -> str:
        """Return the address of a document."""
        values: dict[str, Any] = {**self.values, "form": form, ENTRY: position}
        return url_for(f"{self.endpoint}_file", **values, annee=_year_asked(span))


def answer(describe: Callable[[Shelf], About], tell: Telling, form: str = "") -> Answer:
    """Show the report that the address asks for, or hand it out as a document."""
    position = _entry_asked()
    if form and position is None:
        return _to_its_entry(describe, form)
    # Until its entries are sealed, the same report does not name their root.
    g.depends_on = log_size()
    with open_shelf(position) as shelf:
        about = describe(shelf)
        span = _span(about)
        making = _making(about, span, shelf, is_page=not form)
        report = tell(shelf, making)
    # The shelf's connection is given back before the log's is asked for.
    footing = replace(report.footing, root=root_of(report.footing.position))
    report = replace(report, footing=footing)
    return _document(report, form) if form else _page(report, about, span)


def _entry_asked() -> int | None:
    """Return the entry that the address names; 404 where there is none, or not yet."""
    asked = request.args.get(ENTRY, "")
    if not asked:
        return None
    position = whole_number(asked)
    if position is None or not 0 < position <= the_wiring().views.position():
        abort(404)
    return position


def _to_its_entry(describe: Callable[[Shelf], About], form: str) -> Response:
    """Lead to the document of now, or of the day asked for, by its last entry.

    Where the log is kept, by the last one that is in it: the document names its root.
    """
    with open_shelf() as shelf:
        about, position = describe(shelf), shelf.position
    asked = as_of_position()
    size = log_size()
    last = min(position, size) if size and asked is None else position
    url = about.file_url(_span(about), form, last)
    found = redirect(url, 303)
    found.headers["Cache-Control"] = "no-store"
    return found


def _span(about: About) -> Span:
    asked = request.args.get(YEAR, "").strip()
    if asked == WHOLE or (not asked and not about.is_yearly):
        return Span()
    if not asked:
        return Span(day_of_reading().year)
    year = whole_number(asked)
    if year is None or not YEARS[0] <= year <= YEARS[1]:
        abort(404)
    return Span(year)


def _year_asked(span: Span) -> str:
    return WHOLE if span.year is None else str(span.year)


def _making(about: About, span: Span, shelf: Shelf, *, is_page: bool) -> Making:
    values: dict[str, Any] = {ENTRY: shelf.position, "au": None}
    address = f"{the_wiring().settings.address}{about.url(span, **values)}"
    return Making(
        span=span,
        commons=commons_name(),
        language=language(),
        footing=Footing(
            position=shelf.position,
            recorded_at=shelf.recorded_at,
            root=None,
            address=address,
        ),
        contributions_max=LISTED_ON_PAGE if is_page else CONTRIBUTIONS_MAX,
        is_for_partners=about.is_for_partners,
    )


def _page(report: Report, about: About, span: Span) -> str:
    years = sorted({*about.years, day_of_reading().year}, reverse=True)
    spans = [Span(year) for year in years] + [Span()]
    asked = whole_number(request.args.get(ENTRY, ""))
    # The documents of a past day are of its last entry.
    shown = report.footing.position if as_of_day() else asked
    return render_template(
        "reports/report.html",
        report=replace(report, sections=[_cut(part) for part in report.sections]),
        kind_of=_kind_of,
        path=about.path,
        years=[
            (
                about.url(one, **{ENTRY: asked}),
                str(one.year) if one.year is not None else _("All the time"),
                one == span,
            )
            for one in dict.fromkeys([*spans, span])
        ],
        files=[
            (about.file_url(span, "odt", shown), _("Editable document (ODT)")),
            (about.file_url(span, "pdf", shown), _("To be printed (PDF)")),
        ],
        stands_on=stands_on(report.footing),
        how_to_verify=how_to_verify(),
        kept={YEAR: _year_asked(span)},
        until=asked,
        today_url=about.url(span),
        **{"other_url": "", "other_label": "", **about.others},
    )


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _cut(part: Section) -> Section:
    """Leave of long tables what a page shows."""
    blocks = [b.cut(ROWS_SHOWN) if isinstance(b, Table) else b for b in part.blocks]
    return Section(part.title, blocks)


def _document(report: Report, form: str) -> Response:
    write, kind = WRITERS[form]
    found = Response(write(report), content_type=kind)
    name = f"{_name_of(report)}.{form}"
    found.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def _name_of(report: Report) -> str:
    """Name the file by what it tells, the last entry it stands on, and the root."""
    footing = report.footing
    parts = [
        _("report"),
        *fold(report.subject).split()[:4],
        *fold(report.period).split(),
    ]
    root = footing.root.hex()[:12] if footing.root is not None else ""
    return "-".join([*parts, f"p{footing.position}", *([root] if root else [])])

"""Brought: the parts of a report that tell of contributions, unit by unit."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from flask import url_for
from flask_babel import gettext as _

from ledger.commons.contributions.events import Nature, Unit
from ledger.membership.partners.place_names import fold
from projections.commons.contribution_totals import COUNTED, TotalRow
from projections.commons.contributions import ContributionRow, Status
from web.reports.report import (
    Cell,
    Column,
    Figure,
    Figures,
    Paragraph,
    Said,
    Section,
    Table,
)
from web.reports.telling import NOTHING, Telling
from web.texts.dates import period
from web.texts.numbers import number, quantity, unit_name
from web.texts.words_of_the_field import NATURES, STATUSES, UNITS

APART: Final = (Status.CONTESTED, Status.NOT_COUNTED, Status.WITHDRAWN)


def in_figures(told: Telling, others: Sequence[Figure] = ()) -> Section:
    """Tell how much was brought in each unit, and apart what does not count."""
    found = told.found
    apart = (
        (_("Brought"), COUNTED),
        (_("Apart, because contested"), frozenset({Status.CONTESTED})),
        (_("Not counted by the board"), frozenset({Status.NOT_COUNTED})),
        (_("Withdrawn"), frozenset({Status.WITHDRAWN})),
    )
    items = [Figure(label=_("Contributions"), value=number(found.count))]
    items += [
        Figure(label=label, value=f"{number(total)} {unit_name(unit, total)}")
        for label, statuses in apart
        for unit, total in sums(found.cells, statuses).items()
    ]
    return Section(
        _("In figures"),
        [
            Figures(_("What was done, in figures"), [*items, *others]),
            Paragraph(_("Quantities of different units are never added together.")),
        ],
    )


def sums(
    cells: Iterable[TotalRow], statuses: frozenset[Status] = COUNTED
) -> Mapping[Unit, Decimal]:
    """Return the exact sum of each unit, of what has one of these statuses."""
    added: dict[Unit, Decimal] = {}
    for cell in cells:
        if cell.count and cell.status in statuses:
            added[cell.unit] = added.get(cell.unit, Decimal(0)) + cell.quantity
    return {unit: added[unit] for unit in Unit if unit in added}


def by_nature(told: Telling) -> Table:
    """Tell what was declared, confirmed and contested of each nature and unit."""
    piles: dict[tuple[Nature, Unit], list[TotalRow]] = {}
    for cell in told.found.cells:
        if cell.count:
            piles.setdefault((cell.nature, cell.unit), []).append(cell)
    shown = (Status.DECLARED, Status.CONFIRMED, Status.CONTESTED)
    rows = [
        [
            str(NATURES[nature]),
            str(UNITS.get(unit, unit_name(unit))),
            *(_sum_in(piles[nature, unit], status, unit) for status in shown),
        ]
        for nature in Nature
        for unit in Unit
        if (nature, unit) in piles
    ]
    return Table(
        caption=_("What was brought, by nature and unit"),
        columns=[
            Column(_("Nature"), is_head=True),
            Column(_("Unit")),
            Column(_("Declared"), is_number=True),
            Column(_("Confirmed"), is_number=True),
            Column(_("Apart, because contested"), is_number=True),
        ],
        rows=rows,
    )


def _sum_in(cells: Sequence[TotalRow], status: Status, unit: Unit) -> str:
    added = sums(cells, frozenset({status}))
    return number(added[unit]) if unit in added else NOTHING


def brought(told: Telling, *, is_of_partner: bool, more_url: str = "") -> Section:
    """Tell what was brought, by nature, then what stands apart from it."""
    found = told.found
    listed = [row for row in found.contributions if row.status in COUNTED]
    apart = [row for row in found.contributions if row.status in APART]
    tables = [
        _table(told, nature, some, is_of_partner=is_of_partner, more_url=more_url)
        for nature in Nature
        if (some := [row for row in listed if row.nature is nature])
    ]
    blocks = [by_nature(told), *tables]
    if apart:
        blocks.append(_apart(told, apart, more_url))
    left_out = found.count - len(found.contributions)
    notes: list[Paragraph] = []
    if not found.count:
        return Section(
            _("What was brought"), [Paragraph(_("Nothing is recorded for this time."))]
        )
    if left_out > 0:
        notes.append(
            Paragraph(
                _(
                    "The tables list the last %(count)s contributions that were"
                    " recorded; the figures above count all of them.",
                    count=number(len(found.contributions)),
                )
            )
        )
    return Section(_("What was brought"), [*notes, *blocks])


def _table(
    told: Telling,
    nature: Nature,
    rows: Sequence[ContributionRow],
    *,
    is_of_partner: bool,
    more_url: str,
) -> Table:
    """List contributions of a nature, those of one project or partner together."""
    beside = [
        told.project(row.project_id) if is_of_partner else told.partner(row.partner_id)
        for row in rows
    ]
    lines = sorted(
        zip(rows, beside, strict=True), key=lambda line: fold(_plain(line[1]))
    )
    return Table(
        caption=str(NATURES[nature]),
        columns=[
            Column(_("Number")),
            Column(_("Title"), is_head=True),
            Column(_("Project") if is_of_partner else _("Partner")),
            Column(_("When")),
            Column(_("Quantity"), is_number=True),
            Column(_("Status")),
        ],
        rows=[
            [
                told.number(row.contribution_id),
                titled(told, row),
                other,
                period(row.period.start, row.period.end),
                quantity(row.quantity, row.unit),
                _status(told, row),
            ]
            for row, other in lines
        ],
        more_url=more_url,
    )


def titled(told: Telling, row: ContributionRow) -> Said:
    """Return a contribution's title, and where it is shown."""
    url = url_for("contribution", contribution_id=row.contribution_id)
    return Said(told.texts(row.title), url)


def _plain(cell: Cell) -> str:
    return cell.text if isinstance(cell, Said) else cell


def _status(told: Telling, row: ContributionRow) -> str:
    if row.status is Status.CONFIRMED:
        by = [c.partner_id for c in row.confirmations if c.quantity >= row.quantity]
        return _("Confirmed by %(partners)s", partners=told.people(by))
    return str(STATUSES[row.status])


def _apart(told: Telling, rows: Sequence[ContributionRow], more_url: str) -> Table:
    return Table(
        caption=_("Apart from what counts"),
        columns=[
            Column(_("Number")),
            Column(_("Title"), is_head=True),
            Column(_("Partner")),
            Column(_("Quantity"), is_number=True),
            Column(_("Status")),
            Column(_("Reason")),
        ],
        rows=[
            [
                told.number(row.contribution_id),
                titled(told, row),
                told.partner(row.partner_id),
                quantity(row.quantity, row.unit),
                str(STATUSES[row.status]),
                _reason(told, row),
            ]
            for row in rows
        ],
        more_url=more_url,
    )


def _reason(told: Telling, row: ContributionRow) -> Cell:
    if row.contest is None:
        return NOTHING
    who = told.names.get(row.contest.partner_id, "")
    return Said(f"{who} — {told.texts(row.contest.reason)}")

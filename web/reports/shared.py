"""Shared: the parts of a report on needs, offers, resources and their reuses."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from projections.commons.offers import OfferRow
from web.reports.brought import titled
from web.reports.report import Block, Cell, Column, Said, Section, Table
from web.reports.telling import Telling
from web.texts.dates import day_short
from web.texts.numbers import number
from web.texts.words_of_the_field import NEED_STATES, OFFER_STATES


def sought_and_offered(told: Telling) -> Section | None:
    """Tell which needs were stated and which offers made, and what came of them."""
    needs: list[list[Cell]] = [
        [
            Said(told.texts(row.title), url_for("need", need_id=row.need_id)),
            told.partner(row.partner_id),
            day_short(row.stated_at),
            number(row.offers),
            str(NEED_STATES[row.state]),
        ]
        for row in told.found.needs
    ]
    offers: list[list[Cell]] = [
        [
            Said(told.texts(row.title), url_for("offer", offer_id=row.offer_id)),
            told.partner(row.partner_id),
            day_short(row.made_at),
            told.partner(_taker(row)),
            str(OFFER_STATES[row.state]),
        ]
        for row in told.found.offers
    ]
    blocks: list[Block] = []
    if needs:
        columns = (_("Need"), _("Sought by"), _("Stated on"), _("Offers"), _("Status"))
        blocks.append(_listed(_("Needs stated"), columns, needs))
    if offers:
        columns = (_("Offer"), _("Offered by"), _("Made on"), _("For"), _("Status"))
        blocks.append(_listed(_("Offers made"), columns, offers))
    return Section(_("Needs and offers"), blocks) if blocks else None


def _taker(row: OfferRow) -> str | None:
    return row.accepted_by or row.seeker_id


def resources_and_credit(told: Telling) -> Section | None:
    """Tell what is shared, what is reused, and what reuses credit upstream."""
    blocks: list[Block] = []
    found = told.found
    if found.shared:
        blocks.append(_shared(told))
    if found.reuses:
        blocks.append(_reuses(told))
    if found.credited:
        blocks.append(_credited(told))
    return Section(_("Resources and reuses"), blocks) if blocks else None


def _shared(told: Telling) -> Table:
    rows: list[list[Cell]] = [
        [
            Said(
                told.texts(row.title),
                url_for("resource", resource_id=row.resource_id),
            ),
            row.latest.edition,
            row.licence,
            number(times),
            number(row.reuses),
        ]
        for row, times in told.found.shared
    ]
    columns = (
        _("Resource"),
        _("Version"),
        _("Licence"),
        _("Reuses in this time"),
        _("Reuses in all"),
    )
    return _listed(_("Resources shared"), columns, rows, numbers=2)


def _reuses(told: Telling) -> Table:
    rows: list[list[Cell]] = []
    for row in told.found.reuses:
        made = told.found.resources.get(row.resource_id)
        url = url_for("resource", resource_id=row.resource_id)
        rows.append(
            [
                Said(told.texts(made.title) if made is not None else "", url),
                told.partner(made.maintainer_id if made is not None else None),
                told.partner(row.partner_id),
                told.project(row.project_id),
                day_short(row.reused_on),
            ]
        )
    columns = (
        _("Resource"),
        _("Maintainer"),
        _("Reused by"),
        _("Project"),
        _("Since"),
    )
    return _listed(_("Reuses declared"), columns, rows)


def _credited(told: Telling) -> Table:
    """List the contributions that somebody's reuse credits, through any resource."""
    found = told.found
    rows: list[list[Cell]] = [
        [
            titled(told, row),
            told.number(row.contribution_id),
            told.partner(row.partner_id),
            number(found.credited[row.contribution_id]),
        ]
        for row in found.contributions
        if row.contribution_id in found.credited
    ]
    columns = (_("Title"), _("Number"), _("Partner"), _("Reuses that credit it"))
    return _listed(_("Contributions credited by reuses"), columns, rows, numbers=1)


def _listed(
    caption: str,
    labels: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    numbers: int = 0,
) -> Table:
    """Return a table whose first column names the rows, its last ones numbers."""
    first_number = len(labels) - numbers
    return Table(
        caption=caption,
        columns=[
            Column(label, is_number=rank >= first_number, is_head=not rank)
            for rank, label in enumerate(labels)
        ],
        rows=rows,
    )

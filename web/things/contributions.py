"""Contributions: what each partner brought, and what that adds up to."""

from collections.abc import Iterable
from typing import Any, Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from ledger.commons.contributions.events import Nature
from projections.commons.contribution_totals import (
    FACETS,
    TotalRow,
    cells,
    contribution_totals,
    count_of,
    is_chosen,
)
from projections.commons.contributions import ContributionRow, Status, contributions
from projections.commons.project_totals import cells_of_project
from projections.rows import WordsAt
from projections.shelf import Page, Placed, Shelf
from web.texts.words_of_the_field import ACTIVITIES, NATURES, STATUSES, UNITS
from web.things.fields import (
    Code,
    Day,
    Exact,
    Instant,
    Money,
    Several,
    Whole,
    WhyUnread,
    Written,
    YesNo,
    euros,
)
from web.things.names import Mention, Named, Names
from web.things.thing import Chosen, Document, Thing
from web.things.wording import Wording

FILTERS: Final = {
    "partenaire": "partner_id",
    "nature": "nature",
    "annee": "year",
    "statut": "status",
    "projet": "project_id",
}
ASKED: Final = (
    "nature",
    "title",
    "quantity",
    "unit",
    "started_on",
    "ended_on",
    "description",
    "activities",
    "project",
)


class ContributionDocument(Schema):
    """A contribution as it stands."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    number = Written(_("Number"), _("What people call it: C-2026-0042."), optional=True)
    url = Written(_("Page"), _("The address of its page."))
    partner = Written(_("Partner (identifier)"), _("The partner that brought it."))
    partner_name = Written(
        _("Partner"), _("Its name on the day that is read."), optional=True
    )
    nature = Code(_("Nature"), _("What kind of thing was brought."), NATURES)
    title = Written(_("Title"), _("In a few words."), optional=True)
    title_state = WhyUnread(_("Title"))
    quantity = Exact(_("Quantity"), _("How much, after all corrections."))
    unit = Code(_("Unit"), _("What the quantity is counted in."), UNITS)
    started_on = Day(_("Began on"), _("The first day of its period."))
    ended_on = Day(_("Ended on"), _("The last day of its period, which it includes."))
    description = Written(
        _("Description"), _("What others should know."), optional=True
    )
    description_state = WhyUnread(_("Description"))
    activities = Several(_("Activities"), _("What kinds of work it was."), ACTIVITIES)
    project = Written(
        _("Project (identifier)"), _("The project it is for."), optional=True
    )
    project_title = Written(
        _("Project"), _("Its title on the day that is read."), optional=True
    )
    offer = Written(
        _("Offer (identifier)"), _("The offer that it keeps."), optional=True
    )
    status = Code(_("Status"), _("How it stands."), STATUSES)
    needs_confirmation = YesNo(
        _("To be confirmed"), _("Whether another partner is to confirm it first.")
    )
    recorded_quantity = Exact(_("First declared"), _("How much was declared at first."))
    corrections = Whole(_("Corrections"), _("How many times it was corrected."))
    confirmed_by = Several(
        _("Confirmed by"), _("The partners that confirmed it, by their identifiers.")
    )
    evidence_files = Whole(
        _("Evidence"), _("How many files are known by their fingerprints.")
    )
    valuation_amount = Money(
        _("Valued at (euros)"),
        _("An amount set beside it by a method; nothing is paid."),
        optional=True,
    )
    valuation_method = Written(
        _("Method of valuing"), _("The method, and its version."), optional=True
    )
    recorded_at = Instant(_("Recorded at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _document(row: ContributionRow, texts: Wording, names: Names) -> Document:
    value = row.valuation
    return {
        "id": row.contribution_id,
        "number": names.number(row.contribution_id),
        "url": names.page("contribution", row.contribution_id),
        "partner": row.partner_id,
        "partner_name": names.partner(row.partner_id),
        "nature": row.nature,
        "title": texts(row.title),
        "title_state": texts.why(row.title),
        "quantity": row.quantity,
        "unit": row.unit,
        "started_on": row.period.start,
        "ended_on": row.period.end,
        "description": texts(row.description),
        "description_state": texts.why(row.description),
        "activities": row.activities,
        "project": row.project_id,
        "project_title": names.project(row.project_id),
        "offer": row.offer_id,
        "status": row.status,
        "needs_confirmation": row.needs_confirmation,
        "recorded_quantity": row.recorded_quantity,
        "corrections": row.corrections,
        "confirmed_by": [seen.partner_id for seen in row.confirmations],
        "evidence_files": len(row.evidence),
        "valuation_amount": euros(value.cents) if value else None,
        "valuation_method": f"{value.method} {value.method_version}" if value else None,
        "recorded_at": row.recorded_at,
        "position": row.position,
    }


def _texts(row: ContributionRow) -> Iterable[WordsAt | None]:
    return (row.title, row.description)


def _mentions(row: ContributionRow) -> Iterable[Mention]:
    return (
        (Named.PARTNER, row.partner_id),
        (Named.PROJECT, row.project_id),
        (Named.CONTRIBUTION, row.contribution_id),
    )


def _counted(shelf: Shelf, chosen: Chosen) -> int:
    """Count by the cells of totals: contributions themselves are never counted."""
    others = {name: value for name, value in chosen.items() if name != "project_id"}
    project_id = chosen.get("project_id")
    if project_id is not None:
        return count_of(cells_of_project(shelf, str(project_id)), others)
    return count_of(cells(shelf), others)


CONTRIBUTIONS: Final = Thing[ContributionRow](
    name="contributions",
    label=_("Contributions"),
    about=_("What each partner brought: time, places, know-how."),
    path="contributions",
    endpoint="contributions",
    view=contributions,
    schema=ContributionDocument,
    key=lambda row: row.contribution_id,
    document=_document,
    texts=_texts,
    mentions=_mentions,
    filters=FILTERS,
    values={"nature": Nature, "statut": Status},
    asked=ASKED,
    counted=_counted,
)


class TotalDocument(Schema):
    """How much one partner brought of one nature, unit, year and status."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    partner = Written(_("Partner (identifier)"), _("The partner that brought it."))
    partner_name = Written(
        _("Partner"), _("Its name on the day that is read."), optional=True
    )
    nature = Code(_("Nature"), _("What kind of thing was brought."), NATURES)
    unit = Code(_("Unit"), _("What the quantity is counted in."), UNITS)
    year = Whole(_("Year"), _("The year in which the contributions ended."))
    status = Code(_("Status"), _("How the contributions stand."), STATUSES)
    count = Whole(_("Contributions"), _("How many there are."))
    quantity = Exact(_("Quantity"), _("Their exact sum, in this unit only."))


def _total(row: TotalRow, _texts: Wording, names: Names) -> Document:
    return {
        "id": _total_key(row),
        "partner": row.partner_id,
        "partner_name": names.partner(row.partner_id),
        "nature": row.nature,
        "unit": row.unit,
        "year": row.year,
        "status": row.status,
        "count": row.count,
        "quantity": row.quantity,
    }


def _total_key(row: TotalRow) -> str:
    return ":".join(row.key_values())


def _chosen_cells(shelf: Shelf, chosen: Chosen) -> list[TotalRow]:
    return [cell for cell in cells(shelf) if is_chosen(cell, chosen)]


def _totals_page(
    shelf: Shelf,
    chosen: Chosen,
    *,
    after: int | None,
    limit: int,
    is_newest_first: bool,
) -> Page[Any]:
    """Return cells in the order of their keys: no fact made any of them alone."""
    found = list(enumerate(_chosen_cells(shelf, chosen), start=1))
    if is_newest_first:
        found.reverse()
    if after is not None:
        found = [
            (n, c) for n, c in found if (n < after if is_newest_first else n > after)
        ]
    shown = found[:limit]
    return Page(
        [Placed(number, cell) for number, cell in shown],
        shown[-1][0] if len(shown) < len(found) else None,
    )


def _total_of(shelf: Shelf, identifier: str) -> TotalRow | None:
    parts = identifier.split(":")
    if len(parts) != len(TotalRow.key):
        return None
    row = shelf.get(contribution_totals, *parts)
    return row if row is not None and row.count else None


CONTRIBUTION_TOTALS: Final = Thing[TotalRow](
    name="contribution_totals",
    label=_("Contribution totals"),
    about=_("What was brought, added up within each unit; units are never mixed."),
    path="contributions/totaux",
    endpoint="contributions",
    view=contribution_totals,
    schema=TotalDocument,
    key=_total_key,
    document=_total,
    texts=lambda _row: (),
    mentions=lambda row: ((Named.PARTNER, row.partner_id),),
    filters={name: field for name, field in FILTERS.items() if field in FACETS},
    values={"nature": Nature, "statut": Status},
    read=_totals_page,
    find=_total_of,
    counted=lambda shelf, chosen: len(_chosen_cells(shelf, chosen)),
)

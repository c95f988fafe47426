"""Facets: what would narrow the list of contributions, and by how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import url_for
from flask_babel import gettext as _

from ledger.membership.partners.place_names import fold
from projections.commons.contribution_totals import Facet
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.pages.commons.tallies import Chosen, Tally
from web.pages.narrowing import ONWARD, Kept, narrowed
from web.reading import Texts
from web.texts.words_of_the_field import NATURES, STATUSES
from web.things.contributions import CONTRIBUTIONS

PROJECT: Final = "projet"
"""A filter without a facet: a list of one project is come to from that project."""

FILTERS: Final = {
    name: field for name, field in CONTRIBUTIONS.filters.items() if name != PROJECT
}
"""What the address calls each filter, in the order of the page."""

NAMES: Final = (*FILTERS, PROJECT)
SHOWN_MAX: Final = 12


@dataclass(frozen=True)
class FacetLink:
    """A value with the address that narrows the list by it, or takes it away."""

    url: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class FacetGroup:
    """The values of one filter; ``more_url`` leads to those not shown here."""

    title: str
    items: Sequence[FacetLink]
    more_url: str | None = None
    more: str = ""


def facet_groups(shelf: Shelf, tally: Tally, kept: Kept) -> list[FacetGroup]:
    """Return the filters with their values.

    Partners stand in the order of their names: a list of gifts ranks nobody.
    """
    counted, chosen = tally.facets, tally.chosen
    shown = {
        field: _with_chosen(counted[field], chosen.get(field))[:SHOWN_MAX]
        for field in FILTERS.values()
    }
    labels: Mapping[str, Mapping[str, Any]] = {
        "partner_id": _partner_names(
            shelf, [str(f.value) for f in shown["partner_id"]]
        ),
        "nature": NATURES,
        "status": STATUSES,
    }
    titles = (_("Partner"), _("Nature"), _("Year"), _("Status"))
    return [
        FacetGroup(
            title,
            [
                _link(name, facet, labels.get(field, {}), chosen, kept)
                for facet in _in_order(shown[field], labels.get(field))
            ],
            *_more(field, len(counted[field])),
        )
        for title, (name, field) in zip(titles, FILTERS.items(), strict=True)
    ]


def _in_order(facets: Sequence[Facet], labels: Mapping[str, Any] | None) -> list[Facet]:
    """Put values in the order of their words, and years the latest first."""
    if labels is None:
        return sorted(facets, key=lambda facet: -int(facet.value))
    return sorted(facets, key=lambda facet: fold(str(labels.get(str(facet.value), ""))))


def _with_chosen(facets: Sequence[Facet], value: str | int | None) -> list[Facet]:
    """Put the chosen value first where it would not be seen: it must be undone."""
    known = [facet.value for facet in facets]
    if value is None or value in known[:SHOWN_MAX]:
        return list(facets)
    mine = [facet for facet in facets if facet.value == value] or [Facet(value, 0)]
    return [*mine, *(facet for facet in facets if facet.value != value)]


def _link(
    name: str, facet: Facet, labels: Mapping[str, Any], chosen: Chosen, kept: Kept
) -> FacetLink:
    is_current = chosen.get(FILTERS[name]) == facet.value
    changed = {name: "" if is_current else str(facet.value), ONWARD: ""}
    return FacetLink(
        url=narrowed("contributions", kept, NAMES, **changed),
        label=str(labels.get(str(facet.value), facet.value)),
        count=facet.count,
        is_current=is_current,
    )


def _more(field: str, count: int) -> tuple[str | None, str]:
    if field != "partner_id" or count <= SHOWN_MAX:
        return None, ""
    return url_for("partners"), _("All partners")


def _partner_names(shelf: Shelf, names: Sequence[str]) -> dict[str, str]:
    bodies = partners_by_id(shelf, names)
    texts = Texts([body.short_name for body in bodies.values()])
    return {name: texts(body.short_name) for name, body in bodies.items()}

"""The resource centre: what the commons shares, searched, narrowed and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from projections.commons.contribution_totals import Facet
from projections.commons.resource_totals import (
    ResourceTotalRow,
    resource_cells,
    resource_facets,
    resources_counted,
)
from projections.commons.resources import ResourceRow
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.auth.guards import the_viewer
from web.forms.field import Field
from web.languages import PREFIX
from web.pages.commons.facets import FacetGroup, FacetLink
from web.pages.commons.resource_acts import may_publish
from web.pages.commons.resource_search import search
from web.pages.narrowing import ONWARD, Kept, kept_filters, narrowed, onward, tidied
from web.reading import Texts, open_shelf
from web.texts.words_of_the_field import (
    RESOURCE_KINDS,
    RESOURCE_STATES,
    RESOURCE_TONES,
)
from web.things.resources import RESOURCES

SEARCH: Final = "q"
FILTERS: Final = {
    name: field for name, field in RESOURCES.filters.items() if name != SEARCH
}
"""What the address calls each filter, in the order of the page."""

NAMES: Final = (SEARCH, *FILTERS)
SHOWN_MAX: Final = 12


@dataclass(frozen=True, kw_only=True)
class ResourceCard:
    """A resource with its texts and its maintainer's name, as lists show it."""

    row: ResourceRow
    title: str
    summary: str
    maintainer: str


def register(app: Flask) -> None:
    """Add the list."""
    app.add_url_rule(f"{PREFIX}/ressources", "resources", list_resources)


def list_resources() -> str | Response:
    """Show the resources that pass the search and the filters, newest first."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    chosen = {field: kept[name] for name, field in FILTERS.items() if name in kept}
    with open_shelf() as shelf:
        found = search(shelf, chosen, kept.get(SEARCH, ""), onward(kept))
        counted = resource_cells(shelf)
        cards = resource_cards(shelf, found.rows)
        facets = _facet_groups(shelf, counted, chosen, kept)
    return render_template(
        "commons/resources.html",
        cards=cards,
        found=found,
        count=resources_counted(counted, chosen),
        searched=kept.get(SEARCH, ""),
        asked=_asked(),
        facets=facets,
        kept=kept,
        is_narrowed=any(name in kept for name in NAMES),
        next_url=_page_url(kept, str(found.next)) if found.next else None,
        first_url=_page_url(kept, "") if ONWARD in kept else None,
        kinds=RESOURCE_KINDS,
        states=RESOURCE_STATES,
        tones=RESOURCE_TONES,
        may_publish=may_publish(the_viewer()),
    )


def _page_url(kept: Kept, suite: str) -> str:
    return narrowed("resources", kept, NAMES, suite=suite)


def _asked() -> tuple[Field, ...]:
    hidden = (*FILTERS, "au")
    return (
        Field(
            name=SEARCH,
            label=_("Search"),
            hint=_("Words of the title or the summary"),
        ),
        *(Field(name=name, label="", widget="hidden") for name in hidden),
    )


def resource_cards(shelf: Shelf, rows: Sequence[ResourceRow]) -> list[ResourceCard]:
    """Return the rows as cards; names and texts are read once for all."""
    bodies = partners_by_id(shelf, {row.maintainer_id for row in rows})
    texts = Texts(
        [
            *(text for row in rows for text in (row.title, row.summary)),
            *(body.short_name for body in bodies.values()),
        ]
    )
    names = {name: texts(body.short_name) for name, body in bodies.items()}
    return [
        ResourceCard(
            row=row,
            title=texts(row.title),
            summary=texts(row.summary),
            maintainer=names.get(row.maintainer_id, ""),
        )
        for row in rows
    ]


def _facet_groups(
    shelf: Shelf,
    counted: Sequence[ResourceTotalRow],
    chosen: Mapping[str, str],
    kept: Kept,
) -> list[FacetGroup]:
    """Return the filters with their values, the most frequent first.

    Partners stand in the order of their names: nobody is ranked.
    """
    found = resource_facets(counted, chosen)
    shown = {field: list(found[field])[:SHOWN_MAX] for field in FILTERS.values()}
    bodies = partners_by_id(shelf, [str(f.value) for f in shown["maintainer_id"]])
    texts = Texts([body.short_name for body in bodies.values()])
    names = {name: texts(body.short_name) for name, body in bodies.items()}
    shown["maintainer_id"].sort(key=lambda f: names.get(str(f.value), "").casefold())
    labels: Mapping[str, Mapping[str, Any]] = {
        "kind": RESOURCE_KINDS,
        "maintainer_id": names,
        "state": RESOURCE_STATES,
    }
    titles = (_("Kind"), _("Licence"), _("Maintainer"), _("State"))
    return [
        FacetGroup(
            title,
            [_link(name, facet, labels.get(field, {}), kept) for facet in shown[field]],
        )
        for title, (name, field) in zip(titles, FILTERS.items(), strict=True)
    ]


def _link(name: str, facet: Facet, labels: Mapping[str, Any], kept: Kept) -> FacetLink:
    value = str(facet.value)
    is_current = kept.get(name) == value
    changed = {name: "" if is_current else value, ONWARD: ""}
    return FacetLink(
        url=narrowed("resources", kept, NAMES, **changed),
        label=str(labels.get(value, value)),
        count=facet.count,
        is_current=is_current,
    )

"""Contributions: the public list, with its filters, facets and totals."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, abort, render_template
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from projections.commons.contribution_totals import COUNTED
from projections.commons.contributions import Status, contributions_page
from projections.commons.projects import project
from projections.shelf import Shelf
from web.asked import whole_number
from web.languages import PREFIX
from web.pages.commons import tallies
from web.pages.commons.cards import cards
from web.pages.commons.facets import FILTERS, NAMES, PROJECT, facet_groups
from web.pages.commons.tallies import Tally, tally_of
from web.pages.commons.treemaps import treemaps_of
from web.pages.narrowing import ONWARD, kept_filters, narrowed, onward, tidied
from web.reading import Texts, open_shelf
from web.texts.numbers import number, unit_name
from web.texts.words_of_the_field import NATURES, STATUS_TONES, STATUSES


def register(app: Flask) -> None:
    """Add the list."""
    tallies.register(app)
    app.add_url_rule(f"{PREFIX}/contributions", "contributions", contributions)


def contributions() -> str | Response:
    """Show the contributions that pass the filters, their totals and facets."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    chosen = _chosen(kept)
    with open_shelf() as shelf:
        tally = tally_of(shelf, chosen)
        page = contributions_page(shelf, chosen, after=onward(kept))
        shown = cards(shelf, [placed.row for placed in page.rows])
        facets = facet_groups(shelf, tally, kept)
        about = project_title(shelf, kept.get(PROJECT))
        pictures = treemaps_of(shelf, tally) if ONWARD not in kept else []
    return render_template(
        "commons/contributions.html",
        cards=shown,
        count=tally.count,
        totals=totals(tally),
        facets=facets,
        pictures=pictures,
        kept=kept,
        is_narrowed=bool(chosen),
        about=about,
        whole_url=narrowed("contributions", kept, NAMES, projet="", suite=""),
        next_url=_page_url(kept, str(page.next)) if page.next else None,
        first_url=_page_url(kept, "") if "suite" in kept else None,
        natures=NATURES,
        statuses=STATUSES,
        tones=STATUS_TONES,
    )


def project_title(shelf: Shelf, project_id: str | None) -> str:
    """Return the title of the project that a list or a contribution is for."""
    if project_id is None:
        return ""
    row = project(shelf, project_id)
    return Texts([row.title])(row.title) if row else _("an unknown project")


def _page_url(kept: Mapping[str, str], suite: str) -> str:
    return narrowed("contributions", kept, NAMES, suite=suite)


def _chosen(kept: Mapping[str, str]) -> dict[str, str | int]:
    chosen: dict[str, str | int] = {
        field: kept[name] for name, field in FILTERS.items() if name in kept
    }
    if PROJECT in kept:
        chosen["project_id"] = kept[PROJECT]
    if "year" in chosen:
        year = whole_number(str(chosen["year"]))
        if year is None:
            abort(404)
        chosen["year"] = year
    return chosen


def totals(tally: Tally) -> list[dict[str, Any]]:
    """Return what was brought in each unit, and apart from it what does not count."""
    apart = (
        (_("Brought"), COUNTED),
        (_("Apart, because contested"), frozenset({Status.CONTESTED})),
        (_("Not counted by the board"), frozenset({Status.NOT_COUNTED})),
        (_("Withdrawn"), frozenset({Status.WITHDRAWN})),
    )
    return [
        # A figure is large: on a phone its unit goes to the next line.
        {
            "label": label,
            "value": _written(f"{number(total)} {unit_name(unit, total)}", statuses),
        }
        for label, statuses in apart
        for unit, total in tally.sums(statuses).items()
    ]


def _written(amount: str, statuses: frozenset[Status]) -> str:
    is_struck = Status.WITHDRAWN in statuses
    return Markup("<del>{}</del>").format(amount) if is_struck else amount

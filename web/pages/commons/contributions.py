"""Contributions: the public list with its filters, and one with its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.commons.contributions.events import ContributionRecorded, Nature
from ledger.kernel.words import Audience
from projections.commons.contribution_totals import (
    TotalRow,
    cells,
    count_of,
    facets_of,
    sums_of,
)
from projections.commons.contributions import (
    ContributionRow,
    Status,
    contribution,
    contributions_page,
)
from projections.commons.histories import HistoryRow, history_of
from projections.commons.numbers import contribution_numbered, numbers_of
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.auth.guards import the_viewer
from web.auth.viewer import Viewer
from web.languages import PREFIX, chosen_language
from web.pages.commons.cards import cards
from web.reading import Texts, open_shelf
from web.texts.sentences import sentence
from web.texts.words_of_the_field import (
    ACTIVITIES,
    ATTENTIONS,
    NATURES,
    STATUS_TONES,
    STATUSES,
    UNITS,
)

FILTERS: Final = {
    "partenaire": "partner_id",
    "nature": "nature",
    "annee": "year",
    "statut": "status",
}
APART: Final = frozenset({Status.CONTESTED})
FOR_PARTNERS: Final = frozenset(
    {"ContributionClarificationAsked", "ContributionClarificationGiven"}
)
"""What partners ask each other is not the public's, not even that it was asked."""
PARTNERS_READ: Final = frozenset({Audience.PUBLIC, Audience.PARTNERS})
ACTS_OF_THE_AUTHOR: Final = (
    "correct_contribution",
    "withdraw_contribution",
    "give_clarification",
    "answer_contest",
)
ACTS_OF_OTHERS: Final = (
    "confirm_contribution",
    "ask_clarification",
    "contest_contribution",
    "settle_contest",
)


@dataclass(frozen=True)
class FacetLink:
    """A facet's value with the address that narrows the list by it."""

    url: str
    label: str
    count: int
    is_current: bool


def register(app: Flask) -> None:
    """Add the list, the record and its permalink."""
    at = f"{PREFIX}/contributions"
    app.add_url_rule(at, "contributions", contributions)
    app.add_url_rule(f"{at}/<contribution_id>", "contribution", one_contribution)
    app.add_url_rule("/c/<number>", "contribution_permalink", permalink)


def contributions() -> str | Response:
    """Show the contributions that pass the filters, their totals and facets."""
    kept = {k: v for k, v in request.args.items() if v and k != "apres"}
    if len(kept) != len([k for k in request.args if k != "apres"]):
        return redirect(url_for("contributions", **_values(kept)), 303)
    chosen = _chosen(kept)
    after = int(kept["suite"]) if kept.get("suite", "").isdigit() else None
    with open_shelf() as shelf:
        found = cells(shelf)
        page = contributions_page(shelf, chosen, after=after)
        shown = cards(shelf, [placed.row for placed in page.rows])
        facets = _facets(shelf, found, chosen, kept)
    return render_template(
        "commons/contributions.html",
        cards=shown,
        count=count_of(found, chosen),
        sums=sums_of(found, chosen),
        apart=sums_of(found, chosen, APART),
        facets=facets,
        kept=kept,
        is_narrowed=bool(chosen),
        next_url=_url(kept, suite=str(page.next)) if page.next else None,
        first_url=_url(kept, suite="") if after else None,
        natures=NATURES,
        statuses=STATUSES,
        tones=STATUS_TONES,
    )


def _chosen(kept: Mapping[str, str]) -> dict[str, str | int]:
    chosen: dict[str, str | int] = {}
    for name, field in FILTERS.items():
        value = kept.get(name)
        if value is None:
            continue
        if field == "year":
            if not value.isdigit():
                abort(404)
            chosen[field] = int(value)
        else:
            chosen[field] = value
    return chosen


def _values(kept: Mapping[str, str]) -> dict[str, Any]:
    order = (*FILTERS, "au", "suite")
    return {name: kept[name] for name in order if kept.get(name)}


def _url(kept: Mapping[str, str], **changed: str) -> str:
    return url_for("contributions", **_values({**kept, **changed}))


def _facets(
    shelf: Shelf,
    found: Sequence[TotalRow],
    chosen: Mapping[str, str | int],
    kept: Mapping[str, str],
) -> list[dict[str, Any]]:
    facets = facets_of(found, chosen)
    names = _partner_names(shelf, [str(f.value) for f in facets["partner_id"]])
    labels: dict[str, Mapping[str, Any]] = {
        "partner_id": names,
        "nature": NATURES,
        "status": STATUSES,
    }
    titles = {
        "partenaire": _("Partner"),
        "nature": _("Nature"),
        "annee": _("Year"),
        "statut": _("Status"),
    }
    groups: list[dict[str, Any]] = []
    for name, field in FILTERS.items():
        links = [
            FacetLink(
                url=_url(
                    kept,
                    **{name: "" if chosen.get(field) == f.value else str(f.value)},
                    suite="",
                ),
                label=str(labels.get(field, {}).get(str(f.value), f.value)),
                count=f.count,
                is_current=chosen.get(field) == f.value,
            )
            for f in facets[field][:12]
        ]
        groups.append({"title": titles[name], "items": links})
    return groups


def _partner_names(shelf: Shelf, names: Sequence[str]) -> dict[str, str]:
    bodies = partners_by_id(shelf, names)
    texts = Texts([body.short_name for body in bodies.values()])
    return {name: texts(body.short_name) for name, body in bodies.items()}


def one_contribution(contribution_id: str) -> str:
    """Show one contribution: what it is, how it stands, what happened to it."""
    viewer = the_viewer()
    audiences = PARTNERS_READ if viewer and viewer.hats else None
    with open_shelf() as shelf:
        row = contribution(shelf, contribution_id)
        if row is None:
            abort(404)
        history = [
            placed.row
            for placed in history_of(shelf, contribution_id).rows
            if audiences or placed.row.fact not in FOR_PARTNERS
        ]
        concerned = {row.partner_id, *(h.partner_id or "" for h in history)}
        concerned |= {c.partner_id for c in row.confirmations}
        bodies = partners_by_id(shelf, concerned)
        number = numbers_of(shelf, [contribution_id]).get(contribution_id, "")
    references = [row.title, row.description]
    references += [w for entry in history for w in entry.words]
    references += [body.name for body in bodies.values()]
    texts = Texts(references, audiences) if audiences else Texts(references)
    names = {name: texts(body.name) for name, body in bodies.items()}
    return render_template(
        "commons/contribution.html",
        row=row,
        number=number,
        title=texts(row.title),
        description=texts(row.description),
        names=names,
        confirmed_by=[names.get(c.partner_id, "") for c in row.confirmations],
        history=[
            {
                "at": entry.recorded_at,
                "sentence": sentence(entry, names.get(entry.partner_id or "", "")),
                "words": _quoted(entry, texts),
            }
            for entry in history
        ],
        acts=_acts(row, viewer) if viewer else [],
        natures=NATURES,
        units=UNITS,
        activities=ACTIVITIES,
        statuses=STATUSES,
        tones=STATUS_TONES,
        attentions=ATTENTIONS if audiences else {},
        is_money=row.nature is Nature.MONEY,
    )


def _quoted(entry: HistoryRow, texts: Texts) -> str:
    """Return what was said; the first title already heads the page."""
    if entry.fact == ContributionRecorded.__name__:
        return ""
    return " — ".join(texts(reference) for reference in entry.words)


def _acts(row: ContributionRow, viewer: Viewer) -> list[tuple[str, str]]:
    """Return what the viewer may do with it, as far as its state allows."""
    if row.is_withdrawn or viewer.partner is None:
        return []
    labels = {
        "correct_contribution": _("Correct"),
        "withdraw_contribution": _("Withdraw"),
        "give_clarification": _("Give the clarification"),
        "answer_contest": _("Answer the contest"),
        "confirm_contribution": _("Confirm"),
        "ask_clarification": _("Ask for a clarification"),
        "contest_contribution": _("Contest"),
        "settle_contest": _("Settle the contest"),
    }
    is_author = viewer.partner.partner_id == row.partner_id
    offered = ACTS_OF_THE_AUTHOR if is_author else ACTS_OF_OTHERS
    hidden = _pointless(row, viewer.partner.partner_id)
    return [
        (url_for(name, contribution_id=row.contribution_id), labels[name])
        for name in offered
        if name in current_app.view_functions and name not in hidden
    ]


def _pointless(row: ContributionRow, partner_id: str) -> set[str]:
    hidden: set[str] = set()
    if row.clarification is None:
        hidden.add("give_clarification")
    else:
        hidden.add("ask_clarification")
    if row.contest is None:
        hidden |= {"answer_contest", "settle_contest"}
    else:
        hidden |= {"contest_contribution", "confirm_contribution"}
        if row.contest.answer is not None:
            hidden.add("answer_contest")
        if row.contest.partner_id == partner_id:
            hidden.add("settle_contest")
    seen = {(c.partner_id, c.quantity) for c in row.confirmations}
    if (partner_id, row.quantity) in seen:
        hidden.add("confirm_contribution")
    return hidden


def permalink(number: str) -> Response:
    """Lead from the number people write down to the page in their language."""
    with open_shelf() as shelf:
        found = contribution_numbered(shelf, number.upper())
    if found is None:
        abort(404)
    url = url_for("contribution", lang=chosen_language(), contribution_id=found)
    return redirect(url, 303)

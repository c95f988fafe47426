"""One project: who takes part, how far it is, who pays, what is told on the way."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Flask, abort, render_template, request, url_for

from ledger.commons.projects.events import ProjectProposed
from ledger.membership.partners.standing import Partnership
from projections.commons.histories import HistoryRow
from projections.commons.journal_entries import JournalEntryRow, journal_of
from projections.commons.projects import ProjectRow, project
from projections.membership.partners import PartnerRow, partners_by_id
from projections.rows import WordsAt
from projections.shelf import Page
from web.asked import whole_number
from web.auth.guards import the_viewer
from web.auth.viewer import Viewer
from web.languages import PREFIX
from web.pages.commons.contributions import totals
from web.pages.commons.evaluated import evaluated
from web.pages.commons.project_acts import (
    acts_in,
    may_contribute,
    may_lead,
)
from web.pages.commons.project_way import LOOKS, TONES, sums_of_plan, way_of
from web.pages.commons.projects import leads_of
from web.pages.commons.tallies import tally_of
from web.pages.commons.withdrawable import (
    WITHDRAW_WORDS,
    withdrawal_in_history,
    withdrawal_of,
)
from web.pages.history import happening, history_page
from web.reading import Texts, day_of_reading, open_shelf
from web.texts.words_of_the_field import (
    COMPETENCES,
    PARTNER_KINDS,
    PROJECT_ROLES,
    PROJECT_STATES,
    PROJECT_TONES,
    SCOPES,
)

JOURNAL: Final = "carnet"
"""The name under which the address holds where the journal goes on."""

Written = Page[JournalEntryRow]


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(f"{PREFIX}/projets/<project_id>", "project", one_project)


def one_project(project_id: str) -> str:
    """Show one project whole."""
    viewer = the_viewer()
    after = whole_number(request.args.get(JOURNAL, ""))
    with open_shelf() as shelf:
        row = project(shelf, project_id)
        if row is None:
            abort(404)
        journal = journal_of(shelf, project_id, after=after)
        happened = history_page(shelf, project_id)
        tally = tally_of(shelf, {"project_id": project_id})
        named = _named(row, journal, happened.entries)
        bodies = partners_by_id(shelf, named)
        changes = evaluated(shelf, viewer, "projet", project_id)
    texts = Texts(_references(row, journal, happened.entries, bodies))
    names = {name: texts(body.name) for name, body in bodies.items()}
    return render_template(
        "commons/project.html",
        row=row,
        title=texts(row.title),
        purpose=texts(row.purpose),
        summary=texts(row.summary),
        names=names,
        bodies=bodies,
        texts=texts,
        way=way_of(row, texts, day_of_reading()),
        looks=LOOKS,
        look_tones=TONES,
        sums=sums_of_plan(row.plan),
        journal=[
            (
                p.row,
                texts(p.row.text),
                withdrawal_of(p.row.position, p.row.partner_id, viewer),
            )
            for p in journal.rows
        ],
        withdraw_words=WITHDRAW_WORDS,
        journal_next=_journal_url(project_id, journal.next) if journal.next else None,
        journal_first=_journal_url(project_id, None) if after is not None else None,
        count=tally.count,
        totals=totals(tally),
        history=[_told(entry, names, texts, viewer) for entry in happened.entries],
        happened=happened,
        acts=acts_in(row, viewer, is_without_lead=_is_without_lead(row, bodies))
        if viewer
        else [],
        may_lead=may_lead(row, viewer),
        may_contribute=may_contribute(row, viewer),
        **changes,
        competences=COMPETENCES,
        kinds=PARTNER_KINDS,
        roles=PROJECT_ROLES,
        scopes=SCOPES,
        states=PROJECT_STATES,
        tones=PROJECT_TONES,
    )


def _is_without_lead(row: ProjectRow, bodies: Mapping[str, PartnerRow]) -> bool:
    """Tell whether none of those that lead is a partner in good standing."""
    leading = [bodies[one] for one in leads_of(row) if one in bodies]
    return all(body.standing is not Partnership.ACTIVE for body in leading)


def _journal_url(project_id: str, onward: int | None) -> str:
    values: dict[str, Any] = {"project_id": project_id, JOURNAL: onward}
    return url_for("project", _anchor="carnet", **values)


def _named(
    row: ProjectRow, journal: Written, history: Sequence[HistoryRow]
) -> set[str]:
    """Return every partner that the page names."""
    named = {member.partner_id for member in row.members} | {row.proposed_by}
    named |= {c.holder_id for c in row.competences}
    named |= {line.funder_id for line in row.plan if line.funder_id}
    named |= {placed.row.partner_id for placed in journal.rows}
    named |= {entry.partner_id for entry in history if entry.partner_id}
    return named


def _references(
    row: ProjectRow,
    journal: Written,
    history: Sequence[HistoryRow],
    bodies: Mapping[str, PartnerRow],
) -> list[WordsAt | None]:
    """Return every text that the page shows, to be read at once."""
    return [
        row.title,
        row.purpose,
        row.summary,
        *(text for one in row.milestones for text in (one.title, one.reason)),
        *(one.precision for one in row.competences),
        *(text for line in row.plan for text in (line.funder, line.scheme)),
        *(placed.row.text for placed in journal.rows),
        *(words for entry in history for words in entry.words),
        *(body.name for body in bodies.values()),
    ]


def _told(
    entry: HistoryRow, names: Mapping[str, str], texts: Texts, viewer: Viewer | None
) -> dict[str, object]:
    """Tell one thing that happened; the first title already heads the page."""
    said = () if entry.fact == ProjectProposed.__name__ else entry.words
    return happening(
        entry,
        names.get(entry.partner_id or "", ""),
        words=" — ".join(texts(reference) for reference in said),
        withdraw_url=withdrawal_in_history(entry, viewer),
    )

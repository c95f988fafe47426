"""One resource: its versions, its forks, who reuses it where, and whom that credits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, abort, render_template, request, url_for

from ledger.commons.resources.events import ResourceForked, ResourcePublished
from ledger.commons.resources.licences import licence_of
from ledger.commons.resources.limits import is_https
from projections.commons.field_feedback import FeedbackRow, feedback_on
from projections.commons.histories import HistoryRow
from projections.commons.projects import ProjectRow, projects_by_id
from projections.commons.resources import (
    ResourceRow,
    forks_of,
    resource,
    resources_by_id,
)
from projections.commons.reuses import ReuseRow, reuses_page
from projections.membership.partners import PartnerRow, partners_by_id
from projections.rows import WordsAt
from projections.shelf import Page, Shelf
from web.asked import whole_number
from web.auth.guards import the_viewer
from web.auth.viewer import Viewer
from web.languages import PREFIX
from web.pages.commons.credit_chain import Owing, owed_by, pictured
from web.pages.commons.evaluated import evaluated
from web.pages.commons.resource_acts import acts_on, hat_of_reuse, may_reuse
from web.pages.commons.withdrawable import WITHDRAW_WORDS, withdrawal_in_history
from web.pages.history import HistoryPage, happening, history_page
from web.reading import Texts, open_shelf
from web.texts.words_of_the_field import (
    RESOURCE_KINDS,
    RESOURCE_STATES,
    RESOURCE_TONES,
)

REUSES, FEEDBACK, FORKS = "reutilisations", "retours", "adaptations"
"""The names under which the address holds where these lists go on."""

REUSES_SHOWN: Final = 50


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A resource with everything that stands on its page."""

    row: ResourceRow
    forks: Page[ResourceRow]
    related: Mapping[str, ResourceRow]
    reuses: Page[ReuseRow]
    projects: Mapping[str, ProjectRow]
    feedback: Page[FeedbackRow]
    owed: Owing
    happened: HistoryPage
    bodies: Mapping[str, PartnerRow]

    @property
    def references(self) -> list[WordsAt | None]:
        """Return every text of the page, to be read at once."""
        row = self.row
        return [
            row.title,
            row.summary,
            row.address,
            row.reason,
            *(edition.changes for edition in row.editions),
            *(placed.row.title for placed in self.forks.rows),
            *(one.title for one in self.related.values()),
            *(placed.row.note for placed in self.reuses.rows),
            *(placed.row.reason for placed in self.reuses.rows),
            *(project.title for project in self.projects.values()),
            *(placed.row.text for placed in self.feedback.rows),
            *(one.title for one in self.owed.shown),
            *(words for entry in self.happened.entries for words in entry.words),
            *(body.name for body in self.bodies.values()),
        ]


def register(app: Flask) -> None:
    """Add the sheet."""
    app.add_url_rule(f"{PREFIX}/ressources/<resource_id>", "resource", one_resource)


def one_resource(resource_id: str) -> str:
    """Show one resource whole."""
    viewer = the_viewer()
    with open_shelf() as shelf:
        sheet = _sheet(shelf, resource_id)
        changes = evaluated(shelf, viewer, "ressource", resource_id)
    row, texts = sheet.row, Texts(sheet.references)
    address = texts(row.address)
    return render_template(
        "commons/resource.html",
        row=row,
        sheet=sheet,
        **changes,
        texts=texts,
        title=texts(row.title),
        summary=texts(row.summary),
        # What was withdrawn says so in words: that is no address to be led to.
        address=address,
        leads_somewhere=is_https(address),
        names={name: texts(body.name) for name, body in sheet.bodies.items()},
        licence=licence_of(row.licence),
        picture=pictured(sheet.owed, texts),
        own_uses={
            placed.row.reuse_id
            for placed in sheet.reuses.rows
            if hat_of_reuse(placed.row, viewer) is not None
        },
        reuses_next=_onward(resource_id, REUSES, sheet.reuses.next),
        reuses_first=_first(resource_id, REUSES),
        forks_next=_onward(resource_id, FORKS, sheet.forks.next),
        forks_first=_first(resource_id, FORKS),
        feedback_next=_onward(resource_id, FEEDBACK, sheet.feedback.next),
        feedback_first=_first(resource_id, FEEDBACK),
        history=[
            _told(entry, sheet, texts, viewer) for entry in sheet.happened.entries
        ],
        withdraw_words=WITHDRAW_WORDS,
        acts=acts_on(row, viewer) if viewer else [],
        may_reuse=may_reuse(row, viewer),
        kinds=RESOURCE_KINDS,
        states=RESOURCE_STATES,
        tones=RESOURCE_TONES,
    )


def _sheet(shelf: Shelf, resource_id: str) -> Sheet:
    row = resource(shelf, resource_id)
    if row is None:
        abort(404)
    forks = forks_of(shelf, resource_id, after=_after(FORKS))
    reuses = reuses_page(
        shelf, resource_id=resource_id, after=_after(REUSES), limit=REUSES_SHOWN
    )
    feedback = feedback_on(shelf, resource_id, after=_after(FEEDBACK))
    owed = owed_by(shelf, resource_id)
    happened = history_page(shelf, resource_id)
    related = [name for name in (row.origin_id, row.successor_id) if name]
    named = {row.author_id, row.maintainer_id, *(one.who for one in owed.shown)}
    named |= {placed.row.maintainer_id for placed in forks.rows}
    named |= {placed.row.partner_id for placed in reuses.rows}
    named |= {placed.row.partner_id for placed in feedback.rows}
    named |= {entry.partner_id or "" for entry in happened.entries}
    projects = {p.row.project_id for p in reuses.rows if p.row.project_id}
    return Sheet(
        row=row,
        forks=forks,
        related=resources_by_id(shelf, related),
        reuses=reuses,
        projects=projects_by_id(shelf, projects),
        feedback=feedback,
        owed=owed,
        happened=happened,
        bodies=partners_by_id(shelf, named - {""}),
    )


def _after(name: str) -> int | None:
    return whole_number(request.args.get(name, ""))


def _onward(resource_id: str, name: str, onward: int | None) -> str | None:
    return _url(resource_id, name, onward) if onward else None


def _first(resource_id: str, name: str) -> str | None:
    return _url(resource_id, name, None) if _after(name) is not None else None


def _url(resource_id: str, name: str, onward: int | None) -> str:
    values: dict[str, Any] = {"resource_id": resource_id, name: onward}
    return url_for("resource", _anchor=name, **values)


def _told(
    entry: HistoryRow, sheet: Sheet, texts: Texts, viewer: Viewer | None
) -> dict[str, object]:
    """Tell one thing that happened; what heads the page is not said again."""
    is_first = entry.fact in {ResourcePublished.__name__, ResourceForked.__name__}
    body = sheet.bodies.get(entry.partner_id or "")
    name = texts(body.name) if body is not None else ""
    said = () if is_first else entry.words
    return happening(
        entry,
        name,
        words=" — ".join(texts(reference) for reference in said),
        withdraw_url=withdrawal_in_history(entry, viewer),
    )

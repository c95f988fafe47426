"""Cooperation: which levels meet in which projects, and who works with whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Flask, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.commons.projects.events import ProjectRole
from ledger.membership.partners.events import Scope
from projections.commons.cooperation import CooperationRow, pairs_of, pairs_page
from projections.commons.projects import ProjectRow, projects_page
from projections.membership.partners import PartnerRow, partners_by_id
from projections.shelf import Shelf
from web.charts.cooperation import PROJECTS_MAX, Meeting, cooperation_map
from web.languages import PREFIX
from web.pages.commons.projects import leads_of
from web.pages.narrowing import Kept, kept_filters, narrowed, onward, tidied
from web.reading import Texts, open_shelf
from web.texts.words_of_the_field import SCOPES

NAMES: Final = ("partenaire",)
PAIRS: Final = 30
LEVELS: Final = tuple(Scope)


def register(app: Flask) -> None:
    """Add the map."""
    app.add_url_rule(f"{PREFIX}/cooperation", "cooperation", cooperation)


def cooperation() -> str | Response:
    """Show the latest projects with the levels that meet in them, then the pairs."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    with open_shelf() as shelf:
        rows = [p.row for p in projects_page(shelf, limit=PROJECTS_MAX).rows]
        pairs, following = _pairs(shelf, kept)
        concerned = {m.partner_id for row in rows for m in row.members}
        concerned |= {one for pair in pairs for one in (pair.partner_id, pair.other_id)}
        concerned |= {kept["partenaire"]} if "partenaire" in kept else set()
        bodies = partners_by_id(shelf, concerned)
    texts = Texts([*(r.title for r in rows), *(b.name for b in bodies.values())])
    names = {name: texts(body.name) for name, body in bodies.items()}
    met = [(row, meeting_of(row, texts(row.title), bodies)) for row in rows]
    meetings = [meeting for _row, meeting in met if meeting.counts]
    return render_template(
        "commons/cooperation.html",
        met=met,
        wide=cooperation_map(meetings, _levels()) if meetings else None,
        narrow=cooperation_map(meetings, _short_levels(), is_narrow=True),
        said=_said(meetings),
        levels=LEVELS,
        scopes=SCOPES,
        pairs=[_told(pair, bodies, names) for pair in pairs],
        partner=names.get(kept.get("partenaire", "")),
        kept=kept,
        next_url=_page_url(kept, str(following)) if following else None,
        first_url=_page_url(kept, "") if "suite" in kept else None,
    )


def _page_url(kept: Kept, suite: str) -> str:
    return narrowed("cooperation", kept, NAMES, suite=suite)


def _pairs(shelf: Shelf, kept: Kept) -> tuple[Sequence[CooperationRow], int | None]:
    if "partenaire" in kept:
        asked = kept["partenaire"]
        page = pairs_of(shelf, asked, after=onward(kept), limit=PAIRS)
    else:
        page = pairs_page(shelf, after=onward(kept), limit=PAIRS)
    return [placed.row for placed in page.rows], page.next


def meeting_of(
    row: ProjectRow, title: str, bodies: Mapping[str, PartnerRow]
) -> Meeting:
    """Count the partners of each level in a project; observers only look on."""
    working = [m for m in row.members if m.role is not ProjectRole.OBSERVER]
    counts = Counter(
        bodies[m.partner_id].scope for m in working if m.partner_id in bodies
    )
    led = {bodies[one].scope for one in leads_of(row) if one in bodies}
    return Meeting(
        title=title,
        counts={level: counts[level] for level in LEVELS if counts[level]},
        led_by=frozenset(led),
    )


def _levels() -> list[tuple[str, str]]:
    return [(level, str(SCOPES[level])) for level in LEVELS]


def _short_levels() -> list[tuple[str, str]]:
    """Return the levels in words that stand side by side on a phone."""
    return [
        (Scope.NATIONAL, _("Nat.")),
        (Scope.REGIONAL, _("Reg.")),
        (Scope.DEPARTMENTAL, _("Dep.")),
        (Scope.INTERCOMMUNAL, _("Interc.")),
        (Scope.COMMUNAL, _("Comm.")),
    ]


def _said(meetings: Sequence[Meeting]) -> str:
    """Say what the map shows."""
    return _(
        "Projects where levels meet: %(vertical)s of %(all)s; where partners of one"
        " level work together: %(horizontal)s.",
        vertical=sum(meeting.is_vertical for meeting in meetings),
        horizontal=sum(meeting.is_horizontal for meeting in meetings),
        all=len(meetings),
    )


def _told(
    pair: CooperationRow, bodies: Mapping[str, PartnerRow], names: Mapping[str, str]
) -> dict[str, Any]:
    one, other = bodies.get(pair.partner_id), bodies.get(pair.other_id)
    levels = [body.scope if body else None for body in (one, other)]
    return {
        "one": (pair.partner_id, names.get(pair.partner_id, "")),
        "other": (pair.other_id, names.get(pair.other_id, "")),
        "levels": levels,
        "is_horizontal": levels[0] == levels[1],
        "shared": pair.shared,
    }

"""Calendars: of the commons, of one project, and of a person, at a private address."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, abort, current_app, request
from flask_babel import gettext as _

from ledger.kernel.identifiers import PersonId
from ledger.kernel.quantities import day_in_paris
from projections.commons.contributions import contribution
from projections.commons.project_members import members_page
from projections.commons.projects import project, projects_by_id
from projections.commons.tasks import tasks_of
from projections.membership.mandates import mandates_of_person
from projections.membership.partners import names_of
from projections.shelf import Shelf
from web.auth.access import the_access
from web.auth.calendar_addresses import person_with
from web.caching import BUILD
from web.exports.sending import OPEN, file_of
from web.feeds.calendar import MEDIA_TYPE, written
from web.feeds.day import Day
from web.feeds.days import (
    day_of_mandate,
    day_of_task,
    days_of_projects,
    public_days,
)
from web.languages import PREFIX, language
from web.reading import as_of_position, the_wiring
from web.things.wording import Wording

KEPT: Final = "public, max-age=60"
PRIVATE: Final = "private, no-store"


def register(app: Flask) -> None:
    """Add the calendars."""
    at = f"{PREFIX}/agenda"
    app.add_url_rule(f"{at}.ics", "agenda_calendar", agenda)
    app.add_url_rule(f"{at}/<token>.ics", "own_calendar", own_calendar)
    of_one = f"{PREFIX}/projets/<project_id>.ics"
    app.add_url_rule(of_one, "project_calendar", project_calendar)


def agenda() -> Response:
    """Answer with every public day, as a file made from one snapshot."""
    wiring = the_wiring()
    # Read before: nobody holds one connection and awaits another.
    name = the_access().directory.commons_name()
    with wiring.views.shelf(as_of_position()) as shelf:
        tag = _tag(shelf.position)
        if tag in request.if_none_match:
            answer = Response(status=HTTPStatus.NOT_MODIFIED)
        else:
            answer = file_of(written(name, public_days(shelf)), MEDIA_TYPE)
    answer.set_etag(tag)
    return _open(answer)


def project_calendar(project_id: str) -> Response:
    """Answer with the milestones of one project."""
    with the_wiring().views.shelf(as_of_position()) as shelf:
        row = project(shelf, project_id)
    if row is None:
        abort(404)
    title = Wording([row.title], the_wiring())(row.title) or _("A project")
    body = b"".join(written(title, days_of_projects([row])))
    response = Response(body, content_type=MEDIA_TYPE)
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.make_conditional(request)
    return _open(response)


def own_calendar(token: str) -> Response:
    """Answer with a person's own days, to whoever holds their private address."""
    person_id = person_with(the_access(), token)
    if person_id is None:
        abort(404)
    with the_wiring().views.shelf() as shelf:
        days = list(_own_days(shelf, person_id))
    body = b"".join(written(_("What awaits me"), days))
    response = Response(body, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = PRIVATE
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _own_days(shelf: Shelf, person_id: PersonId) -> Iterator[Day]:
    """Yield mandates' ends, what awaits one's partners, and their projects' days."""
    today = day_in_paris(datetime.now(UTC))
    mandates = mandates_of_person(shelf, person_id)
    names = names_of(shelf, {row.partner_id for row in mandates})
    texts = Wording(names.values(), the_wiring())
    for row in mandates:
        day = day_of_mandate(row, texts(names.get(row.partner_id)) or "")
        if day is not None:
            yield day
    partners = dict.fromkeys(m.partner_id for m in mandates if m.is_in_force(today))
    taking_part: dict[str, None] = {}
    for partner_id in partners:
        yield from _tasks(shelf, partner_id)
        taking_part |= dict.fromkeys(_projects(shelf, partner_id))
    found = projects_by_id(shelf, taking_part)
    yield from days_of_projects([found[name] for name in taking_part])


def _projects(shelf: Shelf, partner_id: str) -> Iterator[str]:
    """Yield the projects that a partner takes part in."""
    after: int | None = None
    while True:
        page = members_page(shelf, {"partner_id": partner_id}, after=after)
        yield from (placed.row.project_id for placed in page.rows)
        after = page.next
        if after is None:
            return


def _tasks(shelf: Shelf, partner_id: str) -> Iterator[Day]:
    waiting = [task for task in tasks_of(shelf, partner_id) if task.due_on is not None]
    rows = [contribution(shelf, task.contribution_id) for task in waiting]
    known = [row for row in rows if row is not None]
    texts = Wording([row.title for row in known], the_wiring())
    titles = {row.contribution_id: texts(row.title) or "" for row in known}
    for task in waiting:
        day = day_of_task(task, titles)
        if day is not None:
            yield day


def _open(answer: Response) -> Response:
    """Let anyone keep it for a while, and pages of any site read it."""
    answer.headers["Cache-Control"] = KEPT
    answer.headers.update(OPEN)
    return answer


def _tag(position: int) -> str:
    """Name what the bytes depend on; a text of the past may be withdrawn since."""
    head = the_wiring().store.head().position
    told = (
        current_app.extensions[BUILD],
        language(),
        request.full_path,
        position,
        head,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]

"""Importing, progress: how far an import has come, and what became of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Flask, Response, abort, current_app, render_template, url_for

from ledger.kernel.identifiers import PartnerId
from web.auth.guards import required_viewer
from web.forms.answering import Page
from web.imports.errors_file import is_known, left
from web.imports.jobs import Job, job_of
from web.imports.leftovers import leftovers
from web.imports.mapping import FIELDS
from web.pages.personal import personal
from web.pages.space.importing import AT, required_upload, the_uploads
from web.pages.space.importing_preview import errors_answer
from web.reading import the_wiring

REFRESH_SECONDS: Final = 2
NOBODY: Final = timedelta(seconds=30)
"""So long nobody takes up what was asked for, and the page says who is missing."""
LABELS: Final = {one.name: one.label for one in FIELDS}
REASONS_MAX: Final = 20


@dataclass(kw_only=True)
class Left:
    """What became of the rows that were not imported."""

    known: int = 0
    wrong: int = 0
    reasons: dict[tuple[str, str], int] = field(
        default_factory=dict[tuple[str, str], int]
    )

    @property
    def by_count(self) -> Sequence[tuple[tuple[str, str], int]]:
        """Return the reasons, the most frequent first."""
        found = sorted(self.reasons.items(), key=lambda one: -one[1])
        return found[:REASONS_MAX]


def register(app: Flask) -> None:
    """Add the page of an import, and its rows that were left."""
    app.add_url_rule(f"{AT}/<key>/suivi", "import_progress", progress)
    app.add_url_rule(f"{AT}/<key>/restes", "import_left", left_rows)


@personal
def progress(key: str) -> Response:
    """Show how far an import has come; it comes again by itself until the end."""
    job = _required_job(key)
    page = render_template(
        "space/import_progress.html",
        job=job,
        left=None if job.is_under_way else _left(job),
        labels=LABELS,
        list_url=url_for("space_contributions", apres=job.last_position),
        nobody=job.is_under_way and _nobody_works(job),
    )
    answer = current_app.make_response(page)
    if job.is_under_way:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


@personal
def left_rows(key: str) -> Page:
    """Hand out the rows that were not imported, each with its reasons."""
    job = _required_job(key)
    upload, _hat = required_upload(key)
    told = leftovers(job.errors(the_wiring().settings.data))
    return errors_answer(upload.table, upload.name, left(the_uploads().rows(key), told))


def _required_job(key: str) -> Job:
    viewer = required_viewer()
    partners = [PartnerId(hat.partner_id) for hat in viewer.hats]
    job = job_of(the_wiring().pool, key, viewer.person_id, partners)
    if job is None:
        abort(404)
    return job


def _left(job: Job) -> Left:
    found = Left()
    for one in leftovers(job.errors(the_wiring().settings.data)):
        if is_known(one):
            found.known += 1
            continue
        found.wrong += 1
        for error in one.errors:
            key = (error.field, error.text)
            found.reasons[key] = found.reasons.get(key, 0) + 1
    return found


def _nobody_works(job: Job) -> bool:
    return datetime.now(UTC) - (job.told_at or job.asked_at) > NOBODY

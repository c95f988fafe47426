"""Applying: the rows of a file that was confirmed, as commands or with their errors."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from flask_babel import force_locale

from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.kernel.identifiers import ContributionId, PartnerId, ProjectId
from ledger.kernel.quantities import Period, day_in_paris
from projections.commons.modalities import units_now
from projections.commons.project_members import memberships_of
from projections.commons.projects import ProjectState, projects_by_id
from web.imports.checking import Checked, Checker
from web.imports.headings import plain
from web.imports.jobs import Job
from web.imports.leftovers import RowError
from web.imports.mapping import Confirmed, read_confirmed
from web.imports.mapping import Mapping as Reading
from web.imports.naming import Namer
from web.imports.originals import evidence_of
from web.imports.tables import rows_of
from web.reading import Texts, the_wiring
from web.writing import Writing

Asked = RecordContribution | list[RowError]
TWICE: Final = "twice"


def checker_for(partner_id: PartnerId, mapping: Reading, width: int) -> Checker:
    """Return what checks a partner's rows by what is in force today."""
    with the_wiring().views.shelf() as shelf:
        units = units_now(shelf)
    return Checker(
        mapping,
        width,
        today=day_in_paris(datetime.now(UTC)),
        units=units,
        projects=projects_of(partner_id),
    )


def projects_of(partner_id: PartnerId) -> Mapping[str, str]:
    """Return the projects under way of a partner, by title and by their own name.

    A title that two of them bear names neither.
    """
    found = projects_offered(partner_id)
    titles: dict[str, str] = {}
    for name, text in found.items():
        title = plain(text)
        titles[title] = TWICE if title in titles else name
    known = {title: name for title, name in titles.items() if name != TWICE}
    return known | {name: name for name in found}


def projects_offered(partner_id: PartnerId) -> Mapping[str, str]:
    """Return the titles of the projects under way in which a partner takes part."""
    with the_wiring().views.shelf() as shelf:
        held = memberships_of(shelf, partner_id, ProjectState.UNDER_WAY)
        found = projects_by_id(shelf, {member.project_id for member in held})
    texts = Texts([row.title for row in found.values()])
    return {name: texts(row.title) for name, row in found.items()}


def namer_for(
    partner_id: PartnerId, headings: tuple[str, ...], mapping: Reading, key: str
) -> Namer:
    """Return what gives a partner's rows their names."""
    again = key if mapping.is_again else ""
    return Namer(the_wiring().secret, partner_id, headings, again)


def commands_of(job: Job) -> Iterator[tuple[int, Asked]]:
    """Yield each row by its number: what it asks for, or why it cannot be asked for.

    All rows come each time, in the order of the file: whoever goes on after a
    crash leaves aside as many as were answered.
    """
    confirmed = confirmed_of(job)
    mapping, headings = confirmed.mapping, confirmed.headings
    with force_locale(job.language):
        checker = checker_for(job.partner_id, mapping, len(headings))
        namer = namer_for(job.partner_id, headings, mapping, job.id)
        path = job.file(the_wiring().settings.data)
        for row in rows_of(path):
            name = namer.name(row)
            checked = checker.check(row)
            if checked.errors:
                yield row.number, list(checked.errors)
            else:
                yield row.number, _command(job, checked, name, confirmed)


def confirmed_of(job: Job) -> Confirmed:
    """Return what was confirmed, as the job holds it."""
    return read_confirmed(job.mapping)


def _command(
    job: Job, checked: Checked, name: ContributionId, confirmed: Confirmed
) -> RecordContribution:
    loaded: Mapping[str, Any] = checked.loaded
    writing = Writing()
    start, end = loaded["started_on"], loaded.get("ended_on")
    description = loaded.get("description")
    project = loaded.get("project")
    return RecordContribution(
        actor=job.actor,
        at=datetime.now(UTC),
        key=job.key_of(checked.row.number),
        contribution_id=name,
        partner_id=job.partner_id,
        nature=loaded["nature"],
        quantity=loaded["quantity"],
        unit=loaded["unit"],
        period=Period(start, end or start),
        title=writing.public("title", loaded["title"]),
        description=(
            writing.public("description", description) if description else None
        ),
        activities=tuple(loaded.get("activities", ())),
        evidence=evidence_of(checked, confirmed.originals),
        project_id=ProjectId(project) if project else None,
        words=writing.words,
    )

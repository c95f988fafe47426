"""Confirming: from a file that is understood to an import that is asked for."""

from collections.abc import Iterator, Sequence

from ledger.kernel.identifiers import MandateId, PersonId
from projections.commons.numbers import numbers_of
from web.imports.applying import checker_for, namer_for
from web.imports.checking import Checked
from web.imports.counting import Overview, overview
from web.imports.jobs import NewJob, ask
from web.imports.mapping import Confirmed, spell_confirmed
from web.imports.originals import keep_originals
from web.imports.remembering import remember
from web.imports.uploads import Upload, Uploads
from web.reading import the_wiring


def checked_rows(uploads: Uploads, upload: Upload) -> Iterator[Checked]:
    """Yield the rows of a file as they are read today."""
    checker = checker_for(upload.partner_id, upload.mapping, upload.table.width)
    for row in uploads.rows(upload.key):
        yield checker.check(row)


def look_over(uploads: Uploads, upload: Upload) -> Overview:
    """Count what would become of all rows of a file."""
    namer = namer_for(
        upload.partner_id, upload.table.headings, upload.mapping, upload.key
    )
    rows = ((c, namer.name(c.row)) for c in checked_rows(uploads, upload))
    return overview(rows, recorded)


def recorded(names: Sequence[str]) -> frozenset[str]:
    """Return those of these names under which something is recorded."""
    if not names:
        return frozenset()
    with the_wiring().views.shelf() as shelf:
        return frozenset(numbers_of(shelf, names))


def confirm(
    uploads: Uploads,
    upload: Upload,
    person_id: PersonId,
    mandate_id: MandateId,
    language: str,
) -> str:
    """Keep what was written in the file, ask for its import, and return its name.

    Killed in between, the originals serve nobody, and confirming makes new ones.
    """
    wiring = the_wiring()
    confirmed = Confirmed(
        mapping=upload.mapping,
        headings=upload.table.headings,
        originals=keep_originals(wiring.settings.data, checked_rows(uploads, upload)),
    )
    remember(wiring.pool, upload.partner_id, upload.table.headings, upload.mapping)
    job = NewJob(
        id=upload.key,
        person_id=person_id,
        mandate_id=mandate_id,
        partner_id=upload.partner_id,
        file_name=upload.name,
        path=uploads.rows_path(upload.key),
        digest=upload.digest,
        mapping=spell_confirmed(confirmed),
        language=language,
        total=upload.table.rows,
    )
    asked = ask(wiring.pool, job)
    uploads.forget_sent(upload.key)
    return asked

"""Import: a table checked and recorded from the command line, as from the page."""

import json
import sys
import time
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Any, Final

import click
from flask_babel import force_locale

from ledger.kernel.identifiers import PartnerId, PersonId, random_identifier
from web.application import create_app
from web.auth.access import the_access
from web.auth.accounts import account_with, normalised
from web.auth.identity import FOR_A_PARTNER
from web.auth.viewer import Hat
from web.cli.database import database, prepare
from web.cli.exits import Exit
from web.cli.mapping_file import WrongMapping, open_questions, read_mapping, spell
from web.imports.confirming import checked_rows, confirm, look_over
from web.imports.counting import Overview
from web.imports.errors_file import is_known, left, write_errors
from web.imports.guessing import guess
from web.imports.jobs import Job, job_of
from web.imports.leftovers import leftovers
from web.imports.remembering import remembered
from web.imports.survey import survey
from web.imports.unreadable import Unreadable, why_unreadable
from web.imports.uploads import Upload, Uploads, shown_name
from web.imports.working import Importer
from web.settings import Settings
from web.wiring import Wiring, connected

PAUSE_SECONDS: Final = 0.5


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--partner", required=True, help="Whose rows: its name or identifier.")
@click.option("--person", required=True, help="Who asks: e-mail or identifier.")
@click.option("--preview", "is_preview", is_flag=True, help="Only say what would be.")
@click.option("--apply", "is_applied", is_flag=True, help="Record the good rows.")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="How to read the columns, as --json prints it.",
)
@click.option("--sheet", default="", help="Which sheet of a workbook.")
@click.option(
    "--errors",
    "errors_to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the rows to correct.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr")
@click.option("--json", "is_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def import_table(settings: Settings, /, **given: Any) -> None:  # noqa: ANN401  # as many types as options
    """Check a table of contributions, and record its good rows."""
    if given["is_preview"] == given["is_applied"]:
        raise click.UsageError("one of --preview and --apply is wanted")
    if not given["file"].is_file():
        sys.exit(_told(f"there is no file {given['file']}", Exit.NOT_FOUND))
    with database(settings) as reached:
        prepare(reached.owner)
        with connected(settings, reached.application) as wiring:
            app = create_app(wiring)
            with app.app_context(), force_locale(given["lang"]):
                importer = Importer(app, reached.application, wiring)
                sys.exit(_import(wiring, importer, given))


def _import(wiring: Wiring, importer: Importer, given: AnyMapping[str, Any]) -> Exit:
    person_id, hat = _who(given["person"], given["partner"])
    uploads = Uploads(wiring.settings.data)
    key = random_identifier()
    try:
        upload = _understood(wiring, uploads, key, (person_id, hat), given)
        found = look_over(uploads, upload)
    except Unreadable as error:
        uploads.drop(key)
        return _told(why_unreadable(error), Exit.FAILED)
    except WrongMapping as error:
        uploads.drop(key)
        return _told(str(error), Exit.USAGE)
    if given["is_preview"]:
        _tell_preview(upload, found, is_json=given["is_json"])
        if given["errors_to"]:
            checked = checked_rows(uploads, upload)
            wrong = ((c.row, c.errors) for c in checked if c.errors)
            write_errors(upload.table, wrong, given["errors_to"], given["lang"])
        uploads.drop(key)
        return Exit.FAILED if found.wrong else Exit.DONE
    uploads.keep(upload)
    confirm(uploads, upload, person_id, hat.mandate_id, given["lang"])
    job = _done(wiring, importer, upload)
    if given["errors_to"]:
        told = leftovers(job.errors(wiring.settings.data))
        rows = left(uploads.rows(key), told)
        write_errors(upload.table, rows, given["errors_to"], given["lang"])
    known = sum(map(is_known, leftovers(job.errors(wiring.settings.data))))
    _tell_done(job, known, given["errors_to"], is_json=given["is_json"])
    is_whole = job.state == "done" and job.refused == known
    return Exit.DONE if is_whole else Exit.FAILED


def _who(person: str, partner: str) -> tuple[PersonId, Hat]:
    """Return who asks, under which mandate of this partner."""
    access = the_access()
    person_id = PersonId(person)
    if "@" in person:
        with access.pool.connection() as db:
            account = account_with(db, normalised(person) or "")
        if account is None:
            sys.exit(_told(f"nobody signs in as {person}", Exit.NOT_FOUND))
        person_id = account.person_id
    hats = access.directory.hats_of(person_id)
    may = [hat for hat in hats if hat.capacity in FOR_A_PARTNER]
    for hat in may:
        if partner in {hat.partner_id, hat.partner_name}:
            return person_id, hat
    known = ", ".join(dict.fromkeys(hat.partner_id for hat in may)) or "nobody"
    why = f"{person} has no mandate in force for {partner}, and may act for: {known}"
    sys.exit(_told(why, Exit.REFUSED))


def _understood(
    wiring: Wiring,
    uploads: Uploads,
    key: str,
    who: tuple[PersonId, Hat],
    given: AnyMapping[str, Any],
) -> Upload:
    person_id, hat = who
    with given["file"].open("rb") as sent:
        digest = uploads.take_in(key, sent)
    table = uploads.read(key, given["sheet"])
    columns = survey(uploads.rows(key), table.width)
    if given["mapping_file"] is not None:
        mapping = read_mapping(given["mapping_file"].read_bytes(), table)
    else:
        known = remembered(wiring.pool, PartnerId(hat.partner_id), table.headings)
        mapping = known or guess(table, columns)
    questions = open_questions(table, mapping, columns)
    if questions and given["is_applied"]:
        raise WrongMapping("; ".join(questions))
    for question in questions:
        click.echo(question, err=True)
    return Upload(
        key=key,
        person_id=person_id,
        partner_id=PartnerId(hat.partner_id),
        name=shown_name(given["file"].name),
        digest=digest,
        table=table,
        mapping=mapping,
    )


def _done(wiring: Wiring, importer: Importer, upload: Upload) -> Job:
    """Do the import, or wait until the one who is at it has done it."""
    while True:
        importer.work()
        job = job_of(wiring.pool, upload.key, upload.person_id)
        assert job is not None, "it was asked for just now"
        if not job.is_under_way:
            return job
        if sys.stderr.isatty():
            click.echo(f"{job.done} / {job.total}", err=True)
        time.sleep(PAUSE_SECONDS)


def _tell_preview(upload: Upload, found: Overview, *, is_json: bool) -> None:
    reasons: list[dict[str, Any]] = [
        {
            "field": reason.error.field,
            "code": reason.error.code,
            "said": reason.error.text,
            "rows": reason.count,
            "first": [row for row, _written in reason.examples],
        }
        for reason in found.by_count
    ]
    if is_json:
        told = {
            "file": upload.name,
            "rows": found.total,
            "ready": found.ready,
            "repaired": found.repaired,
            "known": found.known,
            "left_out": found.left_out,
            "wrong": found.wrong,
            "reasons": reasons,
            "mapping": spell(upload.mapping, upload.table),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    counts = (
        f"{found.ready} ready ({found.repaired} repaired), {found.wrong} to correct"
    )
    known = f"{found.known} recorded already, {found.left_out} left out"
    click.echo(f"{upload.name}: {found.total} rows: {counts}, {known}")
    for reason in reasons:
        first = ", ".join(str(row) for row in reason["first"])
        click.echo(
            f"{reason['rows']} rows, {reason['field']}: {reason['said']} ({first})"
        )


def _tell_done(job: Job, known: int, errors: Path | None, *, is_json: bool) -> None:
    if is_json:
        told = {
            "import": job.id,
            "state": job.state,
            "rows": job.total,
            "imported": job.imported,
            "known": known,
            "left": job.refused - known,
            "last_position": job.last_position,
        }
        click.echo(json.dumps(told))
        return
    click.echo(f"{job.file_name}: {job.imported} of {job.total} rows imported")
    if known:
        click.echo(f"{known} recorded already")
    if wrong := job.refused - known:
        where = f"see {errors}" if errors else "--errors FILE writes them"
        click.echo(f"{wrong} left, with their reasons: {where}")


def _told(said: str, code: Exit) -> Exit:
    click.echo(f"commun: {said}", err=True)
    click.echo("Next: commun import --help", err=True)
    return code

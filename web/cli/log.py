"""Log: the transparency log, by hand: begin it, check it, copy it, show its keys."""

import json
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from ledger.log.archive import Archive
from ledger.log.beginning import begin, bring_back
from ledger.log.checking import Progress, check_with_folder
from ledger.log.connecting import connect, lending
from ledger.log.exporting import export as export_log
from ledger.log.findings import Finding
from ledger.log.folder import LogFolder
from ledger.log.keys import make_key, read_cosigner, read_signer
from ledger.log.notes import COSIGNATURE
from ledger.log.restoring import erase_again
from ledger.log.restoring import restore as restore_log
from web.cli.database import database, prepare
from web.cli.exits import Exit
from web.cli.publish import seal
from web.settings import Settings


@click.group("log")
def log() -> None:
    """Prove the record whole: its seal, its keys, its copies."""


@log.command("init")
@click.option("--origin", help="The log's name for ever, such as lab.example/registre.")
@click.option(
    "--from",
    "checkpoint",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Restore the last-signed file from a checkpoint that others hold.",
)
@click.pass_obj
def init(settings: Settings, *, origin: str | None, checkpoint: Path | None) -> None:
    """Give the log its name and its key; once, and for ever."""
    folder = LogFolder(settings.data)
    with database(settings) as reached:
        prepare(reached.owner)
        with connect(reached.publisher) as connection:
            if checkpoint is not None:
                signed = bring_back(connection, folder, checkpoint.read_bytes())
                click.echo(f"{folder.last_signed}: restored, {signed.size} facts.")
                return
            named = origin or settings.log_origin or None
            begun = begin(connection, folder, named, origin_of(settings))
    click.echo(f"{'The log begins' if begun.is_new else 'Already begun'}:")
    click.echo(begun.key.text)
    if begun.is_new:
        click.echo(f"Back up {folder.root} now: without its key nothing more is sealed")
        click.echo("under this name. Give the line above to whoever checks the log.")


@log.command("publish")
@click.pass_obj
def publish(settings: Settings) -> None:
    """Seal what is recorded now; `commun publish` does it all the time."""
    with database(settings) as reached:
        prepare(reached.owner)
        with connect(reached.publisher) as connection:
            published = seal(connection, LogFolder(settings.data))
    if published is None:
        click.echo("Nothing new to seal.")
    else:
        click.echo(published.note.decode(), nl=False)


@log.command("keys")
@click.option("--witness", metavar="NAME", help="Make the key that cosigns for others.")
@click.option("--json", "is_json", is_flag=True, help="Print the keys as JSON.")
@click.pass_obj
def keys(settings: Settings, *, witness: str | None, is_json: bool) -> None:
    """Print the public keys: of the log, and of the witness if we are one."""
    folder = LogFolder(settings.data)
    if witness is not None:
        make_key(folder.witness_key, witness, COSIGNATURE)
    found = {"log": read_signer(folder.key).verifier.text}
    if folder.witness_key.exists():
        found["witness"] = read_cosigner(folder.witness_key).verifier.text
    if is_json:
        click.echo(json.dumps(found))
        return
    for whose, text in found.items():
        click.echo(f"{whose}: {text}")


@log.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "is_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def export(settings: Settings, folder: Path, *, is_json: bool) -> None:
    """Bring a copy in FOLDER to the last checkpoint, as static files."""
    with database(settings) as reached:
        prepare(reached.owner)
        with lending(reached.application) as lend:
            done = export_log(Archive(lend), folder)
    if is_json:
        click.echo(json.dumps(done._asdict()))
    else:
        click.echo(f"{folder}: {done.size} facts, {done.files} files written.")


@log.command("restore")
@click.argument("copy", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_obj
def restore(settings: Settings, copy: Path) -> None:
    """Bring back from COPY, an export or a mirror, the facts that are lacking here."""
    with database(settings) as reached:
        prepare(reached.owner)
        count = restore_log(reached.owner, LogFolder(settings.data), copy)
        erased = erase_again(reached.owner)
    click.echo(f"{count} facts came back.")
    if count:
        click.echo(
            "Their words did not: a log holds none. Restore these from a backup,"
            " then run this again."
        )
    if erased:
        click.echo(f"{erased} texts that were withdrawn are erased again.")


@log.command("check")
@click.option("--json", "is_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_obj
def check(settings: Settings, *, is_json: bool) -> None:
    """Hash every fact anew, against what was sealed and signed."""
    began = time.monotonic()
    folder = LogFolder(settings.data)
    key = read_signer(folder.key).verifier
    findings: list[Finding] = []
    with database(settings) as reached:
        prepare(reached.owner)
        with lending(reached.application) as lend, progress_bar() as tell:
            for finding in check_with_folder(lend, folder, key, tell):
                findings.append(finding)
                if not is_json:
                    click.echo(finding.said)
            size = Archive(lend).state().size
    if is_json:
        told = [finding._asdict() for finding in findings]
        click.echo(json.dumps({"size": size, "findings": told}))
    elif not findings:
        seconds = time.monotonic() - began
        click.echo(f"{size} facts are as they were sealed ({seconds:.1f} s).")
    if findings:
        sys.exit(Exit.UNVERIFIED)


@contextmanager
def progress_bar() -> Generator[Progress]:
    """Show on a terminal how far the check has come."""
    with ProgressBar(
        "facts",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task("facts", total=None)
        yield lambda position, size: bar.update(task, completed=position, total=size)


def origin_of(settings: Settings) -> str | None:
    """Return the name that the pages' address proposes for the log, if there is one."""
    host = urlsplit(settings.base_url).netloc.rpartition("@")[2]
    return f"{host}/registre" if host else None

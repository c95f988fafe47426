"""Doctor: what is well, what is not, and how to mend it."""

import json
import os
import shutil
import smtplib
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

import click
import psycopg

from ledger.kernel.store.migrations import APP_ROLE
from web.cli.database import database, prepare
from web.cli.doctor_log import look_at_log
from web.cli.exits import Exit
from web.cli.finding import Finding
from web.settings import Settings

FREE_BYTES_MIN: Final = 1 << 30
CLOCK_SECONDS_MAX: Final = 2
VERSION_MIN: Final = 150_000
Connection = psycopg.Connection[tuple[object, ...]]


@click.command()
@click.option("--json", "is_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_obj
def doctor(settings: Settings, *, is_json: bool) -> None:
    """Look at everything Commun depends on, and say how to mend it."""
    findings = [*look_at_folder(settings), *look_at_post(settings)]
    try:
        with database(settings) as reached:
            prepare(reached.owner)
            with psycopg.connect(reached.application, autocommit=True) as connection:
                findings += look_at_database(connection)
                findings += look_at_log(settings, connection)
    except psycopg.OperationalError as error:
        said = str(error).strip().splitlines()[0]
        remedy = "start the server, or correct COMMUN_DATABASE_URL"
        findings.append(Finding("database", "wrong", said, remedy))
    if is_json:
        click.echo(json.dumps([asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            click.echo(f"{finding.verdict:5}  {finding.what}: {finding.said}")
            if finding.remedy:
                click.echo(f"       -> {finding.remedy}")
    if any(finding.verdict == "wrong" for finding in findings):
        sys.exit(Exit.FAILED)


def look_at_folder(settings: Settings) -> Iterator[Finding]:
    """Look at the data folder: may it be written, is its secret kept, is there room."""
    settings.data.mkdir(parents=True, exist_ok=True)
    if not os.access(settings.data, os.W_OK):
        remedy = "give it to the user who runs Commun, or set COMMUN_DATA"
        yield Finding("data folder", "wrong", f"{settings.data} is closed", remedy)
        return
    yield Finding("data folder", "well", str(settings.data))
    settings.secret()
    mode = stat.S_IMODE((settings.data / "secret").stat().st_mode)
    if mode & 0o077:
        remedy = f"chmod 600 {settings.data / 'secret'}"
        yield Finding("secret", "wrong", f"others may read it ({mode:o})", remedy)
    else:
        yield Finding("secret", "well", "read by its owner alone")
    free = shutil.disk_usage(settings.data).free
    said = f"{free // 2**20} MiB free"
    if free < FREE_BYTES_MIN:
        yield Finding("disk", "weak", said, "free some space, or move the folder")
    else:
        yield Finding("disk", "well", said)


def look_at_post(settings: Settings) -> Iterator[Finding]:
    """Look whether letters can leave."""
    if not settings.smtp_url:
        remedy = "set COMMUN_SMTP_URL, or read them with: commun operator-link"
        yield Finding("letters", "weak", "they wait in the outbox", remedy)
        return
    server = urlsplit(settings.smtp_url)
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(server.hostname or "", server.port or 0, timeout=5) as smtp:
            smtp.noop()
    except (OSError, smtplib.SMTPException) as error:
        yield Finding("letters", "wrong", str(error), "correct COMMUN_SMTP_URL")
    else:
        yield Finding("letters", "well", f"{server.hostname} answers")


def look_at_database(connection: Connection) -> Iterator[Finding]:
    """Look at the server: its version, its clock, and what our role may not do."""
    version = connection.info.server_version
    said = f"PostgreSQL {version // 10_000}"
    if version < VERSION_MIN:
        yield Finding("database", "wrong", said, "use PostgreSQL 15 or newer")
    else:
        yield Finding("database", "well", said)
    yield from _look_at_clock(connection)
    yield from _look_at_rights(connection)


def _look_at_clock(connection: Connection) -> Iterator[Finding]:
    row = connection.execute(
        "SELECT clock_timestamp(), max(recorded_at) FROM ledger.events"
    ).fetchone()
    assert row is not None, "an aggregate has one row"
    there, last = row
    assert isinstance(there, datetime)
    apart = abs((datetime.now(UTC) - there).total_seconds())
    if apart > CLOCK_SECONDS_MAX:
        remedy = "let both machines keep time by NTP"
        yield Finding("clock", "wrong", f"{apart:.0f} s apart", remedy)
    elif isinstance(last, datetime) and last > there:
        behind = (last - there).total_seconds()
        remedy = "set the server's clock: facts are refused from 60 s on"
        yield Finding("clock", "wrong", f"{behind:.0f} s before the last fact", remedy)
    else:
        yield Finding("clock", "well", "the same here and there")


def _look_at_rights(connection: Connection) -> Iterator[Finding]:
    row = connection.execute(
        "SELECT current_user, has_table_privilege('ledger.events', 'INSERT'),"
        " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
    ).fetchone()
    assert row is not None, "a query without a table has one row"
    user, may_insert, is_super = row
    if may_insert or is_super:
        said = f"{user} may write facts by other ways than the append"
        remedy = f"let pages log in as {APP_ROLE}, and migrate as the owner"
        yield Finding("rights", "weak", said, remedy)
    else:
        yield Finding("rights", "well", f"{user} writes facts by the append alone")

"""Export: a public list as a file, on standard output or where it is told."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Final

import click
from flask_babel import force_locale

from ledger.kernel.quantities import PARIS, day_in_paris
from ledger.kernel.store.port import Store
from web.application import create_app
from web.cli.database import database, prepare
from web.cli.exits import Exit
from web.exports.formats import FORMATS
from web.exports.naming import file_name, root_at
from web.exports.taking import Asked, taken
from web.languages import LANGUAGES
from web.settings import Settings
from web.things.catalogue import THINGS
from web.things.thing import AnyThing, FilterWrong
from web.wiring import connected

ENTRY: Final = re.compile(r"[0-9]{1,18}")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@click.command()
@click.argument("thing", type=click.Choice([*THINGS]))
@click.option(
    "--format",
    "ending",
    type=click.Choice([*FORMATS]),
    default="csv",
    show_default=True,
)
@click.option("--as-of", help="A past day (2026-06-30), or an entry of the register.")
@click.option(
    "--filter", "filters", multiple=True, help="As in an address: nature=time."
)
@click.option(
    "--asked-only", is_flag=True, help="Only the columns that a form asks for."
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, or a folder."
)
@click.pass_obj
def export(  # noqa: PLR0913  # one for each option
    settings: Settings,
    *,
    thing: str,
    ending: str,
    as_of: str | None,
    filters: Sequence[str],
    asked_only: bool,
    lang: str,
    output: Path | None,
) -> None:
    """Write a public list as a file; in a folder it is named by its entry."""
    asked = Asked(
        thing=THINGS[thing],
        format=FORMATS[ending],
        filters=_filters(THINGS[thing], filters),
        is_asked_only=asked_only,
    )
    if asked_only and not asked.thing.asked:
        raise click.UsageError(
            f"no form asks for {thing} whole: leave --asked-only out"
        )
    with database(settings) as reached:
        prepare(reached.owner)
        with connected(settings, reached.application) as wiring:
            position = _position(wiring.store, as_of)
            app = create_app(wiring)
            with (
                app.app_context(),
                force_locale(lang),
                wiring.views.shelf(position) as shelf,
            ):
                name = file_name(asked, shelf.position, root_at(shelf.position))
                pieces = taken(app, shelf, asked)
                with _opened(output, name) as file:
                    for piece in pieces:
                        file.write(piece)
    click.echo(f"{name}: as of entry {shelf.position}", err=True)


def _filters(thing: AnyThing, given: Sequence[str]) -> dict[str, str]:
    """Read the filters, and say which ones there are where one is not known."""
    told = dict(one.partition("=")[::2] for one in given)
    if unknown := sorted(set(told) - set(thing.filters)):
        known = ", ".join(thing.filters) or "none"
        raise click.UsageError(f"no filter {unknown[0]!r} for {thing.name}: {known}")
    try:
        thing.choose(told)
    except FilterWrong as wrong:
        known = ", ".join(wrong.known) or "a year such as 2026"
        raise click.UsageError(
            f"{wrong.name} cannot be {wrong.value!r}, but: {known}"
        ) from wrong
    return {name: told[name] for name in thing.filters if told.get(name)}


def _position(store: Store, as_of: str | None) -> int | None:
    """Return the entry that is meant: its number, or the last one of a day."""
    if as_of is None:
        return None
    if ENTRY.fullmatch(as_of):
        return int(as_of)
    try:
        day = date.fromisoformat(as_of if DAY.fullmatch(as_of) else "")
    except ValueError as error:
        raise click.UsageError(
            f"--as-of wants a day such as 2026-06-30 or an entry, not {as_of!r}"
        ) from error
    if day >= day_in_paris(datetime.now(UTC)):
        raise click.UsageError(f"{as_of} is not over: leave --as-of out for today")
    end = datetime.combine(day + timedelta(days=1), time(), PARIS).astimezone(UTC)
    return store.position_at(end - timedelta(microseconds=1))


@contextmanager
def _opened(output: Path | None, name: str) -> Iterator[IO[bytes]]:
    """Open what is written to; a file is there whole, or not at all."""
    if output is None:
        if sys.stdout.isatty() and name.endswith(".xlsx"):
            click.echo("commun: a workbook is no text: name a file with -o", err=True)
            sys.exit(Exit.USAGE)
        yield sys.stdout.buffer
        return
    path = output / name if output.is_dir() else output
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)

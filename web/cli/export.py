"""Export: a public list as a file, on standard output or where it is told."""

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import click
from flask_babel import force_locale

from ledger.kernel.store.port import Store
from web.application import create_app
from web.cli.database import database, prepare
from web.cli.exits import Exit
from web.exports.formats import FORMATS
from web.exports.naming import file_name, root_at
from web.exports.taking import Asked, taken
from web.exports.valueflows import document as valueflows
from web.exports.valueflows.serving import Writing
from web.exports.valueflows.serving import file_name as valueflows_name
from web.exports.valueflows.source import Source
from web.languages import LANGUAGES
from web.log.rooting import root_of
from web.moments import NoMoment, WrongMoment, moment_of
from web.settings import Settings
from web.things.catalogue import THINGS
from web.things.thing import AnyThing, FilterWrong
from web.wiring import connected

WRONG_MOMENTS: Final = {
    NoMoment.UNREADABLE: "wants a day such as 2026-06-30, an instant or an entry",
    NoMoment.WITHOUT_ZONE: "wants a time with its zone: 2026-06-30T12:00:00+02:00",
    NoMoment.IN_GAP: "names an hour that clocks passed over: give its zone",
    NoMoment.FUTURE: "is not over yet: leave it out for today",
}

VALUEFLOWS: Final[dict[str, tuple[Writing, str]]] = {
    "valueflows": (valueflows.document, "jsonld"),
    "valueflows_left_out": (valueflows.left_out, "csv"),
}
"""What is no list: the commons in that vocabulary, and what that cannot say."""


@click.command()
@click.argument("thing", type=click.Choice([*THINGS, *VALUEFLOWS]))
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
    if thing in VALUEFLOWS:
        if filters or asked_only:
            raise click.UsageError(f"{thing} is written whole, without filters")
        _write_valueflows(settings, thing, as_of, lang, output)
        return
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


def _write_valueflows(
    settings: Settings, thing: str, as_of: str | None, lang: str, output: Path | None
) -> None:
    write, ending = VALUEFLOWS[thing]
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
                root = root_of(shelf.position)
                name = valueflows_name(shelf.position, root, ending)
                with _opened(output, name) as file:
                    source = Source(shelf, wiring.store)
                    file.writelines(write(source, settings.address))
    click.echo(f"{name}: as of entry {shelf.position}", err=True)


def _filters(thing: AnyThing, given: Sequence[str]) -> dict[str, str]:
    """Read the filters, and say which ones there are where one is not known."""
    told: dict[str, str] = {}
    for one in given:
        name, _equals, value = one.partition("=")
        told[name] = value
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
    """Return the entry that is meant: its number, or the last one of a moment."""
    if as_of is None:
        return None
    try:
        moment = moment_of(as_of, head=store.head().position, now=datetime.now(UTC))
    except WrongMoment as wrong:
        said = WRONG_MOMENTS[wrong.why]
        raise click.UsageError(f"--as-of {as_of!r} {said}") from wrong
    if moment is None or moment.instant is None:
        return moment.position if moment is not None else None
    return store.position_at(moment.instant)


@contextmanager
def _opened(output: Path | None, name: str) -> Generator[IO[bytes]]:
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

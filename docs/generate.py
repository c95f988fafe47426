"""Write the reference pages from the code, or check that they are current.

``python docs/generate.py`` writes; with ``--check`` it changes nothing and
fails on the first page that is not what the code says.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, cast, get_args, get_type_hints

import click
import msgspec

from ledger.deciders import DECIDERS, FACTS
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Command, Fact, Refusal
from ledger.kernel.naming import named_in
from ledger.policy import POLICY
from projections.registry import VIEWS
from projections.view import View
from web.api import reference
from web.cli.exits import Exit
from web.cli.main import main as commun
from web.exports import reference as exports
from web.settings import Settings
from web.translations.catalogues import french

REFERENCE: Final = Path(__file__).parent / "reference"
NOTE: Final = "<!-- Written by docs/generate.py: change the code, then `make docs`. -->"
OWN_FIELDS: Final = {f.name for f in fields(Command)}
HELP_COLUMNS: Final = 80
PLAIN_NAMES: Final = {
    Path: "path",
    bool: "yes or no",
    int: "whole number",
    str: "text",
}


def main() -> None:
    """Write every page, or name the first one that is not current."""
    told = reference.document()
    pages = {
        "events.md": events(),
        "commands.md": commands(),
        "refusals.md": refusals(),
        "views.md": views(),
        "settings.md": settings(),
        "command-line.md": command_line(),
        "api.md": reference.page_of(told),
        "exports.md": exports.page(),
    }
    written = {n: "\n".join((NOTE, *lines)) + "\n" for n, lines in pages.items()}
    written["openapi.json"] = reference.file_of(told)
    REFERENCE.mkdir(exist_ok=True)
    for name, text in written.items():
        path = REFERENCE / name
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            sys.exit(f"docs/reference/{name} is not current: run make docs")


def events() -> Iterator[str]:
    """Describe each fact: its sentence, fields, tags, writers and readers."""
    yield "# Facts\n"
    yield "What the ledger can hold: what happened, in the past tense.\n"
    yield "The class's name is the stored name. A field in `Words` holds a digest;"
    yield "the text itself lies beside the fact, and can go without changing it."
    yield "What a field of a certain type may hold is [at the end](#values)."
    for kind in FACTS:
        yield f"\n## {kind.__name__}\n"
        yield f"{sentence(kind)}\n"
        yield f"- wing and room: `{room(kind)}`, version {kind.version}"
        yield f"- filed under: {listed(kind.filed_under)}"
        yield f"- recorded by: {listed(_writers(kind))}"
        yield f"- read by: {listed(_readers(kind)) or 'no decision'}"
        shown = (view.name for view in VIEWS if kind in _followed(view))
        yield f"- shown in: {listed(shown) or 'no view'}\n"
        yield from _fields_table(get_type_hints(kind), kind.__struct_fields__)
    yield from _values(FACTS)


def commands() -> Iterator[str]:
    """Describe each command: who may ask, what it reads, what follows, why not."""
    yield "# Commands\n"
    yield "What may be asked of the ledger, and by whom. Besides its own refusals any"
    yield "command may meet `NotAllowed`, `NoMandateInForce`, `KeyReused` and"
    yield "`TooMuchText`. Each also carries who asks, when, its key, and its words."
    for command, decider in DECIDERS.items():
        own = [f.name for f in fields(command) if f.name not in OWN_FIELDS]
        used = _used_by(decider)
        why = (kind.__name__ for kind in used if issubclass(kind, Refusal))
        yield f"\n## {command.__name__}\n"
        yield f"{sentence(command)}\n"
        yield f"- wing and room: `{room(command)}`"
        yield f"- may be asked by: {listed(sorted(POLICY.get(command, ())))}"
        yield f"- depends on: {listed(kind.__name__ for kind in _read(decider))}"
        recorded = (kind for kind in FACTS if command.__name__ in _writers(kind))
        yield f"- records: {listed(kind.__name__ for kind in recorded)}"
        yield f"- may be refused by: {listed(sorted(why)) or 'nothing of its own'}\n"
        yield from _fields_table(get_type_hints(command), own)
    yield from _values(DECIDERS)


def refusals() -> Iterator[str]:
    """List each refusal with the sentence that people read, in both languages."""
    yield "# Refusals\n"
    yield "Why a command may be declined; nothing is recorded then."
    yield "`%(…)s` is filled in; the field is the one beside which a form says it.\n"
    yield "| refusal | what people read | in French | field |"
    yield "| --- | --- | --- | --- |"
    for kind in sorted(_refusals(Refusal), key=lambda k: k.__name__):
        said = kind.sentence()
        cells = (f"`{kind.__name__}`", said, french().gettext(said))
        field = f"`{kind.field}`" if kind.field else ""
        yield row(*cells, field)


def views() -> Iterator[str]:
    """Describe each view: its rows, key and indexes."""
    yield "# Views\n"
    yield "What pages read: made from the facts, thrown away and made again at will."
    yield "Each row holds from one position in the ledger to another."
    for view in VIEWS:
        yield f"\n## {view.name}\n"
        yield f"{sentence(view.row)}\n"
        yield f"- key: {listed(view.row.key)}"
        indexes = (" + ".join(names) for names in view.row.indexes)
        yield f"- indexes: {listed(indexes) or 'none'}"
        if view.source is not None:
            yield f"- derived from: `{view.source.name}`"
        else:
            yield f"- follows: {listed(kind.__name__ for kind in view.facts)}"
        yield f"- holds: {listed(view.row.__struct_fields__)}"


def settings() -> Iterator[str]:
    """List the settings with their types and defaults."""
    yield "# Settings\n"
    yield "By flag, then `COMMUN_*`, then `commun.toml` in the data folder, or the file"
    yield "that `COMMUN_CONFIG` names. What each is for is told in"
    yield "[how to operate](../how-to/operate.md#settings).\n"
    yield f"{sentence(Settings)}\n"
    yield "| setting | environment | holds | default |"
    yield "| --- | --- | --- | --- |"
    hints = get_type_hints(Settings)
    for field in fields(Settings):
        default = f"`{field.default}`" if field.default not in {"", False} else ""
        named = f"`COMMUN_{field.name.upper()}`"
        yield row(f"`{field.name}`", named, type_name(hints[field.name]), default)


def command_line() -> Iterator[str]:
    """Print the help of every command, at a width that no terminal changes."""
    yield "# Command line\n"
    codes = (f"{code.value} {code.name.lower().replace('_', ' ')}" for code in Exit)
    yield f"Exit codes: {', '.join(codes)}."
    context = click.Context(commun, info_name="commun", terminal_width=HELP_COLUMNS)
    yield f"\n## commun\n\n```text\n{commun.get_help(context)}\n```"
    for name in commun.list_commands(context):
        command = commun.get_command(context, name)
        assert command is not None, f"listed: {name}"
        own = click.Context(
            command, info_name=f"commun {name}", terminal_width=HELP_COLUMNS
        )
        yield f"\n## commun {name}\n\n```text\n{command.get_help(own)}\n```"


def sentence(kind: type[Any]) -> str:
    """Return a class's docstring as one text."""
    return " ".join((kind.__doc__ or "").split()).replace("``", "`")


def room(kind: type[Any]) -> str:
    """Return where a class lives."""
    return kind.__module__.removeprefix("ledger.").rsplit(".", 1)[0]


def type_name(hint: Any) -> str:  # noqa: ANN401  # a type, or what stands for one
    """Return a type as a reader understands it."""
    parts = get_args(hint)
    if type(None) in parts:
        rest = [type_name(part) for part in parts if part is not type(None)]
        return " or ".join((*rest, "nothing"))
    if parts and parts[-1] is Ellipsis:
        return f"several {type_name(parts[0])}"
    if hint in PLAIN_NAMES:
        return PLAIN_NAMES[hint]
    return f"`{getattr(hint, '__name__', hint)}`"


def listed(names: Iterable[str]) -> str:
    """Return names in code marks, separated by commas."""
    return ", ".join(f"`{name}`" for name in names)


def row(*cells: str) -> str:
    """Return one row of a table."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _fields_table(hints: dict[str, Any], names: Iterable[str]) -> Iterator[str]:
    yield "| field | holds |\n| --- | --- |"
    for name in names:
        yield row(f"`{name}`", type_name(hints[name]))


def _values(kinds: Iterable[type[Any]]) -> Iterator[str]:
    """Say what the types that occur in these fields may hold."""
    found: dict[str, type[Any]] = {}
    waiting = [hint for kind in kinds for hint in _hints(kind)]
    while waiting:
        hint = waiting.pop()
        waiting.extend(get_args(hint))
        if isinstance(hint, type) and hint.__module__.startswith("ledger."):
            if hint.__name__ not in found:
                waiting.extend(_hints(hint))
            found[hint.__name__] = hint
    yield "\n## Values\n"
    yield "| type | what it is | what it holds |\n| --- | --- | --- |"
    for name, kind in sorted(found.items()):
        held = kind if issubclass(kind, StrEnum) else [n for n, _ in _named(kind)]
        yield row(f"`{name}`", sentence(kind), listed(str(value) for value in held))


def _named(kind: type[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a message, or of what stands in one, with their types."""
    hints = get_type_hints(kind)
    if issubclass(kind, msgspec.Struct):
        yield from ((name, hints[name]) for name in kind.__struct_fields__)
    elif is_dataclass(kind):
        names = (field.name for field in fields(kind) if field.name not in OWN_FIELDS)
        yield from ((name, hints[name]) for name in names)


def _hints(kind: type[Any]) -> list[Any]:
    plain = {str, int, date, datetime, Decimal}
    return [hint for _, hint in _named(kind) if hint not in plain]


def _read(decider: Decider[Any, Any]) -> tuple[type[Fact], ...]:
    hint = get_type_hints(decider.evolve)["fact"]
    return cast("tuple[type[Fact], ...]", get_args(hint) or (hint,))


def _readers(kind: type[Fact]) -> list[str]:
    return [c.__name__ for c, decider in DECIDERS.items() if kind in _read(decider)]


def _writers(kind: type[Fact]) -> list[str]:
    return [c.__name__ for c, decider in DECIDERS.items() if kind in _used_by(decider)]


def _used_by(decider: Decider[Any, Any]) -> list[type[Fact] | type[Refusal]]:
    """Return the facts and refusals that deciding, and what it calls, names."""
    named = named_in(decider.decide)
    kinds = (kind for kind in named if issubclass(kind, Fact | Refusal))
    return sorted(kinds, key=lambda kind: kind.__name__)


def _followed(view: View[Any]) -> tuple[type[Fact], ...]:
    return view.facts if view.source is None else _followed(view.source)


def _refusals(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _refusals(sub)


if __name__ == "__main__":
    main()

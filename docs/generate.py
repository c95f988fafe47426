"""Write the reference pages from the code, or check that they are current.

``python docs/generate.py`` writes; with ``--check`` it changes nothing and
fails on the first page that is not what the code says.
"""

import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click

from ledger.deciders import DECIDERS, FACTS
from ledger.kernel.messages import Command, Fact, Refusal
from ledger.policy import POLICY
from projections.registry import VIEWS
from web.cli.main import main as commun
from web.settings import Settings

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py: change the code, then `make docs`. -->\n"
OWN_FIELDS = {f.name for f in fields(Command)}


def main() -> None:
    """Write every page, or name the first one that is not current."""
    pages = {
        "events.md": events(),
        "commands.md": commands(),
        "refusals.md": refusals(),
        "views.md": views(),
        "settings.md": settings(),
        "command-line.md": command_line(),
    }
    for name, lines in pages.items():
        text = NOTE + "\n".join(lines) + "\n"
        path = REFERENCE / name
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            sys.exit(f"docs/reference/{name} is not current: run make docs")


def events() -> Iterator[str]:
    """Describe each fact: its sentence, fields, tags, readers."""
    yield "# Facts\n"
    yield "What the ledger can hold. Names and bytes are for ever."
    for kind in FACTS:
        yield f"\n## {kind.__name__}\n"
        yield f"{sentence(kind)}\n"
        yield f"- wing and room: `{room(kind)}`, version {kind.version}"
        yield f"- filed under: {', '.join(f'`{n}`' for n in kind.filed_under)}"
        yield f"- read by: {listed(_readers(kind)) or 'no decision'}"
        yield f"- shown in: {listed(v.name for v in VIEWS if kind in v.facts)}\n"
        yield "| field | type |\n| --- | --- |"
        hints = get_type_hints(kind)
        for name in kind.__struct_fields__:
            yield f"| `{name}` | {type_name(hints[name])} |"


def commands() -> Iterator[str]:
    """Describe each command: who may ask, what it reads."""
    yield "# Commands\n"
    yield "What may be asked of the ledger, and by whom."
    for command, decider in DECIDERS.items():
        yield f"\n## {command.__name__}\n"
        yield f"{sentence(command)}\n"
        yield f"- wing and room: `{room(command)}`"
        yield f"- may be asked by: {listed(sorted(POLICY.get(command, ())))}"
        read = get_args(get_type_hints(decider.evolve)["fact"]) or (
            get_type_hints(decider.evolve)["fact"],
        )
        yield f"- depends on: {listed(kind.__name__ for kind in read)}\n"
        yield "| field | type |\n| --- | --- |"
        hints = get_type_hints(command)
        for field in fields(command):
            if field.name not in OWN_FIELDS:
                yield f"| `{field.name}` | {type_name(hints[field.name])} |"


def refusals() -> Iterator[str]:
    """List each refusal with the sentence that people read."""
    yield "# Refusals\n"
    yield "Why a command may be declined. Nothing is recorded then.\n"
    yield "| refusal | what people read | field |\n| --- | --- | --- |"
    for kind in sorted(_subclasses(Refusal), key=lambda k: k.__name__):
        said = kind.sentence().replace("|", "\\|")
        yield f"| `{kind.__name__}` | {said} | {kind.field or ''} |"


def views() -> Iterator[str]:
    """Describe each view: its rows, key and indexes."""
    yield "# Views\n"
    yield "Rebuilt from the facts at will; each row holds from one position to another."
    for view in VIEWS:
        yield f"\n## {view.name}\n"
        yield f"{sentence(view.row)}\n"
        yield f"- key: {listed(view.row.key)}"
        indexes = (" + ".join(names) for names in view.row.indexes)
        yield f"- indexes: {listed(indexes) or 'none'}"
        yield f"- follows: {listed(kind.__name__ for kind in view.facts)}"


def settings() -> Iterator[str]:
    """List the settings with their defaults."""
    yield "# Settings\n"
    yield "By flag, then `COMMUN_*`, then `commun.toml` in the data folder.\n"
    yield f"{sentence(Settings)}\n"
    yield "| setting | environment | default |\n| --- | --- | --- |"
    for field in fields(Settings):
        default = f"`{field.default}`" if field.default != "" else ""
        yield f"| `{field.name}` | `COMMUN_{field.name.upper()}` | {default} |"


def command_line() -> Iterator[str]:
    """Print the help of every command."""
    yield "# Command line\n"
    yield "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 conflict,"
    yield "5 verification failed, 6 refused."
    context = click.Context(commun, info_name="commun")
    for name in commun.list_commands(context):
        command = commun.get_command(context, name)
        assert command is not None, f"listed: {name}"
        own = click.Context(command, info_name=f"commun {name}", parent=None)
        yield f"\n## commun {name}\n\n```text\n{command.get_help(own)}\n```"


def sentence(kind: type[Any]) -> str:
    """Return a class's docstring as one text."""
    return " ".join((kind.__doc__ or "").split())


def room(kind: type[Any]) -> str:
    """Return where a class lives."""
    return kind.__module__.removeprefix("ledger.").rsplit(".", 1)[0]


def type_name(hint: object) -> str:
    """Return a type as a reader understands it."""
    text = getattr(hint, "__name__", None) or str(hint)
    for noise in ("ledger.kernel.identifiers.", "datetime.", "decimal."):
        text = text.replace(noise, "")
    words = text.split("ledger.")
    plain = words[0] + "".join(w.rsplit(".", 1)[-1] for w in words[1:])
    return f"`{plain.replace('|', 'or')}`"


def listed(names: Any) -> str:  # noqa: ANN401  # any iterable of names
    """Return names in code marks, separated by commas."""
    return ", ".join(f"`{name}`" for name in names)


def _readers(kind: type[Fact]) -> Iterator[str]:
    for command, decider in DECIDERS.items():
        hint = get_type_hints(decider.evolve)["fact"]
        if kind in (get_args(hint) or (hint,)):
            yield command.__name__


def _subclasses(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _subclasses(sub)


if __name__ == "__main__":
    main()

"""Deciders: what the type checkers cannot see of their shape."""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Final, TypeVar, get_args, get_type_hints

import pytest

import ledger
from ledger.deciders import DECIDERS, FACTS
from ledger.kernel.decider import Facts
from ledger.kernel.identifiers import TAG_PATTERN, tag_of
from ledger.kernel.messages import Command, Fact, Refusal
from ledger.policy import POLICY
from tests.examples import bare, full

LEDGER: Final = Path(next(iter(ledger.__path__)))
SPECS: Final = Path(__file__).parents[1] / "specs"
MODULES: Final = [
    import_module(module.name) for module in walk_packages(ledger.__path__, "ledger.")
]

KindT = TypeVar("KindT")


def of_the_ledger(kind: type[KindT]) -> set[type[KindT]]:
    """Return all that inherit from it, but for what tests invent."""
    found: set[type[KindT]] = set()
    for child in kind.__subclasses__():
        found |= of_the_ledger(child)
        if child.__module__.startswith("ledger."):
            found.add(child)
    return found


NOT_RECORDED: Final[dict[type[Fact], str]] = {}
"""Facts that no decider records, each with its reason."""

REFUSALS: Final = sorted(of_the_ledger(Refusal), key=attrgetter("__name__"))
over_commands = pytest.mark.parametrize("command", DECIDERS)


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def evolve_of(command: type[Command]) -> Any:  # noqa: ANN401  # a function of any state
    return DECIDERS[command].evolve


def kinds_remembered(command: type[Command]) -> set[type]:
    annotation = get_type_hints(evolve_of(command))["fact"]
    return set(get_args(annotation)) or {annotation}


def clauses(command: type[Command]) -> list[Facts]:
    boundary = DECIDERS[command].boundary
    return [part for made in (full, bare) for part in boundary(made(command))]


def source(command: type[Command]) -> str:
    return Path(inspect.getfile(command)).read_text("utf-8")


@over_commands
def test_what_is_depended_on_is_what_is_remembered(command: type[Command]) -> None:
    """A kind outside the boundary is never seen, and one not evolved is in vain.

    Whoever withdraws words depends on whatever facts bear them.
    """
    depended_on = {kind for part in clauses(command) for kind in part.kinds}
    remembered = kinds_remembered(command)
    assert remembered in (depended_on, {Fact})


@over_commands
def test_every_clause_can_match(command: type[Command]) -> None:
    """It names identifiers under which each of its kinds is filed."""
    for part in clauses(command):
        assert part.about
        for tag in part.about:
            assert TAG_PATTERN.fullmatch(tag)
            kind_of_tag = tag.partition(":")[0]
            for kind in part.kinds:
                filed = {tag_of(f, "x").partition(":")[0] for f in kind.filed_under}
                assert kind_of_tag in filed, (part.kinds, tag)


@over_commands
def test_the_memory_knows_nothing_of_the_command(command: type[Command]) -> None:
    """So a state can be kept, and serves the next command about the same."""
    decider = DECIDERS[command]
    assert [*inspect.signature(decider.evolve).parameters][1:] == ["fact"]
    names = [*inspect.signature(decider.decide).parameters]
    assert [name.lstrip("_") for name in names[1:]] == ["command", "acting"]


@over_commands
def test_one_file_for_each_command(command: type[Command]) -> None:
    """File and value bear the command's name, so a reader finds them."""
    name = snake(command.__name__)
    assert Path(inspect.getfile(command)).stem == name
    module = import_module(command.__module__)
    assert getattr(module, name) is DECIDERS[command]


@over_commands
def test_every_command_is_described_specified_and_permitted(
    command: type[Command],
) -> None:
    """Its docstring, its spec and its line in the policy come with it."""
    assert "\n" not in (command.__doc__ or "\n").strip().splitlines()[0]
    assert list(SPECS.rglob(f"test_{snake(command.__name__)}.py"))
    assert POLICY[command]


def test_every_command_is_listed() -> None:
    """A command outside the lists could not be obeyed, or by anybody."""
    assert of_the_ledger(Command) == set(DECIDERS) == set(POLICY)


def test_every_fact_is_listed_once() -> None:
    """The class's name is the stored name."""
    assert of_the_ledger(Fact) == set(FACTS)
    assert len({kind.__name__ for kind in FACTS}) == len(FACTS)


def test_every_fact_is_recorded_by_a_decider() -> None:
    """A fact that nobody records is a promise that nobody keeps."""
    recorded = {
        node.func.id
        for command in DECIDERS
        for node in ast.walk(ast.parse(source(command)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    silent = {kind for kind in FACTS if kind.__name__ not in recorded}
    assert silent == set(NOT_RECORDED)


def test_every_fact_is_filed_under_its_own_fields() -> None:
    """A name that is no field, nor made of its fields, would file it nowhere."""
    for kind in FACTS:
        assert kind.filed_under
        made = {n for n, value in vars(kind).items() if isinstance(value, property)}
        assert set(kind.filed_under) <= {*kind.__struct_fields__, *made}


def texts(folder: Path, *, but: str) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        if path.name != but:
            yield path.read_text("utf-8")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_is_raised_and_specified(refusal: type[Refusal]) -> None:
    """A reason that nobody hears, or that no story tells, is no reason."""
    word = re.compile(rf"\b{refusal.__name__}\b")
    for folder in (LEDGER, SPECS):
        uses = [
            line
            for text in texts(folder, but="refusals.py")
            for line in text.splitlines()
            if word.search(line) and not line.startswith(("from ", "import "))
        ]
        assert any(not re.fullmatch(r"\s*\w+,", line) for line in uses), folder

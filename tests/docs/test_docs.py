"""Docs: what they name exists, what exists is named, and what they show runs."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from ledger.deciders import DECIDERS, FACTS
from ledger.kernel.messages import Refusal
from projections.registry import VIEWS
from web.cli.main import COMMANDS
from web.settings import Settings

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
REFERENCE: Final = DOCS / "reference"
PAGES: Final = tuple(sorted((*ROOT.glob("*.md"), *DOCS.rglob("*.md"))))
LINK: Final = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
LINK_TO_TESTS: Final = re.compile(r"\[([^\]]*)\]\(([^)\s]+/tests/[^)\s]+\.py)\)")
FENCED: Final = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE: Final = re.compile(r"`([^`\n]+)`")
HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)
COMMUN: Final = re.compile(r"(?:^|\s|bin/)commun ([a-z][a-z-]*)", re.MULTILINE)
MAKE: Final = re.compile(r"(?:^|\s)make ([a-z]+)", re.MULTILINE)
TARGET: Final = re.compile(r"^([a-z]+):", re.MULTILINE)
SETTING: Final = re.compile(r"COMMUN_[A-Z_]+")
OUTSIDE_SETTINGS: Final = {"COMMUN_CONFIG"}
"""It names the file that holds the settings, so it cannot be one."""

DECISION_LINES_MAX: Final = 60


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(path: Path) -> str:
    """Return a page without its code blocks."""
    return FENCED.sub("", path.read_text("utf-8"))


def code(path: Path) -> Iterator[str]:
    """Yield what a page writes as code for people to type."""
    text = path.read_text("utf-8")
    yield from (body for kind, body in FENCED.findall(text) if kind != "python")
    yield from INLINE.findall(FENCED.sub("", text))


def anchors(path: Path) -> set[str]:
    """Return the names that the headings of a page can be linked by."""
    headings = (heading.lower() for heading in HEADING.findall(prose(path)))
    return {
        re.sub(r"[^\w\- ]", "", text).strip().replace(" ", "-") for text in headings
    }


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    """To a file of this repository, and to a heading that is in it."""
    for target in LINK.findall(prose(path)):
        if target.startswith(("https://", "mailto:")):
            continue
        place, _, anchor = target.partition("#")
        there = (path.parent / place).resolve() if place else path
        assert there.exists(), target
        assert there.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(there), target


def test_every_test_that_keeps_a_promise_is_there() -> None:
    """A page that names a test links to the file that has it, under that name."""
    promises = 0
    for path in PAGES:
        for label, target in LINK_TO_TESTS.findall(prose(path)):
            held = (path.parent / target).resolve().read_text("utf-8")
            for name in re.findall(r"`(test_\w+)`", label):
                assert f"def {name}(" in held, f"{name_of(path)}: {name} in {target}"
                promises += 1
        named = set(re.findall(r"`(test_\w+)`", prose(path)))
        linked = {
            name
            for label, _ in LINK_TO_TESTS.findall(prose(path))
            for name in re.findall(r"`(test_\w+)`", label)
        }
        assert named == linked, name_of(path)
    assert promises


def test_the_reference_is_what_the_code_says() -> None:
    """`make docs` would change nothing."""
    command = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("events.md", [kind.__name__ for kind in FACTS]),
        ("commands.md", [kind.__name__ for kind in DECIDERS]),
        ("views.md", [view.name for view in VIEWS]),
        ("command-line.md", [f"commun {name}" for name in COMMANDS]),
    ],
)
def test_everything_has_its_heading(page: str, names: list[str]) -> None:
    """What can be recorded, asked, read or typed is described in the reference."""
    headings = set(HEADING.findall(prose(REFERENCE / page)))
    assert not set(names) - headings


def test_every_refusal_is_listed_with_its_sentence() -> None:
    """A person who meets one finds it in the reference."""
    page = (REFERENCE / "refusals.md").read_text("utf-8")
    for kind in refusals_of_ours(Refusal):
        assert f"| `{kind.__name__}` | {kind.sentence()} |" in page


def refusals_of_ours(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for sub in kind.__subclasses__():
        if sub.__module__.startswith("ledger."):
            yield sub
        yield from refusals_of_ours(sub)


def test_every_setting_is_explained() -> None:
    """What it holds is in the reference, what it is for in the how-to."""
    reference = (REFERENCE / "settings.md").read_text("utf-8")
    how_to = prose(DOCS / "how-to" / "operate.md")
    explained = {
        n
        for row in re.findall(r"^\|(.+?)\|", how_to, re.MULTILINE)
        for n in INLINE.findall(row)
    }
    for field in fields(Settings):
        assert f"| `{field.name}` | `COMMUN_{field.name.upper()}` |" in reference
        assert field.name in explained


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_only_what_exists_is_to_be_typed(path: Path) -> None:
    """Each `commun …`, `make …` and `COMMUN_…` in the docs is there."""
    words = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    settings = {f"COMMUN_{field.name.upper()}" for field in fields(Settings)}
    for typed in code(path):
        assert not set(COMMUN.findall(typed)) - set(COMMANDS), typed
        assert not set(MAKE.findall(typed)) - words, typed
        named = {name for name in SETTING.findall(typed) if not name.endswith("_")}
        assert not named - settings - OUTSIDE_SETTINGS, typed


@pytest.mark.parametrize("path", sorted(DOCS.glob("tutorials/*.md")), ids=name_of)
def test_the_tutorial_runs(path: Path) -> None:
    """Its blocks run in order, and print what it says."""
    document = Sybil([PythonCodeBlockParser()]).parse(path)
    examples = list(document.examples())
    assert examples
    for example in examples:
        example.evaluate()


@pytest.mark.parametrize("path", sorted(DOCS.glob("decisions/*.md")), ids=name_of)
def test_a_decision_is_short_and_can_be_changed(path: Path) -> None:
    """It has a number of its own, four parts, and fits on a screen."""
    text = path.read_text("utf-8")
    number = path.name[:4]
    assert text.startswith(f"# {number} ")
    assert len(list(DOCS.glob(f"decisions/{number}-*.md"))) == 1
    assert HEADING.findall(text)[1:] == [
        "Situation",
        "Decision",
        "Consequences",
        "What would change our mind",
    ]
    assert len(text.splitlines()) <= DECISION_LINES_MAX

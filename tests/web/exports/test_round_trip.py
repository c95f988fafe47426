"""Round trip: a list goes out, comes into an empty commons, and goes out the same."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.web.imports.sender import Sender
from tests.web.running import running_commun
from web.exports.formats import FORMATS
from web.things.catalogue import THINGS

FINE = 200
ASKED = THINGS["contributions"].asked
ROWS = [
    ("time", "Animation de trois ateliers", "12.5", "hour", "2026-03-14", "2026-03-16"),
    ("time", "=1+1 heures d’écoute", "0.25", "day", "2026-03-15", "2026-03-15"),
    ("place", "'=déjà du texte", "3", "session", "2026-03-15", "2026-03-20"),
    ("place", "@la maison des voisins", "1", "day", "2026-04-01", "2026-04-01"),
    (
        "know_how",
        "- un guide; « relu », à deux",
        "2",
        "item",
        "2026-04-02",
        "2026-04-02",
    ),
    ("know_how", "+33 conseils, en vrac", "33", "item", "2026-04-03", "2026-04-30"),
    ("time", 'Dit "tout bas"', "1606.75", "hour", "2026-01-01", "2026-06-30"),
    ("time", "0042 et 1e5", "7", "hour", "2026-05-04", "2026-05-04"),
    ("time", "=1+1 heures d’écoute", "0.25", "day", "2026-03-15", "2026-03-15"),
]
DESCRIPTIONS = (
    None,
    '=HYPERLINK("http://exemple.test")',
    "Une ligne\nune autre; une « troisième »",
    "\u202e!gnorts مرحبا 🎉",
)
KINDS: tuple[list[str], ...] = ([], ["facilitation"], ["data", "code"])


def documents() -> list[dict[str, object]]:
    """Return contributions that files like to lose something of."""
    return [
        {
            **dict(zip(ASKED, row, strict=False)),
            "description": DESCRIPTIONS[number % len(DESCRIPTIONS)],
            "activities": KINDS[number % len(KINDS)],
            "project": None,
        }
        for number, row in enumerate(ROWS)
    ]


@contextmanager
def commons(folder: Path) -> Generator[Sender]:
    """Found a commons that holds nothing yet."""
    with running_commun(folder) as running:
        yield Sender(running, running.found())


def bring(sender: Sender, content: bytes, name: str) -> None:
    """Import a file as people do, answering nothing but what is proposed."""
    at = sender.taken(content, name)
    shown = sender.to_preview(at)
    assert f"À importer {len(ROWS)}" in shown, shown
    sender.confirm(at)


def take(sender: Sender, ending: str) -> bytes:
    """Take the contributions away, with what a form asks for only."""
    path = f"/fr/contributions.{ending}?colonnes=saisie"
    answer = sender.running.app.test_client().get(path)
    assert answer.status_code == FINE
    return answer.get_data()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a commons in which these contributions were recorded."""
    with commons(tmp_path_factory.mktemp("first")) as sender:
        told = "".join(json.dumps(one) + "\n" for one in documents())
        bring(sender, told.encode(), "contributions.ndjson")
        files = {ending: take(sender, ending) for ending in FORMATS}
    assert json.loads(files["json"]) == documents()
    return files


@pytest.mark.parametrize("ending", FORMATS)
def test_what_went_out_comes_in_and_goes_out_the_same(
    first: dict[str, bytes], tmp_path: Path, ending: str
) -> None:
    """In every format an empty commons gives back the bytes that it was given."""
    with commons(tmp_path) as sender:
        bring(sender, first[ending], f"contributions.{ending}")
        assert take(sender, ending) == first[ending]
        assert take(sender, "json") == first["json"]

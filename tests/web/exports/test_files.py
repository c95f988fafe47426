"""Files: every list in every format, read back by readers that are not ours."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from ledger.kernel.words import Audience, read_disclosure
from tests.web.pages.public.storied import HOSTILE, MIDDAY, Storied, begin
from tests.web.running import running_commun
from web.exports import workbook
from web.exports.formats import FORMATS
from web.exports.formulas import as_text, restored
from web.exports.layout import laid_out
from web.exports.sending import AT_ONCE_MAX, EXTENSION
from web.things.catalogue import THINGS
from web.things.fields import Form, columns_of

FINE = 200
SHORT = 3
"""Shorter texts stand in others by chance."""
EVERY = [(name, ending) for name in THINGS for ending in FORMATS]


@pytest.fixture(scope="module")
def storied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storied]:
    """Tell the founding story, and a thousand contributions."""
    with running_commun(tmp_path_factory.mktemp("files")) as running:
        yield begin(running)


def file_of(storied: Storied, path: str, **headers: str) -> TestResponse:
    """Ask for a file as anybody may."""
    return storied.running.app.test_client().get(path, headers=headers, buffered=True)


def documents(storied: Storied, path: str) -> list[dict[str, Any]]:
    """Return a list as JSON has it."""
    answer = file_of(storied, path)
    assert answer.status_code == FINE, path
    found: list[dict[str, Any]] = json.loads(answer.data)
    return found


UNTOLD = {"decisions"}
"""What the founding story has nothing of yet."""


@pytest.mark.parametrize("name", THINGS)
def test_every_format_says_the_same(storied: Storied, name: str) -> None:
    """CSV, both of it, the workbook and the lines hold what the array holds."""
    thing = THINGS[name]
    path = f"/fr/{thing.path}"
    whole = documents(storied, f"{path}.json")
    assert bool(whole) is (name not in UNTOLD)
    lines = file_of(storied, f"{path}.ndjson").data.splitlines()
    assert [json.loads(line) for line in lines] == whole
    text = file_of(storied, f"{path}.csv").data.decode()
    assert text.count("\r\n") >= len(whole)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [as_text(one["id"]) for one in whole]
    french = file_of(storied, f"{path}.excel.csv").data
    assert french.startswith(b"\xef\xbb\xbf")
    told = list(
        csv.reader(io.StringIO(french.decode("utf-8-sig"), newline=""), delimiter=";")
    )
    assert len(told) == len(whole) + 1
    sheet = sheet_of(storied, f"{path}.xlsx")
    assert len(sheet) == len(whole) + 1
    with storied.running.app.test_request_context("/fr/"):
        layout = laid_out(thing, is_for_people=True)
    assert told[0] == sheet[0] == [one.heading for one in layout]
    columns = list(columns_of(thing.schema))
    for number, one in enumerate(whole):
        for at, (laid, field) in enumerate(zip(layout, columns, strict=True)):
            written = one[field]
            if laid.form is Form.TEXT and written is not None:
                assert restored(rows[number][field]) == written
                assert restored(told[number + 1][at]) == written
                assert restored(str(sheet[number + 1][at])) == written
            if laid.form is Form.NUMBER and written is not None:
                assert rows[number][field] == written
                assert told[number + 1][at] == written.replace(".", ",")
                assert Decimal(str(sheet[number + 1][at])) == Decimal(written)
            if laid.form is Form.DAY and written is not None:
                day = date.fromisoformat(written)
                assert rows[number][field] == written
                assert told[number + 1][at] == f"{day:%d/%m/%Y}"
                cell = sheet[number + 1][at]
                assert (cell.date() if isinstance(cell, datetime) else cell) == day


def sheet_of(storied: Storied, path: str) -> list[list[Any]]:
    """Read a workbook as another program does."""
    answer = file_of(storied, path)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    return book.get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(("name", "ending"), EVERY)
def test_the_same_entry_gives_the_same_bytes(
    storied: Storied, name: str, ending: str
) -> None:
    """Asked twice a file is the same, and its name says of which entry it is."""
    path = f"/fr/{THINGS[name].path}.{ending}"
    first, second = file_of(storied, path), file_of(storied, path)
    assert first.status_code == FINE
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    position = storied.running.wiring.views.position()
    assert first.headers["Commun-Position"] == str(position)
    named = f'attachment; filename="{name}-p{position}.{ending}"'
    assert first.headers["Content-Disposition"] == named
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    known = file_of(storied, path, **{"If-None-Match": tag})
    assert (known.status_code, known.data) == (304, b"")
    head = storied.running.app.test_client().head(path)
    assert (head.status_code, head.data) == (FINE, b"")
    assert head.headers["ETag"] == tag
    assert "Content-Length" not in head.headers, "a file is not said to be empty"


@pytest.mark.parametrize("name", THINGS)
def test_a_file_of_a_past_day_is_what_it_was(storied: Storied, name: str) -> None:
    """As of a day long past, later rows are in no file."""
    path = f"/fr/{THINGS[name].path}.json"
    now = documents(storied, path)
    then = documents(storied, f"{path}?au={MIDDAY}")
    assert len(then) <= len(now)
    assert all(
        one.get("position", 0) <= now[-1].get("position", 1 << 60) for one in then
    )
    if name == "contributions":
        assert 0 < len(then) < len(now)
        assert [one["id"] for one in then] == [one["id"] for one in now[: len(then)]]


def test_a_file_has_the_filters_of_its_page(storied: Storied) -> None:
    """The same query leaves the same rows in the page and in the file."""
    whole = documents(storied, "/fr/contributions.json")
    found = documents(
        storied,
        "/fr/contributions.json?nature=place&annee=2026&partenaire=ville-brumes",
    )
    wanted = [
        one
        for one in whole
        if one["nature"] == "place"
        and one["ended_on"].startswith("2026")
        and one["partner"] == "ville-brumes"
    ]
    assert found == wanted
    assert found
    answer = file_of(storied, "/fr/contributions.csv?nature=time")
    assert "contributions-time-p" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("nature=gold", "gold"),
        ("annee=jadis", "jadis"),
        ("colonnes=toutes", ""),
        ("au=hier", ""),
    ],
)
def test_what_cannot_be_asked_is_told(storied: Storied, query: str, said: str) -> None:
    """A value that a filter cannot have is named, and no file is begun."""
    answer = file_of(storied, f"/fr/contributions.csv?{query}")
    assert answer.status_code in {404, 422}
    assert said in answer.text


def test_only_what_somebody_fills_in_comes_back_by_names(storied: Storied) -> None:
    """The columns to be brought back have the names of the form, in every format."""
    asked = list(THINGS["contributions"].asked)
    for ending in ("csv", "excel.csv"):
        answer = file_of(storied, f"/fr/contributions.{ending}?colonnes=saisie")
        separator = ";" if ending == "excel.csv" else ","
        text = answer.data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        assert rows[0] == asked
        assert rows[1][0] in {"time", "place", "know_how"}
    sheet = sheet_of(storied, "/fr/contributions.xlsx?colonnes=saisie")
    assert sheet[0] == asked
    whole = documents(storied, "/fr/contributions.json?colonnes=saisie")
    assert list(whole[0]) == asked
    assert file_of(storied, "/fr/projets.csv?colonnes=saisie").status_code == 404


def test_a_text_that_means_harm_is_only_text(storied: Storied) -> None:
    """What somebody wrote to be run is in the file as it was written."""
    found = documents(storied, "/fr/contributions.json")
    assert HOSTILE in [one["title"] for one in found]


def test_a_file_is_the_same_in_both_languages_for_programs(storied: Storied) -> None:
    """Programs read names that no language changes; people read their own."""
    for ending in ("csv", "json", "ndjson"):
        french = file_of(storied, f"/fr/contributions.{ending}").data
        assert french == file_of(storied, f"/en/contributions.{ending}").data
    french = file_of(storied, "/fr/contributions.excel.csv").data
    english = file_of(storied, "/en/contributions.excel.csv").data
    assert french != english
    assert b"Temps" in french
    assert b"Time" in english


def test_no_file_holds_what_is_not_for_everybody(storied: Storied) -> None:
    """What was written for partners, or about a person, is in no file of any list."""
    hidden: set[str] = set()
    shown: set[str] = set()
    store = storied.running.wiring.store
    for event in store.since(0, limit=store.head().position):
        for kept in store.words_at([event.position]).get(event.position, ()):
            text = read_disclosure(kept.encoded)[2]
            is_public = kept.audience == Audience.PUBLIC
            (shown if is_public else hidden).add(text)
    secrets = {text for text in hidden - shown if len(text) > SHORT}
    assert len(secrets) > 10
    assert len(shown) > 100
    files = [
        file_of(storied, f"/fr/{thing.path}.{ending}").data.decode()
        for thing in THINGS.values()
        for ending in ("csv", "ndjson")
    ]
    whole = "\n".join(json.dumps(file, ensure_ascii=False) for file in files)
    assert [text for text in secrets if text in whole] == []
    assert any(text in whole for text in shown)


def test_files_wait_for_their_turn(storied: Storied) -> None:
    """As many as are made at once leave pages their connections; others come again."""
    turns = storied.running.app.extensions[EXTENSION]
    path = "/fr/contributions.csv"
    taken = 0
    while turns.acquire(blocking=False):
        taken += 1
    assert taken == AT_ONCE_MAX
    late = file_of(storied, path)
    assert late.status_code == 503
    assert late.headers["Retry-After"]
    turns.release(taken)
    assert file_of(storied, path).status_code == FINE


def test_whoever_reads_slowly_keeps_no_turn(storied: Storied) -> None:
    """A file that is made waits for its reader, and others are made meanwhile."""
    client = storied.running.app.test_client()
    path = "/fr/contributions.csv"
    slow = [client.get(path, buffered=False) for _reader in range(AT_ONCE_MAX + 2)]
    assert [one.status_code for one in slow] == [FINE] * len(slow)
    whole = file_of(storied, path)
    assert int(whole.headers["Content-Length"]) == len(whole.data)
    for one in slow:
        assert one.data == whole.data
        one.close()


def test_what_a_sheet_cannot_hold_is_told(
    storied: Storied, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of more rows than a workbook takes leads to CSV, and to no half file."""
    monkeypatch.setattr(workbook, "ROWS_MAX", 10)
    answer = file_of(storied, "/fr/contributions.xlsx")
    assert answer.status_code == 404
    assert "CSV" in answer.text
    assert file_of(storied, "/fr/contributions.csv").status_code == FINE

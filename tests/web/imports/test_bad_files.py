"""Bad files: each is refused with what is wrong and what to do, in both languages."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.imports.sender import AT, Sender, text_of
from tests.web.imports.sheets import archive, lines, workbook
from web.imports.reading import read
from web.imports.unreadable import REASONS, Unreadable

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ROWS = ["Date;Heures;Tâche", "27/03/2026;3;Réunion"]


def wide() -> bytes:
    """Return ten thousand columns."""
    return lines(";".join(f"c{n}" for n in range(10_000)), ";".join(["x"] * 10_000))


def long() -> bytes:
    """Return one row more than is taken."""
    return lines("Date;Heures;Tâche", *["27/03/2026;3;Réunion"] * 100_001)


def bomb() -> bytes:
    """Return a workbook whose sheet unfolds a thousandfold."""
    sheet = b"<worksheet>" + b"<row/>" * 8_000_000
    return archive(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=sheet)


def lying_bomb() -> bytes:
    """Return a bomb that claims to unfold to one byte."""
    held = bytearray(bomb())
    name = b"xl/worksheets/sheet1.xml"
    at = held.rindex(name)
    struct.pack_into("<I", held, at - 22, 1)
    return bytes(held)


def nested() -> bytes:
    """Return an archive of archives."""
    return archive(**{"feuille.xlsx": workbook([["a", "b"], ["c", "d"]])})


def broad_sheet() -> bytes:
    """Return a workbook with one cell at the far end of what a sheet may have."""
    return changed_sheet(b'<c r="B1"', b'<c r="XFD1048576"')


def repeated_text() -> bytes:
    """Return a workbook that repeats one long text in very many cells."""
    text = b"<si><t>" + b"x" * 30_000 + b"</t></si>"
    cells = b"".join(
        b'<row r="%d">' % row
        + b"".join(
            b'<c r="%c%d" t="s"><v>0</v></c>' % (65 + column, row)
            for column in range(26)
        )
        + b"</row>"
        for row in range(1, 4_000)
    )
    return changed_parts(
        {
            "xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/'
            b'spreadsheetml/2006/main" count="1" uniqueCount="1">' + text + b"</sst>",
            "xl/worksheets/sheet1.xml": b'<worksheet xmlns="http://schemas.openxml'
            b'formats.org/spreadsheetml/2006/main"><sheetData>'
            + cells
            + b"</sheetData></worksheet>",
        }
    )


def changed_sheet(before: bytes, after: bytes) -> bytes:
    """Return a small workbook whose sheet was changed in one place."""
    with zipfile.ZipFile(io.BytesIO(workbook([["a", "b"], ["c", "d"]]))) as held:
        sheet = held.read("xl/worksheets/sheet1.xml")
    assert before in sheet
    return changed_parts({"xl/worksheets/sheet1.xml": sheet.replace(before, after, 1)})


def changed_parts(parts: dict[str, bytes]) -> bytes:
    """Return a small workbook with some of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["a", "b"], ["c", "d"]]))) as held,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in held.namelist():
            changed.writestr(name, parts.get(name, held.read(name)))
    return out.getvalue()


def zero_bytes() -> bytes:
    """Return a text with a zero byte in a cell."""
    return lines(*ROWS).replace(b"union", b"un\x00on")


def open_document() -> bytes:
    """Return the beginning of an OpenDocument sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return out.getvalue()


BAD: list[tuple[Callable[[], bytes], str, str]] = [
    (lambda: b"", "Ce fichier est vide", "This file is empty"),
    (lambda: b"\n;;\n", "Ce fichier est vide", "This file is empty"),
    (zero_bytes, "octets nuls", "zero bytes"),
    (lambda: "\n".join(ROWS).encode("utf-16-le"), "octets nuls", "zero bytes"),
    (lambda: b"\xff\xfeD\x00a\x00t\x00e", "se lisent pas en UTF-16", "as UTF-16"),
    (lambda: bytes(range(1, 256)) * 20, "ni un texte ni un classeur", "neither a text"),
    (wide, "plus de 200 colonnes", "more than 200 columns"),
    (long, "plus de 100 000 lignes", "more than 100,000 rows"),
    (lambda: lines(*ROWS) + b"x" * 26_300_000, "25 mégaoctets", "25 megabytes"),
    (lambda: lines("1;2;3", "4;5;6"), "titres des colonnes", "names of the columns"),
    (lambda: lines(ROWS[0]), "aucune ligne sous", "no row under the headings"),
    (lambda: lines(*ROWS, 'x;"' + "y" * 140_000), "un guillemet", "quotation mark"),
    (lambda: OLD, "l’ancienne sorte (.xls)", "the old kind (.xls)"),
    (
        lambda: OLD + "EncryptedPackage".encode("utf-16-le"),
        "protégé par un mot de passe",
        "locked by a password",
    ),
    (open_document, "OpenDocument (.ods)", "OpenDocument sheet (.ods)"),
    (nested, "n’est pas un classeur", "is no workbook"),
    (lambda: workbook([["a", "b"]])[:-200], "classeur est abîmé", "is damaged"),
    (bomb, "bien plus qu’un tableau", "much more than a table"),
    (lying_bomb, "classeur est abîmé", "is damaged"),
    (broad_sheet, "bien plus qu’un tableau", "much more than a table"),
    (repeated_text, "bien plus qu’un tableau", "much more than a table"),
    (lambda: b'[{"a": 1},', "comme du JSON", "begins like JSON"),
    (lambda: b"[1, 2, 3]", "pas une liste d’enregistrements", "no list of records"),
]


SOUND = [
    lines(*ROWS),
    "\n".join(ROWS).encode("utf-16"),
    b'[{"Date": "27/03/2026", "Heures": 3}, {"Heures": {"x": ["y"]}}]',
    b'{"Date": "27/03/2026"}\n{"Heures": "\\ud83d"}\n',
    b"[" * 5_000,
    b'{"a":' * 5_000,
    workbook([["Date", "Heures"], ["27/03/2026", 3]]),
]
"""What is spoilt at random; and what no list is, however deep one looks."""


@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sound=st.sampled_from(SOUND),
    spoilt=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=5),
)
def test_whatever_is_sent_is_read_or_refused_with_a_reason(
    tmp_path: Path, sound: bytes, spoilt: list[tuple[float, bytes]]
) -> None:
    """Nothing that is sent makes the reader fail in another way."""
    content = bytearray(sound)
    for where, what in spoilt:
        at = round(where * len(content))
        content[at : at + len(what)] = what
    sent = tmp_path / "sent"
    sent.write_bytes(content)
    assert outcome(sent, tmp_path / "rows") in {"read", *REASONS}


def outcome(sent: Path, into: Path) -> str:
    """Return whether a file was read, or the name of the reason why not."""
    try:
        read(sent, into)
    except Unreadable as error:
        return error.why
    return "read"


@pytest.mark.parametrize(("made", "french", "english"), BAD)
def test_a_bad_file_is_refused_with_its_remedy(
    sender: Sender, made: Callable[[], bytes], french: str, english: str
) -> None:
    """Nothing of it is kept, and the form says what to do."""
    folder = sender.running.wiring.settings.data / "imports"
    before = {*folder.iterdir()} if folder.is_dir() else set[Path]()
    content = made()
    for at, said in ((AT, french), (AT.replace("/fr/", "/en/"), english)):
        answer = Sender(sender.running, sender.person, at).send(content)
        shown = text_of(answer)
        assert answer.status_code == 422, answer.status
        assert said in shown.replace("\u00a0", " "), shown
    assert set(folder.iterdir()) == before


def test_no_file_is_asked_for_again(sender: Sender) -> None:
    """A form without a file says so."""
    answer = sender.post(AT)
    assert answer.status_code == 422
    assert "Choisissez d’abord un fichier" in text_of(answer)


def test_only_this_page_takes_so_much(sender: Sender) -> None:
    """Any other form keeps the small limit."""
    much = {"name": "x" * 2_000_000}
    answer = sender.person.client.post("/fr/connexion", data=much)
    assert answer.status_code == 413


def test_a_formula_is_a_text(sender: Sender) -> None:
    """It is recorded as it stands, and nothing calculates it."""
    at = sender.taken(lines(ROWS[0], "27/01/2026;3;=cmd|' /C calc'!A0"))
    assert "=cmd|' /C calc'!A0" in sender.to_preview(at)


def test_an_answer_that_was_not_offered_is_refused(sender: Sender) -> None:
    """A column that there is not, a word that means nothing."""
    at = sender.taken(lines(*ROWS))
    for field, sent in (("title", "c77"), ("unit", "=minute"), ("nature", "time")):
        answer = sender.choose(at, **{field: sent})
        assert answer.status_code == 422
        assert "Choisissez une des réponses" in text_of(answer)

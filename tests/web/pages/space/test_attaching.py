"""Files that support a contribution."""

import hashlib
import io
import stat
import zipfile
from base64 import urlsafe_b64encode

import pytest
from werkzeug.test import TestResponse

from projections.commons.contributions import contribution
from tests.web.pages.space.town import Hidden, Town, describe, errors_of, fill, text_of
from tests.web.running import Person
from web.evidence import media_type_of

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def attach(who: Person, path: str, content: bytes, **buttons: str) -> TestResponse:
    page = who.get(path)
    data: dict[str, object] = {**Hidden(page.text).values, **buttons}
    data["file"] = (io.BytesIO(content), "feuille de présence.pdf")
    answer = who.client.post(path, data=data, content_type="multipart/form-data")
    # The client writes a large body into a file, which it leaves open.
    answer.request.environ["wsgi.input"].close()
    return answer


def test_only_the_salted_digest_of_a_file_is_recorded(town: Town) -> None:
    """The file lies beside the database, and begins with its salt."""
    evidence = describe(town.asso, {"title": "Avec une pièce"}).location
    added = attach(town.asso, evidence, PDF, add="1")
    assert added.status_code == 303, text_of(added)
    assert "feuille de présence.pdf" in town.asso.get(evidence).text
    check = fill(town.asso, evidence).location
    sent = fill(town.asso, check)
    assert sent.status_code == 303
    town.running.settle()
    name = sent.location.split("/")[4]
    with town.running.wiring.views.shelf() as shelf:
        row = contribution(shelf, name)
    assert row is not None
    (file,) = row.evidence
    assert (file.size, file.media_type) == (len(PDF), "application/pdf")
    folder = town.running.wiring.settings.data / "evidence"
    kept = folder / file.digest
    digest = hashlib.sha256(kept.read_bytes()).digest()
    assert urlsafe_b64encode(digest).decode().rstrip("=") == file.digest
    assert kept.read_bytes().endswith(PDF)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    address = f"/fr/espace/contributions/{name}/preuves/{file.digest}"
    read = town.city.client.get(address)
    assert read.data == PDF
    assert read.headers["Content-Disposition"].startswith("attachment")
    assert town.running.visitor().client.get(address).status_code == 303


def test_a_file_taken_away_is_gone(town: Town) -> None:
    """Until it is recorded, a file can be taken back."""
    evidence = describe(town.asso, {"title": "Pièce enlevée"}).location
    attach(town.asso, evidence, PDF, add="1")
    page = town.asso.get(evidence).text
    digest = page.split('name="remove" value="')[1].split('"')[0]
    kept = town.running.wiring.settings.data / "evidence" / digest
    assert kept.exists()
    assert fill(town.asso, evidence, remove=digest).status_code == 303
    assert not kept.exists()
    assert digest not in town.asso.get(evidence).text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "dix mégaoctets au plus"),
        (b"%PDF" + b"x" * (10 * 1024 * 1024), "dix mégaoctets au plus"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "Ce genre de fichier"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told(
    town: Town, content: bytes, message: str
) -> None:
    """Too large, empty or of an unknown kind: nothing is kept, all else stays."""
    evidence = describe(town.asso, {"title": "Mauvaise pièce"}).location
    answer = attach(town.asso, evidence, content, add="1")
    assert answer.status_code == 422
    assert errors_of(answer)[0][0] == "file"
    assert message in errors_of(answer)[0][1]


def test_a_request_beyond_the_limit_is_refused_whole(town: Town) -> None:
    """Eleven megabytes do not enter, and the draft stays as it was."""
    evidence = describe(town.asso, {"title": "Trop lourd"}).location
    answer = attach(town.asso, evidence, b"%PDF-" + b"x" * (11 * 1024 * 1024))
    assert answer.status_code == 413
    assert "plus petit" in text_of(answer)
    assert town.asso.get(evidence).status_code == 200


def test_ten_files_at_most(town: Town) -> None:
    """The eleventh is refused, the ten stay."""
    evidence = describe(town.asso, {"title": "Onze pièces"}).location
    for number in range(10):
        answer = attach(town.asso, evidence, PDF + bytes([65 + number]), add="1")
        assert answer.status_code == 303
    answer = attach(town.asso, evidence, PDF, add="1")
    assert answer.status_code == 422
    assert "Dix fichiers" in errors_of(answer)[0][1]


def archive(*names: str, first: bytes | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as held:
        if first is not None:
            held.writestr("mimetype", first)
        for name in names:
            held.writestr(name, b"<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"jour;heures\n14/03;7,5\n", "text/plain"),
        ("réunion d’équipe".encode("cp1252"), "text/plain"),
        (
            archive(first=b"application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (
            archive("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (archive("setup.exe"), None),
        (b"PK\x03\x04 broken", None),
        (b"\x7fELF\x02\x01\x01\x00", None),
        (b"a\x00b", None),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_content(
    content: bytes, kind: str | None
) -> None:
    """Its name says nothing."""
    assert media_type_of(content) == kind

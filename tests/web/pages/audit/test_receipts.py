"""Receipts: pending, then sealed, with a proof that anybody can check without us."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.log.notes import VerifierKey
from ledger.log.policies import parse_policy
from ledger.log.receipts import check_proof, parse_proof
from tests.web.pages.audit.sealed import Sealed, begin_sealing
from tests.web.pages.audit.test_entry import position_of
from tests.web.running import running_commun
from tests.web.tree import faults, tree
from web.pages.proofs.lookup import LAST

VERIFY = Path(__file__).parents[4] / "ledger" / "log" / "verify.py"


def keys(book: Sealed) -> tuple[VerifierKey, ...]:
    return parse_policy(book.folder.policy.read_text("utf-8")).keys


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Sealed]:
    with running_commun(tmp_path) as running:
        running.found()
        yield begin_sealing(running)


def test_a_receipt_is_pending_until_it_is_sealed(fresh: Sealed) -> None:
    """The page comes again by itself, and then stays with its proof."""
    page = fresh.page("/fr/preuves/1")
    assert page.answer.headers["Refresh"] == "2"
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert "En attente de scellement" in page.text
    assert faults(tree(page.text), "fr") == []
    assert fresh.page("/fr/preuves/1/accuse").status_code == 503
    fresh.seal()
    page = fresh.page("/fr/preuves/1")
    assert "Refresh" not in page.answer.headers
    assert "Cet enregistrement n’a pas changé depuis" in page.text
    assert fresh.page("/fr/preuves/1/accuse").status_code == 200


def test_before_the_log_is_begun_all_is_pending(tmp_path: Path) -> None:
    """A commons of before there was a log has its pages all the same."""
    with running_commun(tmp_path) as running:
        running.found()
        for path in (
            "/fr/preuves/1",
            "/fr/preuves",
            "/fr/audit",
            "/fr/audit/registre/1",
        ):
            page = running.visitor().get(path)
            assert page.status_code == 200, path
            assert faults(tree(page.text), "fr") == []


def test_an_empty_commons_has_its_pages(tmp_path: Path) -> None:
    """Nothing is recorded, and each page says so."""
    with running_commun(tmp_path) as running:
        for path in ("/preuves", "/audit", "/audit/registre", "/audit/comparer"):
            page = running.visitor().get(f"/fr{path}")
            assert page.status_code == 200, path
            assert faults(tree(page.text), "fr") == []
        assert running.visitor().get("/fr/preuves/1").status_code == 404


@pytest.mark.parametrize("number", [1, 2, 255, 256, 257, 901])
def test_a_proof_holds_by_the_keys_of_the_policy(book: Sealed, number: int) -> None:
    """The file brings the entry and a proof that leads to the signed root."""
    raw = book.page(f"/fr/preuves/{number}/accuse").answer.data
    proof = parse_proof(raw)
    entry = book.running.connection.execute(
        "SELECT log.entry(s.origin, e.position, e.recorded_at, k.name, e.tags, e.data)"
        " FROM log.state s, ledger.events e JOIN ledger.kinds k ON k.id = e.kind"
        " WHERE e.position = %s",
        (number,),
    ).fetchone()
    assert entry is not None
    proven = check_proof(bytes(entry[0]), proof, keys(book))
    assert proven.checkpoint.size == book.head
    assert proof.index == number - 1


def test_the_file_is_verified_without_us(book: Sealed, tmp_path: Path) -> None:
    """By the one program that is handed out beside it, on files alone."""
    number = position_of(book, "ContributionRecorded", "contribution:g1")
    receipt, policy = tmp_path / "accuse.tlog-proof", tmp_path / "policy"
    receipt.write_bytes(book.page(f"/fr/preuves/{number}/accuse").answer.data)
    policy.write_bytes(book.page("/fr/preuves/policy").answer.data)
    program = tmp_path / "verify.py"
    program.write_bytes(book.page("/fr/preuves/verify.py").answer.data)
    command = [sys.executable, "-I", str(program), str(receipt), "--lang", "fr"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    raw = receipt.read_bytes()
    at = raw.index(b"extra ") + 200
    receipt.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0


def test_a_receipt_brings_only_what_its_reader_may_see(book: Sealed) -> None:
    """The same receipt, with partners' words for partners alone."""
    number = position_of(book, "ContributionClarificationAsked")
    path = f"/fr/preuves/{number}/accuse"
    visitor = parse_proof(book.page(path).answer.data).extra
    nadia = book.running.sign_in("nadia@exemple.test").get(path)
    partner = parse_proof(nadia.answer.data).extra
    assert visitor is not None
    assert partner is not None
    assert b'"disclosures":[]' in visitor
    assert b'"disclosures":["' in partner
    assert nadia.answer.headers["Cache-Control"] == "no-store"


def test_the_printed_code_leads_to_the_receipt(book: Sealed) -> None:
    """It holds the address without a language, which leads to the reader's own."""
    page = book.tree("/fr/preuves/12")
    assert page.one("code", id="address").text == "http://localhost/p/12"
    image = page.one("img")
    assert image.attributes["alt"]
    drawn = book.page(image.attributes["src"])
    assert drawn.answer.mimetype == "image/svg+xml"
    assert "style" not in drawn.text
    answer = book.running.visitor().client.get(
        "/p/12", headers={"Accept-Language": "en"}
    )
    assert answer.headers["Location"] == "/en/preuves/12"


def test_a_proof_is_found_by_whatever_is_printed_on_it(book: Sealed) -> None:
    """Its number, a contribution's, the hash in both spellings, a text's digest."""
    root = book.tree("/fr/audit/registre/12")
    leaf = root.one("code", id="leaf").text
    digest = root.one("div", **{"class": "words"}).one("code", **{"class": "hash"}).text
    first = position_of(book, "ContributionRecorded")
    for asked, found in (
        ("12", 12), ("n° 12", 12), ("n°%C2%A012", 12), ("No. 12", 12), (leaf, 12),
        (leaf.upper(), 12), (digest, 12), ("c-2026-0001", first), ("2026-0001", first),
    ):  # fmt: skip
        answer = book.running.visitor().client.get(f"/fr/preuves?q={asked}")
        assert answer.status_code == 303, asked
        assert answer.headers["Location"] == f"/fr/preuves/{found}", asked


def test_the_look_up_shows_how_far_the_log_is_proved(book: Sealed) -> None:
    """Its size, its root, its key, and the last entries."""
    root = book.tree("/fr/preuves")
    said = root.one("main").text
    assert f"Inscriptions scellées{book.last}" in said
    assert keys(book)[0].text in said
    assert len(root.one("table", **{"class": "register"}).all("tr")) == LAST + 1


def test_a_proof_that_does_not_hold_is_not_handed_out(tmp_path: Path) -> None:
    """An entry that was changed has no receipt: it would accuse whoever shows it."""
    with running_commun(tmp_path) as running:
        running.found()
        house = begin_sealing(running)
        house.seal()
        running.connection.execute(
            "ALTER TABLE ledger.events DISABLE TRIGGER events_only_grow"
        )
        running.connection.execute(
            "UPDATE ledger.events SET recorded_at = recorded_at - interval '1 day'"
            " WHERE position = 2"
        )
        for path in ("/fr/preuves/2", "/fr/audit/registre/2"):
            page = house.page(path)
            assert page.status_code == 200
            assert "La preuve faite ici ne tient pas" in page.text
            assert "n’a pas changé depuis" not in page.text
        assert house.page("/fr/preuves/2/accuse").status_code == 503
        assert "n’a pas changé depuis" in house.page("/fr/preuves/1").text

"""The receipt of a fact: pending, then a proof that the server has checked itself."""

import logging
from collections.abc import Iterator

import psycopg
import pytest

from ledger.log.archive import Published
from ledger.log.notes import COSIGNATURE, Cosigner, VerifierKey
from ledger.log.receipts import check_proof, parse_proof
from tests.web.log.lab import Lab, running_lab
from web.log.sealing import Sealing, sealing

WITNESSES = [Cosigner.generate(f"witness.test/{name}") for name in "abc"]


@pytest.fixture
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Run a lab with three sealed facts, and two witnesses of three needed."""
    with running_lab(tmp_path_factory.mktemp("lab")) as opened:
        lines = [f"witness {w.verifier.name[-1]} {w.verifier.text}" for w in WITNESSES]
        log = f"log {opened.signer.verifier.text}"
        rule = ["group all-of-them 2 a b c", "quorum all-of-them"]
        opened.folder.policy.write_text("\n".join([log, *lines, *rule, ""]))
        opened.record(3)
        opened.seal()
        yield opened


def cosign(lab: Lab, published: Published, *witnesses: Cosigner) -> None:
    """Keep what the witnesses would have answered."""
    with lab.as_publisher() as db:
        for witness in witnesses:
            assert witness.verifier.kind == COSIGNATURE
            name = witness.verifier.name[-1]
            line = witness.cosign(published.checkpoint.text, 1_700_000_000)
            size = published.checkpoint.size
            db.execute(
                "INSERT INTO log.witnesses (name, size) VALUES (%s, %s)"
                " ON CONFLICT (name) DO UPDATE SET size = EXCLUDED.size",
                (name, size),
            )
            db.execute(
                "INSERT INTO log.cosignatures (size, witness, line)"
                " VALUES (%s, %s, %s)",
                (size, name, line),
            )


def signers(lab: Lab, position: int) -> tuple[int, set[VerifierKey]]:
    """Return the size that a receipt proves the fact in, and who signed that head."""
    answer = lab.client.get(f"/log/receipt/{position}")
    assert answer.status_code == 200, answer.text
    entry = lab.archive.entry(position)
    assert entry is not None
    keys = [lab.signer.verifier, *(w.verifier for w in WITNESSES)]
    proven = check_proof(entry, parse_proof(answer.data), keys)
    return proven.checkpoint.size, set(proven.opened.signed)


def of(lab: Lab, position: int) -> Sealing:
    with lab.app.test_request_context():
        return sealing(position)


def test_every_sealed_fact_has_a_proof_that_holds(lab: Lab) -> None:
    """It is text, a file to be kept, and names the fact by its position."""
    lab.record(400)
    lab.seal()
    for position in (1, 2, 3, 4, 256, 257, 400, 403):
        assert signers(lab, position) == (403, {lab.signer.verifier})
    answer = lab.client.get("/log/receipt/257")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=2"
    assert '"257.tlog-proof"' in answer.headers["Content-Disposition"]
    assert parse_proof(answer.data).index == 256


def test_a_fact_that_is_not_sealed_is_asked_for_again(lab: Lab) -> None:
    """Recorded and integrated is not sealed: 503 and when to come again."""
    lab.record(1)
    lab.integrate()
    answer = lab.client.get("/log/receipt/4")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.headers["Cache-Control"] == "no-store"
    lab.seal()
    assert lab.client.get("/log/receipt/4").status_code == 200


def test_a_position_without_a_fact_has_no_receipt(lab: Lab) -> None:
    """404, and nothing to wait for."""
    answer = lab.client.get("/log/receipt/4")
    assert answer.status_code == 404
    assert "Retry-After" not in answer.headers


def test_a_receipt_bears_the_most_signatures_that_can_be_had(lab: Lab) -> None:
    """Witnesses answer after the newest head is out: an older one serves better."""
    first = lab.archive.published()
    assert first is not None
    a, b, c = WITNESSES
    cosign(lab, first, a, b)
    lab.record(2)
    second = lab.seal()
    us = lab.signer.verifier
    assert signers(lab, 3) == (3, {us, a.verifier, b.verifier})
    assert signers(lab, 4) == (5, {us})
    cosign(lab, second, c)
    assert signers(lab, 3) == (3, {us, a.verifier, b.verifier})
    assert signers(lab, 4) == (5, {us, c.verifier})
    cosign(lab, second, b)
    assert signers(lab, 3) == (5, {us, b.verifier, c.verifier})


def test_a_receipt_that_proves_nothing_is_not_handed_out(
    lab: Lab, caplog: pytest.LogCaptureFixture
) -> None:
    """An administrator changed the fact: 500, and the operator is told which."""
    with psycopg.connect(lab.owner) as db:
        db.execute("SET session_replication_role = replica")
        db.execute("ALTER TABLE ledger.events DISABLE TRIGGER USER")
        db.execute("UPDATE ledger.events SET data = data || ' ' WHERE position = 2")
    with caplog.at_level(logging.ERROR):
        answer = lab.client.get("/log/receipt/2")
    assert answer.status_code == 500
    assert b"index" not in answer.data
    assert "no receipt of 2" in caplog.text
    assert lab.client.get("/log/receipt/1").status_code == 200


def test_a_fact_that_is_gone_is_no_unknown_position(lab: Lab) -> None:
    """It was sealed, so somebody can prove that it was there."""
    with psycopg.connect(lab.owner) as db:
        db.execute("ALTER TABLE ledger.events DISABLE TRIGGER USER")
        db.execute("SET session_replication_role = replica")
        db.execute("DELETE FROM ledger.events WHERE position = 3")
    assert lab.client.get("/log/receipt/3").status_code == 500
    assert lab.client.get("/log/tile/entries/000.p/3").status_code == 500


def test_a_forged_cosignature_is_not_handed_out(lab: Lab) -> None:
    """A line under the name of a witness that it never wrote condemns the receipt."""
    published = lab.archive.published()
    assert published is not None
    line = WITNESSES[0].cosign(b"another head\n", 1_700_000_000)
    with lab.as_publisher() as db:
        db.execute(
            "INSERT INTO log.cosignatures (size, witness, line) VALUES (3, 'a', %s)",
            (line,),
        )
    assert lab.client.get("/log/receipt/1").status_code == 500


@pytest.mark.parametrize("text", [b"log x\n", b"\xff", b""])
def test_a_policy_that_cannot_be_read_proves_nothing(lab: Lab, text: bytes) -> None:
    """Whose signature counts is not guessed; pages still tell what they know."""
    lab.folder.policy.write_bytes(text)
    assert lab.client.get("/log/receipt/1").status_code == 500
    assert of(lab, 1).state == "sealed"


def test_a_fact_is_recorded_then_sealed_then_witnessed(lab: Lab) -> None:
    """It tells the first head over it, and every witness that signed it or a later."""
    a, b, c = WITNESSES
    lab.record(1)
    assert of(lab, 4) == Sealing()
    assert of(lab, 4).state == "recorded"
    second = lab.seal()
    assert of(lab, 4) == Sealing(size=4, at=second.at)
    assert of(lab, 4).state == "sealed"
    cosign(lab, second, a)
    assert of(lab, 4).state == "witnessed"
    assert (of(lab, 4).witnesses, of(lab, 4).is_quorum_met) == (("a",), False)
    assert of(lab, 3).size == 3
    lab.record(1)
    third = lab.seal()
    cosign(lab, third, b, c)
    assert of(lab, 4) == Sealing(
        size=4, at=second.at, witnesses=("a", "b", "c"), is_quorum_met=True
    )
    assert of(lab, 5).witnesses == ("b", "c")
    assert of(lab, 6) == Sealing()


def test_without_a_policy_no_quorum_is_met(lab: Lab) -> None:
    """Nobody said whose signatures count."""
    published = lab.archive.published()
    assert published is not None
    cosign(lab, published, *WITNESSES)
    assert of(lab, 1).is_quorum_met
    lab.folder.policy.unlink()
    assert not of(lab, 1).is_quorum_met
    assert of(lab, 1).state == "witnessed"
    assert lab.client.get("/log/receipt/1").status_code == 404

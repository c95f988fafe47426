"""Verifiers from PyPI and npm accept our served log; a witness of theirs cosigns it."""

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ledger.log.archive import Archive
from ledger.log.bundles import root_at
from ledger.log.checkpoints import Checkpoint
from ledger.log.connecting import connect, lending
from ledger.log.hashing import leaf_hash
from ledger.log.notes import VerifierKey, open_note
from ledger.log.policies import Known
from ledger.log.proofs import Maker
from ledger.log.submitter import submit
from tests.bundles.commons import ORIGIN, Commons, founded
from tests.faults.service import eventually, free_port
from tests.foreign.peers import PEERS, PLACE
from tests.servers import leave_out

pytestmark = pytest.mark.deep
HERE = Path(__file__).parent
PACKAGES = ("aics-tlog", "aics-witness", "tlog-scales", "metamorphic-log")
PYTHONS = (os.environ.get("PEERS_PYTHON", ""), "python3.14", "python3.13", "python3.12")
NEWER = "import sys; sys.exit(sys.version_info < (3, 12))"
OLD = 300


def is_newer(program: str) -> bool:
    done = subprocess.run([program, "-c", NEWER], check=False, capture_output=True)
    return done.returncode == 0


def newer_python() -> str:
    """Return a Python that the peers run on: they want a newer one than we do."""
    found = [program for name in PYTHONS if name and (program := shutil.which(name))]
    program = next(filter(is_newer, found), None)
    if program is None:
        leave_out("the peers want Python 3.12 or newer: name one in PEERS_PYTHON")
    return program


@pytest.fixture(scope="module")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the peers, thrown away afterwards."""
    folder = tmp_path_factory.mktemp("peers") / "venv"
    subprocess.run([newer_python(), "-m", "venv", folder], check=True)
    done = subprocess.run(
        [folder / "bin/pip", "--quiet", "install", *PACKAGES],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        leave_out(f"the registry gives no peers: {done.stderr[-300:]}")
    return folder


@pytest.fixture(scope="module")
def proofs(commons: Commons, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkpoint, an older one, and what our own code proves between them."""
    folder = tmp_path_factory.mktemp("proofs")
    with lending(commons.owner) as lend, connect(commons.owner) as connection:
        archive = Archive(lend)
        published = archive.published()
        entry = archive.entry(PLACE + 1)
        assert published is not None
        assert entry is not None
        size = published.checkpoint.size
        maker = Maker(archive.tiles(size), size)
        text = Checkpoint(ORIGIN, OLD, root_at(connection, OLD)).text
        inclusion = [leaf_hash(entry), *maker.inclusion(PLACE, size)]
        consistency = maker.consistency(OLD, size)
    (folder / "checkpoint").write_bytes(published.note)
    (folder / "entry").write_bytes(entry)
    old = text + b"\n" + commons.signer.sign(text).encode()
    (folder / "old").write_bytes(old)
    for name, hashes in (("inclusion", inclusion), ("consistency", consistency)):
        (folder / name).write_text("\n".join(h.hex() for h in hashes))
    return folder


def judged(
    venv: Path, address: str, proofs: Path, name: str, commons: Commons
) -> subprocess.CompletedProcess[str]:
    key = commons.signer.verifier.text
    return subprocess.run(
        [venv / "bin/python", HERE / "peers.py", address, proofs, name, key],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("name", PEERS)
def test_verifiers_of_others_accept_the_served_log(
    venv: Path, address: str, proofs: Path, commons: Commons, name: str
) -> None:
    """Each checks what it can check: signatures, tiles, entries, proofs."""
    done = judged(venv, address, proofs, name, commons)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def forged(commons: Commons, proofs: Path, tmp_path: Path) -> Path:
    """The same with a checkpoint that we signed over another root."""
    shutil.copytree(proofs, tmp_path / "forged")
    text = Checkpoint(ORIGIN, 600, b"\x09" * 32).text
    note = text + b"\n" + commons.signer.sign(text).encode()
    (tmp_path / "forged/checkpoint").write_bytes(note)
    return tmp_path / "forged"


@pytest.mark.parametrize("name", PEERS)
def test_verifiers_of_others_refuse_another_root(
    venv: Path, address: str, forged: Path, commons: Commons, name: str
) -> None:
    """Whoever signs what the tree does not lead to is refused by all."""
    assert judged(venv, address, forged, name, commons).returncode != 0


def test_a_witness_of_others_cosigns_our_log(venv: Path, tmp_path: Path) -> None:
    """Aics-witness follows the protocol with our submitter; its line holds for us."""
    config, program = tmp_path / "witness.json", venv / "bin/aics-witness"
    commons = founded(tmp_path / "data")

    def ask(*words: str) -> str:
        command, *rest = words
        done = subprocess.run(
            [program, command, "--config", config, *rest],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    told = ask("init", "--name", "lab-lille.example/w1").split()
    key = VerifierKey.parse(next(w for w in told if w.startswith("lab-lille.")))
    ask("add-log", "--origin", ORIGIN, "--vkey", commons.signer.verifier.text)
    port = free_port()
    door = f"127.0.0.1:{port}"
    with subprocess.Popen(
        [program, "serve", "--config", config, "--listen", door],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
    ) as process:
        try:
            eventually(lambda: answers(f"http://{door}/healthz"), "the witness answers")
            with lending(commons.owner) as lend:
                published = Archive(lend).published()
                assert published is not None
                submit(lend, Known("w", key, f"http://{door}"), published)
                cosigned = Archive(lend).published()
        finally:
            process.terminate()
    assert cosigned is not None
    signed = open_note(cosigned.note, [commons.signer.verifier, key]).signed
    assert signed[key] > 1_700_000_000


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  # a loopback address
            return bool(answer.status)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def test_sigstore_accepts_a_receipt_and_refuses_another_entry(
    commons: Commons, proofs: Path, tmp_path: Path
) -> None:
    """The verifier of npm's own provenance reads our checkpoints and proofs."""
    npm = shutil.which("npm")
    if npm is None:
        leave_out("npm is not installed")
    done = subprocess.run(
        [npm, "install", "--silent", "--no-audit", "@sigstore/verify"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        leave_out(f"the registry gives no @sigstore/verify: {done.stderr[-300:]}")
    key = commons.signer.verifier
    leaf, *path = (proofs / "inclusion").read_text().split()
    entry = (proofs / "entry").read_bytes()
    assert leaf == leaf_hash(entry).hex()
    public = Ed25519PublicKey.from_public_bytes(key.public)
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    told = {
        "checkpoint": (proofs / "checkpoint").read_text("utf-8"),
        "pem": pem.decode(),
        "id": key.id.hex(),
        "origin": key.name,
        "index": str(PLACE),
        "hashes": [b64encode(bytes.fromhex(h)).decode() for h in path],
        "entry": b64encode(entry).decode(),
        "other": b64encode(entry + b" ").decode(),
    }
    (tmp_path / "told.json").write_text(json.dumps(told))
    done = subprocess.run(
        ["node", HERE / "sigstore.js", "told.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.startswith("accepted ")
    assert second == "refused another entry"

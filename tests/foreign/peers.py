"""Check a served log with verifiers from PyPI, none of which shares a line with ours.

Run by the Python of an environment that has them; ends with 0 if they accept it.
Its arguments: the log's address, a folder with its checkpoint and proofs that our code
made of it, the name of the verifier, and the key of the log.
"""

import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

PLACE = 41
BEGIN = b"commun-event/v1\n"


def aics(address: str, folder: Path, key: str) -> None:
    """Signature, every tile, every entry, and a proof made of its verified tiles."""
    theirs: Any = import_module("aics_tlog")
    note = theirs.parse_note((folder / "checkpoint").read_bytes())
    assert theirs.verify_checkpoint(note, theirs.parse_vkey(key), [], quorum=0).ok
    size, root = head(folder)
    reader = theirs.HttpTileReader([f"{address}/"])
    theirs.audit_tiles(reader, size, root)
    verified = theirs.VerifiedTileReader(reader, size, root)
    entry: bytes = verified.entry(PLACE)
    assert entry.startswith(BEGIN)
    path: list[bytes] = theirs.inclusion_proof_from_tiles(verified, PLACE, size)
    assert leads(PLACE, size, sha256(b"\x00" + entry).digest(), path) == root


def scales(address: str, folder: Path, _key: str) -> None:
    """An entry, and the proof that its own client makes of our tiles."""
    entry = tlog_tiles("get-leaf", "-c", f"{address}/", str(PLACE))
    assert entry.startswith(BEGIN)
    proof = tlog_tiles("gen-proof", f"{address}/", str(PLACE))
    first, *lines = proof.partition(b"\n\n")[0].decode().split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    path = [b64decode(line) for line in lines if not line.startswith("index ")]
    size, root = head(folder)
    assert leads(PLACE, size, sha256(b"\x00" + entry).digest(), path) == root


def tlog_tiles(*words: str) -> bytes:
    program = Path(sys.executable).parent / "tlog-tiles"
    done = subprocess.run([program, *words], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def metamorphic(_address: str, folder: Path, key: str) -> None:
    """Signature, inclusion and consistency, in Rust."""
    theirs: Any = import_module("metamorphic_log")
    text = (folder / "checkpoint").read_text("utf-8")
    theirs.checkpoint_verify(text, [key])
    leaf, *path = hashes(folder / "inclusion")
    theirs.checkpoint_verify_inclusion(text, [key], PLACE, leaf, path)
    old = (folder / "old").read_text("utf-8")
    proof = hashes(folder / "consistency")
    theirs.checkpoint_verify_consistency(old, text, [key], proof)


def head(folder: Path) -> tuple[int, bytes]:
    lines = (folder / "checkpoint").read_text("utf-8").split("\n")
    return int(lines[1]), b64decode(lines[2])


def hashes(path: Path) -> list[bytes]:
    return [bytes.fromhex(line) for line in path.read_text("ascii").split()]


def leads(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """Return the root that a proof leads to, by recursion over the tree's shape."""
    if size == 1:
        assert not path
        return leaf
    middle = 1 << ((size - 1).bit_length() - 1)
    *rest, last = path
    if index < middle:
        left, right = leads(index, middle, leaf, rest), last
    else:
        left, right = last, leads(index - middle, size - middle, leaf, rest)
    return sha256(b"\x01" + left + right).digest()


PEERS: dict[str, Callable[[str, Path, str], None]] = {
    "aics-tlog": aics,
    "tlog-scales": scales,
    "metamorphic-log": metamorphic,
}

if __name__ == "__main__":
    PEERS[sys.argv[3]](sys.argv[1], Path(sys.argv[2]), sys.argv[4])

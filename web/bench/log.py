"""Log: integrating, checking and verifying, beside hashing alone and a peer.

The limit is SHA-256 over the same bytes, which lie in memory: every entry, every node
of the tree, and where texts and views are checked, these too.
"""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from ledger.kernel.words import Audience
from ledger.log import verify
from ledger.log.archive import Archive, Connection, read_bundles, read_state
from ledger.log.beginning import begin
from ledger.log.checking import check_log
from ledger.log.connecting import connect, lending
from ledger.log.entries import bundle as bundled
from ledger.log.entries import unbundle
from ledger.log.folder import LogFolder
from ledger.log.hashing import EMPTY_ROOT
from ledger.log.integrator import integrate
from ledger.log.keys import read_signer
from ledger.log.last_signed import read_last_signed
from ledger.log.proofs import inclusion
from ledger.log.publisher import publish
from ledger.log.receipts import check_proof, parse_proof, write_proof
from projections.bundling import Order, bundle
from projections.registry import VIEWS
from web.bench.measuring import (
    RATE,
    Figures,
    Ground,
    Measure,
    Taken,
    by_turns,
    once,
    percentiles,
)
from web.bench.rows import Row, row

ORIGIN: Final = "bench.example/registre"
PEER: Final = """
import sys, time
from aics_tlog.tree import MerkleTree
raw, entries, at = open(sys.argv[1], "rb").read(), [], 0
while at < len(raw):
    end = at + 2 + int.from_bytes(raw[at:at + 2], "big")
    entries.append(raw[at + 2:end])
    at = end
began = time.perf_counter()
MerkleTree(entries).root()
print(len(entries) / (time.perf_counter() - began))
"""
RECEIPTS: Final = 200
STRETCH: Final = 4_096
PART_BYTES: Final = 1 << 20
FORGET: Final = (
    b"ALTER TABLE log.tiles DISABLE TRIGGER USER",
    b"DELETE FROM log.tiles",
)
ANEW: Final = b"UPDATE log.state SET size = 0, root = %s, edge = '{}'"


def logs(ground: Ground) -> Iterator[Row]:
    """Measure what keeps the log and what checks it.

    The peer is aics-tlog, where it can be imported: its tree over the same entries.
    """
    folder = LogFolder(ground.folder)
    with connect(ground.owner) as connection:
        begin(connection, folder, None, ORIGIN)
        while integrate(connection):
            pass
        publish(connection, read_signer(folder.key), folder.last_signed)
        entries = entries_of(connection)
        peer = peer_of(ground, entries)
        cases: list[tuple[str, Measure]] = [
            ("integrate", lambda: _integrate(connection)),
            ("commun log check, with texts", lambda: _check(ground)),
        ]
        for case, ours in cases:
            limit = partial(once, partial(hashed, entries))
            taken = by_turns(ground.long_rounds, ours, limit, peer)
            yield row(ground, "log", case, taken[RATE])
        yield from _verifications(ground, connection, entries, peer)
        yield from _receipts(ground, connection)


def entries_of(connection: Connection) -> list[bytes]:
    """Return every entry, to be hashed from memory."""
    size = read_state(connection).size
    found: list[bytes] = []
    for first in range(1, size + 1, STRETCH):
        end = min(size, first + STRETCH - 1)
        for _number, _width, data in read_bundles(connection, first, end):
            found += unbundle(data)
    return found


def hashed(entries: Sequence[bytes]) -> int:
    """Hash every entry and every node over them, and do nothing else."""
    make = sha256
    hashes = [make(b"\x00" + entry).digest() for entry in entries]
    while len(hashes) > 1:
        odd = hashes[-1:] if len(hashes) % 2 else []
        pairs = zip(hashes[::2], hashes[1::2], strict=False)
        hashes = [make(b"\x01" + a + b).digest() for a, b in pairs] + odd
    return len(entries)


def find_aics(venv: Path | None) -> Path | None:
    """Return the Python of a virtual environment that has aics-tlog."""
    if venv is None or not (venv / "bin" / "aics-tlog").exists():
        return None
    return venv / "bin" / "python"


def peer_of(ground: Ground, entries: Sequence[bytes]) -> Measure | None:
    """Return aics-tlog's own tree over the same entries, where it is installed.

    It wants a newer Python than we do, and so a process of its own, which tells only
    how long the tree took.
    """
    if ground.aics is None:
        ground.note("no peer for the log: --peer-venv with aics-tlog is not given")
        return None
    python, path = ground.aics, ground.folder / "entries"
    path.write_bytes(bundled(entries))

    def build() -> Figures:
        done = subprocess.run(  # noqa: S603  # the interpreter that the operator named
            [python, "-c", PEER, path], capture_output=True, text=True, check=True
        )
        return {RATE: float(done.stdout)}

    return build


def _integrate(connection: Connection) -> Figures:
    """Make the whole tree again, in transactions as the publisher makes them."""
    with connection.transaction():
        for statement in FORGET:
            connection.execute(statement)
        connection.execute(ANEW, (EMPTY_ROOT,))

    def work() -> int:
        while integrate(connection):
            pass
        return read_state(connection).size

    return once(work)


def _check(ground: Ground) -> Figures:
    folder = LogFolder(ground.folder)
    key = read_signer(folder.key).verifier
    last = read_last_signed(folder.last_signed, key)

    def work() -> int:
        with lending(ground.owner) as lend:
            assert not list(check_log(lend, key, last)), "the log is whole"
        return last.checkpoint.size

    return once(work)


def _verifications(
    ground: Ground,
    connection: Connection,
    entries: Sequence[bytes],
    peer: Measure | None,
) -> Iterator[Row]:
    """Measure verify.py over a bundle: the log alone, then texts and views too."""
    path = ground.folder / "bench.zip"
    policy = f"log {read_signer(LogFolder(ground.folder).key).verifier.text}\n"
    order = Order(
        policy=policy + "quorum none\n",
        audience=Audience.PARTNERS,
        software="bench",
    )
    began = time.perf_counter()
    bundle(connection, VIEWS, order, path)
    seconds = time.perf_counter() - began
    ground.note(f"a bundle of {len(entries):,} facts: {path.stat().st_size:,} bytes")
    trusted = verify.Policy(order.policy)

    def of_the_log() -> int:
        report = verify.Report()
        verify.check_mirror(verify.Source(path), report, trusted)
        assert not report.findings, "the bundle is whole"
        return len(entries)

    def of_all() -> int:
        report = verify.Report()
        verify.check_bundle(verify.Source(path), report)
        assert not report.findings, "the bundle is whole"
        return len(entries)

    files, texts = _rest_of(path)

    def all_hashed() -> int:
        for content in (*files, *texts):
            sha256(content).digest()
        return hashed(entries)

    limit = partial(once, partial(hashed, entries))
    taken = by_turns(ground.long_rounds, partial(once, of_the_log), limit, peer)
    yield row(ground, "log", "verify.py, entries and tree", taken[RATE])
    limit = partial(once, all_hashed)
    taken = by_turns(ground.long_rounds, partial(once, of_all), limit)
    yield row(ground, "log", "verify.py, texts and views too", taken[RATE])
    rate = {RATE: len(entries) / seconds}
    written = partial(once, partial(_write_again, path, len(entries)))
    yield row(ground, "log", "commun bundle", by_turns(1, lambda: rate, written)[RATE])
    path.unlink()


def _write_again(path: Path, count: int) -> int:
    """Write the bytes of a bundle to the disk, and do nothing else."""
    target = path.with_suffix(".again")
    with path.open("rb") as source, target.open("wb") as copy:
        while part := source.read(PART_BYTES):
            copy.write(part)
        os.fsync(copy.fileno())
    target.unlink()
    return count


def _rest_of(path: Path) -> tuple[list[bytes], list[bytes]]:
    """Return what else verify.py hashes: the other files, and each text."""
    source = verify.Source(path)
    files: list[bytes] = []
    texts: list[bytes] = []
    for name in sorted(source.names):
        if name.startswith("tile/"):
            continue
        with source.open(name) as file:
            files.append(file.read())
        if name.startswith("words/"):
            rows = map(json.loads, files[-1].splitlines())
            texts += [row["disclosure"].encode() for row in rows]
    return files, texts


def _receipts(ground: Ground, connection: Connection) -> Iterator[Row]:
    """Measure a receipt from the database to its own check, and its size.

    The limit is looking the entry up alone.
    """
    archive = Archive(lambda: nullcontext(connection))
    published = archive.published()
    assert published is not None, "it was published above"
    size, note = published.checkpoint.size, published.note
    key = read_signer(LogFolder(ground.folder).key).verifier
    took: list[float] = []
    looked: list[float] = []
    lengths: list[int] = []
    for number in range(RECEIPTS):
        position = 1 + number * size // RECEIPTS
        began = time.perf_counter()
        archive.entry(position)
        looked.append(time.perf_counter() - began)
        began = time.perf_counter()
        entry = archive.entry(position)
        assert entry is not None, "positions are dense"
        hashes = inclusion(position - 1, size, archive.tiles(size), size)
        receipt = write_proof(position - 1, hashes, note)
        check_proof(entry, parse_proof(receipt), [key])
        took.append(time.perf_counter() - began)
        lengths.append(len(receipt))
    ours, limit = percentiles(took), percentiles(looked)
    for name, figure in ours.items():
        taken = Taken(figure, limit[name], None)
        yield row(ground, "log", f"receipt {name}, milliseconds", taken)
    cases = [("receipt", max(lengths))]
    tiles = archive.tiles(size)
    for at in [*(10**n for n in range(3, 10) if 10**n < size), size]:
        proofs = [
            write_proof(index, inclusion(index, at, tiles, size), b"")
            for index in (0, at // 2, at - 1)
        ]
        cases.append((f"proof at {at:,} facts", max(map(len, proofs))))
    for case, length in cases:
        taken = Taken(float(length), None, None)
        yield row(ground, "log", f"{case}, bytes each", taken)

"""The submitter: asks the witnesses of the policy to cosign what is published.

Publication never waits for it. Each witness has a thread of its own, so that one
which is slow, dead or hostile keeps nobody else from signing.
"""

import logging
import re
import threading
import time
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

import psycopg

from ledger.log.archive import Archive, Connection, Lender, LogDamaged, Published
from ledger.log.checkpoints import Checkpoint
from ledger.log.notes import (
    DASH,
    MalformedNote,
    VerifierKey,
    WrongSignature,
    encode,
    parse_note,
)
from ledger.log.policies import Known
from ledger.log.posting import Reply, Unanswered, post
from ledger.log.proofs import consistency
from ledger.log.submissions import SIZE_TYPE, write_submission

logger = logging.getLogger(__name__)

ATTEMPTS_MAX: Final = 3
"""A second one with the size that the witness names; a third if a rival was faster."""
PAUSE_SECONDS: Final = 1.0
PAUSE_SECONDS_MAX: Final = 300.0
FAILURES_COUNTED: Final = 10
SIZE: Final = re.compile(rb"(0|[1-9][0-9]{0,18})\n")

IS_COSIGNED: Final = """
SELECT EXISTS (SELECT FROM log.cosignatures WHERE size = %s AND witness = %s)
"""
KNOWN_SIZE: Final = "SELECT size FROM log.witnesses WHERE name = %s"
REMEMBER: Final = """
INSERT INTO log.witnesses (name, size) VALUES (%s, %s)
ON CONFLICT (name) DO UPDATE SET size = EXCLUDED.size
"""
KEEP: Final = """
INSERT INTO log.cosignatures (size, witness, line) VALUES (%s, %s, %s)
ON CONFLICT (size, witness) DO UPDATE
SET line = EXCLUDED.line, at = clock_timestamp()
"""

FAILURES: Final = (
    Unanswered,
    MalformedNote,
    WrongSignature,
    LogDamaged,
    psycopg.Error,
)


def submit(lend: Lender, witness: Known, published: Published) -> None:
    """Have one witness cosign one head, and keep its line; do nothing if it has.

    Raises Unanswered, or WrongSignature or MalformedNote where what it answered is
    no cosignature of this head by this witness.
    """
    checkpoint = published.checkpoint
    with lend() as db:
        if _is_cosigned(db, checkpoint.size, witness.name):
            return
        old = _known_size(db, witness.name)
    tiles = Archive(lend).tiles(checkpoint.size)
    for _ in range(ATTEMPTS_MAX):
        # A witness that once had more than this may have lost it: it will tell.
        old = min(old, checkpoint.size)
        proof = consistency(old, checkpoint.size, tiles, checkpoint.size)
        body = write_submission(old, proof, published.note)
        reply = post(f"{(witness.url or '').rstrip('/')}/add-checkpoint", body)
        if reply.status == HTTPStatus.OK:
            line = cosignature(reply.body, checkpoint, witness.key)
            with lend() as db, db.transaction():
                db.execute(KEEP, (checkpoint.size, witness.name, line))
                db.execute(REMEMBER, (witness.name, checkpoint.size))
            return
        old = _size_it_has(reply, witness, checkpoint.size)
    raise Unanswered(f"{witness.name} names another size each time")


def cosignature(body: bytes, checkpoint: Checkpoint, key: VerifierKey) -> str:
    """Return the line of this witness from what it answered.

    Lines of keys that are not asked for are passed over. Raises MalformedNote or
    WrongSignature.
    """
    note = parse_note(checkpoint.text + b"\n" + body)
    if note.text != checkpoint.text:
        raise MalformedNote("the answer is not made of signature lines alone")
    for line in note.signatures:
        is_asked = (line.name, line.key_id) == (key.name, key.id)
        if is_asked and key.verify(note.text, line.proof) > 0:
            return f"{DASH} {line.name} {encode(line.key_id + line.proof)}\n"
    raise WrongSignature(f"the answer has no signature of {key.name} with its time")


def _size_it_has(reply: Reply, witness: Known, size: int) -> int:
    """Return the size to prove from, where that is what the witness asks for."""
    if reply.status != HTTPStatus.CONFLICT:
        raise Unanswered(f"{witness.name} answered {reply.status}")
    found = SIZE.fullmatch(reply.body)
    kind, _, _ = reply.content_type.partition(";")
    if kind.strip() != SIZE_TYPE or not found:
        raise Unanswered(f"{witness.name} answered 409 without a size")
    if int(found[1]) > size:
        # Either a newer head was faster, or we have lost what it has seen.
        raise Unanswered(f"{witness.name} has {int(found[1])} entries, we only {size}")
    return int(found[1])


def _is_cosigned(db: Connection, size: int, name: str) -> bool:
    row = db.execute(IS_COSIGNED, (size, name)).fetchone()
    return row is not None and bool(row[0])


def _known_size(db: Connection, name: str) -> int:
    row = db.execute(KNOWN_SIZE, (name,)).fetchone()
    return 0 if row is None else int(row[0])


class Asker:
    """Asks one witness, about the newest head that it was offered."""

    def __init__(self, lend: Lender, witness: Known) -> None:
        self._lend = lend
        self._witness = witness
        self._changed = threading.Condition()
        self._offered: Published | None = None
        self._is_closing = False
        self._failures = 0
        self._thread = threading.Thread(
            target=self._run, name=f"witness {witness.name}", daemon=True
        )
        self._thread.start()

    def offer(self, published: Published) -> None:
        """Put a head in the place of the one that waits; return at once."""
        with self._changed:
            self._offered = published
            self._changed.notify()

    def close(self) -> None:
        """Ask no more; a request under way ends by itself and keeps nobody waiting."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()

    def _run(self) -> None:
        while (published := self._next()) is not None:
            try:
                submit(self._lend, self._witness, published)
                self._failures = 0
            except FAILURES as error:
                self._failed(published, error)
            except Exception as error:
                # A thread that ended would ask this witness never again, unseen.
                logger.exception("the witness %s", self._witness.name)
                self._failed(published, error)

    def _next(self) -> Published | None:
        """Wait for a head, and after failures for a while; None when closing."""
        pause = PAUSE_SECONDS * 2.0**self._failures if self._failures else 0.0
        not_before = time.monotonic() + min(pause, PAUSE_SECONDS_MAX)
        with self._changed:
            while not self._is_closing:
                rest = not_before - time.monotonic()
                if self._offered is not None and rest <= 0:
                    found, self._offered = self._offered, None
                    return found
                self._changed.wait(rest if self._offered is not None else None)
        return None

    def _failed(self, published: Published, error: Exception) -> None:
        """Ask again later, about this head unless there is a newer one by then."""
        if self._failures == 0:
            logger.warning("the witness %s: %s", self._witness.name, error)
        self._failures = min(self._failures + 1, FAILURES_COUNTED)
        with self._changed:
            if self._offered is None:
                self._offered = published


class Submitter:
    """Offers each published head to every witness that has an address."""

    def __init__(self, lend: Lender, witnesses: Iterable[Known] = ()) -> None:
        self._lend = lend
        self._askers: dict[Known, Asker] = {}
        self._newest: Published | None = None
        self.follow(witnesses)

    def follow(self, witnesses: Iterable[Known]) -> None:
        """Ask these from now on; those who stay are not disturbed."""
        wanted = [witness for witness in witnesses if witness.url]
        for gone in set(self._askers).difference(wanted):
            self._askers.pop(gone).close()
        for witness in wanted:
            if witness not in self._askers:
                self._askers[witness] = Asker(self._lend, witness)
                if self._newest is not None:
                    self._askers[witness].offer(self._newest)

    def offer(self, published: Published) -> None:
        """Have a head cosigned, sooner or later; return at once."""
        self._newest = published
        for asker in self._askers.values():
            asker.offer(published)

    def close(self) -> None:
        """Ask nobody any more."""
        self.follow(())

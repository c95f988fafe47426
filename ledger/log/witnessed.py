"""Witnessed: the last head cosigned of each log, which never goes back.

It is kept twice: as a row, whose lock puts rivals in order, and as a file in a
folder of its own, which a restored database does not touch. What is farther of
the two holds. The file is the cosigned note itself.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

import psycopg

from ledger.log.checkpoints import Checkpoint, parse_checkpoint
from ledger.log.durable import replace_file
from ledger.log.hashing import EMPTY_ROOT
from ledger.log.integrator import SURE
from ledger.log.notes import MalformedNote, parse_note

Connection = psycopg.Connection[tuple[Any, ...]]

WAIT: Final = "SET LOCAL lock_timeout = '5s'"

BEGIN: Final = """
INSERT INTO log.witnessed (origin, size, root, note) VALUES (%s, 0, %s, '')
ON CONFLICT DO NOTHING
"""

LOCK: Final = "SELECT size, root FROM log.witnessed WHERE origin = %s FOR UPDATE"

KEEP: Final = """
UPDATE log.witnessed SET size = %s, root = %s, note = %s WHERE origin = %s
"""


class WitnessedDamaged(Exception):
    """What was cosigned cannot be told: the message names the file and the remedy."""


class Head(NamedTuple):
    """The size and root last cosigned of a log; of the empty tree at first."""

    size: int
    root: bytes


class Witnessed:
    """The heads that we cosigned; ``folder`` holds one file for each log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lock(self, db: Connection, origin: str) -> Head:
        """Return the last head of a log, and keep rivals off for this transaction.

        The database may have been restored since, the folder may have been lost: a
        witness that forgets is one that can be made to contradict itself.
        """
        db.execute(WAIT)
        db.execute(SURE)
        db.execute(BEGIN, (origin, EMPTY_ROOT))
        row = db.execute(LOCK, (origin,)).fetchone()
        assert row is not None, "the row was put there above"
        kept, filed = Head(*row), self._filed(origin)
        if filed is None or filed.size < kept.size:
            return kept
        if filed.size == kept.size and filed.root != kept.root:
            raise WitnessedDamaged(
                f"{self._path(origin)} and the database tell two trees of one size:"
                " cosign no more with this key, and make another"
            )
        return filed

    def keep(self, db: Connection, checkpoint: Checkpoint, note: bytes) -> None:
        """Keep a cosigned head; it holds once the transaction has committed.

        The file comes first, and only who has the row's lock writes it. A crash in
        between leaves a head that nobody was told of, and that is no harm: the log
        then asks from there.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(self._path(checkpoint.origin), note)
        db.execute(KEEP, (checkpoint.size, checkpoint.root, note, checkpoint.origin))

    def note(self, name: str) -> bytes | None:
        """Return the last cosigned note of the log whose origin has this digest."""
        path = self._folder / name
        return path.read_bytes() if path.is_file() else None

    def _filed(self, origin: str) -> Head | None:
        path = self._path(origin)
        if not path.exists():
            return None
        try:
            checkpoint = parse_checkpoint(parse_note(path.read_bytes()).text)
        except MalformedNote as error:
            raise WitnessedDamaged(
                f"{path}: {error}. Put back the last note cosigned of {origin}"
            ) from error
        if checkpoint.origin != origin:
            raise WitnessedDamaged(f"{path} is of {checkpoint.origin}, not of {origin}")
        return Head(checkpoint.size, checkpoint.root)

    def _path(self, origin: str) -> Path:
        return self._folder / sha256(origin.encode()).hexdigest()

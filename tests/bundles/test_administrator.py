"""An administrator of the database may do anything to it, and is found out."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ledger.log.archive import Connection
from ledger.log.checkpoints import Checkpoint
from ledger.log.connecting import connect
from ledger.log.hashing import EMPTY_ROOT
from ledger.log.integrator import integrate
from tests.bundles.commons import Commons, copied, verify_py
from tests.servers import server

PLACE = 100
EDIT = """
UPDATE ledger.events SET data = overlay(data PLACING '\\x39' FROM length(data) - 3)
WHERE position = {}
"""
MOVE_DOWN = "UPDATE ledger.events SET position = -position WHERE position > {}"
CLOSE_GAP = "UPDATE ledger.events SET position = -position - 1 WHERE position < 0"
MAKE_ROOM = "UPDATE ledger.events SET position = -position + 1 WHERE position < 0"
INSERT = """
INSERT INTO ledger.events (position, recorded_at, kind, tags, data)
SELECT {0} + 1, recorded_at, kind, tags, data FROM ledger.events WHERE position = {0}
"""
SWAP = """
UPDATE ledger.events a SET (recorded_at, kind, tags, data) =
    (SELECT b.recorded_at, b.kind, b.tags, b.data FROM ledger.events b
     WHERE b.position = {0} + {0} + 1 - a.position)
WHERE a.position IN ({0}, {0} + 1)
"""
DELETE = "DELETE FROM ledger.events WHERE position = {}"
TAG = "UPDATE ledger.events SET tags = tags || '{{zzz:1}}' WHERE position = {}"
DELAY = """
UPDATE ledger.events SET recorded_at = recorded_at + interval '1 microsecond'
WHERE position = {}
"""
RENAME = """
UPDATE ledger.events e SET kind =
    (SELECT min(k.id) FROM ledger.kinds k WHERE k.id <> e.kind)
WHERE position = {}
"""
FORGET = "DELETE FROM ledger.words WHERE position = {}"
DEEDS: dict[str, tuple[str, ...]] = {
    "edit": (EDIT.format(PLACE),),
    "delete": (DELETE.format(PLACE),),
    "delete and renumber": (DELETE.format(PLACE), MOVE_DOWN.format(PLACE), CLOSE_GAP),
    "insert": (MOVE_DOWN.format(PLACE - 1), MAKE_ROOM, INSERT.format(PLACE - 1)),
    "swap": (SWAP.format(PLACE),),
    "tags": (TAG.format(PLACE),),
    "time": (DELAY.format(PLACE),),
    "kind": (RENAME.format(PLACE),),
}


@pytest.fixture
def ruined(commons: Commons) -> Iterator[Commons]:
    """A copy of the database, for an administrator to work on."""
    with copied(commons, server("embedded18", durable=False)) as copy:
        yield copy


@pytest.mark.parametrize("deed", DEEDS)
def test_a_changed_record_is_named_in_the_next_bundle(
    ruined: Commons, tmp_path: Path, deed: str
) -> None:
    """The bundle is made of what is there, and its tree is of what was sealed."""
    ruined.tamper(*DEEDS[deed])
    path = tmp_path / "dossier.zip"
    ruined.bundle(path)
    said = verify_py(path)
    assert said.code == 1
    named = [p for code, p in said.findings if code in {"entry", "missing"}]
    assert named
    assert min(p for p in named if p is not None) == PLACE


def test_words_that_go_without_a_ground_are_named(
    ruined: Commons, tmp_path: Path
) -> None:
    """The row is gone, the entry still stands for it, and no fact says why."""
    with psycopg.connect(ruined.owner) as db:
        row = db.execute("SELECT position FROM ledger.words LIMIT 1 OFFSET 20")
        (position,) = row.fetchone() or (0,)
    ruined.tamper(FORGET.format(position))
    ruined.bundle(tmp_path / "dossier.zip")
    said = verify_py(tmp_path / "dossier.zip")
    assert (said.code, said.findings) == (1, [("words-missing", position)])


def reseal(connection: Connection, commons: Commons) -> None:
    """Make the tree anew and sign it: whoever holds the key can, too."""
    connection.execute(b"DELETE FROM log.checkpoints")
    connection.execute(b"DELETE FROM log.tiles")
    connection.execute(
        b"UPDATE log.state SET size = 0, root = %s, edge = '{}'", (EMPTY_ROOT,)
    )
    while integrate(connection):
        pass
    row = connection.execute(b"SELECT origin, size, root FROM log.state").fetchone()
    assert row is not None
    checkpoint = Checkpoint(row[0], int(row[1]), bytes(row[2]))
    note = checkpoint.text + b"\n" + commons.signer.sign(checkpoint.text).encode()
    connection.execute(
        b"INSERT INTO log.checkpoints (size, root, note) VALUES (%s, %s, %s)",
        (checkpoint.size, checkpoint.root, note),
    )


EDITED_AND_RESEALED: list[tuple[int, str]] = [
    (PLACE, "state-run"),
    (560, "state-entry"),
]


@pytest.mark.parametrize(("place", "code"), EDITED_AND_RESEALED)
def test_an_operator_who_signs_another_history_is_found_by_what_was_seen(
    ruined: Commons, bundle: Path, tmp_path: Path, place: int, code: str
) -> None:
    """The new bundle holds by itself; whoever saw the old one knows better."""
    state = str(tmp_path / "seen.json")
    assert verify_py(bundle, "--state", state).code == 0
    before = Path(state).read_bytes()
    ruined.tamper(EDIT.format(place))
    with connect(ruined.owner) as connection:
        reseal(connection, ruined)
    path = tmp_path / "resealed.zip"
    ruined.bundle(path)
    assert verify_py(path).code == 0
    said = verify_py(path, "--state", state)
    assert said.code == 1
    codes = {c for c, _position in said.findings}
    assert codes == {"state-fork", code}
    named = [p for c, p in said.findings if c == code]
    assert named == ([1] if code == "state-run" else [place])
    assert Path(state).read_bytes() == before


def test_an_operator_who_goes_back_is_found_by_what_was_seen(
    ruined: Commons, bundle: Path, tmp_path: Path
) -> None:
    """Fewer entries than were seen are told as such."""
    state = str(tmp_path / "seen.json")
    assert verify_py(bundle, "--state", state).code == 0
    ruined.tamper("DELETE FROM ledger.events WHERE position > 500")
    with connect(ruined.owner) as connection:
        reseal(connection, ruined)
    path = tmp_path / "shorter.zip"
    ruined.bundle(path)
    said = verify_py(path, "--state", state)
    assert (said.code, said.findings) == (1, [("state-newer", None)])

"""A text that was withdrawn is in no bundle, and its absence is no alarm."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from ledger.application import CODEC
from ledger.kernel.identifiers import Tag, WordsId
from ledger.kernel.store.port import Append, Clause, NewEvent
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.store.queries import read_words
from ledger.kernel.words import Audience, digest_of
from ledger.log.bundles import NotBundled
from ledger.words.events import Ground, WordsWithdrawn
from tests.bundles.commons import Commons, commun_verify, copied, unpack, verify_py
from tests.servers import server
from tests.spec import STORYTELLER


@pytest.fixture
def ours(commons: Commons, tmp_path: Path) -> Iterator[Commons]:
    folder = tmp_path / "data"
    shutil.copytree(commons.data, folder)
    with copied(commons, server("embedded18", durable=False)) as copy:
        yield Commons(copy.owner, folder)


def a_public_text(commons: Commons) -> tuple[int, str]:
    """Return position and disclosure of some text."""
    with psycopg.connect(commons.owner) as db:
        for position, body in db.execute("SELECT position, body FROM ledger.words"):
            for words in read_words(bytes(body)):
                if words.audience == Audience.PUBLIC:
                    return int(position), words.encoded
    raise AssertionError("there are public texts")


def withdraw(commons: Commons, position: int, encoded: str) -> PostgresStore:
    """Record a withdrawal; the text itself still lies there."""
    fact = WordsWithdrawn(
        words_id=WordsId(digest_of(encoded)),
        position=position,
        about=Tag("contribution:some"),
        ground=Ground.BOARD,
    )
    now = datetime.now(UTC)
    data = CODEC.encode(fact, STORYTELLER, now)
    store = PostgresStore(commons.owner)
    boundary = (Clause(frozenset({"Nothing"}), ("nothing:here",)),)
    event = NewEvent("WordsWithdrawn", fact.tags(), data)
    store.append(Append(events=[event], boundary=boundary, after=0))
    return store


def test_a_withdrawn_text_is_left_out_before_and_after_it_is_erased(
    ours: Commons, tmp_path: Path
) -> None:
    """The fact of its withdrawal is enough; both bundles are the same and verified."""
    position, encoded = a_public_text(ours)
    store = withdraw(ours, position, encoded)
    ours.seal()
    before, after = tmp_path / "before.zip", tmp_path / "after.zip"
    ours.bundle(before)
    assert store.erase_withdrawn() == 1
    store.close()
    ours.bundle(after)
    assert before.read_bytes() == after.read_bytes()
    assert encoded.encode() not in b"".join(unpack(after).values())
    for said in (verify_py(after), commun_verify(after, tmp_path)):
        assert said.code == 0, said.found
        assert said.found["withdrawn"] == 1


def test_no_bundle_reflects_a_withdrawal_that_it_does_not_hold(
    ours: Commons, tmp_path: Path
) -> None:
    """Until the withdrawal is sealed, its absence could not be told from a theft."""
    store = withdraw(ours, *a_public_text(ours))
    store.close()
    with pytest.raises(NotBundled, match="not sealed yet"):
        ours.bundle(tmp_path / "early.zip")

"""Checking words: every text is what its fact refers to, or a fact says why not."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger.kernel.store.history import Past, load_history
from ledger.kernel.store.port import NewEvent
from ledger.kernel.words import Audience, digest_of, write
from ledger.log.restoring import erase_again
from tests.log.logs import Log, begun, facts, places, told

PUT = "UPDATE ledger.words SET body = %(body)s WHERE position = 700"


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Log]:
    """700 sealed facts, the last two with words beside them."""
    with begun("embedded18", tmp_path) as log:
        log.record(*facts(698), told("une grange"), told("un pré"))
        assert log.seal()
        yield log


def test_words_that_are_gone_are_named(sealed: Log) -> None:
    """No fact says why, so it is an alarm."""
    sealed.tamper("DELETE FROM ledger.words WHERE position = 699")
    (found,) = sealed.findings()
    assert (found.what, found.position) == ("words", 699)
    assert "missing" in found.said


def test_words_that_a_fact_withdrew_are_no_alarm(sealed: Log) -> None:
    """The ground is in the record, and sealed like everything else."""
    (gone,) = sealed.store.words_at([699])[699]
    data = b'{"fact":{"position":699,"words_id":"%b"}}'
    digest = digest_of(gone.encoded).encode()
    sealed.record(NewEvent("WordsWithdrawn", ("commons:commons",), data % digest))
    sealed.tamper("DELETE FROM ledger.words WHERE position = 699")
    assert sealed.findings() == []
    sealed.seal()
    assert sealed.findings() == []
    sealed.tamper("DELETE FROM ledger.words WHERE position = 700")
    assert places(sealed.findings()) == [("words", 700)]


def withdrawal_of(log: Log, position: int) -> NewEvent:
    (words,) = log.store.words_at([position])[position]
    fact = {"position": position, "words_id": digest_of(words.encoded)}
    tags = ("commons:commons", f"words:{fact['words_id']}")
    return NewEvent("WordsWithdrawn", tags, json.dumps({"fact": fact}).encode())


def test_words_that_are_about_to_go_are_no_alarm(sealed: Log) -> None:
    """The reactor's next round erases them."""
    sealed.record(withdrawal_of(sealed, 699))
    assert sealed.findings() == []


def test_words_that_a_backup_brought_back_are_named(tmp_path: Path) -> None:
    """They were withdrawn, and should be gone; erased again, all is well."""
    with begun("embedded18", tmp_path) as log:
        earlier = datetime.now(UTC) - timedelta(minutes=5)
        load(log, earlier, told("une grange"), told("un pré"))
        load(log, earlier, withdrawal_of(log, 1))
        log.seal()
        (found,) = log.findings()
        assert (found.what, found.position) == ("words", 1)
        assert "commun react --once" in found.said
        assert erase_again(log.owner) == 1
        assert log.findings() == []
        assert erase_again(log.owner) == 0
        assert [*log.store.words_at([1, 2])] == [2]


def load(log: Log, at: datetime, *events: NewEvent) -> None:
    past = [Past(at, event) for event in events]
    load_history(log.owner, past, {event.kind for event in events})


def test_words_that_were_changed_are_named(sealed: Log) -> None:
    """Their digest is in the fact."""
    other = write("title", "un château", Audience.PUBLIC).encoded
    body = json.dumps([["title", "public", None, other]])
    sealed.tamper(PUT, body=body.encode())
    assert places(sealed.findings()) == [("words", 700)]


@pytest.mark.parametrize(
    ("at", "other"), [(0, "summary"), (1, "partners"), (2, "person-1")]
)
def test_words_under_another_heading_or_for_others_are_named(
    sealed: Log, at: int, other: str
) -> None:
    """The fact says for whom they were, and the words themselves what they are."""
    row: list[str | None] = list(sealed.store.words_at([700])[700][0])
    row[at] = other
    sealed.tamper(PUT, body=json.dumps([row]).encode())
    assert places(sealed.findings()) == [("words", 700)]


@pytest.mark.parametrize("body", ["", "no json", "{}", "[1]", '[["a"]]', "[[1,2,3,4]]"])
def test_words_that_cannot_be_read_are_named(sealed: Log, body: str) -> None:
    """Whatever was put there."""
    sealed.tamper(PUT, body=body.encode())
    assert places(sealed.findings()) == [("words", 700)]


def test_words_that_no_fact_refers_to_are_named(sealed: Log) -> None:
    """Put beside a fact that has none, or beside those it has."""
    beside = sealed.store.words_at([700])[700][0]
    more = write("note", "de trop", Audience.PUBLIC).encoded
    other = ["note", "public", None, more]
    sealed.tamper(
        "INSERT INTO ledger.words SELECT 5, body FROM ledger.words"
        " WHERE position = 699",
        PUT,
        body=json.dumps([beside, other]).encode(),
    )
    assert places(sealed.findings()) == [("words", 5), ("words", 700)]


def test_swapped_words_are_named(sealed: Log) -> None:
    """Each belongs to its fact."""
    sealed.tamper(
        "UPDATE ledger.words SET position = 9999 WHERE position = 699",
        "UPDATE ledger.words SET position = 699 WHERE position = 700",
        "UPDATE ledger.words SET position = 700 WHERE position = 9999",
    )
    assert places(sealed.findings()) == [("words", 699), ("words", 700)]

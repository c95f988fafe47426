"""Withdrawn: a text that goes is gone from every file and every program's answer."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ledger.application import CODEC
from ledger.kernel.identifiers import PersonId, WordsId, tag_of
from ledger.kernel.messages import Actor
from ledger.words.events import Ground
from ledger.words.withdraw_words import WithdrawWords
from tests.web.pages.space.town import Town, begin
from tests.web.running import running_commun
from web.writing import now

TITLE = "Un atelier qui nomme quelqu’un"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Begin a small town."""
    with running_commun(tmp_path_factory.mktemp("withdrawn")) as running:
        yield begin(running)


def document(town: Town, name: str, **asked: str) -> dict[str, Any]:
    """Return one contribution as the file of all has it."""
    town.running.settle()
    path = "/fr/contributions.json"
    answer = town.running.app.test_client().get(path, query_string=asked)
    found: list[dict[str, Any]] = json.loads(answer.data)
    return next(one for one in found if one["id"] == name)


def place_of(town: Town, name: str) -> int:
    """Return the entry that recorded a contribution."""
    place: int = document(town, name)["position"]
    return place


def test_a_withdrawn_text_is_in_no_file(town: Town) -> None:
    """The field is empty, the one beside it says why, and the bytes are named anew."""
    name = town.record(town.asso, {"title": TITLE})
    before = document(town, name)
    assert (before["title"], before["title_state"]) == (TITLE, None)
    running = town.running
    client = running.app.test_client()
    tag = client.get("/fr/contributions.csv", buffered=True).headers["ETag"]
    (event,) = running.wiring.store.since(before["position"] - 1, limit=1)
    recorded = CODEC.decode(event)
    person = PersonId(recorded.envelope.by.partition(":")[2])
    running.wiring.ledger.handle(
        WithdrawWords(
            actor=Actor(person_id=person, mandate_id=recorded.envelope.mandate),
            at=now(),
            key="a title that goes",
            words_id=WordsId(recorded.fact.title.digest),
            partner_id=recorded.fact.partner_id,
            position=before["position"],
            about=tag_of("contribution_id", name),
            ground=Ground.AUTHOR,
        )
    )
    running.wiring.store.erase_withdrawn()
    after = document(town, name)
    assert (after["title"], after["title_state"]) == (None, "withdrawn")
    again = client.get(
        "/fr/contributions.csv", headers={"If-None-Match": tag}, buffered=True
    )
    assert again.status_code == 200
    assert TITLE not in again.text


def test_a_text_removed_behind_our_back_is_missing(town: Town) -> None:
    """What is gone without a recorded ground says so: that is an alarm."""
    name = town.record(town.asso, {"title": TITLE})
    town.running.connection.execute(
        "DELETE FROM ledger.words WHERE position = %s", (place_of(town, name),)
    )
    found = document(town, name)
    assert (found["title"], found["title_state"]) == (None, "missing")

"""Things: what programs read, and what they never learn."""

import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
from flask.testing import FlaskClient

from projections.membership.partners import partners
from projections.shelf import Shelf
from tests.web.pages.public.storied import Storied
from web.things.catalogue import THINGS
from web.things.fields import columns_of
from web.things.names import Names
from web.things.thing import AnyThing, Document, FilterWrong

FINE = 200


def every_document(
    thing: AnyThing, shelf: Shelf, names: Names, limit: int = 7
) -> Iterator[Document]:
    """Yield all documents, a few at a time."""
    after: int | None = None
    while True:
        page = thing.page(shelf, {}, after, limit)
        yield from thing.documents(names, [placed.row for placed in page.rows])
        after = page.next
        if after is None:
            return


UNTOLD = {"decisions"}
"""What the founding story has nothing of yet."""


@pytest.mark.parametrize("name", THINGS)
def test_whatever_is_listed_is_found_alone_and_alike(
    storied: Storied, name: str
) -> None:
    """Each row of a list is what its identifier leads to, however it is paged."""
    thing, running = THINGS[name], storied.running
    with running.app.app_context(), running.wiring.views.shelf() as shelf:
        names = Names(shelf, running.app)
        listed = list(every_document(thing, shelf, names, 50))
        assert bool(listed) is (name not in UNTOLD), name
        assert listed == list(every_document(thing, shelf, names, 7))
        assert thing.count(shelf, {}) == len(listed)
        assert len({one["id"] for one in listed}) == len(listed)
        for document in listed[:20]:
            row = thing.one(shelf, document["id"])
            assert row is not None
            assert thing.key(row) == document["id"]
            assert thing.documents(names, [row]) == [document]
        assert thing.one(shelf, "nobody:at:all") is None


@pytest.mark.parametrize("name", THINGS)
def test_oldest_first_is_the_other_way_round(storied: Storied, name: str) -> None:
    """The two orders hold the same rows."""
    thing, running = THINGS[name], storied.running
    with running.app.app_context(), running.wiring.views.shelf() as shelf:
        newest = thing.page(shelf, {}, None, 2_000)
        oldest = thing.page(shelf, {}, None, 2_000, is_newest_first=False)
        keys = [thing.key(placed.row) for placed in newest.rows]
        others = [thing.key(placed.row) for placed in oldest.rows]
        assert sorted(keys) == sorted(others)
        firsts = [placed.first for placed in oldest.rows]
        assert firsts == sorted(firsts)


@pytest.mark.parametrize("name", THINGS)
def test_what_is_dumped_is_what_files_write(storied: Storied, name: str) -> None:
    """The schema writes what exports write, every field is told, and JSON takes it."""
    thing, running = THINGS[name], storied.running
    columns = columns_of(thing.schema)
    with running.app.test_request_context("/fr/"):
        for field, column in columns.items():
            assert str(column.metadata["label"]), field
            assert str(column.metadata["description"]), field
        with running.wiring.views.shelf() as shelf:
            documents = list(
                every_document(thing, shelf, Names(shelf, running.app), 50)
            )
        for document in documents:
            assert set(document) == set(columns)
            dumped = cast("Any", thing.schema().dump(document))  # pyright: ignore[reportUnknownMemberType]  # marshmallow's own
            written = {n: c.write(document[n]) for n, c in columns.items()}
            assert dumped == written
            assert json.loads(json.dumps(dumped)) == dumped
            for field, column in columns.items():
                if not column.allow_none:
                    assert dumped[field] is not None, (name, field)


@pytest.mark.parametrize("name", THINGS)
def test_every_filter_of_a_thing_is_looked_up(storied: Storied, name: str) -> None:
    """A filter leaves rows that have its value; an unknown value is named."""
    thing, running = THINGS[name], storied.running
    with running.app.app_context(), running.wiring.views.shelf() as shelf:
        whole = thing.count(shelf, {})
        for query, field in thing.filters.items():
            known = [str(one) for one in thing.values.get(query, ())]
            asked = known[0] if known else "2026"
            chosen = thing.choose({query: asked, "sans-rapport": "x"})
            assert list(chosen) == [field]
            found = thing.page(shelf, chosen, None, 2_000)
            count = thing.count(shelf, chosen)
            assert count in {None, len(found.rows)}
            assert whole is not None
            assert len(found.rows) <= whole
            if known:
                with pytest.raises(FilterWrong) as refused:
                    thing.choose({query: "inconnu"})
                assert list(refused.value.known) == known
    assert thing.choose(dict.fromkeys(thing.filters, " ")) == {}


def test_a_prospect_is_no_thing(storied: Storied) -> None:
    """Whoever has not confirmed yet is in no list, and is not found alone."""
    running = storied.running
    thing = THINGS["partners"]
    with running.app.app_context(), running.wiring.views.shelf() as shelf:
        prospects = shelf.page(partners, publicity="prospect", limit=100).rows
        listed = thing.page(shelf, {}, None, 2_000).rows
        known = {placed.row.partner_id for placed in listed}
        assert prospects
        for placed in prospects:
            assert placed.row.partner_id not in known
            assert thing.one(shelf, placed.row.partner_id) is None


def test_what_was_told_to_partners_is_withheld(storied: Storied) -> None:
    """Programs learn that an account was given, and nothing of its words."""
    running = storied.running
    thing = THINGS["accounts"]
    with running.app.app_context(), running.wiring.views.shelf() as shelf:
        documents = list(every_document(thing, shelf, Names(shelf, running.app)))
        for document in documents:
            assert document["happened"] is None
            assert document["happened_state"] == "withheld"


@pytest.mark.parametrize("name", THINGS)
def test_the_page_of_each_thing_is_there(storied: Storied, name: str) -> None:
    """The address that a document gives is answered to everybody."""
    thing, running = THINGS[name], storied.running
    client: FlaskClient = running.app.test_client()
    with running.app.app_context(), running.wiring.views.shelf() as shelf:
        documents = list(every_document(thing, shelf, Names(shelf, running.app)))[:3]
    for document in documents:
        if "url" in document:
            address = document["url"].removeprefix(running.wiring.settings.address)
            assert client.get(address).status_code == FINE

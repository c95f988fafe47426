"""The store in memory and the one in PostgreSQL cannot be told apart."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import (
    Append,
    Appended,
    Clause,
    ClockApart,
    Conflict,
    KeyClaim,
    Malformed,
    NewEvent,
    OtherContent,
    Store,
)
from ledger.kernel.store.postgres import PostgresStore
from tests.servers import Kind
from tests.store.places import DATABASES, database

NAMES = ("a", "b", "c")
KINDS = ("Opened", "Cast", "Closed")
STORIES = count()

tag_sets = st.frozensets(st.sampled_from(NAMES), min_size=1)
clauses = st.builds(
    Clause,
    st.frozensets(st.sampled_from(KINDS), min_size=1),
    tag_sets.flatmap(lambda tags: st.permutations(sorted(tags)).map(tuple)),
)
boundaries = st.lists(clauses, max_size=3)
events = st.builds(
    NewEvent,
    st.sampled_from(KINDS),
    tag_sets.map(lambda tags: tuple(sorted(tags))),
    st.binary(max_size=9),
)
keys = st.none() | st.builds(
    KeyClaim, st.sampled_from(("k", "l")), st.sampled_from((b"1", b"2"))
)
steps = st.tuples(
    st.lists(events, max_size=3),
    boundaries,
    st.integers(-1, 4),
    st.sampled_from((None, 0, 60)),
    keys,
)


@pytest.fixture(scope="module", params=DATABASES)
def postgres(request: pytest.FixtureRequest) -> Iterator[PostgresStore]:
    kind: Kind = request.param
    store = PostgresStore(database(kind))
    yield store
    store.close()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=st.lists(steps, max_size=12), asked=boundaries)
def test_both_stores_tell_the_same_story(
    postgres: PostgresStore,
    story: list[tuple[list[NewEvent], list[Clause], int, int | None, KeyClaim | None]],
    asked: list[Clause],
) -> None:
    """Whatever is appended and however, answers and readings are the same.

    Every story has identifiers of its own, and positions that count from its
    beginning, so that one database is enough for all.
    """
    memory, own, before = MemoryStore(), f"s{next(STORIES)}", postgres.head().position
    for new, boundary, back, late, key in story:
        after = max(0, memory.head().position - back)
        at = None if late is None else datetime.now(UTC) - timedelta(seconds=late)
        answers = [
            attempt(store, own, new, boundary, after + base, at, key, base)
            for store, base in ((memory, 0), (postgres, before))
        ]
        assert answers[0] == answers[1]
    assert [e[2:] for e in memory.since(0)] == [e[2:] for e in postgres.since(before)]
    if asked:
        named = [of(clause, own) for clause in asked]
        in_memory, in_postgres = memory.read(named), postgres.read(named, after=before)
        assert [e.position for e in in_memory.events] == [
            e.position - before for e in in_postgres.events
        ]
        assert in_memory.head == in_postgres.head - before


def attempt(  # noqa: PLR0913, PLR0917  # a step of a story, spread out
    store: Store,
    own: str,
    new: list[NewEvent],
    boundary: list[Clause],
    after: int,
    at: datetime | None,
    key: KeyClaim | None,
    base: int,
) -> Appended | str:
    named = [e._replace(tags=tuple(f"{own[0]}:{own}.{t}" for t in e.tags)) for e in new]
    asked = Append(
        events=named,
        boundary=[of(clause, own) for clause in boundary],
        after=after,
        at=at,
        key=key._replace(tag=f"key:{own}.{key.tag}") if key else None,
    )
    try:
        answer = store.append(asked)
    except (Conflict, OtherContent, ClockApart, Malformed) as error:
        return type(error).__name__
    return answer._replace(first=answer.first - base, last=answer.last - base)


def of(clause: Clause, own: str) -> Clause:
    return clause._replace(tags=tuple(f"{own[0]}:{own}.{tag}" for tag in clause.tags))

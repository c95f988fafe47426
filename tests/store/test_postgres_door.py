"""What PostgreSQL itself keeps: the door, and what even its users may not do."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import Format

from ledger.kernel.store.door import Door
from ledger.kernel.store.migrations import APP_ROLE
from ledger.kernel.store.parcels import Parcel, columns, pack
from ledger.kernel.store.port import (
    Append,
    Appended,
    Clause,
    Conflict,
    Malformed,
    NewEvent,
)
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.store.queries import APPEND
from ledger.kernel.words import Audience, write
from tests.store.places import ROOF, append, event, everything, key, positions

TABLES = ("events", "tags", "words", "command_keys", "kinds")
CHANGES = (
    "INSERT INTO {0} OVERRIDING SYSTEM VALUE SELECT * FROM {0}",
    "DELETE FROM {0}",
    "TRUNCATE {0}",
    "UPDATE {0} SET {1} = {1}",
)
SOUND = event("vote:roof")._replace(words=(write("note", "x", Audience.PUBLIC),))

Db = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture
def app(owner: str) -> str:
    """How the application reaches the database, under its own role."""
    return make_conninfo(owner, user=APP_ROLE)


@pytest.fixture
def store(app: str) -> Iterator[PostgresStore]:
    """The store as the application opens it, with one fact in it."""
    opened = PostgresStore(app)
    append(opened, SOUND, claim=key("a"))
    yield opened
    opened.close()


@pytest.fixture
def door(app: str) -> Iterator[Door]:
    opened = Door(app)
    yield opened
    opened.close()


def test_the_application_changes_no_table(store: PostgresStore, app: str) -> None:
    """It has one door, and reading."""
    assert positions(store) == [1]
    with psycopg.connect(app, autocommit=True) as db:
        for table in TABLES:
            assert db.execute(f"SELECT FROM ledger.{table}".encode()).rowcount > 0
            for change in CHANGES:
                with pytest.raises(errors.InsufficientPrivilege, match="denied"):
                    db.execute(_statement(change, table, db))


@pytest.mark.parametrize("role", ["origin", "replica"])
def test_even_the_owner_changes_no_record(
    store: PostgresStore, owner: str, role: str
) -> None:
    """Not even in a session that plays a replica, where other triggers sleep."""
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute(f"SET session_replication_role = {role}".encode())
        for table in ("events", "tags", "command_keys", "kinds"):
            for change in CHANGES[1:]:
                with pytest.raises(errors.InsufficientPrivilege, match="only grows"):
                    db.execute(_statement(change, table, db))
    assert positions(store) == [1]


def test_nobody_erases_all_words_at_once(store: PostgresStore, owner: str) -> None:
    """They go one by one, by the will of who wrote them."""
    with psycopg.connect(owner) as db:
        db.execute("SET session_replication_role = replica")
        with pytest.raises(errors.InsufficientPrivilege, match="only grows"):
            db.execute("TRUNCATE ledger.words")
    assert store.words_at([1])


def test_the_owner_can_erase_words_and_the_fact_stays(
    store: PostgresStore, owner: str
) -> None:
    """What a function of the owner's may do for people, row by row."""
    with psycopg.connect(owner) as db:
        db.execute("DELETE FROM ledger.words WHERE position = 1")
    assert store.words_at([1]) == {}
    assert positions(store) == [1]


def test_the_application_cannot_put_itself_before_the_function(app: str) -> None:
    """The door looks names up where only the server's owner writes."""
    with psycopg.connect(app) as db:
        rows = db.execute(
            "SELECT p.proname, p.prosecdef, p.proconfig FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'ledger'"
        ).fetchall()
        public = db.execute(
            "SELECT count(*) FROM pg_proc p, aclexplode(p.proacl) a"
            " WHERE p.pronamespace = 'ledger'::regnamespace AND a.grantee = 0"
        ).fetchone()
    definers = {name: config for name, is_definer, config in rows if is_definer}
    assert set(definers) == {"append", "erase_withdrawn", "kind_ids"}
    for config in definers.values():
        assert "search_path=pg_catalog, pg_temp" in config
    assert public == (0,)


@pytest.mark.parametrize(
    "fault",
    [
        SOUND._replace(tags=("Vote:roof",)),
        SOUND._replace(tags=("vote:the roof",)),
        SOUND._replace(tags=("vote:" + "r" * 65,)),
        SOUND._replace(tags=("vote:a", "vote:a")),
        SOUND._replace(tags=("vote:b", "vote:a")),
        SOUND._replace(tags=("vote:a", "vote:B")),
        SOUND._replace(tags=()),
        SOUND._replace(data=b"x" * 60_001),
        SOUND._replace(tags=tuple(f"vote:{n:0>60}" for n in range(75))),
        SOUND._replace(kind="Unknown"),
    ],
    ids=[
        "sign",
        "blank",
        "long",
        "twice",
        "unsorted",
        "bytewise",
        "none",
        "big",
        "many",
        "kind",
    ],
)
def test_one_at_fault_does_not_fail_its_neighbours(
    store: PostgresStore, door: Door, fault: NewEvent
) -> None:
    """The database checks too, and refuses only what is at fault."""
    batch = [
        parcel(event("vote:b"), name="b"),
        parcel(SOUND, fault, name="c"),
        parcel(SOUND, event("vote:d"), name="d"),
    ]
    first, second, third = door.put(batch)
    assert (first, third) == ((2, 2, False), (3, 4, False))
    assert isinstance(second, Malformed)
    assert positions(store) == [1, 2, 3, 4]
    assert store.find_key("key:c") is None
    assert [*store.words_at([1, 2, 3, 4])] == [1, 3]


def test_each_append_of_a_batch_has_its_own_answer(
    store: PostgresStore, door: Door
) -> None:
    """Refusals in between move nobody else's positions."""
    answers = door.put(
        [
            parcel(SOUND, SOUND, name="b"),
            parcel(SOUND, name="c", boundary=[ROOF]),
            parcel(SOUND, name="a"),
            parcel(event("vote:d"), event("vote:e"), event("vote:f"), name="d"),
        ]
    )
    assert [type(a) for a in answers] == [Appended, Conflict, Appended, Appended]
    assert answers[0] == (2, 3, False)
    assert answers[2] == (1, 1, True)
    assert answers[3] == (4, 6, False)
    assert [e.tags for e in everything(store)][3:] == [
        ("vote:d",),
        ("vote:e",),
        ("vote:f",),
    ]
    assert store.find_key("key:d") == ((4, 6, True), b"what it asks")
    assert [*store.words_at([*range(1, 7)])] == [1, 2, 3]


def test_an_append_is_judged_by_the_newest_record_only(
    store: PostgresStore, app: str
) -> None:
    """A transaction that sees an old record may not append."""
    with psycopg.connect(app) as db:
        db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        assert "read committed" in call(db, parcel(SOUND, name="b"))
    assert positions(store) == [1]


def test_two_tags_with_one_hash_are_told_apart(
    store: PostgresStore, owner: str
) -> None:
    """The hash finds candidates; the event's own tags decide."""
    append(store, event("vote:garden"))
    with psycopg.connect(owner) as db:
        # As if "vote:garden" had the hash of "vote:roof".
        db.execute(
            "INSERT INTO ledger.tags SELECT hashtextextended('vote:roof', 0), kind, 2"
            " FROM ledger.events WHERE position = 2"
        )
    assert [e.position for e in store.read([ROOF]).events] == [1]
    assert append(store, event("vote:roof"), boundary=[ROOF], after=1).first == 3
    with pytest.raises(Conflict):
        append(store, event("vote:roof"), boundary=[ROOF], after=2)


@pytest.mark.parametrize("off", ["synchronous_commit=off", "search_path=public"])
def test_settings_of_the_database_weaken_nothing(owner: str, off: str) -> None:
    """What was answered survives a crash, whatever the server's own settings say."""
    with psycopg.connect(owner, options=f"-c {off}", autocommit=True) as db:
        db.execute("SELECT ledger.kind_ids(ARRAY['BallotCast', 'Nothing'])")
        with db.transaction():
            assert call(db, parcel(SOUND, name="b")) == ""
            assert db.execute("SHOW synchronous_commit").fetchone() == ("on",)


def call(db: Db, *batch: Parcel) -> str:
    """Call the function without the store, and return what it complains of."""
    arguments = columns(batch)
    formats = [Format.BINARY] * len(arguments)
    result = db.pgconn.exec_params(APPEND, arguments, None, formats)
    return result.get_error_message() if result.error_message else ""


def parcel(
    *events: NewEvent, name: str, boundary: tuple[Clause, ...] | list[Clause] = ()
) -> Parcel:
    """Pack an append as a client would that checks nothing."""
    numbers = {"BallotCast": 1, "Nothing": 2, "VoteClosed": 3}
    elsewhere = [Clause(frozenset({"Nothing"}), ("nothing:here",))]
    asked = Append(
        events=events, boundary=boundary or elsewhere, after=0, key=key(name)
    )
    return pack(asked, lambda kind: numbers.get(kind, 999))


def _statement(change: str, table: str, db: Db) -> sql.Composed:
    columns_of = db.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema ="
        " 'ledger' AND table_name = %s AND is_identity = 'NO' LIMIT 1",
        (table,),
    ).fetchone()
    assert columns_of is not None
    return sql.SQL(change).format(  # pyright: ignore[reportArgumentType]  # from the lists above
        sql.Identifier("ledger", table), sql.Identifier(columns_of[0])
    )

"""Writing: a client that keeps putting commands, and remembers the answers."""

import itertools
import random
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg

from ledger.application import CODEC, Ledger, TooContended
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.kernel.fingerprints import key_tag
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Command
from ledger.kernel.quantities import Period
from ledger.kernel.store.port import Appended, StoredEvent, Unavailable
from ledger.kernel.store.postgres import PostgresStore
from ledger.kernel.words import Audience, read_disclosure, write
from tests.spec import SECRET
from web.demo.cast import BODIES

PAUSE_SECONDS = 0.05


@dataclass
class Writer:
    """Records, corrects and confirms in the names of the story's partners.

    What is not acknowledged is asked again under the same key, as a form sent
    again does, until it is or the writer is told to stop.
    """

    conninfo: str
    chance: random.Random
    acknowledged: list[tuple[Command, Appended]] = field(
        default_factory=list[tuple[Command, Appended]]
    )
    failed: BaseException | None = None

    def __post_init__(self) -> None:
        self._store = PostgresStore(self.conninfo)
        self._ledger = Ledger(self._store, secret=SECRET)
        self._numbers = itertools.count(1)
        self._things: list[tuple[ContributionId, PartnerId]] = []
        self._is_stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to write, or go on."""
        self._is_stopping.clear()
        self._thread = threading.Thread(target=self._write)
        self._thread.start()

    def stop(self) -> None:
        """Stop, and say what failed in another way than it may."""
        self._is_stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self.failed is not None:
            raise self.failed

    def close(self) -> None:
        """Give the connections back."""
        self._is_stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._store.close()

    def _write(self) -> None:
        try:
            while not self._is_stopping.is_set():
                self._put(self._next())
        except BaseException as error:  # noqa: BLE001  # told to the test by stop()
            self.failed = error

    def _put(self, command: Command) -> None:
        while not self._is_stopping.is_set():
            try:
                appended = self._ledger.handle(command)
            except (Unavailable, TooContended):
                time.sleep(PAUSE_SECONDS)
                command = replace(command, at=datetime.now(UTC))
                continue
            self.acknowledged.append((command, appended))
            if isinstance(command, RecordContribution):
                self._things.append((command.contribution_id, command.partner_id))
            return

    def _next(self) -> Command:
        number = next(self._numbers)
        body = self.chance.choice(BODIES)
        given: dict[str, Any] = {
            "actor": body.actor,
            "at": datetime.now(UTC),
            "key": f"kept-{number}",
            "partner_id": PartnerId(body.partner_id),
        }
        what = number % 3
        if what == 2 and self._things:
            thing, owner = self._things[-1]
            if owner != given["partner_id"]:
                return ConfirmContribution(**given, words=(), contribution_id=thing)
        if what == 0 and self._things:
            thing, owner = self.chance.choice(self._things)
            actor = next(b.actor for b in BODIES if b.partner_id == owner)
            said = write("reason", f"raison {number}", Audience.PARTNERS)
            given |= {"actor": actor, "partner_id": owner, "words": (said,)}
            return CorrectContribution(
                **given,
                contribution_id=thing,
                difference=Decimal(1),
                reason=said.reference,
            )
        day = given["at"].date() - timedelta(days=2)
        said = write("title", f"don {number}", Audience.PUBLIC)
        return RecordContribution(
            **given,
            words=(said,),
            contribution_id=ContributionId(f"kept-{number}"),
            nature=Nature.TIME,
            quantity=Decimal(number) / 2,
            unit=Unit.HOUR,
            period=Period(day, day),
            title=said.reference,
        )


def assert_kept(conninfo: str, acknowledged: list[tuple[Command, Appended]]) -> None:
    """Find every acknowledged command by its key, with the content it had."""
    store = PostgresStore(conninfo)
    try:
        events = {event.position: event for event in store.since(0)}
        for command, appended in acknowledged:
            tag = key_tag(command.actor, command.key)
            known = store.find_key(tag)
            assert known is not None, f"{command.key} is lost"
            assert known[0][:2] == appended[:2]
            event = events[appended.first]
            assert tag in event.tags
            assert_says(command, event)
        words = store.words_at([a.first for c, a in acknowledged if c.words])
    finally:
        store.close()
    for command, appended in acknowledged:
        told = [read_disclosure(w.encoded)[2] for w in words.get(appended.first, ())]
        assert told == [w.text for w in command.words], command.key


def assert_says(command: Command, event: StoredEvent) -> None:
    """Compare the fact with the command that it was decided on."""
    fact: Any = CODEC.decode(event).fact
    kind = type(command).__name__
    assert (
        type(fact).__name__
        == {
            "RecordContribution": "ContributionRecorded",
            "CorrectContribution": "ContributionCorrected",
            "ConfirmContribution": "ContributionConfirmed",
        }[kind]
    )
    asked: Any = command
    assert fact.contribution_id == asked.contribution_id
    match command:
        case RecordContribution():
            assert (fact.quantity, fact.title) == (command.quantity, command.title)
        case CorrectContribution():
            assert fact.difference == command.difference
        case _:
            assert fact.confirming_id == asked.partner_id


HALVES = {
    "positions are not dense": """
        SELECT count(*) - coalesce(max(position), 0) FROM ledger.events""",
    "keys without their events": """
        SELECT count(*) FROM ledger.command_keys k WHERE first_position > last_position
        OR last_position - first_position + 1 <> (SELECT count(*) FROM ledger.events e
            WHERE e.position BETWEEN k.first_position AND k.last_position)""",
    "events whose key is not kept": """
        SELECT count(*) FROM ledger.events e, unnest(e.tags) t
        WHERE e.position > %(loaded)s AND t LIKE 'key:%%' AND NOT EXISTS (
            SELECT FROM ledger.command_keys k
            WHERE k.key = substring(sha256(convert_to(t, 'UTF8')) FOR 16)
            AND k.first_position = e.position)""",
    "words without their event": """
        SELECT count(*) FROM ledger.words w WHERE NOT EXISTS (
            SELECT FROM ledger.events e WHERE e.position = w.position)""",
    "contributions and corrections without their words": """
        SELECT count(*) FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind
        WHERE k.name IN ('ContributionRecorded', 'ContributionCorrected')
        AND NOT EXISTS (
            SELECT FROM ledger.words w WHERE w.position = e.position)""",
    "tags without their event": """
        SELECT count(*) FROM ledger.tags t WHERE NOT EXISTS (
            SELECT FROM ledger.events e
            WHERE e.position = t.position AND e.kind = t.kind)""",
    "events not filed under a tag": """
        SELECT count(*) FROM ledger.events e, unnest(e.tags) name
        WHERE NOT EXISTS (SELECT FROM ledger.tags t WHERE t.position = e.position
            AND t.kind = e.kind AND t.tag = hashtextextended(name, 0))""",
}
"""Each counts what a torn append would leave; beyond ``loaded``, for keys."""


def assert_no_half_fact(conninfo: str, loaded: int) -> None:
    """Look for what only part of an append could have left."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        found = {
            what: connection.execute(query.encode(), {"loaded": loaded}).fetchone()
            for what, query in HALVES.items()
        }
    assert found == dict.fromkeys(HALVES, (0,))

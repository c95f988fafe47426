"""The ledger: takes a command, records what follows from it."""

import random
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, cast, get_args, get_type_hints

import msgspec

from ledger.deciders import DECIDERS, FACTS
from ledger.kernel.codec import Codec
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.fingerprints import fingerprint, key_tag
from ledger.kernel.identifiers import tag_of
from ledger.kernel.messages import Command, Fact, Refusal
from ledger.kernel.refusals import ChangedMeanwhile, KeyReused, TooMuchText
from ledger.kernel.store.port import (
    DATA_BYTES_MAX,
    POSITION_MAX,
    Append,
    Appended,
    Clause,
    Conflict,
    KeyClaim,
    NewEvent,
    OtherContent,
    Store,
)
from ledger.kernel.words import Disclosure, Words
from ledger.membership.mandates.standing import Standing, acting, standing_boundary
from ledger.membership.mandates.standing import evolve as evolve_standing
from ledger.policy import permit

ATTEMPTS_MAX: Final = 8
CACHE_MAX: Final = 2_000
WORDS_CHARACTERS_MAX: Final = 20_000

CODEC: Final = Codec(FACTS)


class TooContended(Exception):
    """The boundary kept moving: nothing was recorded, try again in a moment."""


@dataclass(frozen=True)
class Remembered:
    """The state of a boundary as it was at a position."""

    state: Any
    standing: Standing
    position: int


@dataclass(frozen=True)
class Unless:
    """Refuse a command if the thing was changed since someone read it.

    ``after`` is the position of the last fact filed under its identifier that they
    have seen.
    """

    field: str
    name: str
    after: int

    def clause(self) -> Clause:
        """Return the facts that are about the thing."""
        kinds = [k.__name__ for k in FACTS if self.field in k.filed_under]
        return Clause(frozenset(kinds), (tag_of(self.field, self.name),))


def now() -> datetime:
    """Return the instant at the edge."""
    return datetime.now(UTC)


class Ledger:
    """The only way to write."""

    def __init__(
        self, store: Store, *, secret: bytes, clock: Callable[[], datetime] = now
    ) -> None:
        self.store = store
        self._secret = secret
        self.clock = clock
        self._cache: OrderedDict[object, Remembered] = OrderedDict()
        self._cache_lock = threading.Lock()

    def handle(self, command: Command, *, unless: Unless | None = None) -> Appended:
        """Decide on the command and return the positions of its facts.

        Deciding is pure, so on a conflict it is simply done again on the newer
        history, at a newer time: the second answer may rightly be a refusal.
        Raises Refusal, TooContended, or what the store raises.

        A command that comes again is answered as the first time. The store knows
        its key as it appends; but once it is recorded, deciding may refuse it, so
        no refusal is told before the key is looked up.

        ``unless`` joins the boundary: whoever changes the thing in between is seen.
        """
        decider = DECIDERS[type(command)]
        claim = self.claim_of(command)
        for attempt in range(ATTEMPTS_MAX):
            try:
                return self._attempt(decider, command, claim, unless)
            except OtherContent as error:
                raise KeyReused from error
            except Refusal:
                known = self.store.find_key(claim.tag)
                if known is None:
                    raise
                return answer_again(known, claim)
            except Conflict:
                let_rivals_pass(attempt)
                command = replace(command, at=self.clock())
        raise TooContended

    def claim_of(self, command: Command) -> KeyClaim:
        """Return the command's key, and the fingerprint of what it asks."""
        return KeyClaim(
            key_tag(command.actor, command.key), fingerprint(command, self._secret)
        )

    def _attempt(
        self,
        decider: Decider[Any, Any],
        command: Command,
        claim: KeyClaim,
        unless: Unless | None,
    ) -> Appended:
        standing_part = standing_boundary(command.actor)
        own_part = decider.boundary(command)
        remembered = self._recall(decider, standing_part, own_part)
        identity = acting(remembered.standing, command.actor, command.at)
        permit(type(command), identity)
        clauses = clauses_of((*standing_part, *own_part))
        if unless is not None:
            # Read after the state: whatever comes later is after what the append
            # is conditioned on, and makes it a conflict.
            self._expect_unchanged(unless)
            clauses = (*clauses, unless.clause())
        recorded = decider.decide(remembered.state, command, identity)
        assert recorded, "deciding ends in a fact or a refusal, never in silence"
        return self.store.append(
            Append(
                events=events_of(recorded, command, claim.tag),
                boundary=clauses,
                after=remembered.position,
                at=command.at,
                key=claim,
            )
        )

    def _expect_unchanged(self, unless: Unless) -> None:
        """Refuse where the last fact about the thing is not the one that was seen."""
        if not 0 < unless.after <= POSITION_MAX:
            raise ChangedMeanwhile
        found = self.store.read([unless.clause()], after=unless.after - 1)
        if [event.position for event in found.events] != [unless.after]:
            raise ChangedMeanwhile

    def _recall(
        self, decider: Decider[Any, Any], standing_part: Boundary, own_part: Boundary
    ) -> Remembered:
        """Bring the remembered state of this boundary forward by newer facts.

        A boundary with 100,000 facts behind it then decides as fast as a new
        one. What is remembered is only ever a prefix of the log, so a rival
        thread that stores an older one costs time and never truth.
        """
        subject = (id(decider), standing_part, own_part)
        with self._cache_lock:
            known = self._cache.get(subject)
        known = known or Remembered(decider.initial, Standing(), 0)
        history = self.store.read(
            clauses_of((*standing_part, *own_part)), after=known.position
        )
        state, standing = known.state, known.standing
        for stored in history.events:
            fact = CODEC.decode(stored).fact
            if is_inside(fact, own_part):
                state = decider.follow(state, fact, stored.position)
            if is_inside(fact, standing_part):
                standing = evolve_standing(standing, fact)
        remembered = Remembered(state, standing, max(history.head, known.position))
        with self._cache_lock:
            self._cache[subject] = remembered
            self._cache.move_to_end(subject)
            while len(self._cache) > CACHE_MAX:
                self._cache.popitem(last=False)
        return remembered


def answer_again(known: tuple[Appended, bytes], claim: KeyClaim) -> Appended:
    """Answer a key that is known as it was answered at first; or refuse its content."""
    appended, recorded = known
    if recorded != claim.fingerprint:
        raise KeyReused
    return appended


def let_rivals_pass(attempt: int) -> None:
    """Let rivals pass, each waiting a moment of its own, not all in step."""
    time.sleep(random.uniform(0, 0.002 * 2**attempt))  # noqa: S311  # no secret depends on it


def clauses_of(boundary: Boundary) -> Sequence[Clause]:
    """Return a boundary as the store reads it and conditions upon it."""
    return [Clause(_stored_names(part.kinds), part.about) for part in boundary]


@cache
def _stored_names(kinds: frozenset[type[Fact]]) -> frozenset[str]:
    return frozenset(kind.__name__ for kind in kinds)


def is_inside(fact: Fact, boundary: Boundary) -> bool:
    """Tell whether a boundary depends on a fact."""
    tags = set(fact.tags())
    return any(
        type(fact) in part.kinds and set(part.about) <= tags for part in boundary
    )


def events_of(
    recorded: Sequence[Fact], command: Command, key: str
) -> Sequence[NewEvent]:
    """Write the facts; the first bears the command's key among its tags."""
    written = {w.reference.digest: w for w in command.words}
    events: list[NewEvent] = []
    for fact in recorded:
        tags = {*fact.tags(), *(() if events else (key,))}
        data = CODEC.encode(fact, command.actor, command.at)
        words = tuple(written[digest] for digest in _digests(fact))
        _check_size(data, words)
        kind = type(fact).__name__
        events.append(NewEvent(kind, tuple(sorted(tags)), data, words))
    return events


def _check_size(data: bytes, words: Sequence[Disclosure]) -> None:
    if len(data) > DATA_BYTES_MAX:
        raise TooMuchText
    if any(len(w.text) > WORDS_CHARACTERS_MAX for w in words):
        raise TooMuchText


def _digests(value: object) -> list[str]:
    """Find every reference to words in a fact, in the order of its fields."""
    if isinstance(value, Words):
        return [value.digest]
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return [d for item in items for d in _digests(item)]
    if isinstance(value, msgspec.Struct):
        names = _with_words(type(value))
        return [d for name in names for d in _digests(getattr(value, name))]
    return []


@cache
def _with_words(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields that may hold references to words, by their types."""
    hints = get_type_hints(kind)
    return tuple(n for n in kind.__struct_fields__ if _mentions_words(hints[n]))


def _mentions_words(hint: Any) -> bool:  # noqa: ANN401  # a type may be of any form
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint is Words or bool(_with_words(hint))
    return any(_mentions_words(part) for part in get_args(hint))

"""Fingerprints: whether two commands under one key ask for the same thing."""

import hashlib
import hmac
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from types import NoneType
from typing import Any, Final, cast

import msgspec

from ledger.kernel.messages import Actor, Command
from ledger.kernel.words import Disclosure, Words

EDGE: Final = frozenset({"actor", "at", "words", "key"})
"""Fields that are stamped anew each time, or count as what they stand for."""

PLAIN: Final = (str, int, Decimal, date, NoneType)
"""Types whose values stand for themselves: most fields, so they are looked at first."""


def key_tag(actor: Actor, key: str) -> str:
    """Return the tag a command's key is filed under: the actor's, nobody else's."""
    digest = hashlib.sha256(f"{actor.by}\n{actor.mandate_id}\n{key}".encode())
    return f"key:{digest.hexdigest()[:40]}"


def fingerprint(command: Command, secret: bytes) -> bytes:
    """Return the keyed digest of what the command asks, without its time.

    Salts differ each time a form is sent, so references count as the words
    they stand for. The digest is keyed: a guess at the words cannot be tried.
    """
    texts = {w.reference.digest: w for w in command.words}
    kind: Any = type(command)
    content = {
        name: _plain(getattr(command, name), texts)
        for name in _names(kind)
        if name not in EDGE
    }
    content["actor"] = _spelt(command.actor)
    spelt = msgspec.json.encode(
        [type(command).__name__, content], order="deterministic"
    )
    return hmac.digest(secret, spelt, hashlib.sha256)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@lru_cache(maxsize=1_000)
def _spelt(actor: Actor) -> dict[str, Any]:
    """Spell an actor out once: whoever brings many commands is in each of them."""
    return {name: getattr(actor, name) for name in _names(Actor)}


def _plain(value: Any, texts: dict[str, Disclosure]) -> Any:  # noqa: ANN401  # a command's field may be of any type
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, Words):
        written = texts[value.digest]
        return [written.field, written.text, written.audience, written.subject]
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return [_plain(item, texts) for item in items]
    if isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        return {name: _plain(getattr(value, name), texts) for name in names}
    if is_dataclass(value) and not isinstance(value, type):
        return {n: _plain(getattr(value, n), texts) for n in _names(type(value))}
    return value

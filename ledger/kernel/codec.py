"""The codec: facts to the bytes that stand for them, and back.

The bytes are an envelope in canonical order, written once and never again:
what is stored is what the log hashes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Actor, Fact
from ledger.kernel.store.port import StoredEvent
from ledger.kernel.upcasts import UPCASTS, bring_forward

FactT = TypeVar("FactT", bound=Fact)


class Envelope(msgspec.Struct, Generic[FactT], frozen=True, omit_defaults=True):
    """A fact with who recorded it, under what, when they asked, and why."""

    v: int
    by: str
    at: datetime
    fact: FactT
    mandate: MandateId | None = None
    on_behalf_of: MandateId | None = msgspec.field(name="for", default=None)
    cause: int | None = None


class Version(msgspec.Struct):
    """Only the version of an envelope, read before anything else is."""

    v: int


@dataclass(frozen=True, slots=True)
class Recorded(Generic[FactT]):
    """A fact with its place in the ledger and who put it there."""

    position: int
    recorded_at: datetime
    envelope: Envelope[FactT]

    @property
    def fact(self) -> FactT:
        """Return the fact itself."""
        return self.envelope.fact


class Codec:
    """Writes each known kind of fact under its class name."""

    def __init__(self, kinds: Iterable[type[Fact]]) -> None:
        self.kinds = {kind.__name__: kind for kind in kinds}
        self._encoder = msgspec.json.Encoder(
            order="deterministic", decimal_format="string"
        )
        self._decoders: dict[str, msgspec.json.Decoder[Envelope[Any]]] = {
            name: msgspec.json.Decoder(Envelope[kind])  # type: ignore[valid-type]  # built from a value
            for name, kind in self.kinds.items()
        }
        self._version = msgspec.json.Decoder(Version)

    def encode(self, fact: Fact, actor: Actor, at: datetime) -> bytes:
        """Return the one byte string that stands for this fact."""
        assert type(fact).__name__ in self.kinds, f"unlisted fact: {fact!r}"
        return self._encoder.encode(
            Envelope(
                v=type(fact).version,
                by=actor.by,
                at=at,
                fact=fact,
                mandate=actor.mandate_id,
                on_behalf_of=actor.on_behalf_of,
                cause=actor.cause,
            )
        )

    def decode(self, event: StoredEvent) -> Recorded[Any]:
        """Read the fact in today's shape, whatever shape it was recorded in."""
        kind = event.kind
        decoder = self._decoders[kind]
        if kind in UPCASTS:
            version = self._version.decode(event.data).v
            if version != self.kinds[kind].version:
                raw: dict[str, Any] = msgspec.json.decode(event.data)
                raw = bring_forward(kind, raw)
                envelope = msgspec.convert(raw, decoder.type)
                return Recorded(event.position, event.recorded_at, envelope)
        return Recorded(event.position, event.recorded_at, decoder.decode(event.data))

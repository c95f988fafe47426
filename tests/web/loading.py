"""Loading: facts put on record by the owner's door, where no command would or yet."""

from collections.abc import Iterable

from ledger.application import CODEC
from ledger.deciders import FACTS
from ledger.kernel.messages import Fact
from ledger.kernel.store.history import Past, load_history
from ledger.kernel.store.port import NewEvent
from tests.spec import STORYTELLER
from tests.web.running import Running


def load(running: Running, facts: Iterable[Fact]) -> None:
    """Record facts at the time of the last one, and let the views see them."""
    at = running.wiring.store.head().recorded_at
    assert at is not None, "the commons is founded"
    past = (
        Past(at, NewEvent(type(f).__name__, f.tags(), encoded, ()))
        for f in facts
        for encoded in [CODEC.encode(f, STORYTELLER, at)]
    )
    kinds = [kind.__name__ for kind in FACTS]
    load_history(running.connection.info.dsn, past, kinds)
    running.settle()

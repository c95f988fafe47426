"""Told: facts folded into views without a database, an hour apart each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from ledger.application import CODEC
from ledger.kernel.messages import Actor, Fact
from ledger.kernel.store.port import StoredEvent
from projections.offline import Offline
from projections.registry import VIEWS
from projections.view import View
from tests.spec import NOON, STORYTELLER

HOUR = timedelta(hours=1)


def told(
    *history: Fact,
    at: datetime = NOON,
    actor: Actor = STORYTELLER,
    views: Sequence[View[Any]] = VIEWS,
) -> Offline:
    """Return the views after these facts: the first at that time, then hourly.

    They go through the codec, so a view sees what the log holds.
    """
    offline = Offline(views)
    go_on(offline, *history, at=at, actor=actor)
    return offline


def go_on(
    offline: Offline,
    *history: Fact,
    at: datetime | None = None,
    actor: Actor = STORYTELLER,
) -> None:
    """Fold more facts, at that time and then hourly; or hourly from noon on."""
    start = offline.position
    for number, fact in enumerate(history):
        position = start + number + 1
        time = time_of(position) if at is None else at + HOUR * number
        data = CODEC.encode(fact, actor, time)
        event = StoredEvent(position, time, type(fact).__name__, fact.tags(), data)
        offline.follow([CODEC.decode(event)])


def time_of(position: int) -> datetime:
    """Return when the fact at a position was recorded, in a story told from noon."""
    return NOON + HOUR * (position - 1)

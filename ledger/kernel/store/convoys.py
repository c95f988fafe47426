"""Convoys: many appends of one sender, in the fewest statements that keep their order.

In one statement appends are judged by what was recorded before it. One whose
condition names a fact that another of the convoy records begins the next statement,
so that each is judged as if it had come alone, after those before it.
"""

from collections.abc import Callable, Sequence

from ledger.kernel.store.group_commit import BATCH_BYTES_MAX, Answers, Written
from ledger.kernel.store.parcels import Parcel, pack
from ledger.kernel.store.port import EVENTS_MAX, Append, Appended, Malformed, check

Put = Callable[[Sequence[Parcel]], Answers]


def named_in(appends: Sequence[Append]) -> set[str]:
    """Return the kinds of fact that appends record or depend on."""
    recorded = {event.kind for append in appends for event in append.events}
    asked = {kinds for append in appends for kinds, _tags in append.boundary}
    return recorded.union(*asked)


def send(
    appends: Sequence[Append], number: Callable[[str], int], put: Put
) -> Sequence[Appended | Exception]:
    """Put appends to the database in their order, and answer each for itself.

    Killed between two statements, the ones before are recorded whole, and nothing
    of those after: each has its key, and sent again they are answered by it.
    """
    convoy = _Convoy(put)
    for append in appends:
        try:
            check(append)
        except Malformed as error:
            convoy.leave_out(error)
        else:
            convoy.take(pack(append, number))
    return convoy.arrive()


class _Convoy:
    def __init__(self, put: Put) -> None:
        self._put = put
        self._answers: list[Appended | Exception | None] = []
        self._places: list[int] = []
        self._parcels: list[Parcel] = []
        self._written = Written()
        self._events = 0
        self._bytes = 0

    def leave_out(self, error: Exception) -> None:
        """Answer an append that cannot be sent."""
        self._answers.append(error)

    def take(self, parcel: Parcel) -> None:
        """Take an append along, or begin a new statement with it."""
        if self._is_full(parcel) or self._written.touches(parcel.append):
            self._go()
        self._places.append(len(self._answers))
        self._answers.append(None)
        self._parcels.append(parcel)
        self._written.add(parcel.append)
        self._events += parcel.events
        self._bytes += len(parcel.event_data) + len(parcel.event_words)

    def arrive(self) -> list[Appended | Exception]:
        """Send what is left, and return all the answers."""
        self._go()
        answers = [answer for answer in self._answers if answer is not None]
        assert len(answers) == len(self._answers), "each append is answered"
        return answers

    def _is_full(self, parcel: Parcel) -> bool:
        return (
            self._events + parcel.events > EVENTS_MAX
            or self._bytes + len(parcel.event_data) > BATCH_BYTES_MAX
        )

    def _go(self) -> None:
        if not self._parcels:
            return
        answers = self._put(self._parcels)
        for place, answer in zip(self._places, answers, strict=True):
            self._answers[place] = answer
        self._places, self._parcels = [], []
        self._written = Written()
        self._events = self._bytes = 0

"""Measuring: rates taken by turns, so that what disturbs one disturbs all."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Final

ROUNDS: Final = 3
SECONDS: Final = 1.0

Rate = Callable[[], float]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measured case; rates are per second, ratios are ours to the other's."""

    bench: str
    case: str
    size: int
    clients: int
    ours: float
    limit: float | None = None
    peer: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the row with its ratios."""
        return {
            **asdict(self),
            "ratio_limit": _ratio(self.ours, self.limit),
            "ratio_peer": _ratio(self.ours, self.peer),
        }


def _ratio(ours: float, other: float | None) -> float | None:
    return round(ours / other, 3) if other else None


def by_turns(
    ours: Rate, limit: Rate | None = None, peer: Rate | None = None
) -> tuple[float, float | None, float | None]:
    """Return the median rate of each, taken by turns."""
    taken: dict[str, list[float]] = {"ours": [], "limit": [], "peer": []}
    named = {"limit": limit, "ours": ours, "peer": peer}
    for _ in range(ROUNDS):
        for name, rate in named.items():
            if rate is not None:
                taken[name].append(rate())
    medians = {n: round(median(rates), 1) for n, rates in taken.items() if rates}
    return medians["ours"], medians.get("limit"), medians.get("peer")


def rate_of(work: Callable[[int, int], None], clients: int) -> float:
    """Return how often ``work(client, number)`` ends in a second, by threads."""
    counts = [0] * clients
    end = time.perf_counter() + SECONDS
    failures: list[BaseException] = []

    def run(client: int) -> None:
        try:
            while time.perf_counter() < end:
                work(client, counts[client])
                counts[client] += 1
        except BaseException as error:  # noqa: BLE001  # told to the caller below
            failures.append(error)

    began = time.perf_counter()
    threads = [threading.Thread(target=run, args=(c,)) for c in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counts) / (time.perf_counter() - began)


def once(work: Callable[[], int]) -> float:
    """Return how many things a second one piece of work goes through."""
    began = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - began)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [
        "| bench | case | size | clients | ours /s | limit /s | peer /s | ÷ limit | ÷ peer |",  # noqa: E501  # a division sign in a heading
        "| --- | --- | --: | --: | --: | --: | --: | --: | --: |",
    ]
    for row in rows:
        cells = row.as_json()
        shown = ("ours", "limit", "peer", "ratio_limit", "ratio_peer")
        figures = " | ".join(
            "–" if cells[n] is None else f"{cells[n]:,}" for n in shown
        )
        lines.append(
            f"| {row.bench} | {row.case} | {row.size:,} | {row.clients} | {figures} |"
        )
    return "\n".join(lines)

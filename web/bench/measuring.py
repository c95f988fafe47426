"""Measuring: taken by turns, so that what disturbs one disturbs all."""

import multiprocessing
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Final, NamedTuple

ROUNDS: Final = 3
SECONDS: Final = 0.4
LONG_FACTS: Final = 100_000
RATE: Final = "rate"
P50: Final = "p50"
P99: Final = "p99"
MEGABYTES: Final = "megabytes"

Figures = Mapping[str, float]
Measure = Callable[[], Figures]


class Taken(NamedTuple):
    """The medians of one figure: ours, the limit's, the peer's."""

    ours: float
    limit: float | None
    peer: float | None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Where a bench runs: a filled database, a data folder, how long and how often."""

    owner: str
    folder: Path
    size: int
    rounds: int = ROUNDS
    seconds: float = SECONDS
    datasette: Path | None = None
    aics: Path | None = None
    notes: list[str] = field(default_factory=list[str])

    @property
    def long_rounds(self) -> int:
        """Return how often what goes through all the facts is done.

        Beyond some size a turn takes minutes, and is an average by itself.
        """
        return self.rounds if self.size <= LONG_FACTS else 1

    def note(self, said: str) -> None:
        """Say once why something is missing."""
        if said not in self.notes:
            self.notes.append(said)


def by_turns(
    rounds: int,
    ours: Measure,
    limit: Measure | None = None,
    peer: Measure | None = None,
) -> Mapping[str, Taken]:
    """Return the medians of every figure, taken by turns."""
    named = {"limit": limit, "ours": ours, "peer": peer}
    found: dict[str, list[Figures]] = {name: [] for name in named}
    for _ in range(rounds):
        for name, measure in named.items():
            if measure is not None:
                found[name].append(measure())
    return {
        figure: Taken(
            median(f[figure] for f in found["ours"]),
            _median(figure, found["limit"]),
            _median(figure, found["peer"]),
        )
        for figure in found["ours"][0]
    }


def _median(figure: str, rounds: list[Figures]) -> float | None:
    taken = [figures[figure] for figures in rounds if figure in figures]
    return median(taken) if taken else None


def sample(work: Callable[[int, int], object], clients: int, seconds: float) -> Figures:
    """Let threads do ``work(client, number)`` for some time.

    Return how often a second it ended, and how many milliseconds it took at the
    median and for the slowest hundredth.
    """
    took: list[list[float]] = [[] for _ in range(clients)]
    failures: list[BaseException] = []
    end = time.perf_counter() + seconds

    def run(client: int) -> None:
        mine, number = took[client], 0
        try:
            while not failures and (began := time.perf_counter()) < end:
                work(client, number)
                mine.append(time.perf_counter() - began)
                number += 1
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
    whole = [one for mine in took for one in mine]
    return {RATE: len(whole) / (time.perf_counter() - began), **percentiles(whole)}


def percentiles(seconds: list[float]) -> Figures:
    """Return the median and the slowest hundredth, in milliseconds."""
    if len(seconds) < 2:  # noqa: PLR2004  # there is nothing between one and itself
        only = 1_000 * sum(seconds)
        return {P50: only, P99: only}
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {P50: 1_000 * cuts[49], P99: 1_000 * cuts[98]}


def apart(work: Callable[..., Figures], *arguments: object) -> Figures:
    """Measure in a process of its own, whose memory nothing else has used."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(work, *arguments).result()


def peak_megabytes() -> float:
    """Return the most memory this process has held, as the kernel counts it."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1_024
    return 0.0


def once(work: Callable[[], int]) -> Figures:
    """Return how many things a second one piece of work goes through."""
    began = time.perf_counter()
    done = work()
    return {RATE: done / (time.perf_counter() - began)}

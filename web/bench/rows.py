"""Rows: what a bench found, for a reader and for a program."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from web.bench.measuring import Ground, Taken

HEADING: Final = (
    "| bench | case | size | clients | ours | limit | peer | ÷ limit | ÷ peer |\n"
    "| --- | --- | --: | --: | --: | --: | --: | --: | --: |"
)
SHOWN: Final = ("ours", "limit", "peer", "ratio_limit", "ratio_peer")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measured case; ratios are ours to the other's.

    A rate per second, unless the case ends in another unit: of milliseconds and
    bytes, fewer are better.
    """

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


def row(ground: Ground, bench: str, case: str, taken: Taken, clients: int = 1) -> Row:
    """Return a case as it was measured on this ground."""
    ours, limit, peer = (None if f is None else round(f, 2) for f in taken)
    assert ours is not None, "our own figure was taken"
    return Row(
        bench=bench,
        case=case,
        size=ground.size,
        clients=clients,
        ours=ours,
        limit=limit,
        peer=peer,
    )


def _ratio(ours: float, other: float | None) -> float | None:
    return round(ours / other, 3) if other else None


def line(one: Row) -> str:
    """Return a row as a line of the Markdown table under the heading."""
    cells = one.as_json()
    figures = " | ".join(_written(cells[name]) for name in SHOWN)
    return f"| {one.bench} | {one.case} | {one.size:,} | {one.clients} | {figures} |"


def _written(figure: float | None) -> str:
    if figure is None:
        return "–"
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:,.3g}"  # noqa: PLR2004  # three digits say enough

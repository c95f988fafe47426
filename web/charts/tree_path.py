"""The path in the tree: from an entry's leaf up to the root that was signed."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ledger.log.hashing import node_hash
from web.charts.drawing import (
    NARROW,
    WIDE,
    Anchor,
    Chart,
    Label,
    Line,
    Shape,
    Square,
    Squares,
)

SIGNS: Final = 8
"""How many signs of a hash the drawing shows: the table beside it has them all."""

STEP: Final = 46
NODE: Final = 14
TOP, BOTTOM = 30, 16


@dataclass(frozen=True)
class Step:
    """One step up: the hash that the proof brings, its side, and what both make."""

    beside: bytes
    is_left: bool
    made: bytes

    @property
    def beside_text(self) -> str:
        """Return the hash as proofs write it."""
        return b64encode(self.beside).decode()

    @property
    def made_text(self) -> str:
        """Return what both make, as checkpoints write it."""
        return b64encode(self.made).decode()


def steps_of(
    index: int, size: int, leaf: bytes, hashes: Sequence[bytes]
) -> Sequence[Step]:
    """Return each step from a leaf to the root; the proof has been checked."""
    steps: list[Step] = []
    at, last, node = index, size - 1, leaf
    for beside in hashes:
        is_left = bool(at & 1) or at == last
        node = node_hash(beside, node) if is_left else node_hash(node, beside)
        steps.append(Step(beside, is_left, node))
        if is_left:
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    return steps


def tree_path(
    steps: Sequence[Step], *, leaf: str, root: str, is_narrow: bool = False
) -> Chart:
    """Lay out the path with the root on top; ``leaf`` and ``root`` are their names.

    What is computed goes up the middle; what the proof brings stands on the side
    that it is joined from.
    """
    width = NARROW if is_narrow else WIDE
    middle = width / 2
    reach = width * (0.25 if is_narrow else 0.2)
    height = TOP + BOTTOM + STEP * len(steps) + NODE
    shapes: list[Shape] = []
    computed: list[Square] = []
    brought: list[Square] = []
    for rank, step in enumerate(steps):
        y = height - BOTTOM - NODE - rank * STEP
        side = middle - reach if step.is_left else middle + reach
        shapes.append(Line(middle, y, middle, y - STEP, "path"))
        shapes.append(Line(side, y, middle, y - STEP, "joint"))
        brought.append(_square(side, y))
        computed.append(_square(middle, y))
        written = step.beside_text[:SIGNS] + "…"
        away = -NODE if step.is_left else NODE
        anchor: Anchor = "end" if step.is_left else "start"
        shapes.append(Label(side + away, y + 4, written, anchor, "mono"))
    top = height - BOTTOM - NODE - len(steps) * STEP
    computed.append(_square(middle, top))
    if brought:
        shapes.append(Squares(tuple(brought), "beside"))
    shapes.append(Squares(tuple(computed), "node"))
    shapes.append(Label(middle, top - NODE, root, "middle", "strong"))
    if steps:
        y = height - BOTTOM - NODE
        first_is_left = steps[0].is_left
        x = middle + NODE if first_is_left else middle - NODE
        shapes.append(
            Label(x, y + 4, leaf, "start" if first_is_left else "end", "strong")
        )
    return Chart(width, height, tuple(shapes))


def _square(x: float, y: float) -> Square:
    return x - NODE / 2, y - NODE / 2, NODE, NODE

"""Upcasts: how facts recorded in an old shape are read in today's.

Stored bytes are never rewritten. Before the first release there is none.
"""

from collections.abc import Callable, Mapping
from typing import Any

Upcast = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTS: dict[str, Mapping[int, Upcast]] = {}
"""Kind of fact -> the version it is read from -> the step to the next version."""


def bring_forward(kind: str, envelope: dict[str, Any]) -> dict[str, Any]:
    """Apply each step from the recorded version to today's."""
    steps = UPCASTS[kind]
    while (step := steps.get(envelope["v"])) is not None:
        version = envelope["v"]
        envelope = {**envelope, "v": version + 1, "fact": step(envelope["fact"])}
    return envelope

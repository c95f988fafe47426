"""Finding: one thing that the doctor looked at."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["well", "weak", "wrong"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ``remedy`` is empty where it is well."""

    what: str
    verdict: Verdict
    said: str
    remedy: str = ""

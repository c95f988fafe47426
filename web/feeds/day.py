"""Day: one day to keep, as a calendar has it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day to keep: its name for ever, and which copy of it is the newer one."""

    name: str
    on: date
    summary: str
    told_at: datetime
    changes: int
    page: str
    details: str = ""
    is_off: bool = False

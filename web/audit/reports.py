"""Reports: what a verification found, as it is kept."""

from datetime import datetime

import msgspec

from projections.anomalies import Anomaly


class LogFinding(msgspec.Struct, frozen=True):
    """Something in the log that is not as it was sealed, and between which entries."""

    what: str
    position: int
    last: int
    said: str


class RowFinding(msgspec.Struct, frozen=True):
    """A row that pages show and the facts do not make, or the other way round."""

    view: str
    key: tuple[str, ...]
    position: int
    served: str | None = None
    folded: str | None = None


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was looked at, up to where, and all that was found, as far as it is kept.

    ``sealed`` and ``root`` are of the checkpoint that was signed last; the log is
    not checked (``is_log_checked``) where it has no key yet. ``counts`` has how much
    was found of each sort, even of what is not kept.
    """

    position: int
    sealed: int = 0
    root: str = ""
    is_log_checked: bool = True
    rows: int = 0
    views: int = 0
    until: datetime | None = None
    seconds: float = 0.0
    counts: dict[str, int] = msgspec.field(default_factory=dict[str, int])
    log: tuple[LogFinding, ...] = ()
    row_findings: tuple[RowFinding, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing differs from what was sealed and recorded."""
        return not self.counts.get("log", 0) and not self.counts.get("rows", 0)

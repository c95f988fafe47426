"""Verification: the log hashed anew, the views folded anew, every fact looked at."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg
from psycopg_pool import ConnectionPool

from ledger.application import CODEC
from ledger.log.archive import Archive, NotInitialised, Published
from ledger.log.checking import check_log
from ledger.log.folder import LogFolder
from ledger.log.last_signed import LastSigned, PublicationRefused, read_last_signed
from ledger.log.notes import VerifierKey
from projections.anomalies import Anomaly, anomalies
from projections.reading_log import facts_between, head_of
from projections.recomparing import recompare
from projections.registry import VIEWS
from web.audit.reports import LogFinding, Report, RowFinding
from web.log.configured import policy_of

KEPT_MAX: Final = 500
"""Findings that are kept of each sort; all of them are counted."""

LOG, FOLD, LOOK = "log", "views", "rules"
SEALED_LATE: Final = """
SELECT c.size, extract(epoch FROM c.at - e.recorded_at)::bigint, e.position
FROM (
    SELECT size, at, lag(size, 1, 0) OVER (ORDER BY size) AS before
    FROM log.checkpoints
) c JOIN ledger.events e ON e.position = c.before + 1
WHERE c.at - e.recorded_at > interval '1 minute' ORDER BY e.position
"""

Tell = Callable[[str, int, int], None]


def verify(conninfo: str, pool: ConnectionPool, data: Path, tell: Tell) -> Report:
    """Recalculate everything and compare it; ``tell`` is told of each step."""
    begun = time.monotonic()
    checked = _Log(pool, data, tell)
    rows = recompare(
        conninfo, CODEC, VIEWS, lambda done, total: tell(FOLD, done, total)
    )
    asked = list(_ask(conninfo, checked.is_there, tell))
    counts = Counter[str](log=len(checked.found), rows=len(rows.mismatches))
    counts.update(f"rule:{anomaly.rule}" for anomaly in asked)
    published = checked.published
    return Report(
        position=rows.position,
        sealed=published.checkpoint.size if published else 0,
        root=published.checkpoint.root.hex() if published else "",
        is_log_checked=checked.is_there,
        rows=rows.rows,
        views=len(VIEWS),
        until=datetime.now(UTC),
        seconds=round(time.monotonic() - begun, 1),
        counts=dict(counts),
        log=tuple(checked.found[:KEPT_MAX]),
        row_findings=tuple(
            RowFinding(m.view, m.key, m.position, m.served, m.folded)
            for m in rows.mismatches[:KEPT_MAX]
        ),
        anomalies=tuple(_kept(asked)),
    )


class _Log:
    """The check of the log, where there is one."""

    def __init__(self, pool: ConnectionPool, data: Path, tell: Tell) -> None:
        self.found: list[LogFinding] = []
        self.published: Published | None = None
        policy = policy_of(data)
        self.is_there = policy is not None and bool(policy.logs)
        if policy is None or not policy.logs:
            return
        try:
            origin = Archive(pool.connection).state().origin
            ours = (log.key for log in policy.logs if log.key.name == origin)
            key = next(ours, policy.logs[0].key)
            signed = self._signed(data, key)
            findings = check_log(
                pool.connection,
                key,
                signed,
                lambda done, total: tell(LOG, done, total),
            )
            self.found += [LogFinding(*finding) for finding in findings]
            self.published = Archive(pool.connection).published()
        except NotInitialised:
            self.is_there = False

    def _signed(self, data: Path, key: VerifierKey) -> LastSigned | None:
        """Return what was signed last, where its file lies on this machine."""
        path = LogFolder(data).last_signed
        if not path.exists():
            return None
        try:
            return read_last_signed(path, key)
        except (PublicationRefused, OSError) as error:
            self.found.append(LogFinding("checkpoint", 1, 1, str(error)))
            return None


def _ask(conninfo: str, has_log: bool, tell: Tell) -> Iterator[Anomaly]:  # noqa: FBT001  # said by its name at the one call
    """Yield what the rules ask, and which entries waited long to be sealed."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        head = head_of(connection)
        facts = facts_between(
            connection, CODEC, 0, head, lambda done, total: tell(LOOK, done, total)
        )
        yield from anomalies(facts, datetime.now(UTC))
        if has_log:
            for size, waited, position in connection.execute(SEALED_LATE):
                told = {"by": str(waited), "size": str(size)}
                yield Anomaly("sealed_late", int(position), told=told)


def _kept(asked: list[Anomaly]) -> Iterator[Anomaly]:
    """Keep the first of each rule, so that one that fires often hides no other."""
    kept: Counter[str] = Counter()
    for anomaly in asked:
        kept[anomaly.rule] += 1
        if kept[anomaly.rule] <= KEPT_MAX:
            yield anomaly

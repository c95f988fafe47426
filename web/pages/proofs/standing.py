"""The log's standing: how far it is sealed, by which key, and who witnesses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import psycopg

from ledger.log.archive import Archive, NotInitialised, Published
from ledger.log.notes import VerifierKey
from ledger.log.policies import MalformedPolicy, Policy
from web.log.configured import policy_of
from web.reading import the_wiring

LAST_LINES = """
SELECT DISTINCT ON (witness) witness, size, at FROM log.cosignatures
ORDER BY witness, size DESC
"""


@dataclass(frozen=True, kw_only=True)
class Witness:
    """A lab that the policy names, and the last checkpoint that it signed with us."""

    name: str
    key: str
    size: int = 0
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far the log is sealed; before it is begun, nothing is told."""

    origin: str = ""
    keys: Sequence[VerifierKey] = ()
    published: Published | None = None
    witnesses: Sequence[Witness] = ()
    is_quorum_asked: bool = False
    is_policy_broken: bool = False

    @property
    def size(self) -> int:
        """Return how many entries are sealed."""
        return self.published.checkpoint.size if self.published is not None else 0


def standing() -> Standing:
    """Return how far the log is sealed."""
    wiring = the_wiring()
    is_broken = False
    try:
        policy = policy_of(wiring.settings.data)
    except MalformedPolicy:
        policy, is_broken = None, True
    try:
        archive = Archive(wiring.pool.connection)
        origin, published = archive.state().origin, archive.published()
        with wiring.pool.connection() as db:
            lines = {n: (int(s), at) for n, s, at in db.execute(LAST_LINES)}
    except (psycopg.errors.UndefinedTable, NotInitialised):
        return Standing(is_policy_broken=is_broken)
    return Standing(
        origin=origin,
        keys=[log.key for log in policy.logs] if policy else (),
        published=published,
        witnesses=_witnesses(policy, lines),
        is_quorum_asked=policy is not None and policy.quorum != "none",
        is_policy_broken=is_broken,
    )


def _witnesses(
    policy: Policy | None, lines: dict[str, tuple[int, datetime]]
) -> Sequence[Witness]:
    if policy is None:
        return ()
    return [
        Witness(
            name=known.name,
            key=known.key.text,
            size=lines[known.name][0] if known.name in lines else 0,
            at=lines[known.name][1] if known.name in lines else None,
        )
        for known in policy.witnesses
    ]

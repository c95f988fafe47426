"""Sealing: how far a fact is proved, from recorded over sealed to witnessed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from flask import current_app

from ledger.log.policies import MalformedPolicy
from web.log.configured import policy_of
from web.reading import the_wiring

State = Literal["recorded", "sealed", "witnessed"]

SEAL: Final = (
    "SELECT size, at FROM log.checkpoints WHERE size >= %s ORDER BY size LIMIT 1"
)

WITNESSES: Final = """
SELECT name FROM log.witnesses AS witness
WHERE EXISTS (
    SELECT FROM log.cosignatures AS line
    WHERE line.witness = witness.name AND line.size >= %s
)
ORDER BY name
"""


@dataclass(frozen=True, kw_only=True)
class Sealing:
    """What speaks for a fact besides the ledger itself.

    ``size`` and ``at`` are of the first signed checkpoint that covers it. Each of
    ``witnesses`` (their names in the policy) countersigned that one or a later one.
    ``is_quorum_met`` tells whether they are enough for the policy of this log.
    """

    size: int | None = None
    at: datetime | None = None
    witnesses: tuple[str, ...] = ()
    is_quorum_met: bool = False

    @property
    def state(self) -> State:
        """Return the farthest that the fact has come."""
        if self.size is None:
            return "recorded"
        return "witnessed" if self.witnesses else "sealed"


def sealing(position: int) -> Sealing:
    """Tell how far the fact at a position is proved."""
    wiring = the_wiring()
    with wiring.pool.connection() as db:
        seal = db.execute(SEAL, (position,)).fetchone()
        if seal is None:
            return Sealing()
        names = tuple(str(name) for (name,) in db.execute(WITNESSES, (position,)))
    size, at = seal
    return Sealing(
        size=size,
        at=at,
        witnesses=names,
        is_quorum_met=_is_enough(names),
    )


def _is_enough(names: tuple[str, ...]) -> bool:
    try:
        policy = policy_of(the_wiring().settings.data)
    except MalformedPolicy:
        # A page shows what it knows; `commun doctor` and the publisher name the line.
        current_app.logger.exception("commun: the log's policy cannot be read")
        return False
    if policy is None:
        return False
    keys = [witness.key for witness in policy.witnesses if witness.name in names]
    return policy.judge(keys).is_met

"""How PostgreSQL reads a boundary: by its tags, whatever its planner knows."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from ledger.kernel.store import queries
from ledger.kernel.store.connections import connect
from ledger.kernel.store.port import Clause
from ledger.kernel.store.postgres import PostgresStore
from tests.store.places import append, event

OTHERS = 500
LOOKED_AT_MAX = 50


@pytest.fixture
def store(owner: str) -> Iterator[PostgresStore]:
    opened = PostgresStore(owner)
    yield opened
    opened.close()


@pytest.mark.parametrize("is_analysed", [False, True])
def test_a_boundary_is_read_without_the_other_facts_of_its_kind(
    owner: str, store: PostgresStore, *, is_analysed: bool
) -> None:
    """Else every decision would take longer, the more there are of its kind."""
    others = [event(f"vote:v{number}") for number in range(OTHERS)]
    append(store, *others, event("vote:roof"))
    kind = others[0].kind
    boundary = [
        Clause(frozenset({kind}), ("vote:roof",)),
        Clause(frozenset({kind}), ("ballot:unknown", "vote:roof")),
    ]
    with connect(owner) as db:
        if is_analysed:
            db.execute("ANALYZE ledger.events, ledger.tags, ledger.kinds")
        explained = db.execute(
            "EXPLAIN (ANALYZE, FORMAT JSON) " + queries.READ,
            queries.boundary(boundary, 0),
        ).fetchone()
    assert explained is not None
    assert 0 < _looked_at(explained[0][0]["Plan"]) < LOOKED_AT_MAX


def _looked_at(plan: Mapping[str, Any]) -> float:
    """Return how many rows the steps of a plan gave or threw away."""
    thrown = sum(v for k, v in plan.items() if k.startswith("Rows Removed"))
    own: float = (plan["Actual Rows"] + thrown) * plan["Actual Loops"]
    return max(own, *[0, *(_looked_at(part) for part in plan.get("Plans", ()))])

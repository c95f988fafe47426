"""Who takes part where, and who works with whom."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commons.projects.events import ProjectRole
from ledger.kernel.identifiers import ProjectId
from ledger.kernel.messages import Fact
from projections.commons.cooperation import CooperationRow, pairs_of, pairs_page
from projections.commons.journal_entries import journal_of
from projections.commons.project_members import members_page, memberships_of
from projections.commons.projects import ProjectState
from projections.shelf import Shelf
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.orchard import (
    BRUMES_WROTE,
    CLOSED,
    MILL,
    MILL_UNDER_WAY,
    ORCHARD,
    PROPOSED,
    UNDER_WAY,
    joined,
    left,
    of_mill,
)
from tests.projections.told import told

OBSERVER = ProjectRole.OBSERVER
EVERYBODY = (LITTORAL, BRUMES, SOURCES, PONT)


def pairs(shelf: Shelf) -> dict[tuple[str, str], int]:
    rows = [placed.row for placed in pairs_page(shelf).rows]
    return {(row.partner_id, row.other_id): row.shared for row in rows}


def with_whom(shelf: Shelf, partner_id: str) -> list[CooperationRow]:
    """Return all with whom a partner works, met one page after another."""
    found: list[CooperationRow] = []
    after: int | None = None
    while True:
        page = pairs_of(shelf, partner_id, after=after, limit=1)
        found += [placed.row for placed in page.rows]
        if page.next is None:
            return found
        after = page.next


def test_a_partner_finds_its_projects() -> None:
    """With its role in each, and how each stands."""
    shelf = told(*UNDER_WAY, *MILL_UNDER_WAY, CLOSED).shelf()
    found = [(m.project_id, m.role, m.state) for m in memberships_of(shelf, BRUMES)]
    assert found == [
        (MILL, ProjectRole.LEAD, ProjectState.UNDER_WAY),
        (ORCHARD, ProjectRole.CONTRIBUTOR, ProjectState.COMPLETED),
    ]
    open_ones = memberships_of(shelf, BRUMES, ProjectState.UNDER_WAY)
    assert [m.project_id for m in open_ones] == [MILL]
    hosts = members_page(shelf, {"role": ProjectRole.HOST}).rows
    assert [p.row.partner_id for p in hosts] == [SOURCES]


def test_who_left_is_no_longer_found() -> None:
    """The history still tells that it took part."""
    shelf = told(*UNDER_WAY, left(BRUMES)).shelf()
    assert memberships_of(shelf, BRUMES) == []


def test_pairs_count_the_projects_they_share() -> None:
    """Each pair once in the list, and under each of the two."""
    both = (*UNDER_WAY, *MILL_UNDER_WAY, joined(SOURCES, ProjectRole.HOST, MILL))
    shelf = told(*both).shelf()
    assert pairs(shelf) == {
        (BRUMES, LITTORAL): 1,
        (BRUMES, SOURCES): 2,
        (LITTORAL, SOURCES): 1,
    }
    assert {(r.other_id, r.shared) for r in with_whom(shelf, SOURCES)} == {
        (BRUMES, 2),
        (LITTORAL, 1),
    }


def test_observers_are_in_no_pair() -> None:
    """They look on; once they take part, they are."""
    watching = told(*UNDER_WAY, joined(PONT, OBSERVER))
    assert with_whom(watching.shelf(), PONT) == []
    taking_part = told(
        *UNDER_WAY, joined(PONT, OBSERVER), joined(PONT, ProjectRole.HOST)
    )
    assert len(with_whom(taking_part.shelf(), PONT)) == 3
    stepped_back = told(*UNDER_WAY, joined(BRUMES, OBSERVER))
    assert pairs(stepped_back.shelf()) == {(LITTORAL, SOURCES): 1}


def test_journal_entries_come_newest_first() -> None:
    """Page by page, each project's apart."""
    shelf = told(*UNDER_WAY, BRUMES_WROTE, of_mill(BRUMES_WROTE), BRUMES_WROTE).shelf()
    entries = journal_of(shelf, ORCHARD, limit=1)
    assert entries.next is not None
    rest = journal_of(shelf, ORCHARD, after=entries.next)
    positions = [p.row.position for p in (*entries.rows, *rest.rows)]
    assert positions == sorted(positions, reverse=True)
    assert len(positions) == 2


MOVES = st.lists(
    st.tuples(
        st.sampled_from([ORCHARD, MILL]),
        st.sampled_from(EVERYBODY),
        st.sampled_from([ProjectRole.HOST, OBSERVER, None]),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(MOVES)
def test_pairs_are_those_of_the_members(
    moves: list[tuple[ProjectId, str, ProjectRole | None]],
) -> None:
    """Whoever comes, goes and changes: counting the members gives the same pairs."""
    history: list[Fact] = [PROPOSED, of_mill(PROPOSED)]
    slate: dict[ProjectId, dict[str, ProjectRole]] = {ORCHARD: {}, MILL: {}}
    for project_id, who, role in moves:
        partner_id = next(p for p in EVERYBODY if p == who)
        if role is None:
            fact = left(partner_id)
            history.append(fact if project_id == ORCHARD else of_mill(fact))
            slate[project_id].pop(who, None)
        else:
            history.append(joined(partner_id, role, project_id))
            slate[project_id][who] = role
    expected: dict[tuple[str, str], int] = {}
    for members in slate.values():
        working = sorted(p for p, role in members.items() if role is not OBSERVER)
        for pair in combinations(working, 2):
            expected[pair] = expected.get(pair, 0) + 1
    assert pairs(told(*history).shelf()) == expected

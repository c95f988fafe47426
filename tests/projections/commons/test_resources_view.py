"""Resources, their reuses, feedback and credits, as their rows tell them."""

import msgspec

from ledger.commons.resources.events import ResourceKind
from ledger.kernel.identifiers import ResourceId, ReuseId
from ledger.kernel.messages import Fact
from projections.commons.credit_totals import times_credited
from projections.commons.credits import Credited, credited_by, credits_of
from projections.commons.field_feedback import feedback_on
from projections.commons.histories import history_of
from projections.commons.resource_totals import (
    resource_cells,
    resource_facets,
    resources_counted,
)
from projections.commons.resources import (
    ResourceRow,
    ResourceState,
    forks_of,
    resource,
    resources_by_id,
    resources_page,
)
from projections.commons.reuses import reuses_page
from projections.shelf import Shelf
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.library import (
    CC_BY_SA,
    CHANGES,
    FEBRUARY,
    FORK,
    GUIDE,
    GUIDE_FORKED,
    GUIDE_HANDED_OVER,
    GUIDE_RETIRED,
    GUIDE_REVISED,
    MAP,
    MAP_PUBLISHED,
    NOTE,
    PUBLISHED,
    SOURCES_REUSES,
    SOURCES_TELLS,
    SOURCES_WITHDRAWS,
    SUMMARY,
    of_map,
)
from tests.orchard import ORCHARD, PROPOSED
from tests.projections.told import told
from tests.workshop import PARTNERS, TODAY, WORKSHOP


def shelf_after(*history: Fact) -> Shelf:
    """Return the views once this happened to the guide."""
    return told(*PUBLISHED, *history).shelf()


def after(*history: Fact) -> ResourceRow:
    """Return the guide once this happened to it."""
    row = resource(shelf_after(*history), GUIDE)
    assert row is not None
    return row


def test_a_resource_is_as_it_was_published() -> None:
    """Its first edition is its latest one."""
    row = after()
    assert (row.kind, row.licence, row.origins) == (
        ResourceKind.METHOD,
        CC_BY_SA,
        (WORKSHOP,),
    )
    assert (row.author_id, row.maintainer_id) == (LITTORAL, LITTORAL)
    assert (row.latest.edition, row.latest.published_on) == ("1.0", FEBRUARY)
    assert row.chain == ()
    assert not row.is_retired
    assert resource(shelf_after(), MAP) is None


def test_an_edition_comes_after_the_others() -> None:
    """What it does not say anew stays; its licence is the resource's now."""
    revised = msgspec.structs.replace(GUIDE_REVISED, licence="MIT", summary=SUMMARY)
    before, row = after(), after(revised)
    assert [e.edition for e in row.editions] == ["1.0", "1.1"]
    assert [e.licence for e in row.editions] == [CC_BY_SA, "MIT"]
    assert row.licence == "MIT"
    assert row.latest.changes is not None
    assert row.latest.changes.words == CHANGES
    assert (row.title, row.address) == (before.title, before.address)
    assert row.summary.position > before.summary.position


def test_a_resource_changes_hands_and_is_retired() -> None:
    """Its author stays its author; what replaces it is named."""
    row = after(GUIDE_HANDED_OVER)
    assert (row.author_id, row.maintainer_id) == (LITTORAL, BRUMES)
    replaced = msgspec.structs.replace(GUIDE_RETIRED, successor_id=MAP)
    retired = after(MAP_PUBLISHED, replaced)
    assert (retired.state, retired.successor_id) == (ResourceState.RETIRED, MAP)
    assert retired.reason is not None


def test_a_fork_names_what_it_comes_from() -> None:
    """The nearest first, however far back; each fork counts once for its origin."""
    again = msgspec.structs.replace(
        GUIDE_FORKED, resource_id=ResourceId("again"), origin_id=FORK
    )
    shelf = shelf_after(GUIDE_FORKED, again)
    rows = resources_by_id(shelf, [GUIDE, FORK, "again", "nothing"])
    assert rows["again"].chain == (FORK, GUIDE)
    assert [rows[name].forks for name in (GUIDE, FORK, "again")] == [1, 1, 0]
    assert [p.row.resource_id for p in forks_of(shelf, GUIDE).rows] == [FORK]
    assert (rows[FORK].origin_id, rows[FORK].origin_edition) == (GUIDE, "1.0")


def test_reuses_and_feedback_are_listed_latest_first() -> None:
    """By resource, by partner, by project; and counted."""
    for_orchard = msgspec.structs.replace(
        SOURCES_REUSES, reuse_id=ReuseId("second"), project_id=ORCHARD, note=NOTE
    )
    history = (PROPOSED, SOURCES_REUSES, for_orchard, SOURCES_TELLS)
    shelf = shelf_after(*history)
    latest, first = (p.row for p in reuses_page(shelf, resource_id=GUIDE).rows)
    assert (latest.reuse_id, latest.project_id) == ("second", ORCHARD)
    assert latest.note is not None
    assert (first.edition, first.reused_on, first.note) == ("1.0", TODAY, None)
    assert len(reuses_page(shelf, partner_id=SOURCES).rows) == 2
    assert len(reuses_page(shelf, project_id=ORCHARD).rows) == 1
    assert not reuses_page(shelf, resource_id=MAP).rows
    (heard,) = (p.row for p in feedback_on(shelf, GUIDE).rows)
    assert (heard.partner_id, heard.text.words) == (SOURCES, SOURCES_TELLS.text)
    row = after(*history)
    assert (row.reuses, row.feedback) == (2, 1)


def test_lists_are_filtered_and_counted() -> None:
    """Each facet counts what the other filters leave."""
    shelf = shelf_after(MAP_PUBLISHED, GUIDE_FORKED, GUIDE_RETIRED, GUIDE_HANDED_OVER)
    found = resource_cells(shelf)
    assert resources_counted(found, {}) == 3
    assert resources_counted(found, {"maintainer_id": BRUMES}) == 2
    facets = resource_facets(found, {"state": "in_use"})
    kinds = [(facet.value, facet.count) for facet in facets["kind"]]
    assert kinds == [("data", 1), ("method", 1)]
    states = {facet.value: facet.count for facet in facets["state"]}
    assert states == {"in_use": 2, "retired": 1}
    assert {f.value for f in facets["maintainer_id"]} == {BRUMES, PONT}
    page = resources_page(shelf, {"state": "in_use", "kind": "method"})
    assert [p.row.resource_id for p in page.rows] == [FORK]
    everything = resources_page(shelf, {}, limit=2)
    assert [p.row.resource_id for p in everything.rows] == [FORK, MAP]
    assert everything.next is not None


def test_a_reuse_of_a_fork_credits_all_it_comes_from() -> None:
    """A reuse of the guide credits no fork of it."""
    of_fork = msgspec.structs.replace(
        SOURCES_REUSES, reuse_id=ReuseId("second"), resource_id=FORK, edition="1"
    )
    shelf = shelf_after(GUIDE_FORKED, SOURCES_REUSES, of_fork)
    owed = [(row.thing_id, row.distance) for row in credited_by(shelf, FORK)]
    assert owed == [(FORK, 0), (GUIDE, 1), (WORKSHOP, 1)]
    through = {row.through_id: row.reuses for row in credits_of(shelf, WORKSHOP)}
    assert through == {GUIDE: 1, FORK: 1}
    made = Credited.RESOURCE
    assert times_credited(shelf, [(made, GUIDE), (made, FORK), (made, MAP)]) == {
        (made, GUIDE): 2,
        (made, FORK): 1,
    }
    assert not credits_of(shelf, MAP)


def test_a_contribution_named_by_both_is_credited_once() -> None:
    """By the shorter way."""
    naming = msgspec.structs.replace(GUIDE_FORKED, origins=(WORKSHOP,))
    of_fork = msgspec.structs.replace(SOURCES_REUSES, resource_id=FORK, edition="1")
    shelf = shelf_after(naming, of_fork)
    (through_guide, through_fork) = sorted(
        credits_of(shelf, WORKSHOP), key=lambda row: row.through_id != GUIDE
    )
    assert (through_guide.reuses, through_fork.reuses) == (0, 1)
    assert through_fork.distance == 0


def test_a_resource_has_its_history() -> None:
    """Fact by fact, oldest first."""
    shelf = shelf_after(GUIDE_REVISED, SOURCES_REUSES, SOURCES_TELLS, GUIDE_RETIRED)
    facts = [p.row.fact for p in history_of(shelf, GUIDE).rows]
    assert facts == [
        "ResourcePublished",
        "ResourceRevised",
        "ReuseDeclared",
        "FieldFeedbackGiven",
        "ResourceRetired",
    ]


def test_what_nobody_published_changes_no_row() -> None:
    """A view that meets such a fact passes it over; a fork still has its sheet."""
    shelf = told(*PARTNERS, GUIDE_FORKED, of_map(SOURCES_REUSES)).shelf()
    assert resource(shelf, MAP) is None
    row = resource(shelf, FORK)
    assert row is not None
    assert row.chain == (GUIDE,)
    assert [one.thing_id for one in credited_by(shelf, FORK)] == [FORK]


def test_a_reuse_that_was_taken_back_credits_nobody() -> None:
    """It stays to be read, struck out."""
    shelf = shelf_after(GUIDE_FORKED, SOURCES_REUSES, SOURCES_WITHDRAWS)
    (use,) = (p.row for p in reuses_page(shelf, resource_id=GUIDE).rows)
    assert use.is_withdrawn
    row = resource(shelf, GUIDE)
    assert row is not None
    assert row.reuses == 0
    thing = (Credited.CONTRIBUTION, WORKSHOP)
    assert times_credited(shelf, [thing]) == {thing: 0}

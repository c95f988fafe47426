"""The views of colleges and of proxies."""

from msgspec.structs import replace

from ledger.kernel.identifiers import ProxyId
from projections.membership.colleges import (
    college,
    college_of,
    colleges_page,
    members_of_college,
)
from projections.membership.proxies import proxies_page, proxy
from projections.rows import WordsAt
from tests.benches import (
    ADAS,
    BENS,
    FOR_JUNE,
    FOUNDED,
    GIVEN,
    LABS,
    NAMED,
    REVOKED,
    SITS,
    TOWNS,
)
from tests.cast import BRUMES, LITTORAL, PONT
from tests.projections.told import told
from tests.workshop import TODAY


def test_a_college_has_its_name() -> None:
    """Listed from the first one on."""
    shelf = told(FOUNDED, replace(FOUNDED, college_id=LABS)).shelf()
    row = college(shelf, TOWNS)
    assert row is not None
    assert row.name == WordsAt(1, NAMED.reference)
    page = colleges_page(shelf)
    assert [placed.row.college_id for placed in page.rows] == [TOWNS, LABS]


def test_a_partner_votes_in_one_college_only() -> None:
    """The last it was assigned to; as of before, in the one it had then."""
    offline = told(SITS, replace(SITS, partner_id=PONT), replace(SITS, college_id=LABS))
    row = college_of(offline.shelf(), BRUMES)
    assert row is not None
    assert row.college_id == LABS
    now = members_of_college(offline.shelf(), TOWNS)
    assert [placed.row.partner_id for placed in now.rows] == [PONT]
    then = members_of_college(offline.shelf(2), TOWNS)
    assert [placed.row.partner_id for placed in then.rows] == [BRUMES, PONT]
    assert college_of(offline.shelf(), LITTORAL) is None


def test_a_proxy_says_what_for_and_until_when() -> None:
    """Until it is taken back, which shows too."""
    row = proxy(told(GIVEN).shelf(), FOR_JUNE)
    assert row is not None
    assert (row.until, row.vote_id, row.is_revoked) == (TODAY, None, False)
    row = proxy(told(GIVEN, REVOKED).shelf(), FOR_JUNE)
    assert row is not None
    assert (row.is_revoked, row.revoked_position) == (True, 2)
    assert proxy(told(REVOKED).shelf(), FOR_JUNE) is None


def test_proxies_are_listed_by_who_gave_and_who_holds_them() -> None:
    """Newest first."""
    later = replace(GIVEN, proxy_id=ProxyId("july"))
    back = replace(
        GIVEN, proxy_id=ProxyId("back"), mandate_id=BENS, holder_mandate_id=ADAS
    )
    shelf = told(GIVEN, later, back).shelf()
    given = proxies_page(shelf, {"mandate_id": ADAS})
    assert [placed.row.proxy_id for placed in given.rows] == ["july", FOR_JUNE]
    held = proxies_page(shelf, {"holder_mandate_id": ADAS})
    assert [placed.row.proxy_id for placed in held.rows] == ["back"]

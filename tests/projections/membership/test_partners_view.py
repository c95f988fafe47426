"""The view of partners: who belongs, where, in what standing, at every position."""

from datetime import date

import pytest
from msgspec.structs import replace

from ledger.kernel.identifiers import InterestId, PartnerId
from ledger.kernel.messages import Fact
from ledger.membership.partners.events import (
    InterestStated,
    InterestWithdrawn,
    InvitationDeclined,
    InvitationRenewed,
    PartnerInvited,
    PartnerKind,
    PartnerMerged,
    PartnerRenamed,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
    Scope,
)
from ledger.membership.partners.standing import Partnership
from projections.membership.partners import (
    Interest,
    PartnerRow,
    names_of,
    partners,
    partners_by_id,
    public_partners,
)
from projections.offline import Offline
from projections.rows import WordsAt
from tests.cast import ADA, BEN, BRUMES, CLEO, DIA, LITTORAL, PONT, words
from tests.projections.told import time_of, told

NAME, SHORT, WHY, OTHER = (words(t) for t in ("Brumes", "Br.", "none yet", "other"))
CONFIRM_BY = date(2026, 4, 10)
LEFT_ON = date(2026, 3, 1)

INVITED = PartnerInvited(
    partner_id=BRUMES,
    kind=PartnerKind.COMMUNE,
    scope=Scope.COMMUNAL,
    name=NAME,
    short_name=SHORT,
    contact_id=BEN,
    owner_id=ADA,
    confirm_by=CONFIRM_BY,
    siret="21350238800019",
    siren="213502388",
    commune_code="35238",
    commune_vintage=2026,
    epci_siren="243500139",
    department_code="35",
    region_code="53",
)
CONFIRMED = PartnershipConfirmed(partner_id=BRUMES)
DECLINED = InvitationDeclined(partner_id=BRUMES, reason=WHY)
SUSPENDED = PartnershipSuspended(partner_id=BRUMES, reason=WHY)
RESUMED = PartnershipResumed(partner_id=BRUMES)
ENDED = PartnershipEnded(partner_id=BRUMES, ended_on=LEFT_ON)
MERGED = PartnerMerged(partner_id=BRUMES, successor_id=PONT, merged_on=LEFT_ON)
RENEWED = InvitationRenewed(
    partner_id=BRUMES, contact_id=CLEO, owner_id=DIA, confirm_by=date(2026, 5, 1)
)


def brumes_in(offline: Offline, position: int | None = None) -> PartnerRow:
    row = offline.shelf(position).get(partners, BRUMES)
    assert row is not None
    return row


def public(offline: Offline, position: int, **chosen: str) -> list[str]:
    kind = chosen.pop("kind", None)
    page = public_partners(offline.shelf(position), kind=kind, place=chosen or None)
    return [placed.row.partner_id for placed in page.rows]


def test_a_prospect_is_known_with_all_that_was_said_of_it() -> None:
    """Its numbers, its place, its contact, and the day its answer is awaited."""
    row = brumes_in(told(INVITED))
    assert row == PartnerRow(
        partner_id=BRUMES,
        kind=PartnerKind.COMMUNE,
        scope=Scope.COMMUNAL,
        name=WordsAt(1, NAME),
        short_name=WordsAt(1, SHORT),
        contact_id=BEN,
        owner_id=ADA,
        standing=Partnership.INVITED,
        standing_since=time_of(1),
        standing_position=1,
        invited_at=time_of(1),
        confirm_by=CONFIRM_BY,
        siret="21350238800019",
        siren="213502388",
        commune_code="35238",
        commune_vintage=2026,
        epci_siren="243500139",
        department_code="35",
        region_code="53",
    )
    association = told(replace(INVITED, siret=None, siren=None, rna="W351000001"))
    assert brumes_in(association).rna == "W351000001"
    reasoned = told(replace(INVITED, siret=None, no_identifier_reason=WHY))
    assert brumes_in(reasoned).no_identifier_reason == WordsAt(1, WHY)


@pytest.mark.parametrize(
    ("history", "standings"),
    [
        ([CONFIRMED], ["active"]),
        ([DECLINED, RENEWED, CONFIRMED], ["declined", "invited", "active"]),
        ([CONFIRMED, SUSPENDED, RESUMED], ["active", "suspended", "active"]),
        ([CONFIRMED, ENDED], ["active", "ended"]),
        ([CONFIRMED, SUSPENDED, MERGED], ["active", "suspended", "merged"]),
    ],
)
def test_its_standing_follows_what_happens(
    history: list[Fact], standings: list[str]
) -> None:
    """With the instant and the position from which it has it."""
    offline = told(INVITED, *history)
    for position, standing in enumerate(["invited", *standings], 1):
        row = brumes_in(offline, position)
        assert row.standing == standing
        assert row.standing_position == position
        assert row.standing_since == time_of(position)


def test_a_prospect_is_published_only_once_it_confirms() -> None:
    """Not while invited, not when it declines, and for good once it was a partner."""
    story = [INVITED, DECLINED, RENEWED, CONFIRMED, SUSPENDED, ENDED]
    offline = told(*story)
    for position in range(4):
        assert public(offline, position) == []
        assert names_of(offline.shelf(position), [BRUMES]) == {}
    for position in range(4, len(story) + 1):
        assert public(offline, position) == [BRUMES]
        names = names_of(offline.shelf(position), [BRUMES, "nobody"])
        assert names == {BRUMES: WordsAt(1, NAME)}


def test_it_became_a_partner_once() -> None:
    """Resumed, it is still the partner it was from the first confirmation on."""
    row = brumes_in(told(INVITED, CONFIRMED, SUSPENDED, RESUMED))
    assert row.confirmed_at == time_of(2)


def test_a_renewed_invitation_names_whom_it_awaits_and_until_when() -> None:
    """Someone else may answer, for a later day."""
    row = brumes_in(told(INVITED, DECLINED, RENEWED))
    assert (row.contact_id, row.owner_id) == (CLEO, DIA)
    assert row.confirm_by == date(2026, 5, 1)


def test_the_end_says_when_and_who_comes_after() -> None:
    """A merged partner leads to its successor; one that left leads nowhere."""
    left = brumes_in(told(INVITED, CONFIRMED, ENDED))
    merged = brumes_in(told(INVITED, CONFIRMED, MERGED))
    assert (left.ended_on, left.successor_id) == (LEFT_ON, None)
    assert (merged.ended_on, merged.successor_id) == (LEFT_ON, PONT)


def test_a_new_name_holds_from_then_on() -> None:
    """Renaming is no change of standing, and the past keeps the old name."""
    renamed = PartnerRenamed(partner_id=BRUMES, name=OTHER, short_name=OTHER)
    offline = told(INVITED, CONFIRMED, renamed)
    row = brumes_in(offline)
    assert (row.name, row.short_name) == (WordsAt(3, OTHER), WordsAt(3, OTHER))
    assert row.standing_position == 2
    assert brumes_in(offline, 2).name == WordsAt(1, NAME)


def test_interests_come_and_go() -> None:
    """Several at once, each withdrawn by its own name."""
    first, second = (
        InterestStated(partner_id=BRUMES, interest_id=InterestId(name), interest=OTHER)
        for name in ("first", "second")
    )
    withdrawn = InterestWithdrawn(partner_id=BRUMES, interest_id=InterestId("first"))
    offline = told(INVITED, CONFIRMED, first, second, withdrawn)
    stated = (
        Interest("first", WordsAt(3, OTHER)),
        Interest("second", WordsAt(4, OTHER)),
    )
    assert brumes_in(offline, 4).interests == stated
    assert brumes_in(offline).interests == stated[1:]


def invited(name: PartnerId, kind: PartnerKind, region: str) -> list[Fact]:
    fact = replace(INVITED, partner_id=name, kind=kind, region_code=region)
    return [fact, PartnershipConfirmed(partner_id=name)]


def test_the_public_list_is_filtered_by_kind_and_by_territory() -> None:
    """Newest first, as of any position."""
    offline = told(
        *invited(BRUMES, PartnerKind.COMMUNE, "53"),
        *invited(LITTORAL, PartnerKind.REGION, "53"),
        *invited(PONT, PartnerKind.ASSOCIATION, "28"),
    )
    end = offline.position
    assert public(offline, end) == [PONT, LITTORAL, BRUMES]
    assert public(offline, end, kind="region") == [LITTORAL]
    assert public(offline, end, region_code="53") == [LITTORAL, BRUMES]
    assert public(offline, end, region_code="53", kind="commune") == [BRUMES]
    assert public(offline, end, department_code="99") == []
    assert public(offline, 3) == [BRUMES]


def test_the_public_list_goes_on_where_a_page_ends() -> None:
    """A page names where the next begins, and the last one nothing."""
    shelf = told(
        *invited(BRUMES, PartnerKind.COMMUNE, "53"),
        *invited(LITTORAL, PartnerKind.REGION, "53"),
    ).shelf()
    first = public_partners(shelf, limit=1)
    second = public_partners(shelf, limit=1, after=first.next)
    ids = [p.row.partner_id for p in (*first.rows, *second.rows)]
    assert (ids, second.next) == ([LITTORAL, BRUMES], None)


def test_partners_are_found_by_their_identifiers() -> None:
    """Those that are not there are left out."""
    shelf = told(INVITED).shelf()
    assert set(partners_by_id(shelf, [BRUMES, PONT])) == {BRUMES}


def test_what_happens_to_an_unknown_body_changes_nothing() -> None:
    """A partner begins with its invitation."""
    assert told(CONFIRMED).shelf().get(partners, BRUMES) is None

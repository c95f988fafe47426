"""Publish a resource."""

import msgspec
import pytest

from ledger.commons.contributions.events import ContributionWithdrawn
from ledger.commons.resources.events import ResourceKind
from ledger.commons.resources.licences import current_licences, licence_of
from ledger.commons.resources.origins import ORIGINS_MAX
from ledger.commons.resources.publish_resource import PublishResource, publish_resource
from ledger.commons.resources.refusals import (
    AddressNotHttps,
    EditionMalformed,
    LicenceDeprecated,
    OriginTwice,
    OriginWithdrawn,
    ResourceExists,
    TooManyOrigins,
    UnknownLicence,
    UnknownOrigin,
)
from ledger.kernel.identifiers import ContributionId
from ledger.kernel.messages import Fact
from ledger.kernel.words import Audience, write
from tests.cast import LITTORAL, PONT
from tests.library import (
    ADDRESS,
    GUIDE_PUBLISHED,
    MAP,
    MAP_PUBLISHED,
    PUBLISHED,
    WRITTEN,
    asked,
)
from tests.library_deeds import MADE
from tests.spec import given
from tests.workshop import (
    GARDEN,
    GARDEN_RECORDED,
    PARTNERS,
    RECORDED,
    TODAY,
    WORKSHOP,
    WORKSHOP_RECORDED,
    WORKSHOP_WITHDRAWN,
)


def publishes(**content: object) -> PublishResource:
    """Return the command by which Littoral publishes the guide."""
    told = {**MADE, "kind": ResourceKind.METHOD, "address": ADDRESS, **content}
    command: PublishResource = asked(PublishResource, LITTORAL, **told)
    return command


GUIDE_OF_TODAY: Fact = msgspec.structs.replace(GUIDE_PUBLISHED, published_on=TODAY)


def test_a_partner_publishes_and_maintains() -> None:
    """Everybody may take it from that day on."""
    given(*RECORDED).when(publishes()).then(GUIDE_OF_TODAY)


def test_a_name_is_taken_once() -> None:
    """Another resource of the same partner is another one."""
    given(*PUBLISHED).when(publishes()).refused(ResourceExists)
    given(*RECORDED, MAP_PUBLISHED).when(publishes()).then(GUIDE_OF_TODAY)
    other = asked(PublishResource, PONT, MAP, **MADE, kind=ResourceKind.DATA)
    given(*PUBLISHED).ledger.handle(other)


@pytest.mark.parametrize(
    "licence", ["", "free", "cc-by-sa-4.0", "CC BY-SA 4.0", "Net-SNMP", "MIT "]
)
def test_a_licence_is_one_of_the_official_list(licence: str) -> None:
    """As it is spelt there: what programs compare must not differ by a capital."""
    given(*RECORDED).when(publishes(licence=licence)).refused(UnknownLicence)


@pytest.mark.parametrize(
    ("licence", "successor"),
    [
        ("GPL-2.0", "GPL-2.0-only"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("AGPL-3.0", "AGPL-3.0-only"),
        ("wxWindows", "LGPL-2.0-or-later WITH WxWindows-exception-3.1"),
    ],
)
def test_an_identifier_out_of_use_names_its_successor(
    licence: str, successor: str
) -> None:
    """Whoever copied an old one knows what to write."""
    story = given(*RECORDED)
    with pytest.raises(LicenceDeprecated, match=successor):
        story.ledger.handle(publishes(licence=licence))


def test_what_replaces_an_identifier_is_in_use() -> None:
    """The list agrees with itself."""
    assert len(current_licences()) > 700
    for licence in current_licences():
        assert licence_of(licence.identifier) == licence
        assert licence.name
        assert not licence.successor


@pytest.mark.parametrize("edition", ["1", "1.0", "2026-03", "10.2.33", "1" * 20])
def test_a_version_is_a_number(edition: str) -> None:
    """With dots, or as a month."""
    given(*RECORDED).ledger.handle(publishes(edition=edition))


@pytest.mark.parametrize(
    "edition",
    ["", "v1", "1.", ".1", "1..2", "Jeanne", "1 0", "\u0661", "1\n", "1" * 21],
)
def test_a_version_is_nothing_else(edition: str) -> None:
    """It stays for ever: there is no room in it for a name."""
    given(*RECORDED).when(publishes(edition=edition)).refused(EditionMalformed)


@pytest.mark.parametrize(
    "address",
    [
        "http://atelier.example/guide",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://atelier.example",
        "https:javascript:alert(1)",
        "data:text/html,hello",
        "//atelier.example/guide",
        "atelier.example/guide",
        "https://",
        "https://localhost/guide",
        "https://me:secret@atelier.example/",
        "https://commun.example@evil.example/",
        "https://atelier.example\\@evil.example/",
        "https://atelier.example/a b",
        "https://atelier.example/\nguide",
        " https://atelier.example/",
        "https://atelier.example:0/",
        "https://atelier.example:port/",
        "https://[::1/",
        "https://atelier.example/" + "a" * 500,
    ],
)
def test_an_address_is_where_a_browser_may_be_sent(address: str) -> None:
    """Over https, to a named site, without a password, without tricks."""
    said = write("address", address, Audience.PUBLIC)
    command = publishes(address=said.reference, words=(*WRITTEN, said))
    given(*RECORDED).when(command).refused(AddressNotHttps)


@pytest.mark.parametrize(
    "address",
    ["https://atelier.example", "https://é.example:8443/à?q=%20#x", "HTTPS://A.B/"],
)
def test_a_plain_address_is_kept(address: str) -> None:
    """Accents, ports and queries are plain."""
    said = write("address", address, Audience.PUBLIC)
    command = publishes(address=said.reference, words=(*WRITTEN, said))
    given(*RECORDED).ledger.handle(command)


def test_it_comes_from_contributions_on_record() -> None:
    """Any partner's, and none that was withdrawn."""
    both = publishes(origins=(WORKSHOP, GARDEN))
    given(*RECORDED, GARDEN_RECORDED).ledger.handle(both)
    given(*RECORDED).when(both).refused(UnknownOrigin)
    garden_withdrawn = ContributionWithdrawn(
        contribution_id=GARDEN, partner_id=PONT, reason=WORKSHOP_WITHDRAWN.reason
    )
    (
        given(*RECORDED, GARDEN_RECORDED, garden_withdrawn)
        .when(both)
        .refused(OriginWithdrawn)
    )


def test_no_contribution_is_named_twice_or_too_many() -> None:
    """A credit is exact: each counts once."""
    twice = publishes(origins=(WORKSHOP, WORKSHOP))
    given(*RECORDED).when(twice).refused(OriginTwice)
    names = [ContributionId(f"c{number}") for number in range(ORIGINS_MAX + 1)]
    recorded = [
        msgspec.structs.replace(WORKSHOP_RECORDED, contribution_id=name)
        for name in names
    ]
    story = (*PARTNERS, *recorded)
    given(*story).when(publishes(origins=tuple(names))).refused(TooManyOrigins)
    given(*story).ledger.handle(publishes(origins=tuple(names[1:])))


def test_a_list_that_is_far_too_long_is_refused_unread() -> None:
    """Nobody makes the ledger look for a thousand contributions by one form."""
    names = tuple(ContributionId(f"c{number}") for number in range(1_000))
    command = publishes(origins=names)
    assert len(publish_resource.boundary(command)) < ORIGINS_MAX + 5
    given(*RECORDED).when(command).refused(TooManyOrigins)

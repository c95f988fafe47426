"""Fork a resource."""

import msgspec
import pytest

from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.refusals import (
    AddressNotHttps,
    EditionMalformed,
    ForkOfItself,
    LicenceForbidsFork,
    OriginWithdrawn,
    ResourceExists,
    UnknownEdition,
    UnknownLicence,
)
from ledger.kernel.identifiers import ResourceId
from ledger.kernel.messages import Command
from ledger.kernel.words import Audience, write
from tests.cast import BRUMES, LITTORAL
from tests.library import (
    FORK,
    GUIDE,
    GUIDE_FORKED,
    GUIDE_PUBLISHED,
    GUIDE_RETIRED,
    GUIDE_REVISED,
    MAP_PUBLISHED,
    NO_CHANGES,
    PUBLISHED,
    WRITTEN,
    asked,
    under,
)
from tests.library_deeds import MADE
from tests.spec import given
from tests.workshop import RECORDED, WORKSHOP, WORKSHOP_WITHDRAWN


def forks(name: ResourceId = FORK, **content: object) -> Command:
    """Return the command by which Brumes takes the guide further."""
    told = {**MADE, "edition": "1", "origins": (), "origin_id": GUIDE, **content}
    told = {"origin_edition": "1.0", **told}
    command: Command = asked(ForkResource, BRUMES, name, **told)
    return command


def test_a_partner_takes_an_edition_further() -> None:
    """What it makes of it is its own to maintain, of the same kind."""
    given(*PUBLISHED).when(forks()).then(GUIDE_FORKED)


def test_a_fork_may_be_forked_and_a_retired_resource_too() -> None:
    """Their licence still allows it; their own maintainer may as well."""
    again = msgspec.structs.replace(
        GUIDE_FORKED, resource_id=ResourceId("again"), origin_id=FORK
    )
    again = msgspec.structs.replace(again, origin_edition="1")
    of_fork = forks(ResourceId("again"), origin_id=FORK, origin_edition="1")
    given(*PUBLISHED, GUIDE_FORKED).when(of_fork).then(again)
    given(*PUBLISHED, GUIDE_RETIRED).when(forks()).then(GUIDE_FORKED)
    given(*PUBLISHED).ledger.handle(forks(partner_id=BRUMES, origins=(WORKSHOP,)))


def test_nothing_is_a_fork_of_itself() -> None:
    """Neither a new one nor one that exists."""
    given(*PUBLISHED).when(forks(GUIDE)).refused(ForkOfItself)
    given(*PUBLISHED).when(forks(FORK, origin_id=FORK)).refused(ForkOfItself)


def test_a_name_is_taken_once() -> None:
    """A fork takes no existing resource's place: a chain never closes."""
    given(*PUBLISHED, GUIDE_FORKED).when(forks()).refused(ResourceExists)
    circle = forks(GUIDE, origin_id=FORK, origin_edition="1")
    given(*PUBLISHED, GUIDE_FORKED).when(circle).refused(ResourceExists)


def test_an_edition_of_the_origin_is_named() -> None:
    """One of those it has; another resource's do not count."""
    given(*PUBLISHED).when(forks(origin_edition="2")).refused(UnknownEdition)
    other = msgspec.structs.replace(MAP_PUBLISHED, edition="2")
    given(*PUBLISHED, other).when(forks(origin_edition="2")).refused(UnknownEdition)


@pytest.mark.parametrize("licence", [NO_CHANGES, "CC-BY-NC-ND-3.0-IGO"])
def test_a_licence_may_forbid_it(licence: str) -> None:
    """No derivatives: it is reused as it is, or its maintainer is asked."""
    given(*RECORDED, under(licence)).when(forks()).refused(LicenceForbidsFork)


def test_the_licence_of_the_edition_counts() -> None:
    """What was shared freely stays free; what is not is not freed by the next."""
    closed = under(NO_CHANGES, GUIDE_REVISED)
    given(*PUBLISHED, closed).when(forks()).then(GUIDE_FORKED)
    given(*PUBLISHED, closed).when(forks(origin_edition="1.1")).refused(
        LicenceForbidsFork
    )
    opened = (under(NO_CHANGES, GUIDE_PUBLISHED), GUIDE_REVISED)
    given(*RECORDED, *opened).when(forks()).refused(LicenceForbidsFork)
    given(*RECORDED, *opened).ledger.handle(forks(origin_edition="1.1"))


def test_what_holds_for_publishing_holds_for_a_fork() -> None:
    """Licence, version, address and origins are checked alike."""
    said = write("address", "http://atelier.example", Audience.PUBLIC)
    written = (*WRITTEN, said)
    unsafe = forks(address=said.reference, words=written)
    given(*PUBLISHED).when(forks(licence="free")).refused(UnknownLicence)
    given(*PUBLISHED).when(forks(edition="two")).refused(EditionMalformed)
    given(*PUBLISHED).when(unsafe).refused(AddressNotHttps)
    given(*PUBLISHED, WORKSHOP_WITHDRAWN).when(forks(origins=(WORKSHOP,))).refused(
        OriginWithdrawn
    )


def test_an_author_may_fork_its_own() -> None:
    """A variant of one's own is no other version."""
    told = {**MADE, "origins": (), "origin_id": GUIDE, "origin_edition": "1.0"}
    given(*PUBLISHED).ledger.handle(asked(ForkResource, LITTORAL, FORK, **told))

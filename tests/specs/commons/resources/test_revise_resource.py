"""Revise a resource."""

import msgspec

from ledger.commons.resources.refusals import (
    AddressNotHttps,
    EditionExists,
    EditionMalformed,
    LicenceDeprecated,
    TooManyEditions,
)
from ledger.commons.resources.revise_resource import EDITIONS_MAX, ReviseResource
from ledger.kernel.messages import Command
from ledger.kernel.words import Audience, write
from tests.cast import BRUMES, LITTORAL
from tests.library import (
    CHANGES,
    GUIDE_HANDED_OVER,
    GUIDE_REVISED,
    MAP_PUBLISHED,
    PUBLISHED,
    SUMMARY,
    WRITTEN,
    asked,
    under,
)
from tests.spec import given
from tests.workshop import RECORDED


def revises(**content: object) -> Command:
    """Return the command by which Littoral publishes the next version."""
    told = {"edition": "1.1", "changes": CHANGES, **content}
    command: Command = asked(ReviseResource, LITTORAL, **told)
    return command


def test_the_maintainer_publishes_another_edition() -> None:
    """What is not said anew stays."""
    given(*PUBLISHED).when(revises()).then(GUIDE_REVISED)
    reworded = msgspec.structs.replace(GUIDE_REVISED, summary=SUMMARY, licence="MIT")
    given(*PUBLISHED).when(revises(summary=SUMMARY, licence="MIT")).then(reworded)


def test_an_edition_is_published_once() -> None:
    """The first one too; another resource's editions do not count."""
    given(*PUBLISHED).when(revises(edition="1.0")).refused(EditionExists)
    given(*PUBLISHED, GUIDE_REVISED).when(revises()).refused(EditionExists)
    other = msgspec.structs.replace(MAP_PUBLISHED, edition="1.1")
    given(*PUBLISHED, other).when(revises()).then(GUIDE_REVISED)


def test_what_holds_for_publishing_holds_for_an_edition() -> None:
    """Version, address and licence are checked alike."""
    said = write("address", "javascript:alert(1)", Audience.PUBLIC)
    address = {"address": said.reference, "words": (*WRITTEN, said)}
    given(*PUBLISHED).when(revises(edition="next")).refused(EditionMalformed)
    given(*PUBLISHED).when(revises(**address)).refused(AddressNotHttps)
    given(*PUBLISHED).when(revises(licence="GPL-3.0")).refused(LicenceDeprecated)


def test_a_licence_that_went_out_of_use_may_stay() -> None:
    """What was published under it stays under it."""
    old = under("GPL-3.0")
    revised = under("GPL-3.0", GUIDE_REVISED)
    given(*RECORDED, old).when(revises()).then(revised)
    given(*RECORDED, old).when(revises(licence="GPL-3.0")).then(revised)


def test_who_took_it_over_publishes_the_next() -> None:
    """The new maintainer goes on."""
    command = asked(ReviseResource, BRUMES, edition="1.1", changes=CHANGES)
    revised = msgspec.structs.replace(GUIDE_REVISED, partner_id=BRUMES)
    given(*PUBLISHED, GUIDE_HANDED_OVER).when(command).then(revised)


def test_a_resource_has_so_many_editions_at_most() -> None:
    """The first one counts; a fork begins anew."""
    earlier = [
        msgspec.structs.replace(GUIDE_REVISED, edition=f"0.{number}")
        for number in range(EDITIONS_MAX - 1)
    ]
    given(*PUBLISHED, *earlier).when(revises()).refused(TooManyEditions)
    given(*PUBLISHED, *earlier[1:]).when(revises()).then(GUIDE_REVISED)

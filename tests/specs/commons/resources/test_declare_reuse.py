"""Declare a reuse."""

from datetime import timedelta

import msgspec

from ledger.application import Ledger
from ledger.commons.projects.refusals import UnknownProject
from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.refusals import (
    ReuseAlreadyDeclared,
    ReuseBeforePublication,
    ReuseExists,
    ReuseInFuture,
    UnknownEdition,
    UnknownResource,
)
from ledger.kernel.identifiers import PartnerId, ReuseId
from ledger.kernel.messages import Command
from tests.cast import BRUMES, LITTORAL, SOURCES
from tests.library import (
    FEBRUARY,
    GUIDE_REVISED,
    MAP,
    MAP_PUBLISHED,
    NOTE,
    PUBLISHED,
    SOURCES_REUSES,
    SOURCES_USE,
    asked,
    of_map,
)
from tests.orchard import MILL, ORCHARD, PROPOSED
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given
from tests.workshop import RECORDED, TODAY


def reuses(partner_id: PartnerId = SOURCES, **content: object) -> Command:
    """Return the command by which a partner says that it uses the guide."""
    told = {"reuse_id": SOURCES_USE, "edition": "1.0", "reused_on": TODAY, **content}
    command: Command = asked(DeclareReuse, partner_id, **told)
    return command


def test_a_partner_reuses_an_edition() -> None:
    """Since a day, with a word or without; even its own."""
    given(*PUBLISHED).when(reuses()).then(SOURCES_REUSES)
    noted = msgspec.structs.replace(SOURCES_REUSES, note=NOTE, reused_on=FEBRUARY)
    given(*PUBLISHED).when(reuses(note=NOTE, reused_on=FEBRUARY)).then(noted)
    given(*PUBLISHED).ledger.handle(reuses(LITTORAL))


def test_a_reuse_may_be_for_a_project() -> None:
    """One that was proposed."""
    command = reuses(project_id=ORCHARD)
    for_orchard = msgspec.structs.replace(SOURCES_REUSES, project_id=ORCHARD)
    given(*PUBLISHED, PROPOSED).when(command).then(for_orchard)
    given(*PUBLISHED).when(command).refused(UnknownProject)
    given(*PUBLISHED, PROPOSED).when(reuses(project_id=MILL)).refused(UnknownProject)


def test_the_edition_is_one_it_has() -> None:
    """Another resource's editions do not count."""
    given(*PUBLISHED).when(reuses(edition="1.1")).refused(UnknownEdition)
    given(*PUBLISHED, GUIDE_REVISED).ledger.handle(reuses(edition="1.1"))
    other = msgspec.structs.replace(MAP_PUBLISHED, edition="1.1")
    given(*PUBLISHED, other).when(reuses(edition="1.1")).refused(UnknownEdition)


def test_nothing_is_reused_before_it_is_published() -> None:
    """Each edition has its own day; what was never published has none."""
    day_before = FEBRUARY - timedelta(days=1)
    given(*PUBLISHED).when(reuses(reused_on=day_before)).refused(ReuseBeforePublication)
    early = reuses(edition="1.1", reused_on=FEBRUARY)
    given(*PUBLISHED, GUIDE_REVISED).when(early).refused(ReuseBeforePublication)
    given(*RECORDED).when(reuses()).refused(UnknownResource)


def test_nothing_is_reused_tomorrow() -> None:
    """A reuse is what is done, not what is meant."""
    tomorrow = reuses(reused_on=TODAY + timedelta(days=1))
    given(*PUBLISHED).when(tomorrow).refused(ReuseInFuture)


def test_a_reuse_is_declared_once() -> None:
    """Of another edition, for a project, or by another partner it is another one."""
    story = (*PUBLISHED, PROPOSED, GUIDE_REVISED, SOURCES_REUSES)
    second = ReuseId("second")
    given(*story).when(reuses(reuse_id=second)).refused(ReuseAlreadyDeclared)
    given(*story).when(reuses(note=NOTE)).refused(ReuseExists)
    given(*story).ledger.handle(reuses(reuse_id=second, edition="1.1"))
    given(*story).ledger.handle(reuses(reuse_id=second, project_id=ORCHARD))
    given(*story).ledger.handle(reuses(BRUMES, reuse_id=second))
    elsewhere = (*PUBLISHED, MAP_PUBLISHED, of_map(SOURCES_REUSES))
    given(*elsewhere).ledger.handle(reuses(reuse_id=second))
    given(*elsewhere).when(reuses()).refused(ReuseExists)
    of_the_map = asked(
        DeclareReuse, SOURCES, MAP, reuse_id=second, edition="1.0", reused_on=TODAY
    )
    given(*PUBLISHED, SOURCES_REUSES, MAP_PUBLISHED).ledger.handle(of_the_map)


def test_two_tabs_that_send_one_form_declare_one_reuse() -> None:
    """The second answer is the first one's."""
    story = given(*PUBLISHED)
    first = story.ledger.handle(reuses())
    second = story.ledger.handle(reuses())
    assert second.is_repeat
    assert second.first == first.first


def test_many_reuse_at_once() -> None:
    """Another partner's reuse is no conflict; a rival one of the same partner is."""
    others = msgspec.structs.replace(
        SOURCES_REUSES, reuse_id=ReuseId("other"), partner_id=BRUMES
    )
    own = msgspec.structs.replace(
        SOURCES_REUSES, reuse_id=ReuseId("own"), reused_on=FEBRUARY, project_id=ORCHARD
    )
    for rival, attempts in ((others, 1), (own, 2)):
        store = ContestedStore(given(*PUBLISHED))
        store.rival = once(store, rival)
        Ledger(store, secret=SECRET, clock=store.clock).handle(reuses())
        assert store.attempts == attempts

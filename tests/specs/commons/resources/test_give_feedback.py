"""Give feedback from the field."""

import msgspec

from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.refusals import UnknownReuse
from ledger.kernel.identifiers import ReuseId
from tests.cast import BRUMES, SOURCES
from tests.library import (
    MAP_PUBLISHED,
    PUBLISHED,
    SOURCES_REUSES,
    SOURCES_TELLS,
    SOURCES_USE,
    TEXT,
    asked,
    of_map,
)
from tests.spec import given

OF_ITS_USE = asked(GiveFeedback, SOURCES, text=TEXT, reuse_id=SOURCES_USE)


def test_a_partner_tells_what_it_was_worth() -> None:
    """Having declared a reuse or not, and more than once."""
    command = asked(GiveFeedback, SOURCES, text=TEXT)
    given(*PUBLISHED).when(command).then(SOURCES_TELLS)
    given(*PUBLISHED, SOURCES_TELLS).when(command).then(SOURCES_TELLS)


def test_it_may_name_its_reuse() -> None:
    """One that it declared, of this resource."""
    told = msgspec.structs.replace(SOURCES_TELLS, reuse_id=SOURCES_USE)
    given(*PUBLISHED, SOURCES_REUSES).when(OF_ITS_USE).then(told)
    given(*PUBLISHED).when(OF_ITS_USE).refused(UnknownReuse)
    elsewhere = (MAP_PUBLISHED, of_map(SOURCES_REUSES))
    given(*PUBLISHED, *elsewhere).when(OF_ITS_USE).refused(UnknownReuse)
    others = asked(GiveFeedback, BRUMES, text=TEXT, reuse_id=SOURCES_USE)
    given(*PUBLISHED, SOURCES_REUSES).when(others).refused(UnknownReuse)
    none = asked(GiveFeedback, SOURCES, text=TEXT, reuse_id=ReuseId("none"))
    given(*PUBLISHED, SOURCES_REUSES).when(none).refused(UnknownReuse)

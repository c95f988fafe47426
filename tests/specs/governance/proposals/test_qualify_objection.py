"""Qualify an objection."""

import msgspec

from ledger.governance.proposals.qualify_objection import QualifyObjection
from ledger.governance.proposals.refusals import (
    ObjectionIsSettled,
    OwnQualification,
    UnknownObjection,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity, Command
from tests.agora import (
    BENS,
    NOISE,
    OBJECTED,
    ON_THE_TABLE,
    PREFERENCE,
    REASON,
    TAKEN_BACK,
    asked,
    contested,
)
from tests.cast import ADA, BRUMES, LITTORAL, PONT, SOURCES, mandate
from tests.spec import given

AS_OBJECTION = msgspec.structs.replace(PREFERENCE, is_objection=True)


def qualifying(partner_id: PartnerId = PONT, *, is_objection: bool = False) -> Command:
    return asked(
        QualifyObjection,
        partner_id,
        Capacity.BOARD_MEMBER,
        objection_id=NOISE,
        is_objection=is_objection,
        reasons=REASON,
    )


def test_somebody_whom_it_does_not_concern_says_which_it_is() -> None:
    """An objection, or a preference."""
    given(*ON_THE_TABLE, OBJECTED).when(qualifying()).then(PREFERENCE)
    story = given(*ON_THE_TABLE, OBJECTED)
    story.when(qualifying(is_objection=True)).then(AS_OBJECTION)


def test_neither_author_nor_objector_qualifies() -> None:
    """Both have a stake in the answer."""
    seat = mandate(ADA, LITTORAL, Capacity.BOARD_MEMBER)
    story = given(*ON_THE_TABLE, seat, OBJECTED)
    story.when(qualifying(SOURCES)).refused(OwnQualification)
    story.when(qualifying(LITTORAL)).refused(OwnQualification)


def test_it_is_looked_at_again_after_it_was_contested() -> None:
    """A meeting may say otherwise."""
    story = given(*ON_THE_TABLE, OBJECTED, PREFERENCE, contested(BENS, BRUMES))
    story.when(qualifying(is_objection=True)).then(AS_OBJECTION)


def test_only_what_stands_is_qualified() -> None:
    """Neither what nobody raised, nor what was taken back."""
    given(*ON_THE_TABLE).when(qualifying()).refused(UnknownObjection)
    story = given(*ON_THE_TABLE, OBJECTED, TAKEN_BACK)
    story.when(qualifying()).refused(ObjectionIsSettled)

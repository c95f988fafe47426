"""Assign a partner to a college."""

from msgspec.structs import replace

from ledger.kernel.identifiers import (
    PartnerId,
)
from ledger.membership.mandates.refusals import (
    AlreadyInCollege,
    UnknownCollege,
)
from ledger.membership.partners.refusals import NotYourPartner, UnknownPartner
from tests.benches import (
    FOUNDED,
    LABS,
    SITS,
    assigning,
)
from tests.cast import BRUMES
from tests.chamber import PARTNERS
from tests.spec import given


def test_a_partner_is_in_one_college() -> None:
    """Another assignment takes it out of the first."""
    labs = replace(FOUNDED, college_id=LABS)
    story = given(*PARTNERS, FOUNDED, labs).when(assigning()).then(SITS)
    story.when(assigning(college_id=LABS)).then(replace(SITS, college_id=LABS))


def test_a_partner_already_there_is_not_assigned_again() -> None:
    """There is nothing to change."""
    given(*PARTNERS, FOUNDED, SITS).when(assigning()).refused(AlreadyInCollege)


def test_only_partners_are_assigned_and_only_to_colleges() -> None:
    """By the board, for its own partner."""
    story = given(*PARTNERS, FOUNDED)
    story.when(assigning(college_id=LABS)).refused(UnknownCollege)
    story.when(assigning(PartnerId("nobody"))).refused(UnknownPartner)
    story.when(assigning(partner_id=BRUMES)).refused(NotYourPartner)

"""Rename a partner."""

from ledger.membership.partners.events import PartnerRenamed
from ledger.membership.partners.rename_partner import RenamePartner
from tests.cast import BRUMES, SOURCES
from tests.circle import CIRCLE, NAME, SHORT_NAME, TEXT, asked, suspended
from tests.spec import given

RENAMED = PartnerRenamed(partner_id=BRUMES, name=NAME, short_name=SHORT_NAME)


def test_a_partner_takes_another_name() -> None:
    """Both names are given anew; what it did stays its own."""
    given(*CIRCLE).when(asked(RenamePartner)).then(RENAMED)


def test_a_partner_is_renamed_as_often_as_it_likes() -> None:
    """An earlier renaming is no obstacle."""
    before = PartnerRenamed(partner_id=BRUMES, name=TEXT, short_name=SHORT_NAME)
    given(*CIRCLE, before).when(asked(RenamePartner)).then(RENAMED)


def test_another_partners_suspension_is_no_obstacle() -> None:
    """Partners do not touch."""
    (given(*CIRCLE, suspended(SOURCES)).when(asked(RenamePartner)).then(RENAMED))

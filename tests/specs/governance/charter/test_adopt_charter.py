"""Adopt the first charter."""

from ledger.governance.charter.refusals import (
    CharterExists,
    CharterIsVotedOn,
)
from ledger.governance.proposals.refusals import ArticleNumberTwice, ArticlesMissing
from ledger.membership.partners.refusals import NotYourPartner
from tests.cast import BRUMES
from tests.chamber import (
    FOUNDED,
    PARTNERS,
)
from tests.parchment import FIRST, adopting
from tests.spec import given


def test_the_board_adopts_the_first_charter() -> None:
    """Once."""
    story = given(*PARTNERS).when(adopting(1, 2)).then(FIRST)
    story.when(adopting(1)).refused(CharterExists)


def test_where_rules_are_in_force_they_decide_on_the_charter() -> None:
    """Even on the first one."""
    given(*PARTNERS, FOUNDED).when(adopting(1)).refused(CharterIsVotedOn)


def test_articles_have_numbers_of_their_own() -> None:
    """And there is one at least."""
    story = given(*PARTNERS)
    story.when(adopting()).refused(ArticlesMissing)
    story.when(adopting(1, 1)).refused(ArticleNumberTwice)


def test_the_board_adopts_for_its_own_partner() -> None:
    """Nobody writes in another's name."""
    given(*PARTNERS).when(adopting(1, partner_id=BRUMES)).refused(NotYourPartner)

"""The view of the commons itself: one row."""

from ledger.kernel.identifiers import THE_COMMONS
from ledger.membership.partners.events import CommonsFounded
from projections.membership.commons import CommonsRow, commons_of
from projections.rows import WordsAt
from tests.cast import LITTORAL, partner, words
from tests.projections.told import time_of, told

NAME = words("Les communs du littoral")
FOUNDED = CommonsFounded(commons_id=THE_COMMONS, partner_id=LITTORAL, name=NAME)


def test_the_commons_has_a_name_from_its_founding_on() -> None:
    """With the partner that founded it, the instant and the position."""
    offline = told(FOUNDED, *partner(LITTORAL))
    assert commons_of(offline.shelf(0)) is None
    assert commons_of(offline.shelf()) == CommonsRow(
        commons_id=THE_COMMONS,
        partner_id=LITTORAL,
        name=WordsAt(1, NAME),
        founded_at=time_of(1),
        position=1,
    )

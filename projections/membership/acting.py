"""Acting: for whom a person may act, in one look-up."""

from collections.abc import Sequence

from projections.membership.mandates import MandateRow, mandates
from projections.membership.partners import PartnerRow, partners
from projections.reading import Views


def mandates_with_partners(
    views: Views, person_id: str
) -> Sequence[tuple[MandateRow, PartnerRow | None]]:
    """Return every mandate that a person was given, with its partner as of now."""
    return views.linked(mandates, ("person_id", person_id), partners, "partner_id")

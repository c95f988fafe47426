"""Bodies: the partners to choose from in a form."""

from ledger.membership.partners.standing import Partnership
from projections.membership.partners import public_partners
from web.forms.field import Choice
from web.reading import Texts, the_wiring


def active_partners() -> tuple[Choice, ...]:
    """Return the partners that may act now, newest first, by their names."""
    with the_wiring().views.shelf() as shelf:
        rows = [placed.row for placed in public_partners(shelf, limit=500).rows]
    texts = Texts([row.name for row in rows])
    return tuple(
        Choice(value=row.partner_id, label=texts(row.name))
        for row in rows
        if row.standing is Partnership.ACTIVE
    )

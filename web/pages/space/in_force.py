"""In force: what the modalities count today, as forms offer and check it."""

from flask import g

from ledger.commons.contributions.limits import Units
from projections.commons.modalities import units_now
from web.reading import the_wiring


def units_in_force() -> Units:
    """Return the units in which each nature is counted, read once for a page.

    Never as of a past day: whatever is sent is judged by those of today.
    """
    if "units_in_force" not in g:
        with the_wiring().views.shelf() as shelf:
            g.units_in_force = units_now(shelf)
    found: Units = g.units_in_force
    return found

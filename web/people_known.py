"""People known: how the people of the commons are called, for those who must know."""

from collections.abc import Sequence
from typing import Final

from ledger.kernel.words import Audience
from projections.membership.people import people
from web.reading import Texts, the_wiring

KNOWN_MAX: Final = 5_000
"""How many people of the commons a text is searched for."""


def people_known() -> Sequence[str]:
    """Return how people of the commons are called, whatever day the page shows."""
    with the_wiring().views.shelf() as shelf:
        found = shelf.page(people, limit=KNOWN_MAX)
    names = [placed.row.name for placed in found.rows if placed.row.name is not None]
    texts = Texts(names, frozenset({Audience.PERSONAL}))
    return [texts(name) for name in names]

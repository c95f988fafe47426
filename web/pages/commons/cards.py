"""Cards: contributions with their texts, as public lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from projections.commons.contributions import ContributionRow
from projections.commons.numbers import numbers_of
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.reading import Texts


@dataclass(frozen=True, kw_only=True)
class Card:
    """A contribution with its number, its title and its partner's short name."""

    row: ContributionRow
    number: str
    title: str
    partner: str


def cards(shelf: Shelf, rows: Sequence[ContributionRow]) -> list[Card]:
    """Return the rows as cards; numbers, names and texts are read once for all."""
    bodies = partners_by_id(shelf, (row.partner_id for row in rows))
    numbers = numbers_of(shelf, (row.contribution_id for row in rows))
    texts = Texts(
        [*(row.title for row in rows), *(b.short_name for b in bodies.values())]
    )
    return [
        Card(
            row=row,
            number=numbers.get(row.contribution_id, ""),
            title=texts(row.title),
            partner=texts(bodies[row.partner_id].short_name)
            if row.partner_id in bodies
            else row.partner_id,
        )
        for row in rows
    ]

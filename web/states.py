"""States: which fact about a thing is the last that somebody can have seen."""

from ledger.application import Unless
from ledger.kernel.identifiers import tag_of
from projections.entries import Asked, Entries
from web.reading import the_wiring


def last_fact_about(field: str, name: str, until: int) -> int:
    """Return the position of the last fact about a thing up to one; 0 for none."""
    asked = Asked(tags=(tag_of(field, name),), last=until)
    last = Entries(the_wiring().pool).newest(asked, limit=1)
    return last[0].position if last else 0


def unless_changed_since(field: str, name: str, position: int) -> Unless:
    """Return the condition that nothing was recorded about a thing since a reading."""
    return Unless(field, name, last_fact_about(field, name, position))

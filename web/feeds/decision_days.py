"""Decision days: when each decision is looked at again."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from projections.governance.decision_rows import OVER, DecisionRow
from projections.governance.proposal_texts import titles_of
from projections.shelf import Shelf
from web.feeds.day import Day
from web.feeds.naming import whole
from web.reading import the_wiring
from web.things.wording import Wording


def days_of_decisions(shelf: Shelf, rows: Sequence[DecisionRow]) -> Iterator[Day]:
    """Yield the review dates of some decisions; of those that ended, none."""
    dated = [row for row in rows if row.review_on is not None]
    titles = titles_of(shelf, [(row.proposal_id, row.text_version) for row in dated])
    texts = Wording([*titles.values()], the_wiring())
    for row in dated:
        assert row.review_on is not None, "those without are left out"
        title = texts(titles.get((row.proposal_id, row.text_version)))
        told_at = row.revisited[-1].at if row.revisited else row.recorded_at
        yield Day(
            name=f"decision/{row.decision_id}",
            on=row.review_on,
            summary=_(
                "To be looked at again: %(title)s", title=title or _("a decision")
            ),
            told_at=row.ended_at or told_at,
            changes=len(row.revisited) + int(row.ended_at is not None),
            page=whole("decision", decision_id=row.decision_id),
            is_off=row.state in OVER,
        )

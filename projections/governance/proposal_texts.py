"""Proposal texts: every version of a proposal, as it was put to the commons."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

from ledger.governance.proposals.events import ProposalPublished, ProposalReworded
from ledger.governance.proposals.subjects import Subject
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Shelf
from projections.view import View, facts_of

Followed = ProposalPublished | ProposalReworded
VERSIONS_MAX: Final = 1_000


class ProposalTextRow(Row, frozen=True, kw_only=True, gc=False):
    """A version: the first as it was published, each later one as reworded."""

    key: ClassVar[tuple[str, ...]] = ("proposal_id", "text_version")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("proposal_id",),)

    proposal_id: str
    text_version: int
    partner_id: str
    subject: Subject
    title: WordsAt
    text: WordsAt
    summary: WordsAt
    written_at: datetime
    position: int


def apply(rows: Rows[ProposalTextRow], recorded: Recorded[Any]) -> None:
    """Keep each version beside those before it."""
    fact: Followed = recorded.fact
    at = recorded.position
    rows.put(
        ProposalTextRow(
            proposal_id=fact.proposal_id,
            text_version=(
                fact.text_version if isinstance(fact, ProposalReworded) else 1
            ),
            partner_id=fact.partner_id,
            subject=fact.subject,
            title=WordsAt(at, fact.title),
            text=WordsAt(at, fact.text),
            summary=WordsAt(at, fact.summary),
            written_at=recorded.recorded_at,
            position=at,
        )
    )


def proposal_text(
    shelf: Shelf, proposal_id: str, text_version: int
) -> ProposalTextRow | None:
    """Return one version of a proposal."""
    return shelf.get(proposal_texts, proposal_id, str(text_version))


def versions_of(shelf: Shelf, proposal_id: str) -> Sequence[ProposalTextRow]:
    """Return every version of a proposal, the first one first."""
    page = shelf.page(
        proposal_texts,
        proposal_id=proposal_id,
        limit=VERSIONS_MAX,
        is_newest_first=False,
    )
    return [placed.row for placed in page.rows]


def titles_of(
    shelf: Shelf, versions: Sequence[tuple[str, int]]
) -> Mapping[tuple[str, int], WordsAt]:
    """Return the titles of some versions, each by proposal and number."""
    keys = {(name, str(number)) for name, number in versions}
    rows = shelf.some(proposal_texts, keys)
    return {(row.proposal_id, row.text_version): row.title for row in rows}


proposal_texts = View("proposal_texts", 1, ProposalTextRow, facts_of(Followed), apply)

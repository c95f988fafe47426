"""One proposal: its text and its versions, what it would change, what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask import Flask, abort, render_template, url_for
from markupsafe import Markup

from ledger.governance.proposals.subjects import CharterChange, kind_of
from projections.governance.proposal_remarks import RemarkRow, remarks_on
from projections.governance.proposal_texts import ProposalTextRow, versions_of
from projections.governance.proposals import ProposalRow, proposal
from projections.governance.votes import VoteRow, votes_on
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.asked import whole_number
from web.auth.guards import the_viewer
from web.auth.viewer import Viewer
from web.languages import PREFIX
from web.pages.governance.differences import difference
from web.pages.governance.proposal_acts import acts_on
from web.pages.governance.proposals import audiences, may_read
from web.pages.narrowing import ONWARD, kept_filters
from web.reading import Texts, open_shelf
from web.texts.ballot_words import VOTE_STATES
from web.texts.numbers import receipt_link
from web.texts.proposal_words import (
    BEARINGS,
    NEXT_STEPS,
    PROPOSAL_STATES,
    PROPOSAL_TONES,
    REMARK_STATES,
    REMARKS,
    SUBJECTS,
)
from web.texts.workings import OUTCOMES


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A proposal with everything its page names and tells."""

    row: ProposalRow
    versions: Sequence[ProposalTextRow]
    remarks: Sequence[RemarkRow]
    remarks_next: int | None
    articles: Sequence[tuple[int, WordsAt, WordsAt]]
    votes: Sequence[VoteRow]
    names: Mapping[str, str]
    texts: Texts


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(f"{PREFIX}/propositions/<proposal_id>", "proposal", one_proposal)


def one_proposal(proposal_id: str) -> str:
    """Show one proposal whole; a draft to partners only."""
    viewer = the_viewer()
    kept = kept_filters(())
    with open_shelf() as shelf:
        seen = _look(shelf, proposal_id, viewer, whole_number(kept.get(ONWARD, "")))
    row, following = seen.row, seen.remarks_next
    return render_template(
        "governance/proposal.html",
        row=row,
        texts=seen.texts,
        names=seen.names,
        title=seen.texts(row.title),
        acts=acts_on(row, viewer),
        changes=_changes(seen),
        articles=seen.articles,
        votes=seen.votes,
        vote_states=VOTE_STATES,
        outcomes=OUTCOMES,
        remarks=seen.remarks,
        next_url=_page_url(row, following) if following else None,
        first_url=_page_url(row, None) if ONWARD in kept else None,
        receipt=(url_for("proof", number=row.position), receipt_link(row.position)),
        subject=SUBJECTS[kind_of(row.subject)] if row.subject is not None else None,
        bearings=BEARINGS,
        states=PROPOSAL_STATES,
        tones=PROPOSAL_TONES,
        steps=NEXT_STEPS,
        kinds=REMARKS,
        remark_states=REMARK_STATES,
    )


def _page_url(row: ProposalRow, following: int | None) -> str:
    return url_for("proposal", proposal_id=row.proposal_id, suite=following)


def _changes(seen: Seen) -> list[tuple[ProposalTextRow, Markup]]:
    """Return each later version, with what it changed of the one before it."""
    told = [(one, seen.texts(one.text)) for one in seen.versions]
    pairs = pairwise(told)
    return [(row, difference(old, new)) for (_before, old), (row, new) in pairs][::-1]


def _look(
    shelf: Shelf, proposal_id: str, viewer: Viewer | None, after: int | None
) -> Seen:
    row = proposal(shelf, proposal_id)
    if row is None or not may_read(row, viewer):
        abort(404)
    versions = versions_of(shelf, proposal_id)
    page = remarks_on(shelf, proposal_id, after=after)
    remarks = [placed.row for placed in page.rows]
    articles = _articles(row)
    named = {row.partner_id, *row.bodies}
    named |= {one.partner_id for one in remarks}
    named |= {one.answered_by for one in remarks if one.answered_by}
    bodies = partners_by_id(shelf, named)
    texts = Texts(
        [
            *(row.title, row.text, row.summary, row.reason),
            *(one.text for one in versions),
            *(words for one in remarks for words in (one.text, one.reason, one.answer)),
            *(words for _number, *both in articles for words in both),
            *(body.name for body in bodies.values()),
        ],
        audiences(viewer),
    )
    return Seen(
        row=row,
        versions=versions,
        remarks=remarks,
        remarks_next=page.next,
        articles=articles,
        votes=votes_on(shelf, proposal_id),
        names={name: texts(body.name) for name, body in bodies.items()},
        texts=texts,
    )


def _articles(row: ProposalRow) -> Sequence[tuple[int, WordsAt, WordsAt]]:
    """Return the articles that a charter would have; their words lie by the text's."""
    if not isinstance(row.subject, CharterChange):
        return ()
    at = row.text.position
    return [
        (one.number, WordsAt(at, one.title), WordsAt(at, one.text))
        for one in row.subject.articles
    ]

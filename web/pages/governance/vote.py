"""One vote: on what, by which rule, who may vote, and how it came out.

While ballots are sealed nothing of what was answered is on the page, for the views
do not have it; where they are open, who answered what is read at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, abort, render_template, url_for

from ledger.governance.rules.decision_rule import Secrecy
from ledger.governance.voting.events import Counted
from projections.governance.proposal_texts import titles_of
from projections.governance.voters import VoterRow, voters_in
from projections.governance.votes import VoteRow, VoteState, vote
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.asked import whole_number
from web.auth.guards import the_viewer
from web.languages import PREFIX
from web.pages.governance.vote_acts import acts_on
from web.pages.narrowing import ONWARD, kept_filters
from web.reading import Texts, open_shelf
from web.texts.ballot_words import (
    METHODS,
    SECRECIES,
    VOTE_STATES,
    VOTE_TONES,
    WHO_VOTES,
)
from web.texts.numbers import receipt_link
from web.texts.workings import OUTCOMES, answer, exact, working_lines

ANCHOR: Final = "votants"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A vote with everything its page names and tells."""

    row: VoteRow
    title: WordsAt | None
    voters: Sequence[VoterRow]
    voters_next: int | None
    names: Mapping[str, str]
    texts: Texts


@dataclass(frozen=True, kw_only=True)
class Line:
    """An answer of one group in the table of counts."""

    college_id: str
    answer: str
    heads: int
    weight: str


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(f"{PREFIX}/scrutins/<vote_id>", "vote", one_vote)


def one_vote(vote_id: str) -> str:
    """Show one vote whole."""
    kept = kept_filters(())
    with open_shelf() as shelf:
        seen = look(shelf, vote_id, whole_number(kept.get(ONWARD, "")))
    row, following = seen.row, seen.voters_next
    options = option_names(row, seen.texts)
    return render_template(
        "governance/vote.html",
        row=row,
        title=seen.texts(seen.title),
        names=seen.names,
        texts=seen.texts,
        acts=acts_on(row, the_viewer()),
        receipt=(url_for("proof", number=row.position), receipt_link(row.position)),
        is_over=row.outcome is not None,
        lines=working_lines(row.working, {}, options),
        counts=[line for one in row.counted for line in _lines(one, options)],
        groups=[(one, exact(one.electorate.weight)) for one in row.counted],
        retained=[answer(name, options) for name in row.retained],
        voters=[(one, _told(one, row, options)) for one in seen.voters],
        next_url=_page_url(row, following) if following else None,
        first_url=_page_url(row, None) if ONWARD in kept else None,
        outcomes=OUTCOMES,
        states=VOTE_STATES,
        tones=VOTE_TONES,
        methods=METHODS,
        who_votes=WHO_VOTES,
        secrecies=SECRECIES,
    )


def look(shelf: Shelf, vote_id: str, after: int | None = None) -> Looked:
    """Return a vote with a page of its voters, or answer that there is none."""
    row = vote(shelf, vote_id)
    if row is None:
        abort(404)
    page = voters_in(shelf, vote_id, after=after)
    voters = [placed.row for placed in page.rows]
    key = (row.proposal_id, row.text_version)
    title = titles_of(shelf, [key]).get(key)
    named = {row.partner_id, *(one.partner_id for one in voters if one.partner_id)}
    bodies = partners_by_id(shelf, named)
    texts = Texts(
        [
            title,
            row.extended_because,
            *option_words(row),
            *(words for one in voters for words in (one.reason, one.interest)),
            *(body.name for body in bodies.values()),
        ]
    )
    return Looked(
        row=row,
        title=title,
        voters=voters,
        voters_next=page.next,
        names={name: texts(body.name) for name, body in bodies.items()},
        texts=texts,
    )


def option_words(row: VoteRow) -> Sequence[WordsAt]:
    """Return the texts of the options; they lie by the opening of the vote."""
    return [
        WordsAt(row.position, words)
        for option in row.options
        for words in (option.label, option.meaning)
        if words is not None
    ]


def option_names(row: VoteRow, texts: Texts) -> Mapping[str, str]:
    """Return what each option is called."""
    at = row.position
    return {one.option_id: texts(WordsAt(at, one.label)) for one in row.options}


def is_hidden(row: VoteRow) -> bool:
    """Tell whether nobody may see yet what was answered."""
    return row.rule.secrecy is not Secrecy.OPEN and row.state is VoteState.OPEN


def _told(one: VoterRow, row: VoteRow, options: Mapping[str, str]) -> str:
    """Return what a voter answered, nothing while that is hidden."""
    if is_hidden(row):
        return ""
    return ", ".join(answer(choice, options) for choice in one.choices)


def _lines(one: Counted, options: Mapping[str, str]) -> Sequence[Line]:
    return [
        Line(
            college_id=one.college_id,
            answer=answer(tally.choice, options),
            heads=tally.heads,
            weight=exact(tally.weight),
        )
        for tally in one.answers
    ]


def _page_url(row: VoteRow, following: int | None) -> str:
    return url_for("vote", vote_id=row.vote_id, suite=following, _anchor=ANCHOR)

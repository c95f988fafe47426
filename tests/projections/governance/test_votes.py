"""Votes and voters, as their rows tell them."""

from datetime import timedelta

from msgspec.structs import replace

from ledger.governance.rules.choices import AGAINST, FOR
from ledger.governance.rules.decision_rule import Secrecy
from ledger.governance.voting.events import (
    BallotsOpened,
    Opening,
    RecusalRecorded,
    SessionVoteCountersigned,
    VoteClosed,
    VoteExtended,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Fact
from projections.governance.voters import VoterRow, voter, voters_in, votes_of
from projections.governance.votes import (
    VoteRow,
    VoteState,
    vote,
    votes_due,
    votes_on,
    votes_page,
)
from projections.shelf import Shelf
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.polling import (
    CLOSES_AT,
    COUNTED,
    HEDGES,
    NEXT_POLL,
    OTHER_POLL,
    POLL,
    REASON,
    SIMPLE,
    VOICE,
    at_the_polls,
    cast,
    changed,
    opened,
)
from tests.projections.told import told

SEALED = replace(SIMPLE, secrecy=Secrecy.SEALED)
CLOSED = VoteClosed(
    vote_id=POLL,
    proposal_id=HEDGES,
    closed_on=CLOSES_AT.date(),
    outcome=Outcome.ADOPTED,
    counted=(),
    working=(),
)


def shelf_after(*history: Fact) -> Shelf:
    offline = told(*history)
    return offline.shelf(offline.position)


def vote_after(*history: Fact) -> VoteRow:
    row = vote(shelf_after(*history), POLL)
    assert row is not None
    return row


def voter_after(partner_id: PartnerId, *history: Fact) -> VoterRow:
    row = voter(shelf_after(*history), POLL, VOICE[partner_id])
    assert row is not None
    return row


def test_an_open_vote_shows_how_many_answered_and_nothing_of_what() -> None:
    """A change is no second answer."""
    row = vote_after(
        *at_the_polls(), cast(BRUMES, FOR), changed(BRUMES, AGAINST), cast(PONT, FOR)
    )
    assert (row.state, row.electorate, row.answered) == (VoteState.OPEN, 4, 2)
    assert (row.outcome, row.counted) == (None, ())


def test_a_vote_that_closed_has_its_outcome() -> None:
    """And the fact it stands in."""
    row = vote_after(*at_the_polls(), CLOSED)
    assert (row.state, row.outcome) == (VoteState.CLOSED, Outcome.ADOPTED)
    assert row.closed_position == len(at_the_polls()) + 1


def test_an_extension_moves_what_is_due() -> None:
    """The fact that set the moment is the cause of the closing."""
    day = timedelta(days=1)
    later = VoteExtended(
        vote_id=POLL, partner_id=LITTORAL, closes_at=CLOSES_AT + day, reason=REASON
    )
    before, after = shelf_after(*at_the_polls()), shelf_after(*at_the_polls(), later)
    assert [row.vote_id for row in votes_due(before, CLOSES_AT)] == [POLL]
    assert not votes_due(before, CLOSES_AT - day)
    assert not votes_due(after, CLOSES_AT)
    (due,) = votes_due(after, CLOSES_AT + day)
    assert (due.cause, due.extensions) == (len(at_the_polls()) + 1, 1)
    assert not votes_due(shelf_after(*at_the_polls(), CLOSED), CLOSES_AT)


def test_a_vote_of_a_room_holds_once_two_have_signed() -> None:
    """Recorded anew, the first one is replaced."""

    def signed(partner_id: PartnerId) -> SessionVoteCountersigned:
        return SessionVoteCountersigned(
            vote_id=POLL,
            proposal_id=HEDGES,
            mandate_id=VOICE[partner_id],
            partner_id=partner_id,
        )

    once = (COUNTED, signed(BRUMES))
    assert vote_after(COUNTED).state is VoteState.AWAITS_SIGNATURES
    assert vote_after(*once).state is VoteState.AWAITS_SIGNATURES
    row = vote_after(*once, signed(SOURCES))
    assert (row.state, row.countersigned) == (VoteState.CLOSED, (BRUMES, SOURCES))
    again = replace(COUNTED, vote_id=NEXT_POLL)
    assert vote_after(*once, again).state is VoteState.REPLACED


def test_votes_are_found_by_proposal_and_state() -> None:
    """Newest first in lists, oldest first on a proposal."""
    shelf = shelf_after(*at_the_polls(), *opened(vote_id=OTHER_POLL), CLOSED)
    assert [row.vote_id for row in votes_on(shelf, HEDGES)] == [POLL]
    page = votes_page(shelf, {"state": "open"})
    assert [placed.row.vote_id for placed in page.rows] == [OTHER_POLL]


def test_a_voter_is_shown_with_the_last_answer() -> None:
    """How often it was changed stays visible."""
    row = voter_after(
        BRUMES,
        *at_the_polls(),
        cast(BRUMES, FOR),
        changed(BRUMES, AGAINST, reason=REASON),
    )
    assert (row.choices, row.changes, row.has_answered) == ((AGAINST,), 1, True)
    assert row.reason is not None
    assert row.reason.position == row.position


def test_a_proxy_and_a_recusal_are_shown() -> None:
    """Who answered for whom, and who takes no part."""
    recused = RecusalRecorded(vote_id=POLL, mandate_id=VOICE[PONT], partner_id=PONT)
    history = (
        *at_the_polls(),
        cast(SOURCES, FOR, through=VOICE[BRUMES]),
        recused,
    )
    assert voter_after(SOURCES, *history).through == VOICE[BRUMES]
    assert voter_after(PONT, *history).is_recused
    assert vote_after(*history).recused == 1


def test_a_sealed_answer_shows_once_it_is_opened() -> None:
    """Until then the row is the same whatever was answered."""
    sealed = (*at_the_polls(SEALED), cast(BRUMES, commitment="a" * 64))
    row = voter_after(BRUMES, *sealed)
    assert (row.is_sealed, row.has_answered, row.choices) == (True, True, ())
    opening = Opening(mandate_id=VOICE[BRUMES], choices=(FOR,), salt="s")
    parts = BallotsOpened(vote_id=POLL, part=0, openings=(opening,))
    assert voter_after(BRUMES, *sealed, parts).choices == (FOR,)


def test_voters_are_listed_by_vote_and_by_mandate() -> None:
    """All of the electorate, whether they answered or not."""
    shelf = shelf_after(*at_the_polls(), *opened(vote_id=OTHER_POLL))
    names = {placed.row.mandate_id for placed in voters_in(shelf, POLL).rows}
    assert names == set(VOICE.values())
    assert {row.vote_id for row in votes_of(shelf, VOICE[PONT])} == {POLL, OTHER_POLL}

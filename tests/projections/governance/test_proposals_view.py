"""The views of proposals, and of what is said of them."""

import msgspec
import pytest

from ledger.governance.proposals.events import (
    AdviceAnswered,
    ProposalClarificationGiven,
    ReactionShared,
    UpdatePosted,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.messages import Fact
from projections.governance.proposal_remarks import (
    RemarkKind,
    RemarkRow,
    RemarkState,
    remarks_on,
)
from projections.governance.proposals import (
    ProposalRow,
    ProposalState,
    proposal,
    proposals_page,
)
from projections.shelf import Shelf
from tests.agora import (
    ACCEPTED,
    ADVISED,
    AMENDMENT,
    ANSWER,
    ASKED,
    BENS,
    DECLINED,
    DRAFT,
    DRAFTED,
    EVENINGS,
    FENCE,
    FENCE_PUBLISHED,
    GLAD,
    HOURS,
    INTEGRATED,
    LIGHTS,
    OBJECTED,
    PREFERENCE,
    PUBLISHED,
    REWORDED,
    SUMMARY,
    TAKEN_BACK,
    TEXT,
    VOTE_OPENED,
    WHO,
    WITHDRAWN,
    closed,
    contested,
)
from tests.cast import BRUMES, LITTORAL, PONT
from tests.projections.told import told

EXPLAINED = ProposalClarificationGiven(
    proposal_id=EVENINGS, precision_id=WHO, partner_id=LITTORAL, answer=ANSWER
)
HEEDED = AdviceAnswered(
    proposal_id=EVENINGS, advice_id=LIGHTS, partner_id=LITTORAL, answer=ANSWER
)
SHARED = ReactionShared(
    proposal_id=EVENINGS, reaction_id=GLAD, partner_id=BRUMES, text=TEXT
)
NEWS = UpdatePosted(proposal_id=EVENINGS, partner_id=LITTORAL, text=TEXT)


def shelf_after(*history: Fact) -> Shelf:
    offline = told(*history)
    return offline.shelf(offline.position)


def proposal_after(*history: Fact) -> ProposalRow:
    row = proposal(shelf_after(*history), EVENINGS)
    assert row is not None
    return row


def remark_after(*history: Fact) -> RemarkRow:
    (only,) = remarks_on(shelf_after(*history), EVENINGS).rows
    return only.row


def test_a_draft_says_nothing_yet_of_what_it_would_change() -> None:
    """It has its words, and no version."""
    row = proposal_after(DRAFTED)
    assert (row.state, row.text_version, row.subject) == (ProposalState.DRAFT, 0, None)
    assert row.title.words == DRAFT


def test_a_proposal_is_published_from_its_draft_or_at_once() -> None:
    """With the same words either way, and the position at which it began."""
    for history in ((DRAFTED, PUBLISHED), (PUBLISHED,)):
        row = proposal_after(*history)
        assert (row.state, row.text_version) == (ProposalState.DISCUSSED, 1)
        assert row.text.words == TEXT
        assert row.position == 1
        assert row.text.position == len(history)


def test_a_proposal_has_its_last_version() -> None:
    """The earlier ones stand in a view of their own."""
    other = msgspec.structs.replace(REWORDED, text=SUMMARY)
    row = proposal_after(PUBLISHED, other)
    assert (row.text_version, row.text.words) == (2, SUMMARY)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.ADOPTED, ProposalState.DECIDED),
        (Outcome.REJECTED, ProposalState.DECIDED),
        (Outcome.QUORUM_MISSED, ProposalState.DISCUSSED),
    ],
)
def test_a_vote_decides_or_sends_back(outcome: Outcome, state: ProposalState) -> None:
    """While it is open the proposal is under vote."""
    assert proposal_after(PUBLISHED, VOTE_OPENED).state is ProposalState.UNDER_VOTE
    row = proposal_after(PUBLISHED, VOTE_OPENED, closed(outcome))
    assert (row.state, row.outcome) == (state, outcome)
    assert row.vote_id == VOTE_OPENED.vote_id


def test_a_proposal_is_withdrawn_with_its_reason() -> None:
    """Whether it was published or not."""
    row = proposal_after(DRAFTED, WITHDRAWN)
    assert row.state is ProposalState.WITHDRAWN
    assert row.reason is not None


def test_proposals_are_listed_by_state_and_author() -> None:
    """Newest first."""
    shelf = shelf_after(PUBLISHED, FENCE_PUBLISHED, WITHDRAWN)
    listed = proposals_page(shelf, {"state": "discussed"}).rows
    assert [one.row.proposal_id for one in listed] == [FENCE]
    own = proposals_page(shelf, {"partner_id": LITTORAL}).rows
    assert [one.row.proposal_id for one in own] == [EVENINGS]


@pytest.mark.parametrize(
    ("history", "kind", "state"),
    [
        ((ASKED,), RemarkKind.QUESTION, RemarkState.STANDING),
        ((ASKED, EXPLAINED), RemarkKind.QUESTION, RemarkState.ANSWERED),
        ((SHARED,), RemarkKind.REACTION, RemarkState.STANDING),
        ((ADVISED, HEEDED), RemarkKind.ADVICE, RemarkState.ANSWERED),
        ((NEWS,), RemarkKind.UPDATE, RemarkState.STANDING),
        ((AMENDMENT, ACCEPTED), RemarkKind.AMENDMENT, RemarkState.ACCEPTED),
        ((AMENDMENT, DECLINED), RemarkKind.AMENDMENT, RemarkState.DECLINED),
        ((OBJECTED, PREFERENCE), RemarkKind.OBJECTION, RemarkState.PREFERENCE),
        ((OBJECTED, TAKEN_BACK), RemarkKind.OBJECTION, RemarkState.WITHDRAWN),
    ],
)
def test_each_remark_says_what_became_of_it(
    history: tuple[Fact, ...], kind: RemarkKind, state: RemarkState
) -> None:
    """Once in one list, whatever it is."""
    row = remark_after(*history)
    assert (row.kind, row.state) == (kind, state)


def test_an_answer_stands_beside_what_it_answers() -> None:
    """With who answered, and where its words lie."""
    row = remark_after(ADVISED, HEEDED)
    assert row.answer is not None
    assert (row.answer.words, row.answer.position) == (ANSWER, 2)
    assert (row.partner_id, row.answered_by) == (BRUMES, LITTORAL)


def test_an_amendment_keeps_what_it_began_from_and_why() -> None:
    """Whatever its author answers."""
    row = remark_after(AMENDMENT, DECLINED)
    assert row.text_version == 1
    assert row.reason is not None
    assert row.reason.position == 1
    assert row.answer is not None


def test_who_contests_counts_until_it_is_qualified_anew() -> None:
    """What was contested is then another qualification."""
    before = (OBJECTED, PREFERENCE, contested(BENS, BRUMES))
    assert remark_after(*before).contested_by == (BRUMES,)
    anew = remark_after(*before, PREFERENCE)
    assert (anew.contested_by, anew.answered_by) == ((), PONT)


def test_an_integrated_objection_names_its_amendment() -> None:
    """And changes nothing of the amendment itself."""
    shelf = shelf_after(AMENDMENT, ACCEPTED, OBJECTED, INTEGRATED)
    (objection,) = remarks_on(shelf, EVENINGS, kind=RemarkKind.OBJECTION).rows
    (amendment,) = remarks_on(shelf, EVENINGS, kind=RemarkKind.AMENDMENT).rows
    assert objection.row.state is RemarkState.INTEGRATED
    assert objection.row.amendment_id == HOURS
    assert amendment.row.state is RemarkState.ACCEPTED


def test_what_answers_nothing_changes_nothing() -> None:
    """A bundle may begin later: nothing is made up."""
    assert proposal(shelf_after(REWORDED, VOTE_OPENED), EVENINGS) is None
    assert remarks_on(shelf_after(HEEDED, INTEGRATED), EVENINGS).rows == []

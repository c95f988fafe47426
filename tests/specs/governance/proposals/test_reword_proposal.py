"""Reword a proposal."""

from typing import Any

from ledger.governance.proposals.refusals import (
    NotTheNextVersion,
    NotYourProposal,
    ProposalIsDecided,
    ProposalIsWithdrawn,
    ProposalNotOpen,
    ProposalUnderVote,
    SubjectOfAnotherKind,
    UnknownProposal,
)
from ledger.governance.proposals.reword_proposal import RewordProposal
from ledger.governance.proposals.subjects import Orientation, RuleChange
from ledger.governance.rules.events import Kind
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    BEFORE,
    DECIDED,
    DRAFTED,
    ON_THE_TABLE,
    REWORDED,
    SUMMARY,
    TEXT,
    TITLE,
    UNDER_VOTE,
    WITHDRAWN,
    asked,
    closed,
)
from tests.cast import BRUMES, LITTORAL
from tests.spec import given


def rewording(
    partner_id: PartnerId = LITTORAL,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {
        "text_version": 1,
        "subject": Orientation(),
        "title": TITLE,
        "text": TEXT,
        "summary": SUMMARY,
    }
    return asked(RewordProposal, partner_id, **told | content)


def test_its_author_writes_the_next_version() -> None:
    """Versions follow each other without a gap."""
    given(*ON_THE_TABLE).when(rewording()).then(REWORDED)


def test_nobody_else_rewords_it() -> None:
    """Others propose amendments."""
    given(*ON_THE_TABLE).when(rewording(BRUMES)).refused(NotYourProposal)


def test_a_text_begun_from_an_older_version_is_refused() -> None:
    """What was changed meanwhile would be lost."""
    given(*ON_THE_TABLE, REWORDED).when(rewording()).refused(NotTheNextVersion)


def test_the_text_stands_while_a_vote_is_open_and_may_change_after_a_miss() -> None:
    """Whoever votes votes on what they read."""
    given(*UNDER_VOTE).when(rewording()).refused(ProposalUnderVote)
    missed = closed(Outcome.QUORUM_MISSED)
    given(*UNDER_VOTE, missed).when(rewording()).then(REWORDED)


def test_what_it_decides_stays_of_one_kind() -> None:
    """Another kind is decided by another rule."""
    other = rewording(subject=RuleChange(Kind.RULE))
    given(*ON_THE_TABLE).when(other).refused(SubjectOfAnotherKind)


def test_only_what_is_published_and_open_is_reworded() -> None:
    """Each other state has its own reason."""
    given(*BEFORE).when(rewording()).refused(UnknownProposal)
    given(*BEFORE, DRAFTED).when(rewording()).refused(ProposalNotOpen)
    given(*ON_THE_TABLE, WITHDRAWN).when(rewording()).refused(ProposalIsWithdrawn)
    given(*DECIDED).when(rewording()).refused(ProposalIsDecided)

"""Propose an amendment."""

from typing import Any

from ledger.governance.proposals.propose_amendment import ProposeAmendment
from ledger.governance.proposals.refusals import (
    AmendmentExists,
    NotTheNextVersion,
    OwnAmendment,
    ProposalUnderVote,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    AMENDMENT,
    HOURS,
    ON_THE_TABLE,
    REASON,
    REWORDED,
    TEXT,
    UNDER_VOTE,
    asked,
)
from tests.cast import BRUMES, LITTORAL
from tests.spec import given


def amending(
    partner_id: PartnerId = BRUMES,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {
        "amendment_id": HOURS,
        "text_version": 1,
        "text": TEXT,
        "reason": REASON,
    }
    return asked(ProposeAmendment, partner_id, **told | content)


def test_another_partner_writes_it_as_it_would_have_it() -> None:
    """From the version that it read."""
    given(*ON_THE_TABLE).when(amending()).then(AMENDMENT)


def test_the_author_rewords_instead() -> None:
    """It needs nobody's leave."""
    given(*ON_THE_TABLE).when(amending(LITTORAL)).refused(OwnAmendment)


def test_an_older_version_is_not_amended() -> None:
    """The text has changed since."""
    given(*ON_THE_TABLE, REWORDED).when(amending()).refused(NotTheNextVersion)


def test_a_proposal_under_vote_is_not_amended() -> None:
    """Whoever votes votes on what they read."""
    given(*UNDER_VOTE).when(amending()).refused(ProposalUnderVote)


def test_a_name_serves_once() -> None:
    """Look for it on the page."""
    given(*ON_THE_TABLE, AMENDMENT).when(amending()).refused(AmendmentExists)

"""Decline an amendment."""

from ledger.governance.proposals.decline_amendment import DeclineAmendment
from ledger.governance.proposals.refusals import (
    AmendmentIsAnswered,
    NotYourProposal,
    UnknownAmendment,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    ACCEPTED,
    AMENDMENT,
    DECLINED,
    HOURS,
    ON_THE_TABLE,
    REASON,
    VOTE_OPENED,
    asked,
)
from tests.cast import BRUMES, LITTORAL
from tests.spec import given


def declining(partner_id: PartnerId = LITTORAL) -> Command:
    return asked(DeclineAmendment, partner_id, amendment_id=HOURS, reason=REASON)


def test_its_author_leaves_it_aside_and_says_why() -> None:
    """While a vote is open, too: the text stays."""
    given(*ON_THE_TABLE, AMENDMENT).when(declining()).then(DECLINED)
    given(*ON_THE_TABLE, AMENDMENT, VOTE_OPENED).when(declining()).then(DECLINED)


def test_only_the_author_answers_what_waits() -> None:
    """Each amendment once."""
    story = given(*ON_THE_TABLE, AMENDMENT)
    story.when(declining(BRUMES)).refused(NotYourProposal)
    given(*ON_THE_TABLE).when(declining()).refused(UnknownAmendment)
    story = given(*ON_THE_TABLE, AMENDMENT, ACCEPTED)
    story.when(declining()).refused(AmendmentIsAnswered)

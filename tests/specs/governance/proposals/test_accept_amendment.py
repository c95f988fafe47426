"""Accept an amendment."""

from typing import Any

import msgspec

from ledger.governance.proposals.accept_amendment import AcceptAmendment
from ledger.governance.proposals.refusals import (
    AmendmentIsAnswered,
    NotTheNextVersion,
    NotYourProposal,
    ProposalUnderVote,
    SubjectOfAnotherKind,
    UnknownAmendment,
)
from ledger.governance.proposals.subjects import Orientation, RuleChange
from ledger.governance.rules.events import Kind
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    ACCEPTED,
    AMENDMENT,
    DECLINED,
    HOURS,
    ON_THE_TABLE,
    REWORDED,
    SUMMARY,
    TEXT,
    TITLE,
    VOTE_OPENED,
    asked,
)
from tests.cast import BRUMES, LITTORAL
from tests.spec import given

WITH_IT = msgspec.structs.replace(REWORDED, amendment_id=HOURS)


def accepting(
    partner_id: PartnerId = LITTORAL,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {
        "amendment_id": HOURS,
        "text_version": 1,
        "subject": Orientation(),
        "title": TITLE,
        "text": TEXT,
        "summary": SUMMARY,
    }
    return asked(AcceptAmendment, partner_id, **told | content)


def test_accepted_and_reworded_in_one_stroke() -> None:
    """Neither is ever seen without the other."""
    given(*ON_THE_TABLE, AMENDMENT).when(accepting()).then(ACCEPTED, WITH_IT)


def test_only_the_author_answers_what_waits() -> None:
    """Each amendment once."""
    story = given(*ON_THE_TABLE, AMENDMENT)
    story.when(accepting(BRUMES)).refused(NotYourProposal)
    given(*ON_THE_TABLE).when(accepting()).refused(UnknownAmendment)
    for answered in (ACCEPTED, DECLINED):
        story = given(*ON_THE_TABLE, AMENDMENT, answered)
        story.when(accepting()).refused(AmendmentIsAnswered)


def test_it_is_made_part_of_the_last_version() -> None:
    """Of the same kind, and of no text under vote."""
    story = given(*ON_THE_TABLE, AMENDMENT, REWORDED)
    story.when(accepting()).refused(NotTheNextVersion)
    story = given(*ON_THE_TABLE, AMENDMENT)
    other = accepting(subject=RuleChange(Kind.RULE))
    story.when(other).refused(SubjectOfAnotherKind)
    story = given(*ON_THE_TABLE, AMENDMENT, VOTE_OPENED)
    story.when(accepting()).refused(ProposalUnderVote)

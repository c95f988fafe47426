"""Give advice."""

from typing import Any

from ledger.governance.proposals.events import AdviceGiven
from ledger.governance.proposals.give_advice import GiveAdvice
from ledger.governance.proposals.refusals import (
    AdviceExists,
    OwnAdvice,
    ProposalIsDecided,
    ProposalNotOpen,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    BEFORE,
    DECIDED,
    DRAFTED,
    EVENINGS,
    FENCE,
    LIGHTS,
    ON_THE_TABLE,
    TEXT,
    asked,
)
from tests.cast import BRUMES, LITTORAL, PONT
from tests.spec import given

TOLD = AdviceGiven(proposal_id=EVENINGS, advice_id=LIGHTS, partner_id=BRUMES, text=TEXT)


def speaking(
    partner_id: PartnerId = BRUMES,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {"advice_id": LIGHTS, "text": TEXT}
    return asked(GiveAdvice, partner_id, **told | content)


def test_another_partner_speaks() -> None:
    """The author owes an answer."""
    given(*ON_THE_TABLE).when(speaking()).then(TOLD)


def test_a_name_serves_once() -> None:
    """On this proposal or another."""
    story = given(*ON_THE_TABLE, TOLD)
    story.when(speaking()).refused(AdviceExists)
    story.when(speaking(PONT, proposal_id=FENCE)).refused(AdviceExists)


def test_it_is_said_between_publication_and_decision() -> None:
    """Before and after, there is nothing to say it on."""
    given(*BEFORE, DRAFTED).when(speaking()).refused(ProposalNotOpen)
    given(*DECIDED).when(speaking()).refused(ProposalIsDecided)


def test_the_author_does_not_advise_itself() -> None:
    """It posts updates."""
    given(*ON_THE_TABLE).when(speaking(LITTORAL)).refused(OwnAdvice)

"""Declare an interest."""

from msgspec.structs import replace

from ledger.governance.rules.decision_rule import Voters
from ledger.governance.voting.declare_interest import DeclareInterest
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import (
    ConflictOfInterestDeclared,
    RecusalRecorded,
    VoteClosed,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.refusals import (
    AlreadyRecused,
    NotAmongVoters,
    NotYourVoice,
    UnknownVote,
    VoteIsClosed,
    VoteIsOver,
)
from ledger.kernel.identifiers import MandateId, PartnerId
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from tests.cast import BRUMES, LITTORAL, SOURCES
from tests.polling import (
    CLOSES_AT,
    HEDGES,
    ON_BOARD,
    POLL,
    REASON,
    SIMPLE,
    TODAY,
    VOICE,
    asked,
    at_the_polls,
    cast,
    ready,
)
from tests.spec import given

DECLARED = ConflictOfInterestDeclared(
    vote_id=POLL, mandate_id=VOICE[BRUMES], partner_id=BRUMES, interest=REASON
)
RECUSED = RecusalRecorded(vote_id=POLL, mandate_id=VOICE[BRUMES], partner_id=BRUMES)


def declaring(partner_id: PartnerId = BRUMES, /, **content: object) -> DeclareInterest:
    known = {"mandate_id": VOICE[partner_id], "part": 0, "interest": REASON}
    made = asked(DeclareInterest, partner_id, **{**known, **content})
    assert isinstance(made, DeclareInterest)
    return made


def test_who_has_an_interest_takes_no_part() -> None:
    """Before answering, or after: what was answered no longer counts."""
    given(*at_the_polls()).when(declaring()).then(DECLARED, RECUSED)
    story = given(*at_the_polls(), cast(BRUMES, "for"))
    story.when(declaring()).then(DECLARED, RECUSED)


def test_an_interest_is_declared_once() -> None:
    """The recusal holds for the whole vote."""
    given(*at_the_polls(), DECLARED, RECUSED).when(declaring()).refused(AlreadyRecused)


def test_nobody_declares_anothers_interest() -> None:
    """Each knows their own."""
    story = given(*at_the_polls())
    story.when(declaring(mandate_id=VOICE[SOURCES])).refused(NotYourVoice)
    story.when(declaring(partner_id=SOURCES)).refused(NotYourPartner)
    away = PartnershipSuspended(partner_id=BRUMES, reason=REASON)
    given(*at_the_polls(), away).when(declaring()).refused(YourPartnerNotActive)


def test_on_the_board_each_knows_their_own_interest() -> None:
    """Whoever represents their partner does not."""
    rule = replace(SIMPLE, voters=Voters.BOARD)
    seat = ON_BOARD.mandate_id
    assert seat is not None
    voters = [Voter(mandate_id=seat, partner_id=LITTORAL)]
    story = given(*at_the_polls(rule, voters=voters))
    story.when(declaring(LITTORAL, mandate_id=seat)).refused(NotYourVoice)
    own = declaring(LITTORAL, mandate_id=seat, actor=ON_BOARD)
    story.when(own).then_kinds(ConflictOfInterestDeclared, RecusalRecorded)


def test_an_interest_is_declared_while_the_vote_is_open() -> None:
    """By those who vote in it."""
    given(*ready()).when(declaring()).refused(UnknownVote)
    story = given(*at_the_polls())
    story.when(declaring(mandate_id=MandateId("late"))).refused(NotAmongVoters)
    story.when(declaring(at=CLOSES_AT)).refused(VoteIsOver)
    closed = VoteClosed(
        vote_id=POLL,
        proposal_id=HEDGES,
        closed_on=TODAY,
        outcome=Outcome.REJECTED,
        counted=(),
        working=(),
    )
    given(*at_the_polls(), closed).when(declaring()).refused(VoteIsClosed)

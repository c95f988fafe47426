"""Extend a vote."""

from datetime import timedelta

from msgspec.structs import replace

from ledger.governance.voting.cast_ballot import CastBallot
from ledger.governance.voting.events import VoteClosed, VoteExtended
from ledger.governance.voting.extend_vote import ExtendVote
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.refusals import (
    ExtensionNotAllowed,
    ExtensionTooLate,
    UnknownVote,
    VoteIsClosed,
    VoteIsOver,
)
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from tests.cast import BRUMES, LITTORAL
from tests.polling import (
    CLOSES_AT,
    HEDGES,
    OTHER_POLL,
    POLL,
    REASON,
    SECRETARY,
    SIMPLE,
    TODAY,
    VOICE,
    asked,
    at_the_polls,
    cast,
    opened,
    ready,
)
from tests.spec import NOON, given

ONCE = replace(SIMPLE, extensions=1)
LATER = CLOSES_AT + timedelta(days=2)
EXTENDED = VoteExtended(
    vote_id=POLL, partner_id=LITTORAL, closes_at=LATER, reason=REASON
)


def extending(**content: object) -> ExtendVote:
    known = {"actor": SECRETARY, "closes_at": LATER, "reason": REASON}
    made = asked(ExtendVote, LITTORAL, **{**known, **content})
    assert isinstance(made, ExtendVote)
    return made


def test_a_vote_closes_later_where_its_rule_allows() -> None:
    """And answers are taken until then."""
    story = given(*at_the_polls(ONCE))
    story.when(extending()).then(EXTENDED)
    late = asked(
        CastBallot,
        BRUMES,
        at=CLOSES_AT + timedelta(hours=1),
        mandate_id=VOICE[BRUMES],
        part=0,
        choices=("for",),
    )
    story.when(late).then(cast(BRUMES, "for"))


def test_a_vote_is_extended_as_often_as_its_rule_allows() -> None:
    """Never, where it says nothing; another vote's extension takes nothing away."""
    given(*at_the_polls()).when(extending()).refused(ExtensionNotAllowed)
    used = given(*at_the_polls(ONCE), EXTENDED)
    even_later = extending(closes_at=LATER + timedelta(days=1))
    used.when(even_later).refused(ExtensionNotAllowed)
    beside = replace(EXTENDED, vote_id=OTHER_POLL)
    story = given(*at_the_polls(ONCE), *opened(ONCE, OTHER_POLL), beside)
    story.when(extending()).then(EXTENDED)


def test_a_vote_is_extended_to_a_later_moment() -> None:
    """Within ninety days, and before it closes."""
    story = given(*at_the_polls(ONCE))
    story.when(extending(closes_at=CLOSES_AT)).refused(ExtensionTooLate)
    far = NOON + timedelta(days=91)
    story.when(extending(closes_at=far)).refused(ExtensionTooLate)
    story.when(extending(at=CLOSES_AT)).refused(VoteIsOver)


def test_only_an_open_vote_is_extended() -> None:
    """Neither one that nobody opened nor one that closed."""
    given(*ready(ONCE)).when(extending()).refused(UnknownVote)
    closed = VoteClosed(
        vote_id=POLL,
        proposal_id=HEDGES,
        closed_on=TODAY,
        outcome=Outcome.REJECTED,
        counted=(),
        working=(),
    )
    given(*at_the_polls(ONCE), closed).when(extending()).refused(VoteIsClosed)


def test_it_is_extended_for_ones_own_partner() -> None:
    """One in good standing."""
    story = given(*at_the_polls(ONCE))
    story.when(extending(partner_id=BRUMES)).refused(NotYourPartner)
    away = PartnershipSuspended(partner_id=LITTORAL, reason=REASON)
    given(*at_the_polls(ONCE), away).when(extending()).refused(YourPartnerNotActive)

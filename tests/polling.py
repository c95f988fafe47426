"""Polling: a vote on planting hedges that stories share, and those who answer.

Littoral proposed it; its board member opens, Littoral, Brumes, Sources and Pont
vote. A vote on something else stands beside it, and must never interfere.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import msgspec

from ledger.governance.meetings.events import (
    AttendanceRecorded,
    Attendee,
    MeetingConvened,
    Presence,
)
from ledger.governance.proposals.events import Bearing, ProposalPublished
from ledger.governance.proposals.subjects import Orientation
from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.rules.events import Kind, KindRule, RulesFounded
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import (
    BallotCast,
    BallotChanged,
    ElectorateListed,
    SessionVoteRecorded,
    VoteOpened,
)
from ledger.governance.voting.opening import in_parts
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.identifiers import (
    MeetingId,
    PartnerId,
    ProposalId,
    ProxyId,
    VoteId,
)
from ledger.kernel.messages import Actor, Capacity, Command, Fact
from ledger.kernel.words import Audience, write
from ledger.membership.mandates.events import ProxyGiven
from tests.cast import LITTORAL, acting_for, mandate, mandate_id
from tests.spec import NOON
from tests.workshop import PARTNERS as ALL_PARTNERS
from tests.workshop import PERSON_OF

HEDGES, FENCES = ProposalId("hedges"), ProposalId("fences")
POLL, OTHER_POLL, NEXT_POLL = VoteId("hedges"), VoteId("fences"), VoteId("again")
SPRING = MeetingId("spring")
PROXY = ProxyId("holidays")
TODAY: Final = date(2026, 3, 10)
CLOSES_AT: Final = NOON + timedelta(days=7)
ONE_HOUR: Final = timedelta(hours=1)

WRITTEN: Final = (
    write("title", "Planter des haies", Audience.PUBLIC),
    write("reason", "Le terrain manque.", Audience.PUBLIC),
    write("label", "Le pont", Audience.PUBLIC),
    write("other_label", "Le jardin", Audience.PUBLIC),
)
TITLE, REASON, LABEL, OTHER_LABEL = (one.reference for one in WRITTEN)

VOICE: Final = {
    partner: mandate_id(person, partner) for partner, person in PERSON_OF.items()
}
SECRETARY: Final = acting_for(PERSON_OF[LITTORAL], LITTORAL, Capacity.SECRETARY)
ON_BOARD: Final = acting_for(PERSON_OF[LITTORAL], LITTORAL, Capacity.BOARD_MEMBER)
CLOSER: Final = Actor(rule="vote-closing", cause=1)
PARTNERS: Final[tuple[Fact, ...]] = (
    *ALL_PARTNERS,
    mandate(PERSON_OF[LITTORAL], LITTORAL, Capacity.SECRETARY),
    mandate(PERSON_OF[LITTORAL], LITTORAL, Capacity.BOARD_MEMBER),
)
SIMPLE: Final = DecisionRule(method=Method.FOR_AGAINST)
PUBLISHED: Final = ProposalPublished(
    proposal_id=HEDGES,
    partner_id=LITTORAL,
    subject=Orientation(),
    bearing=Bearing.COMMITMENT,
    published_on=date(2026, 3, 1),
    title=TITLE,
    text=TITLE,
    summary=TITLE,
)
VOTERS: Final = [
    Voter(mandate_id=VOICE[partner], partner_id=partner)
    for partner in sorted(VOICE, key=lambda one: VOICE[one])
]


def founded(rule: DecisionRule) -> RulesFounded:
    """Return the founding of this rule, that Littoral alone signs."""
    return RulesFounded(
        partner_id=LITTORAL,
        founding=1,
        rules=(KindRule(Kind.ORIENTATION, rule),),
        signatories=(LITTORAL,),
    )


def ready(rule: DecisionRule = SIMPLE) -> tuple[Fact, ...]:
    """Return what comes before a vote by this rule."""
    return (*PARTNERS, founded(rule), PUBLISHED)


def opened(
    rule: DecisionRule = SIMPLE,
    vote_id: VoteId = POLL,
    voters: Sequence[Voter] = VOTERS,
    **content: object,
) -> tuple[VoteOpened | ElectorateListed, ...]:
    """Return the opening of a vote by this rule, with its electorate."""
    cut, sealed = in_parts([*voters])
    parts = [
        ElectorateListed(vote_id=vote_id, part=number, voters=part)
        for number, part in enumerate(cut)
    ]
    known: dict[str, Any] = {
        "vote_id": vote_id,
        "proposal_id": HEDGES if vote_id != OTHER_POLL else FENCES,
        "partner_id": LITTORAL,
        "text_version": 1,
        "kind": Kind.ORIENTATION,
        "rules_version": 1,
        "rule": rule,
        "opened_on": TODAY,
        "closes_at": CLOSES_AT,
        "electorate": sealed,
    }
    known |= content
    return (VoteOpened(**known), *parts)


def at_the_polls(rule: DecisionRule = SIMPLE, **content: Any) -> tuple[Fact, ...]:  # noqa: ANN401  # whatever the opening says
    """Return a vote by this rule that is open, and all that came before."""
    return (*ready(rule), *opened(rule, **content))


def cast(partner_id: PartnerId, /, *choices: str, **content: object) -> BallotCast:
    """Return the ballot of a partner."""
    known: dict[str, Any] = {
        "vote_id": POLL,
        "mandate_id": VOICE[partner_id],
        "partner_id": partner_id,
        "choices": choices,
    }
    known |= content
    return BallotCast(**known)


def changed(
    partner_id: PartnerId, /, *choices: str, **content: object
) -> BallotChanged:
    """Return the ballot of a partner that voted before."""
    return BallotChanged(
        **msgspec.structs.asdict(cast(partner_id, *choices, **content))
    )


def proxy(giver: PartnerId, holder: PartnerId, **content: object) -> ProxyGiven:
    """Return the proxy of one partner's voice to another's, for this vote."""
    known: dict[str, Any] = {
        "proxy_id": ProxyId(f"{giver}-{holder}"),
        "mandate_id": VOICE[giver],
        "partner_id": giver,
        "holder_mandate_id": VOICE[holder],
    }
    if not content:
        content = {"vote_id": POLL}
    known |= content
    return ProxyGiven(**known)


CONVENED: Final = MeetingConvened(
    meeting_id=SPRING,
    partner_id=LITTORAL,
    title=TITLE,
    place=TITLE,
    starts_at=datetime(2026, 3, 9, 17, 0, tzinfo=UTC),
    agenda=(),
)

SECRETARYS = SECRETARY.mandate_id
assert SECRETARYS is not None
COUNTED = SessionVoteRecorded(
    vote_id=POLL,
    proposal_id=HEDGES,
    meeting_id=SPRING,
    partner_id=LITTORAL,
    mandate_id=SECRETARYS,
    text_version=1,
    kind=Kind.ORIENTATION,
    rules_version=1,
    rule=SIMPLE,
    held_on=CONVENED.starts_at.date(),
    counts=(),
    outcome=Outcome.ADOPTED,
    counted=(),
    working=(),
)


def attended(
    *present: PartnerId, through: dict[PartnerId, PartnerId] | None = None
) -> AttendanceRecorded:
    """Return the attendance of the meeting: who was there, who through whom."""
    return AttendanceRecorded(
        meeting_id=SPRING,
        partner_id=LITTORAL,
        attendees=(
            *(
                Attendee(mandate_id=VOICE[one], presence=Presence.PRESENT)
                for one in present
            ),
            *(
                Attendee(
                    mandate_id=VOICE[one],
                    presence=Presence.REPRESENTED,
                    through=VOICE[holder],
                )
                for one, holder in (through or {}).items()
            ),
        ),
    )


def asked(
    command: Callable[..., Any], partner_id: PartnerId = LITTORAL, /, **content: object
) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as the partner's representative asks it at noon."""
    fields = {
        "actor": acting_for(PERSON_OF[partner_id], partner_id),
        "at": NOON,
        "key": f"{command} {content}",
        "words": WRITTEN,
        "vote_id": POLL,
        **(
            {"partner_id": partner_id}
            if "actor" not in content or content["actor"] is not CLOSER
            else {}
        ),
        **content,
    }
    made = command(**fields)
    assert isinstance(made, Command)
    return made

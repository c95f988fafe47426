"""Facts about votes: their opening, their ballots, their outcome."""

from datetime import date, datetime
from typing import ClassVar

import msgspec

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import Kind
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.session_counts import SessionCount
from ledger.governance.voting.working import Step
from ledger.kernel.chunks import Seal
from ledger.kernel.identifiers import (
    MandateId,
    MeetingId,
    PartnerId,
    ProposalId,
    VoteId,
    joined,
)
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class Option(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the options that ballots name, and what it means."""

    option_id: str
    label: Words
    meaning: Words | None = None


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """An answer of a group: how many gave it, and what they weigh together."""

    choice: str
    heads: int
    weight: str


class Counted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A college, or all, as it was counted: enough to judge it by another rule."""

    college_id: str = ""
    electorate: Tally
    recused: Tally
    present: Tally
    represented: Tally
    answers: tuple[Tally, ...] = ()


class Opening(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a sealed ballot held: its answers, its reason, and the salt that bound them."""

    mandate_id: MandateId
    choices: tuple[str, ...]
    salt: str
    reason: Words | None = None


class ElectorateListed(Fact, frozen=True, kw_only=True):
    """A part of those who may vote, frozen as a vote opens."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "electorate_id")

    vote_id: VoteId
    part: int
    voters: tuple[Voter, ...]

    @property
    def electorate_id(self) -> str:
        """Name this part of this vote's electorate."""
        return joined(self.vote_id, str(self.part))


class VoteOpened(Fact, frozen=True, kw_only=True):
    """A vote opened on a version of a proposal: its rule and electorate are frozen."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "proposal_id")

    vote_id: VoteId
    proposal_id: ProposalId
    partner_id: PartnerId
    text_version: int
    kind: Kind
    rules_version: int
    rule: DecisionRule
    call: Call = Call.FIRST
    options: tuple[Option, ...] = ()
    opened_on: date
    closes_at: datetime
    chair_id: MandateId | None = None
    electorate: Seal


class BallotCast(Fact, frozen=True, kw_only=True):
    """A mandate answered; sealed, only a commitment to its answer is here."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "ballot_id", "holding_id")

    vote_id: VoteId
    mandate_id: MandateId
    partner_id: PartnerId
    through: MandateId | None = None
    choices: tuple[str, ...] = ()
    reason: Words | None = None
    commitment: str | None = None

    @property
    def ballot_id(self) -> str:
        """Name this mandate's ballot in this vote."""
        return joined(self.vote_id, self.mandate_id)

    @property
    def holding_id(self) -> str | None:
        """Name what the holder of a proxy cast in this vote for others."""
        return joined(self.vote_id, self.through) if self.through else None


class BallotChanged(Fact, frozen=True, kw_only=True):
    """A mandate answered anew before the closing; what it answered before stays here."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "ballot_id", "holding_id")

    vote_id: VoteId
    mandate_id: MandateId
    partner_id: PartnerId
    through: MandateId | None = None
    choices: tuple[str, ...] = ()
    reason: Words | None = None
    commitment: str | None = None

    @property
    def ballot_id(self) -> str:
        """Name this mandate's ballot in this vote."""
        return joined(self.vote_id, self.mandate_id)

    @property
    def holding_id(self) -> str | None:
        """Name what the holder of a proxy cast in this vote for others."""
        return joined(self.vote_id, self.through) if self.through else None


class ConflictOfInterestDeclared(Fact, frozen=True, kw_only=True):
    """A mandate said that the matter concerns it, and why."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "ballot_id")

    vote_id: VoteId
    mandate_id: MandateId
    partner_id: PartnerId
    interest: Words

    @property
    def ballot_id(self) -> str:
        """Name this mandate's ballot in this vote."""
        return joined(self.vote_id, self.mandate_id)


class RecusalRecorded(Fact, frozen=True, kw_only=True):
    """A mandate takes no part in a vote: it leaves electorate and quorum."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "ballot_id")

    vote_id: VoteId
    mandate_id: MandateId
    partner_id: PartnerId

    @property
    def ballot_id(self) -> str:
        """Name this mandate's ballot in this vote."""
        return joined(self.vote_id, self.mandate_id)


class VoteExtended(Fact, frozen=True, kw_only=True):
    """A vote closes later, as its rule allows."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id",)

    vote_id: VoteId
    partner_id: PartnerId
    closes_at: datetime
    reason: Words


class BallotsOpened(Fact, frozen=True, kw_only=True):
    """A part of the sealed ballots, opened as the vote closes."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id",)

    vote_id: VoteId
    part: int
    openings: tuple[Opening, ...]


class VoteClosed(Fact, frozen=True, kw_only=True):
    """A vote closed, with its outcome and all its working."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "proposal_id")

    vote_id: VoteId
    proposal_id: ProposalId
    closed_on: date
    outcome: Outcome
    retained: tuple[str, ...] = ()
    counted: tuple[Counted, ...]
    working: tuple[Step, ...]
    seed: str = ""


class SessionVoteRecorded(Fact, frozen=True, kw_only=True):
    """A vote held in a room: what was counted there, and what it comes to by the rule."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "proposal_id", "meeting_id")

    vote_id: VoteId
    proposal_id: ProposalId
    meeting_id: MeetingId
    partner_id: PartnerId
    mandate_id: MandateId
    text_version: int
    kind: Kind
    rules_version: int
    rule: DecisionRule
    call: Call = Call.FIRST
    options: tuple[Option, ...] = ()
    held_on: date
    counts: tuple[SessionCount, ...]
    recused: tuple[MandateId, ...] = ()
    chair: tuple[str, ...] = ()
    seed: str = ""
    minutes_digest: str | None = None
    outcome: Outcome
    retained: tuple[str, ...] = ()
    counted: tuple[Counted, ...]
    working: tuple[Step, ...]


class SessionVoteCountersigned(Fact, frozen=True, kw_only=True):
    """Somebody who was there says that the counts are right; two make them hold."""

    filed_under: ClassVar[tuple[str, ...]] = ("vote_id", "proposal_id")

    vote_id: VoteId
    proposal_id: ProposalId
    mandate_id: MandateId
    partner_id: PartnerId

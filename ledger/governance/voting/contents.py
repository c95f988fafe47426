"""Contents of the room of voting: its facts, its commands, and who may give each."""

from collections.abc import Mapping
from typing import Any, Final

from ledger.governance.voting import events as voting
from ledger.governance.voting.cast_ballot import CastBallot, cast_ballot
from ledger.governance.voting.close_vote import CloseVote, close_vote
from ledger.governance.voting.countersign_session_vote import (
    CountersignSessionVote,
    countersign_session_vote,
)
from ledger.governance.voting.declare_interest import DeclareInterest, declare_interest
from ledger.governance.voting.extend_vote import ExtendVote, extend_vote
from ledger.governance.voting.open_vote import OpenVote, open_vote
from ledger.governance.voting.record_session_vote import (
    RecordSessionVote,
    record_session_vote,
)
from ledger.governance.voting.simulate_rule import SimulateRule, simulate_rule
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Command, Fact
from ledger.kernel.roles import BOARD, BY_RULE, REPRESENTING, SERVING, Role

FACTS: Final[tuple[type[Fact], ...]] = (
    voting.ElectorateListed,
    voting.VoteOpened,
    voting.BallotCast,
    voting.BallotChanged,
    voting.ConflictOfInterestDeclared,
    voting.RecusalRecorded,
    voting.VoteExtended,
    voting.BallotsOpened,
    voting.VoteClosed,
    voting.SessionVoteRecorded,
    voting.SessionVoteCountersigned,
)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
    SimulateRule: simulate_rule,
    OpenVote: open_vote,
    CastBallot: cast_ballot,
    DeclareInterest: declare_interest,
    ExtendVote: extend_vote,
    CloseVote: close_vote,
    RecordSessionVote: record_session_vote,
    CountersignSessionVote: countersign_session_vote,
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    SimulateRule: REPRESENTING,
    OpenVote: SERVING | REPRESENTING,
    CastBallot: REPRESENTING | BOARD,
    DeclareInterest: REPRESENTING | BOARD,
    ExtendVote: SERVING,
    CloseVote: BY_RULE,
    RecordSessionVote: SERVING,
    CountersignSessionVote: REPRESENTING | BOARD,
}

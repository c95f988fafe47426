"""Voting: open a vote, answer it, take no part, extend it, and count in a room.

A sealed ballot is sent in clear as any other; it is sealed here, and the ledger
gets the commitment alone.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from flask_babel import lazy_gettext as _

from ledger.application import CODEC
from ledger.governance.rules.decision_rule import Secrecy
from ledger.governance.voting.answers import check_choices, check_reason
from ledger.governance.voting.booth import EMPTY, VOTE, Booth, evolve_booth
from ledger.governance.voting.cast_ballot import CastBallot
from ledger.governance.voting.countersign_session_vote import CountersignSessionVote
from ledger.governance.voting.declare_interest import DeclareInterest
from ledger.governance.voting.events import SessionVoteRecorded, VoteOpened
from ledger.governance.voting.extend_vote import ExtendVote
from ledger.governance.voting.open_vote import OpenVote
from ledger.governance.voting.record_session_vote import RecordSessionVote
from ledger.kernel.identifiers import MandateId, tag_of
from ledger.kernel.store.port import Clause
from ledger.kernel.words import Audience, write
from projections.governance.voters import VoterRow, voter
from web.api.bearers import Bearer
from web.api.commands import Asker
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route
from web.reading import the_wiring
from web.sealed_ballots import Seals

PROPOSAL: Final = "proposal_id"
VOTE_ID: Final = "vote_id"


def _listed(vote_id: str, mandate_id: str) -> VoterRow | None:
    """Return a voter; one whom a view behind does not show yet is refused."""
    with the_wiring().views.shelf() as shelf:
        return voter(shelf, vote_id, mandate_id)


def _part(vote_id: str, loaded: Mapping[str, Any], _asker: Asker) -> Mapping[str, Any]:
    """Return where the vote lists the mandate; the ledger refuses any other."""
    row = _listed(vote_id, loaded["mandate_id"])
    return {"part": row.part if row is not None else 0}


def _ballot(vote_id: str, loaded: Mapping[str, Any], asker: Asker) -> Mapping[str, Any]:
    """Return the part, and for a sealed vote the commitment in place of the answer.

    What the ledger refuses anyway is not kept under seal: it goes on as it came,
    and is refused before anybody looks at its answer.
    """
    row = _listed(vote_id, loaded["mandate_id"])
    if row is None:
        return {"part": 0}
    found: dict[str, Any] = {"part": row.part}
    booth = _booth(vote_id)
    vote = booth.vote
    if vote is None or vote.rule.secrecy is not Secrecy.SEALED:
        return found
    if not _takes(booth, vote, row, asker):
        return found
    return {**found, **_sealed(vote, loaded, asker.key)}


def _booth(vote_id: str) -> Booth:
    """Return the vote as the log has it now, without its ballots."""
    kinds = frozenset(kind.__name__ for kind in VOTE)
    history = the_wiring().store.read([Clause(kinds, (tag_of(VOTE_ID, vote_id),))])
    booth = EMPTY
    for stored in history.events:
        fact: Any = CODEC.decode(stored).fact
        booth = evolve_booth(booth, fact)
    return booth


def _takes(booth: Booth, vote: VoteOpened, row: VoterRow, asker: Asker) -> bool:
    """Tell whether a ballot of this voter may come from here, and now."""
    is_own = asker.actor.mandate_id == row.mandate_id
    is_of_partner = row.partner_id == asker.partner_id
    may_speak = is_own or is_of_partner or vote.rule.proxies is not None
    return may_speak and not row.is_recused and _is_open(booth, vote, asker.at)


def _is_open(booth: Booth, vote: VoteOpened, at: datetime) -> bool:
    return not booth.is_closed and at < (booth.extended or vote).closes_at


def _sealed(vote: VoteOpened, loaded: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Seal an answer that the vote takes; raises the refusal of one that it does not.

    Nobody can look at it once it is sealed, and what is wrong would count as blank.
    """
    choices, reason = tuple(loaded["choices"]), loaded["reason"] or None
    told = write("reason", reason, Audience.PUBLIC).reference if reason else None
    check_choices(vote, choices)
    check_reason(vote, choices, told)
    wiring = the_wiring()
    seals = Seals(wiring.pool, wiring.settings.data)
    mandate_id = MandateId(loaded["mandate_id"])
    commitment = seals.seal(vote.vote_id, mandate_id, choices, reason, key)
    return {"choices": (), "reason": None, "commitment": commitment}


def _of_the_counts(name: str, bearer: Bearer) -> Mapping[str, Any]:
    """Return the proposal that was voted on in a room, and the meeting."""
    wanted = (PROPOSAL, "meeting_id")
    found: dict[str, Any] = {}
    for one in wanted:
        found |= of_the_fact(SessionVoteRecorded, VOTE_ID, one)(name, bearer)
    return found


ROUTES: Final = (
    Route(
        command=OpenVote,
        rule="/proposals/<identifier>/votes",
        summary=_("Open a vote on a proposal"),
        names=PROPOSAL,
    ),
    Route(
        command=CastBallot,
        rule="/votes/<identifier>/ballots",
        summary=_("Vote, or change one’s vote"),
        names=VOTE_ID,
        supply=_ballot,
    ),
    Route(
        command=DeclareInterest,
        rule="/votes/<identifier>/interests",
        summary=_("Declare an interest, and take no part in a vote"),
        names=VOTE_ID,
        supply=_part,
    ),
    Route(
        command=ExtendVote,
        rule="/votes/<identifier>/extensions",
        summary=_("Let a vote close later"),
        names=VOTE_ID,
    ),
    Route(
        command=RecordSessionVote,
        rule="/proposals/<identifier>/session_votes",
        summary=_("Record a vote that was held in a meeting"),
        names=PROPOSAL,
    ),
    Route(
        command=CountersignSessionVote,
        rule="/session_votes/<identifier>/countersignatures",
        summary=_("Countersign the counts of a vote held in a meeting"),
        names=VOTE_ID,
        find=_of_the_counts,
    ),
)

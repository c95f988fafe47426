"""Record a session vote: what was counted in a room, judged by the rule in force.

Who came is what the attendance of the meeting says; the counts say only how they
answered. A secret ballot enters the ledger this way. Until two other partners
that were there have countersigned, it may be recorded anew, and replaces itself.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.governance.meetings.gathering import (
    require_begun,
)
from ledger.governance.proposals.subjects import kind_of
from ledger.governance.rules.decision_rule import DecisionRule, Secrecy
from ledger.governance.rules.in_force import (
    rule_for,
)
from ledger.governance.voting.answers import check_counted
from ledger.governance.voting.applicable import (
    Putting,
    applicable,
    check_notice,
    require_tabled,
)
from ledger.governance.voting.attending import in_the_room
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.counting import Question, count
from ledger.governance.voting.electorate import Voter, check_electorate
from ledger.governance.voting.events import (
    Option,
    SessionVoteRecorded,
)
from ledger.governance.voting.opening import electorate_of
from ledger.governance.voting.options import check_options
from ledger.governance.voting.refusals import VoteExists
from ledger.governance.voting.room.refusals import (
    AttendanceMissing,
    MinutesDigestMalformed,
    NotOnAgenda,
    UnknownRecused,
)
from ledger.governance.voting.session import (
    NO_SESSION,
    Session,
    evolve_session,
    session_of,
)
from ledger.governance.voting.session_counts import (
    CollegeAnswers,
    SessionCount,
    counted,
)
from ledger.governance.voting.standing_votes import (
    last_of,
)
from ledger.governance.voting.tallies import counted_of
from ledger.governance.voting.tie_break import TieBreak
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import (
    MandateId,
    MeetingId,
    PartnerId,
    ProposalId,
    VoteId,
)
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris

DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class RecordSessionVote(Command):
    """Whoever serves the commons says what was counted on a proposal in a meeting.

    ``chair`` is how the chair answered, where that decides a tie.
    """

    vote_id: VoteId
    proposal_id: ProposalId
    meeting_id: MeetingId
    partner_id: PartnerId
    text_version: int
    counts: tuple[CollegeAnswers, ...]
    options: tuple[Option, ...] = ()
    recused: tuple[MandateId, ...] = ()
    chair: tuple[str, ...] = ()
    seed: str = ""
    minutes_digest: str | None = None


def boundary(command: RecordSessionVote) -> Boundary:
    """Depend on the meeting, the proposal and its votes, the rules, who votes."""
    return session_of(
        command.meeting_id, command.proposal_id, command.vote_id, command.partner_id
    )


def decide(
    session: Session, command: RecordSessionVote, acting: Acting
) -> list[SessionVoteRecorded]:
    """Judge the counts by the rule in force, as of the day of the meeting."""
    starts_at = require_begun(session.gathering, command.partner_id, acting, command)
    if session.attendance is None:
        raise AttendanceMissing
    _check_command(session, command)
    subject = require_tabled(session.table, command.text_version)
    kind, held_on = kind_of(subject), day_in_paris(starts_at)
    call = Call.SECOND if session.gathering.is_second else Call.FIRST
    rule = _rule(session, command, held_on, call)
    check_options(rule, command.options, command.words)
    voters = electorate_of(rule, session.roll, held_on)
    check_electorate(rule, voters)
    counts = _counts(session, command, rule, voters)
    groups = counted(rule.method, voters, counts, frozenset(command.recused))
    result = count(_question(command, rule, call), groups)
    mandate_id = acting.actor.mandate_id
    assert mandate_id is not None, "the policy lets mandates through only"
    return [
        SessionVoteRecorded(
            vote_id=command.vote_id,
            proposal_id=command.proposal_id,
            meeting_id=command.meeting_id,
            partner_id=command.partner_id,
            mandate_id=mandate_id,
            text_version=command.text_version,
            kind=kind,
            rules_version=session.rules.version,
            rule=rule,
            call=call,
            options=command.options,
            held_on=held_on,
            counts=counts,
            recused=command.recused,
            chair=command.chair,
            seed=command.seed,
            minutes_digest=command.minutes_digest,
            outcome=result.outcome,
            retained=result.retained,
            counted=counted_of(groups),
            working=result.working,
        )
    ]


def _check_command(session: Session, command: RecordSessionVote) -> None:
    if command.vote_id in session.votes:
        raise VoteExists
    if command.minutes_digest and not DIGEST.fullmatch(command.minutes_digest):
        raise MinutesDigestMalformed
    on_agenda = {item.proposal_id for item in session.gathering.agenda}
    if session.gathering.is_second and command.proposal_id not in on_agenda:
        raise NotOnAgenda


def _rule(
    session: Session, command: RecordSessionVote, held_on: date, call: Call
) -> DecisionRule:
    """Return the rule that applies, as if what is recorded anew had never been."""
    kind = kind_of(require_tabled(session.table, command.text_version))
    votes, last = session.votes, last_of(session.votes)
    if last is not None and last.awaits and last.meeting_id == command.meeting_id:
        votes = dict(list(votes.items())[:-1])
    putting = Putting(call, command.text_version, held_on)
    rule = applicable(votes, rule_for(session.rules, kind), putting)
    check_notice(session.table, session.flags, rule, putting)
    return rule


def _counts(
    session: Session,
    command: RecordSessionVote,
    rule: DecisionRule,
    voters: list[Voter],
) -> tuple[SessionCount, ...]:
    """Put the answers of each college beside who of it was in the room."""
    recused = frozenset(command.recused)
    if not recused <= {voter.mandate_id for voter in voters}:
        raise UnknownRecused
    check_counted(rule.method, command.counts, command.options, voters)
    assert session.attendance is not None, "decided only once it is recorded"
    room = in_the_room(rule, session.roll, voters, session.attendance.attendees)
    taking_part = [voter for voter in voters if voter.mandate_id not in recused]
    answers = {one.college_id: one.answers for one in command.counts}
    counts: list[SessionCount] = []
    for college in sorted({voter.college_id for voter in voters}):
        present, represented = room.came(taking_part, college)
        counts.append(
            SessionCount(
                college_id=college,
                present=present,
                represented=represented,
                answers=answers.get(college, ()),
            )
        )
    return tuple(counts)


def _question(command: RecordSessionVote, rule: DecisionRule, call: Call) -> Question:
    """Ask what was asked: in a secret ballot not even the chair's answer is known."""
    is_secret = rule.secrecy is Secrecy.SECRET
    return Question(
        rule=rule,
        options=tuple(option.option_id for option in command.options),
        call=call,
        tie_break=TieBreak(chair=() if is_secret else command.chair, seed=command.seed),
    )


record_session_vote = Decider(boundary, NO_SESSION, evolve_session, decide)

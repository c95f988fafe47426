"""The policy, written out: who may ask for what, and nobody else."""

from typing import Final

import pytest

from ledger.deciders import DECIDERS
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Acting, Actor, Capacity, Command
from ledger.kernel.refusals import NotAllowed
from ledger.kernel.roles import Role, Special, role_of
from ledger.policy import permit

COLUMNS: Final[tuple[Role, ...]] = (
    Capacity.REPRESENTATIVE,
    Capacity.ALTERNATE,
    Capacity.CONTRIBUTOR,
    Capacity.PARTICIPANT,
    Capacity.TREASURER,
    Capacity.BOARD_MEMBER,
    Capacity.SECRETARY,
    Capacity.FACILITATOR,
    Capacity.AUDITOR,
    Capacity.DATA_PROTECTION_OFFICER,
    Special.PERSON_WITHOUT_MANDATE,
    Special.RULE,
)
MATRIX: Final = """
                        rep alt con par tre boa sec fac aud dpo per rul
FoundCommons             .   .   .   .   .   .   .   .   .   .   x   .
InvitePartner            x   .   .   .   .   x   x   x   .   .   .   .
RenewInvitation          x   .   .   .   .   x   x   x   .   .   .   .
DeclineInvitation        .   .   .   .   .   .   .   .   .   .   x   .
ConfirmPartnership       .   .   .   .   .   .   .   .   .   .   x   .
StateInterest            x   x   .   x   .   .   .   .   .   .   .   .
WithdrawInterest         x   x   .   x   .   .   .   .   .   .   .   .
DeclareCapacity          x   x   .   .   .   .   .   .   .   .   .   .
RenamePartner            x   x   .   x   .   .   .   .   .   .   .   .
MergePartner             .   .   .   .   .   x   .   .   .   .   .   .
SuspendPartnership       .   .   .   .   .   x   .   .   .   .   .   .
ResumePartnership        .   .   .   .   .   x   .   .   .   .   .   .
EndPartnership           x   .   .   x   .   x   .   .   .   .   .   .
GrantMandate             x   .   .   .   .   x   .   .   .   .   .   .
WithdrawMandate          x   .   .   .   .   x   .   .   .   .   .   .
HandOverRepresentation   x   .   .   .   .   .   .   .   .   .   .   .
RecoverRepresentation    .   .   .   .   .   x   .   .   .   .   .   .
AnnounceMandateEnd       .   .   .   .   .   .   .   .   .   .   .   x
NamePerson               x   x   x   x   x   x   x   x   x   x   x   .
RecordContribution       x   x   x   x   .   .   .   .   .   .   .   .
CorrectContribution      x   x   x   x   .   .   .   .   .   .   .   .
WithdrawContribution     x   x   x   x   .   .   .   .   .   .   .   .
ConfirmContribution      x   x   x   .   .   .   .   .   .   .   .   .
AskClarification         x   x   x   x   .   x   .   .   .   .   .   .
GiveClarification        x   x   x   x   .   .   .   .   .   .   .   .
ContestContribution      x   x   x   .   .   .   .   .   .   .   .   .
AnswerContest            x   x   x   x   .   .   .   .   .   .   .   .
SettleContest            x   x   .   .   .   x   .   .   .   .   .   .
ReviewContribution       .   .   .   .   .   x   .   .   .   .   .   .
ValueContribution        .   .   .   .   x   x   .   .   .   .   .   .
StateNeed                x   x   x   x   .   .   .   .   .   .   .   .
MeetNeed                 x   x   x   x   .   .   .   .   .   .   .   .
WithdrawNeed             x   x   x   x   .   .   .   .   .   .   .   .
MakeOffer                x   x   x   x   .   .   .   .   .   .   .   .
AcceptOffer              x   x   x   x   .   .   .   .   .   .   .   .
WithdrawOffer            x   x   x   x   .   .   .   .   .   .   .   .
FoundModalities          .   .   .   .   .   x   .   .   .   .   .   .
WithdrawWords            x   x   x   x   .   x   .   .   .   x   .   .
ProposeProject           x   x   .   .   .   .   .   .   .   .   .   .
ReviseProject            x   x   .   .   .   .   .   .   .   .   .   .
LaunchProject            x   x   .   .   .   .   .   .   .   .   .   .
JoinProject              x   x   .   x   .   .   .   .   .   .   .   .
ShareLead                x   x   .   .   .   x   .   .   .   .   .   .
LeaveProject             x   x   .   x   .   .   .   .   .   .   .   .
CrossCompetence          x   x   x   x   .   .   .   .   .   .   .   .
SetMilestone             x   x   x   .   .   .   .   .   .   .   .   .
MoveMilestone            x   x   x   .   .   .   .   .   .   .   .   .
ReachMilestone           x   x   x   .   .   .   .   .   .   .   .   .
DropMilestone            x   x   x   .   .   .   .   .   .   .   .   .
WriteJournalEntry        x   x   x   x   .   .   .   .   .   .   .   .
SetFinancingPlan         x   x   .   .   .   .   .   .   .   .   .   .
CloseProject             x   x   .   .   .   .   .   .   .   .   .   .
PublishResource          x   x   x   .   .   .   .   .   .   .   .   .
ReviseResource           x   x   x   .   .   .   .   .   .   .   .   .
ForkResource             x   x   x   .   .   .   .   .   .   .   .   .
HandOverResource         x   x   .   .   .   x   .   .   .   .   .   .
DeclareReuse             x   x   x   x   .   .   .   .   .   .   .   .
WithdrawReuse            x   x   x   x   .   .   .   .   .   .   .   .
GiveFeedback             x   x   x   x   .   .   .   .   .   .   .   .
RetireResource           x   x   .   .   .   .   .   .   .   .   .   .
OpenEvaluation           x   x   x   .   .   .   .   .   .   .   .   .
GiveAccount              x   x   x   x   .   .   .   .   .   .   .   .
CountersignAccount       x   x   x   x   .   .   .   .   .   .   .   .
ConcludeEvaluation       x   x   .   .   .   x   .   .   .   .   .   .
EscalateToStrategy       x   x   .   .   .   .   .   .   .   .   .   .
AnswerEscalation         .   .   .   .   .   x   .   .   .   .   .   .
TraceLifeCourse          x   x   x   x   .   .   .   .   .   .   .   .
DraftProposal            x   x   .   .   .   .   .   .   .   .   .   .
PublishProposal          x   x   .   .   .   .   .   .   .   .   .   .
RewordProposal           x   x   .   .   .   .   .   .   .   .   .   .
WithdrawProposal         x   x   .   .   .   .   .   .   .   .   .   .
AskProposalClarification x   x   x   x   .   .   .   .   .   .   .   .
GiveProposalClarification x   x   .   .   .   .   .   .   .   .   .   .
ShareReaction            x   x   x   x   .   .   .   .   .   .   .   .
GiveAdvice               x   x   x   x   .   .   .   .   .   .   .   .
AnswerAdvice             x   x   .   .   .   .   .   .   .   .   .   .
PostUpdate               x   x   .   .   .   .   .   .   .   .   .   .
ProposeAmendment         x   x   .   .   .   .   .   .   .   .   .   .
AcceptAmendment          x   x   .   .   .   .   .   .   .   .   .   .
DeclineAmendment         x   x   .   .   .   .   .   .   .   .   .   .
RaiseObjection           x   x   .   .   .   .   .   .   .   .   .   .
QualifyObjection         .   .   .   .   .   x   .   x   .   .   .   .
ContestQualification     x   x   .   .   .   .   .   .   .   .   .   .
IntegrateObjection       x   x   .   .   .   .   .   .   .   .   .   .
WithdrawObjection        x   x   .   .   .   .   .   .   .   .   .   .
OpenVote                 x   x   .   .   .   x   x   x   .   .   .   .
CastBallot               x   x   .   .   .   x   .   .   .   .   .   .
DeclareInterest          x   x   .   .   .   x   .   .   .   .   .   .
ExtendVote               .   .   .   .   .   x   x   x   .   .   .   .
CloseVote                .   .   .   .   .   .   .   .   .   .   .   x
RecordSessionVote        .   .   .   .   .   x   x   x   .   .   .   .
CountersignSessionVote   x   x   .   .   .   x   .   .   .   .   .   .
RecordDecision           .   .   .   .   .   .   .   .   .   .   .   x
RefuseEffect             .   .   .   .   .   .   .   .   .   .   .   x
AdoptRule                .   .   .   .   .   .   .   .   .   .   .   x
DesignateElected         .   .   .   .   .   .   .   .   .   .   .   x
StateOutcome             .   .   .   .   .   x   x   x   .   .   .   .
ReviewDecision           .   .   .   .   .   x   .   .   .   .   .   .
RevisitDecision          .   .   .   .   .   x   x   x   .   .   .   .
RatifyDecision           x   x   .   .   .   .   .   .   .   .   .   .
SupersedeDecision        .   .   .   .   .   x   x   x   .   .   .   .
ImplementDecision        x   x   .   .   .   x   x   x   .   .   .   .
AppealDecision           x   x   .   .   .   .   .   .   .   .   .   .
AnswerAppeal             .   .   .   .   .   x   .   .   .   .   .   .
ConveneMeeting           .   .   .   .   .   x   x   x   .   .   .   .
IssueSecondConvocation   .   .   .   .   .   x   x   x   .   .   .   .
CancelMeeting            .   .   .   .   .   x   x   x   .   .   .   .
RecordAttendance         .   .   .   .   .   x   x   x   .   .   .   .
RecordStatement          .   .   .   .   .   x   x   x   .   .   .   .
ConfirmStatement         x   x   x   x   .   .   .   .   .   .   .   .
AmendStatement           x   x   x   x   .   .   .   .   .   .   .   .
PublishMinutes           .   .   .   .   .   x   x   x   .   .   .   .
CorrectMinutes           .   .   .   .   .   x   x   x   .   .   .   .
RaiseQuestion            x   x   x   x   .   x   x   x   .   .   .   .
AnswerQuestion           .   .   .   .   .   x   x   x   .   .   .   .
CarryOverQuestion        .   .   .   .   .   x   x   x   .   .   .   .
WithdrawQuestion         x   x   x   x   .   x   x   x   .   .   .   .
FoundCollege             .   .   .   .   .   x   .   .   .   .   .   .
AssignToCollege          .   .   .   .   .   x   .   .   .   .   .   .
GiveProxy                x   x   .   .   .   .   .   .   .   .   .   .
RevokeProxy              x   x   .   .   .   .   .   .   .   .   .   .
FoundRules               .   .   .   .   .   x   .   .   .   .   .   .
SignFoundingRules        x   x   .   .   .   .   .   .   .   .   .   .
DraftRule                x   x   .   .   .   .   .   .   .   .   .   .
SimulateRule             x   x   .   .   .   .   .   .   .   .   .   .
AdoptCharter             .   .   .   .   .   x   .   .   .   .   .   .
AmendCharter             .   .   .   .   .   .   .   .   .   .   .   x
AcceptCharter            x   x   .   .   .   .   .   .   .   .   .   .
RaiseArticleFlag         x   x   x   x   .   .   .   .   .   .   .   .
AnswerArticleFlag        x   x   x   x   .   .   .   .   .   .   .   .
ResolveArticleFlag       x   x   .   .   .   .   .   .   .   .   .   .
WithdrawArticleFlag      x   x   x   x   .   .   .   .   .   .   .   .
"""
_, *LINES = MATRIX.strip("\n").splitlines()
ROWS: Final = {
    name: dict(zip(COLUMNS, marks, strict=True))
    for name, *marks in (line.split() for line in LINES)
}


def acting_as(role: Role) -> Acting:
    if role is Special.RULE:
        return Acting(actor=Actor(rule="a rule", cause=1))
    alone = Actor(person_id=PersonId("somebody"))
    if not isinstance(role, Capacity):
        return Acting(actor=alone)
    actor = Actor(person_id=alone.person_id, mandate_id=MandateId("mandate"))
    return Acting(actor=actor, partner_id=PartnerId("partner"), capacity=role)


def may(command: type[Command], role: Role) -> bool:
    try:
        permit(command, acting_as(role))
    except NotAllowed:
        return False
    return True


def test_everybody_has_one_role() -> None:
    """A capacity, no mandate, or a rule: the matrix has a column for each."""
    assert {*COLUMNS} == {*Capacity, *Special}
    assert [role_of(acting_as(role)) for role in COLUMNS] == [*COLUMNS]


def test_every_command_has_its_row() -> None:
    """A new command is thought about here before anybody may ask for it."""
    assert {*ROWS} == {command.__name__ for command in DECIDERS}
    assert len(ROWS) == len(LINES)


@pytest.mark.parametrize("command", DECIDERS)
def test_the_policy_is_the_matrix(command: type[Command]) -> None:
    """Whoever has no mark is refused."""
    allowed = {role: "x" if may(command, role) else "." for role in COLUMNS}
    assert allowed == ROWS[command.__name__]


def test_what_is_not_listed_is_refused() -> None:
    """A command that nobody thought about is nobody's."""

    class Unlisted(Command):
        """Ask for something new."""

    assert not any(may(Unlisted, role) for role in COLUMNS)

"""The chamber: a decision that stories share, and who acts on it.

Littoral proposed it, all voted for it; Brumes and Littoral sit on the board. Its
twin stands beside it, and must never interfere.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

import msgspec

from ledger.governance.decisions.events import (
    AppealAnswered,
    BoardReview,
    DecisionAppealed,
    DecisionRatified,
    DecisionRecorded,
    DecisionReviewed,
    DecisionRevisited,
    DecisionSuperseded,
    OutcomeStated,
    ReviewOutcome,
)
from ledger.governance.proposals.events import Bearing, ProposalPublished
from ledger.governance.proposals.subjects import Orientation, Subject, kind_of
from ledger.governance.rules.decision_rule import DecisionRule, Ground, Method
from ledger.governance.rules.events import Kind, KindRule, RulesFounded
from ledger.governance.voting.events import Counted, Tally, VoteClosed, VoteOpened
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.chunks import seal
from ledger.kernel.identifiers import (
    AppealId,
    DecisionId,
    PartnerId,
    ProposalId,
    VoteId,
)
from ledger.kernel.messages import Actor, Capacity, Command, Fact
from ledger.kernel.words import Audience, write
from tests.cast import ADA, BEN, BRUMES, LITTORAL, PONT, SOURCES, acting_for, mandate
from tests.spec import NOON
from tests.workshop import PARTNERS as ALL_PARTNERS
from tests.workshop import PERSON_OF, TODAY

GREEN, TWIN = DecisionId("green"), DecisionId("twin")
GREEN_PROPOSAL, TWIN_PROPOSAL = ProposalId("green"), ProposalId("twin")
GREEN_VOTE, TWIN_VOTE = VoteId("green"), VoteId("twin")
APPEAL, SECOND_APPEAL = AppealId("first"), AppealId("second")
IN_MAY: Final = date(2026, 5, 4)
MAY_FOURTH: Final = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
IN_2027: Final = date(2027, 5, 4)
BY_RULE: Final = Actor(rule="storyteller", cause=1)

WRITTEN: Final = (
    write("title", "Planter des haies", Audience.PUBLIC),
    write("text", "Chacun plante cent mètres.", Audience.PUBLIC),
    write("summary", "Nous plantons des haies.", Audience.PUBLIC),
    write("reasons", "Personne n'a le terrain.", Audience.PUBLIC),
    write("account", "Les haies ont pris.", Audience.PUBLIC),
    write("reference", "Délibération 2026-17", Audience.PUBLIC),
    write("answer", "Le terrain est trouvé.", Audience.PUBLIC),
    write("label", "Trouver le terrain", Audience.PUBLIC),
)
TITLE, TEXT, SUMMARY, REASONS, ACCOUNT, REFERENCE, ANSWER, LABEL = (
    disclosure.reference for disclosure in WRITTEN
)

BOARD: Final = {
    PartnerId(LITTORAL): acting_for(ADA, LITTORAL, Capacity.BOARD_MEMBER),
    PartnerId(BRUMES): acting_for(BEN, BRUMES, Capacity.BOARD_MEMBER),
}
PARTNERS: Final[tuple[Fact, ...]] = (
    *ALL_PARTNERS,
    mandate(ADA, LITTORAL, Capacity.BOARD_MEMBER),
    mandate(BEN, BRUMES, Capacity.BOARD_MEMBER),
)

RULE: Final = DecisionRule(
    method=Method.FOR_AGAINST, review_grounds=(Ground.LAW, Ground.CHARTER)
)
FOUNDED: Final = RulesFounded(
    partner_id=LITTORAL,
    founding=1,
    rules=(KindRule(Kind.ORIENTATION, RULE),),
    signatories=(LITTORAL,),
)
PUBLISHED: Final = ProposalPublished(
    proposal_id=GREEN_PROPOSAL,
    partner_id=LITTORAL,
    subject=Orientation(),
    bearing=Bearing.NEEDS_DELIBERATION,
    bodies=(BRUMES, SOURCES),
    published_on=TODAY,
    title=TITLE,
    text=TEXT,
    summary=SUMMARY,
)
OPENED: Final = VoteOpened(
    vote_id=GREEN_VOTE,
    proposal_id=GREEN_PROPOSAL,
    partner_id=LITTORAL,
    text_version=1,
    kind=Kind.ORIENTATION,
    rules_version=1,
    rule=RULE,
    opened_on=TODAY,
    closes_at=NOON,
    electorate=seal([[]]),
)
NOBODY: Final = Tally("", 0, "0")
CLOSED: Final = VoteClosed(
    vote_id=GREEN_VOTE,
    proposal_id=GREEN_PROPOSAL,
    closed_on=TODAY,
    outcome=Outcome.ADOPTED,
    counted=(
        Counted(electorate=NOBODY, recused=NOBODY, present=NOBODY, represented=NOBODY),
    ),
    working=(),
)
DECIDED: Final = DecisionRecorded(
    decision_id=GREEN,
    proposal_id=GREEN_PROPOSAL,
    vote_id=GREEN_VOTE,
    author_id=LITTORAL,
    decided_on=TODAY,
    kind=Kind.ORIENTATION,
    rules_version=1,
    rule=RULE,
    text_version=1,
    subject=Orientation(),
    bearing=Bearing.NEEDS_DELIBERATION,
    bodies=(BRUMES, SOURCES),
)
TWIN_DECIDED: Final = msgspec.structs.replace(
    DECIDED, decision_id=TWIN, proposal_id=TWIN_PROPOSAL, vote_id=TWIN_VOTE
)
STATED: Final = OutcomeStated(
    decision_id=GREEN, partner_id=LITTORAL, summary=SUMMARY, review_on=IN_MAY
)
RETURNED: Final = DecisionReviewed(
    decision_id=GREEN,
    partner_id=LITTORAL,
    review=BoardReview.RETURNED,
    ground=Ground.LAW,
    reasons=REASONS,
)
LAPSED: Final = DecisionRevisited(
    decision_id=GREEN,
    partner_id=LITTORAL,
    outcome=ReviewOutcome.LAPSED,
    account=ACCOUNT,
)
RATIFIED: Final = DecisionRatified(
    decision_id=GREEN,
    partner_id=BRUMES,
    reference=REFERENCE,
    deliberated_on=TODAY,
    enforceable_on=date(2026, 3, 20),
)
SUPERSEDED: Final = DecisionSuperseded(decision_id=GREEN, superseding_id=TWIN)
APPEALED: Final = DecisionAppealed(
    decision_id=GREEN, appeal_id=APPEAL, partner_id=PONT, reasons=REASONS
)
ANSWERED: Final = AppealAnswered(
    decision_id=GREEN,
    appeal_id=APPEAL,
    partner_id=LITTORAL,
    is_upheld=False,
    answer=ANSWER,
)
HELD: Final[tuple[Fact, ...]] = (*PARTNERS, DECIDED, TWIN_DECIDED)
TOLD: Final[tuple[Fact, ...]] = (*HELD, STATED)


def deciding(subject: Subject, rule: DecisionRule = RULE) -> DecisionRecorded:
    """Return the shared decision, as if it had changed this."""
    return msgspec.structs.replace(
        DECIDED, subject=subject, kind=kind_of(subject), rule=rule
    )


def asked(
    command: Callable[..., Any], partner_id: PartnerId, /, **content: object
) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as the partner's representative asks it at noon."""
    return _made(
        command,
        actor=acting_for(PERSON_OF[partner_id], partner_id),
        partner_id=partner_id,
        **content,
    )


def from_the_board(
    command: Callable[..., Any], partner_id: PartnerId = LITTORAL, /, **content: object
) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as the partner's member of the board asks it at noon."""
    known = {"actor": BOARD[partner_id], "partner_id": partner_id}
    return _made(command, **{**known, **content})


def by_rule(command: Callable[..., Any], /, **content: object) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as a rule gives it at noon."""
    return _made(command, **{"actor": BY_RULE, **content})


def _made(command: Callable[..., Any], **content: object) -> Command:
    fields: dict[str, object] = {
        "at": NOON,
        "key": f"{command} {content}",
        "words": WRITTEN,
        **content,
    }
    if "decision_id" not in content:
        fields["decision_id"] = GREEN
    made = command(**fields)
    assert isinstance(made, Command)
    return made

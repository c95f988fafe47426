"""The agora: a proposal that stories share, and who speaks on it.

Littoral proposes that the garden open in the evening; Brumes would have it
otherwise, Sources objects, Pont serves the commons and looks on. Beside it stands
the fence, which Brumes proposed, and which must never interfere.
"""

from typing import Any, Final

from ledger.governance.proposals.events import (
    AdviceGiven,
    AmendmentAccepted,
    AmendmentDeclined,
    AmendmentProposed,
    Bearing,
    ObjectionIntegrated,
    ObjectionQualified,
    ObjectionRaised,
    ObjectionWithdrawn,
    ProposalClarificationAsked,
    ProposalDrafted,
    ProposalPublished,
    ProposalReworded,
    ProposalWithdrawn,
    QualificationContested,
)
from ledger.governance.proposals.subjects import Orientation
from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.rules.events import Kind
from ledger.governance.voting.events import VoteClosed, VoteOpened
from ledger.governance.voting.outcomes import Outcome
from ledger.kernel.chunks import Seal
from ledger.kernel.identifiers import (
    AdviceId,
    AmendmentId,
    MandateId,
    ObjectionId,
    PartnerId,
    PrecisionId,
    ProposalId,
    ReactionId,
    VoteId,
)
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.words import Audience, write
from tests.cast import (
    BEN,
    BRUMES,
    CLEO,
    DIA,
    LITTORAL,
    PONT,
    SOURCES,
    acting_for,
    mandate,
    mandate_id,
)
from tests.spec import NOON
from tests.workshop import PARTNERS, PERSON_OF, TODAY

EVENINGS, FENCE = ProposalId("evenings"), ProposalId("fence")
HOURS, WINTER = AmendmentId("hours"), AmendmentId("winter")
NOISE, TASTE = ObjectionId("noise"), ObjectionId("taste")
WHO: Final = PrecisionId("who")
GLAD: Final = ReactionId("glad")
LIGHTS: Final = AdviceId("lights")
BALLOT: Final = VoteId("ballot")

WRITTEN: Final = (
    write("title", "Ouvrir le jardin le soir", Audience.PUBLIC),
    write("text", "Le jardin ouvre jusqu'à vingt-deux heures.", Audience.PUBLIC),
    write("summary", "Le jardin ouvre plus tard.", Audience.PUBLIC),
    write("reason", "Les voisins dorment.", Audience.PUBLIC),
    write("harm", "Le bruit empêche de dormir.", Audience.PUBLIC),
    write("question", "Qui ferme la grille ?", Audience.PUBLIC),
    write("answer", "La ville, tous les soirs.", Audience.PUBLIC),
    write("draft", "Peut-être plus tard le soir ?", Audience.PARTNERS),
)
TITLE, TEXT, SUMMARY, REASON, HARM, QUESTION, ANSWER, DRAFT = (
    disclosure.reference for disclosure in WRITTEN
)
COUNCIL: Final = DecisionRule(method=Method.FOR_AGAINST)

DRAFTED: Final = ProposalDrafted(
    proposal_id=EVENINGS, partner_id=LITTORAL, title=DRAFT, text=DRAFT
)
PUBLISHED: Final = ProposalPublished(
    proposal_id=EVENINGS,
    partner_id=LITTORAL,
    subject=Orientation(),
    bearing=Bearing.COMMITMENT,
    published_on=TODAY,
    title=TITLE,
    text=TEXT,
    summary=SUMMARY,
)
FENCE_PUBLISHED: Final = ProposalPublished(
    proposal_id=FENCE,
    partner_id=BRUMES,
    subject=Orientation(),
    bearing=Bearing.COMMITMENT,
    published_on=TODAY,
    title=TITLE,
    text=TEXT,
    summary=SUMMARY,
)
WITHDRAWN: Final = ProposalWithdrawn(
    proposal_id=EVENINGS, partner_id=LITTORAL, reason=REASON
)
REWORDED: Final = ProposalReworded(
    proposal_id=EVENINGS,
    partner_id=LITTORAL,
    text_version=2,
    subject=Orientation(),
    title=TITLE,
    text=TEXT,
    summary=SUMMARY,
)
ASKED: Final = ProposalClarificationAsked(
    proposal_id=EVENINGS, precision_id=WHO, partner_id=BRUMES, question=QUESTION
)
ADVISED: Final = AdviceGiven(
    proposal_id=EVENINGS, advice_id=LIGHTS, partner_id=BRUMES, text=TEXT
)
AMENDMENT: Final = AmendmentProposed(
    proposal_id=EVENINGS,
    amendment_id=HOURS,
    partner_id=BRUMES,
    text_version=1,
    text=TEXT,
    reason=REASON,
)
ACCEPTED: Final = AmendmentAccepted(
    proposal_id=EVENINGS, amendment_id=HOURS, partner_id=LITTORAL
)
DECLINED: Final = AmendmentDeclined(
    proposal_id=EVENINGS, amendment_id=HOURS, partner_id=LITTORAL, reason=REASON
)
OBJECTED: Final = ObjectionRaised(
    proposal_id=EVENINGS,
    objection_id=NOISE,
    partner_id=SOURCES,
    mandate_id=mandate_id(CLEO, SOURCES),
    harm=HARM,
)
PREFERENCE: Final = ObjectionQualified(
    proposal_id=EVENINGS,
    objection_id=NOISE,
    partner_id=PONT,
    is_objection=False,
    reasons=REASON,
)
INTEGRATED: Final = ObjectionIntegrated(
    proposal_id=EVENINGS, objection_id=NOISE, partner_id=SOURCES, amendment_id=HOURS
)
TAKEN_BACK: Final = ObjectionWithdrawn(
    proposal_id=EVENINGS, objection_id=NOISE, partner_id=SOURCES
)
VOTE_OPENED: Final = VoteOpened(
    vote_id=BALLOT,
    proposal_id=EVENINGS,
    partner_id=PONT,
    text_version=1,
    kind=Kind.ORIENTATION,
    rules_version=1,
    rule=COUNCIL,
    opened_on=TODAY,
    closes_at=NOON,
    electorate=Seal(0, ""),
)


def contested(mandate: MandateId, partner_id: PartnerId) -> QualificationContested:
    """Return that a mandate contests how the objection was qualified."""
    return QualificationContested(
        proposal_id=EVENINGS,
        objection_id=NOISE,
        partner_id=partner_id,
        mandate_id=mandate,
        reasons=REASON,
    )


def closed(outcome: Outcome) -> VoteClosed:
    """Return that the vote closed with an outcome."""
    return VoteClosed(
        vote_id=BALLOT,
        proposal_id=EVENINGS,
        closed_on=TODAY,
        outcome=outcome,
        counted=(),
        working=(),
    )


BOARD_OF_PONT: Final = mandate(DIA, PONT, Capacity.BOARD_MEMBER)
BOARD_OF_SOURCES: Final = mandate(CLEO, SOURCES, Capacity.BOARD_MEMBER)
BEFORE: Final[tuple[Fact, ...]] = (
    *PARTNERS,
    BOARD_OF_PONT,
    BOARD_OF_SOURCES,
    FENCE_PUBLISHED,
)
ON_THE_TABLE: Final[tuple[Fact, ...]] = (*BEFORE, PUBLISHED)
UNDER_VOTE: Final[tuple[Fact, ...]] = (*ON_THE_TABLE, VOTE_OPENED)
DECIDED: Final[tuple[Fact, ...]] = (*UNDER_VOTE, closed(Outcome.ADOPTED))


def asked(
    kind: type[Command],
    partner_id: PartnerId,
    /,
    capacity: Capacity = Capacity.REPRESENTATIVE,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    """Return a command about the proposal, as one of the partner's people asks it."""
    told: dict[str, Any] = {
        "actor": acting_for(PERSON_OF[partner_id], partner_id, capacity),
        "at": NOON,
        "key": "a key",
        "words": WRITTEN,
        "proposal_id": EVENINGS,
        "partner_id": partner_id,
    }
    return kind(**told | content)


BENS: Final = mandate_id(BEN, BRUMES)

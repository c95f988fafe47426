"""The porch: an evaluation that stories share, and who tells what there.

Littoral asks what the orchard changes; Brumes tells, Sources countersigns, Pont
asks the board. Beside it stands the mill's evaluation, which Brumes opened, and
which must never interfere.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import msgspec

from ledger.commons.evaluations.events import (
    AccountCountersigned,
    AccountGiven,
    CourseStep,
    EscalatedToStrategy,
    EscalationAnswered,
    EvaluationConcluded,
    EvaluationOpened,
    Level,
    LifeCourseTraced,
    Source,
)
from ledger.kernel.identifiers import (
    AccountId,
    CourseId,
    EscalationId,
    EvaluationId,
    PartnerId,
)
from ledger.kernel.messages import Command, Fact
from ledger.kernel.words import Audience, write
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for
from tests.library import GUIDE_PUBLISHED
from tests.orchard import MILL, MILL_UNDER_WAY, ORCHARD, UNDER_WAY
from tests.spec import NOON
from tests.workshop import PERSON_OF, TODAY, WORKSHOP_RECORDED

PORCH, BENCH = EvaluationId("porch"), EvaluationId("bench")
MORNING, EVENING = AccountId("morning"), AccountId("evening")
GATE, FENCE, HEDGE = (EscalationId(name) for name in ("gate", "fence", "hedge"))
AWA: Final = CourseId("awa")
IN_APRIL: Final = date(2026, 4, 20)

WRITTEN: Final = (
    write("title", "Que change le verger ?", Audience.PUBLIC),
    write("expected", "Des voisins qui se parlent.", Audience.PUBLIC),
    write("happened", "On s'est parlé, puis on a planté.", Audience.PARTNERS),
    write("surprised", "Les enfants sont venus d'abord.", Audience.PARTNERS),
    write("changes", "Nous ouvrons le mercredi.", Audience.PARTNERS),
    write("pseudonym", "La dame au chapeau", Audience.PARTNERS),
    write("observed", "Douze familles reviennent.", Audience.PUBLIC),
    write("learned", "Le portail compte plus que les arbres.", Audience.PUBLIC),
    write("calls_for", "Un second portail.", Audience.PUBLIC),
    write("question", "Qui ouvre le soir ?", Audience.PUBLIC),
    write("answer", "La ville, jusqu'à vingt heures.", Audience.PUBLIC),
    write("text", "Elle y a trouvé un logement.", Audience.PARTNERS),
)
(
    TITLE,
    EXPECTED,
    HAPPENED,
    SURPRISED,
    CHANGES,
    PSEUDONYM,
    OBSERVED,
    LEARNED,
    CALLS_FOR,
    QUESTION,
    ANSWER,
    STEP,
) = (disclosure.reference for disclosure in WRITTEN)

PORCH_OPENED: Final = EvaluationOpened(
    evaluation_id=PORCH,
    partner_id=LITTORAL,
    title=TITLE,
    expected=EXPECTED,
    project_id=ORCHARD,
)
BENCH_OPENED: Final = msgspec.structs.replace(
    PORCH_OPENED, evaluation_id=BENCH, partner_id=BRUMES, project_id=MILL
)
BRUMES_TELLS: Final = AccountGiven(
    evaluation_id=PORCH,
    account_id=MORNING,
    partner_id=BRUMES,
    level=Level.TEAM,
    source=Source.OWN,
    happened=HAPPENED,
)
COLLECTED: Final = AccountGiven(
    evaluation_id=PORCH,
    account_id=EVENING,
    partner_id=BRUMES,
    level=Level.PERSON,
    source=Source.ORAL,
    happened=HAPPENED,
    surprised=SURPRISED,
    changes=CHANGES,
    pseudonym=PSEUDONYM,
    has_consent=True,
)
SOURCES_COUNTERSIGNS: Final = AccountCountersigned(
    evaluation_id=PORCH, account_id=MORNING, partner_id=SOURCES
)
PORCH_CONCLUDED: Final = EvaluationConcluded(
    evaluation_id=PORCH,
    partner_id=LITTORAL,
    concluded_on=TODAY,
    observed=OBSERVED,
    learned=LEARNED,
)
PONT_ASKS: Final = EscalatedToStrategy(
    evaluation_id=PORCH,
    escalation_id=GATE,
    partner_id=PONT,
    question=QUESTION,
    due_on=IN_APRIL,
)
BOARD_ANSWERS: Final = EscalationAnswered(
    evaluation_id=PORCH,
    escalation_id=GATE,
    partner_id=LITTORAL,
    answered_on=TODAY,
    answer=ANSWER,
)
THROUGH_BOTH: Final = (
    CourseStep(project_id=ORCHARD, text=STEP),
    CourseStep(project_id=MILL, text=STEP),
)
AWA_TRACED: Final = LifeCourseTraced(
    course_id=AWA,
    partner_id=SOURCES,
    title=TITLE,
    steps=THROUGH_BOTH,
    has_consent=True,
)

STARTED: Final[tuple[Fact, ...]] = (
    *UNDER_WAY,
    *MILL_UNDER_WAY,
    WORKSHOP_RECORDED,
    GUIDE_PUBLISHED,
)
"""Four partners, two projects and a guide: something to evaluate."""

OPENED: Final[tuple[Fact, ...]] = (*STARTED, PORCH_OPENED)
"""Littoral asked what the orchard changes."""

TOLD: Final[tuple[Fact, ...]] = (*OPENED, BRUMES_TELLS, PONT_ASKS)
"""Brumes told, and Pont asked the board."""


def of_bench(fact: Any) -> Any:  # noqa: ANN401  # whatever fact about an evaluation
    """Return the same fact about the mill's evaluation."""
    changed = msgspec.structs.replace(fact, evaluation_id=BENCH)
    if hasattr(changed, "account_id"):
        changed = msgspec.structs.replace(changed, account_id=AccountId("elsewhere"))
    if hasattr(changed, "escalation_id"):
        changed = msgspec.structs.replace(changed, escalation_id=HEDGE)
    return changed


def asked(
    command: Callable[..., Any], partner_id: PartnerId, /, **content: object
) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as the partner's representative asks it at noon.

    The key is fresh for each content, as forms give each sending its own.
    """
    fields = {
        "actor": acting_for(PERSON_OF[partner_id], partner_id),
        "at": NOON,
        "key": f"{command} {partner_id} {content}",
        "words": WRITTEN,
        "partner_id": partner_id,
        **content,
    }
    made = command(**fields)
    assert isinstance(made, Command)
    return made

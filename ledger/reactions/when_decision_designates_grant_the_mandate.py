"""When a decision designates a person, grant the mandate."""

from datetime import datetime

from ledger.governance.decisions.designate_elected import DesignateElected
from ledger.kernel.identifiers import DecisionId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor

RULE = "designations-by-decision"


def reaction(  # noqa: PLR0913  # a designation is these
    *,
    decision_id: DecisionId,
    mandate_id: MandateId,
    partner_id: PartnerId,
    person_id: PersonId,
    cause: int,
    at: datetime,
) -> DesignateElected:
    """Return the command that follows from a decision recorded at ``cause``."""
    return DesignateElected(
        actor=Actor(rule=RULE, cause=cause),
        at=at,
        key=f"{cause}-designation",
        decision_id=decision_id,
        mandate_id=mandate_id,
        partner_id=partner_id,
        person_id=person_id,
    )

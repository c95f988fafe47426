"""When a mandate nears its end, announce it: 60, 30 and 7 days before."""

from datetime import datetime

from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Actor
from ledger.membership.mandates.announce_mandate_end import AnnounceMandateEnd

RULE = "mandate-reminders"


def reaction(
    *, mandate_id: MandateId, days_left: int, cause: int, at: datetime
) -> AnnounceMandateEnd:
    """Return the command that follows from a day that has come.

    ``cause`` is the position of the fact that set the mandate's end. The key
    says which reminder it is, so a reactor that was killed after recording it
    records nothing when it asks again.
    """
    return AnnounceMandateEnd(
        actor=Actor(rule=RULE, cause=cause),
        at=at,
        key=f"{cause}-{days_left}",
        mandate_id=mandate_id,
        days_left=days_left,
    )

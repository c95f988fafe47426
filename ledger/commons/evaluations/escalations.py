"""Escalations: what a decision about a question before the board remembers.

Each is a clause of its own, so that several questions are asked at once.
"""

from dataclasses import dataclass, replace

from ledger.commons.evaluations.events import EscalatedToStrategy, EscalationAnswered
from ledger.commons.evaluations.inquiry import (
    NO_INQUIRY,
    Inquiry,
    InquiryFact,
    evolve_inquiry,
)
from ledger.kernel.identifiers import PartnerId

EscalationFact = EscalatedToStrategy | EscalationAnswered


@dataclass(frozen=True)
class Escalation:
    """The evaluation, who asked one question, and whether it is answered."""

    inquiry: Inquiry = NO_INQUIRY
    asker: PartnerId | None = None
    is_answered: bool = False


def evolve_escalation(
    escalation: Escalation, fact: InquiryFact | EscalationFact
) -> Escalation:
    """Remember what the fact changes."""
    match fact:
        case EscalatedToStrategy(partner_id=partner):
            return replace(escalation, asker=partner)
        case EscalationAnswered():
            return replace(escalation, is_answered=True)
        case _:
            inquiry = evolve_inquiry(escalation.inquiry, fact)
            return replace(escalation, inquiry=inquiry)

"""Subjects: what a proposal changes if it is adopted, as data that takes effect."""

from datetime import date

import msgspec

from ledger.governance.charter.events import Article
from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import Kind
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Capacity


class Orientation(msgspec.Struct, frozen=True, tag=True):
    """Nothing that the ledger could do by itself: people act on it."""


class RuleChange(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The rule of a kind of decision changes; without a rule, it is repealed."""

    kind: Kind
    rule: DecisionRule | None = None


class CharterChange(msgspec.Struct, frozen=True, tag=True):
    """The charter has these articles from then on."""

    articles: tuple[Article, ...]


class Admission(msgspec.Struct, frozen=True, tag=True):
    """A body that was invited is welcome among the partners."""

    partner_id: PartnerId


class Designating(
    msgspec.Struct, frozen=True, tag=True, kw_only=True, omit_defaults=True
):
    """A person sits for a partner, in a capacity of the commons, between two days."""

    mandate_id: MandateId
    partner_id: PartnerId
    person_id: PersonId
    capacity: Capacity
    starts_on: date
    ends_on: date | None = None


Subject = Orientation | RuleChange | CharterChange | Admission | Designating

KINDS: dict[type[Subject], Kind] = {
    Orientation: Kind.ORIENTATION,
    RuleChange: Kind.RULE,
    CharterChange: Kind.CHARTER,
    Admission: Kind.ADMISSION,
    Designating: Kind.DESIGNATION,
}
"""By which kind of rule each is decided."""


def kind_of(subject: Subject) -> Kind:
    """Return the kind of decision that a subject asks for."""
    return KINDS[type(subject)]

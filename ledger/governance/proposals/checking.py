"""Checking: what a proposal may ask for, whoever writes it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ledger.governance.charter.events import Article
from ledger.governance.proposals.events import Bearing
from ledger.governance.proposals.refusals import (
    ArticleNumberTwice,
    ArticlesMissing,
    BodiesMissing,
    BodiesNotAsked,
    CapacityNotElected,
    TooManyBodies,
)
from ledger.governance.proposals.subjects import (
    Admission,
    CharterChange,
    Designating,
    Orientation,
    RuleChange,
    Subject,
)
from ledger.governance.rules.checking import check_rule
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity
from ledger.membership.mandates.terms import check_days

BODIES_MAX: Final = 50
ARTICLES: Final = range(1, 101)
ELECTED: Final = frozenset(
    {
        Capacity.BOARD_MEMBER,
        Capacity.SECRETARY,
        Capacity.FACILITATOR,
        Capacity.TREASURER,
        Capacity.AUDITOR,
        Capacity.DATA_PROTECTION_OFFICER,
    }
)


def check_subject(subject: Subject, today: date) -> None:
    """Refuse what could never take effect; whether it still can is asked then."""
    match subject:
        case RuleChange(rule=rule):
            if rule is not None:
                check_rule(rule)
        case CharterChange(articles=articles):
            check_articles(articles)
        case Designating():
            if subject.capacity not in ELECTED:
                raise CapacityNotElected
            check_days(subject.starts_on, subject.ends_on, today)
        case Orientation() | Admission():
            pass


def check_articles(articles: Sequence[Article]) -> None:
    """Refuse a charter without articles, or with two of one number."""
    if len(articles) not in ARTICLES:
        raise ArticlesMissing
    numbers = {article.number for article in articles}
    if len(numbers) != len(articles) or min(numbers) < 1:
        raise ArticleNumberTwice


def check_bodies(bearing: Bearing, bodies: Sequence[PartnerId]) -> None:
    """Ask for bodies exactly where the proposal binds through them."""
    if bearing is not Bearing.NEEDS_DELIBERATION:
        if bodies:
            raise BodiesNotAsked
        return
    if not bodies:
        raise BodiesMissing
    if len(bodies) > BODIES_MAX or len(set(bodies)) != len(bodies):
        raise TooManyBodies

"""Charter in force: its version, its articles, the numbers that have served."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ledger.governance.charter.events import Article, CharterAdopted, CharterAmended
from ledger.governance.charter.refusals import ArticleNumberServed
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import THE_COMMONS, DecisionId

CHARTER: Final = (CharterAdopted, CharterAmended)
CharterFact = CharterAdopted | CharterAmended


@dataclass(frozen=True)
class Charter:
    """The version, 0 before there is one, and which decisions made one."""

    version: int = 0
    numbers: frozenset[int] = frozenset()
    served: frozenset[int] = frozenset()
    done: frozenset[DecisionId] = frozenset()


NO_CHARTER: Final = Charter()


def the_charter() -> Facts:
    """Depend on the charter; it changes rarely, and then for everybody."""
    return facts(*CHARTER, commons_id=THE_COMMONS)


def evolve_charter(charter: Charter, fact: CharterFact) -> Charter:
    """Remember the version, and every number that an article ever had."""
    numbers = frozenset(article.number for article in fact.articles)
    after = replace(
        charter,
        version=fact.charter_version,
        numbers=numbers,
        served=charter.served | numbers,
    )
    match fact:
        case CharterAdopted():
            return after
        case CharterAmended(decision_id=name):
            return replace(after, done=charter.done | {name})


def check_numbers(charter: Charter, articles: Sequence[Article]) -> None:
    """Refuse to give the number of an article that is gone to another one.

    Flags and decisions name articles by number: it must never come to mean
    something else.
    """
    gone = charter.served - charter.numbers
    for article in articles:
        if article.number in gone:
            raise ArticleNumberServed(number=article.number)

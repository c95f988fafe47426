"""Amend the charter by decision."""

from msgspec.structs import replace

from ledger.governance.charter.amend_charter import AmendCharter
from ledger.governance.charter.events import (
    CharterAmended,
)
from ledger.governance.charter.refusals import (
    ArticleNumberServed,
)
from ledger.governance.decisions.events import EffectRefused
from ledger.governance.decisions.refusals import (
    EffectDone,
    EffectOfAnotherKind,
    UnknownDecision,
)
from ledger.governance.proposals.refusals import ArticlesMissing
from ledger.governance.proposals.subjects import CharterChange
from ledger.kernel.identifiers import DecisionId
from tests.cast import LITTORAL
from tests.chamber import (
    DECIDED,
    FOUNDED,
    GREEN,
    PARTNERS,
    WRITTEN,
    deciding,
)
from tests.parchment import (
    AMENDED,
    CHANGE,
    FIRST,
    amending,
    article,
)
from tests.spec import NOON, given


def test_a_decision_on_the_charter_makes_its_next_version() -> None:
    """The first one, where there was none; and once."""
    story = given(*PARTNERS, FIRST, FOUNDED, CHANGE).when(amending()).then(AMENDED)
    again = AmendCharter(
        actor=amending().actor, at=NOON, key="again", words=WRITTEN, decision_id=GREEN
    )
    story.when(again).refused(EffectDone)
    first = replace(AMENDED, charter_version=1)
    given(*PARTNERS, FOUNDED, CHANGE).when(amending()).then(first)


def test_what_was_refused_stays_without_effect() -> None:
    """The board looks at it."""
    refused = EffectRefused(decision_id=GREEN, refusal="ArticleNumberServed")
    given(FIRST, CHANGE, refused).when(amending()).refused(EffectDone)


def test_only_a_decision_on_the_charter_changes_it() -> None:
    """An orientation does not, nor what was never decided."""
    given(FIRST, DECIDED).when(amending()).refused(EffectOfAnotherKind)
    given(FIRST).when(amending()).refused(UnknownDecision)


def test_a_number_never_serves_again() -> None:
    """Article 3 was taken out: flags on it must not come to mean another one."""
    with_three = replace(FIRST, articles=(article(1), article(2), article(3)))
    without = CharterAmended(
        decision_id=DecisionId("before"),
        partner_id=LITTORAL,
        charter_version=2,
        articles=(article(1),),
    )
    story = given(with_three, without, CHANGE)
    story.when(amending()).refused(ArticleNumberServed)


def test_articles_that_cannot_stand_are_refused() -> None:
    """Even if they were voted for."""
    none = deciding(CharterChange(articles=()))
    given(FIRST, none).when(amending()).refused(ArticlesMissing)

"""Effects: decisions follow from votes, and what they change follows from them."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date

from msgspec.structs import replace

from ledger.application import CODEC, Ledger
from ledger.governance.charter.events import Article, CharterAmended
from ledger.governance.decisions.events import DecisionRecorded, EffectRefused
from ledger.governance.proposals.events import Bearing
from ledger.governance.proposals.publish_proposal import PublishProposal
from ledger.governance.proposals.subjects import (
    CharterChange,
    Designating,
    RuleChange,
    Subject,
)
from ledger.governance.rules.events import Kind, RuleAdopted
from ledger.kernel.identifiers import MandateId, PersonId
from ledger.kernel.messages import Capacity, Fact
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.words import read_disclosure
from ledger.membership.mandates.events import MandateGranted
from ledger.reactions.when_vote_closes_record_decision import decision_of
from projections.offline import Offline, OfflineShelf
from projections.registry import VIEWS
from tests.cast import ADA, LITTORAL, SOURCES, acting_for
from tests.chamber import (
    CLOSED,
    FOUNDED,
    GREEN_PROPOSAL,
    GREEN_VOTE,
    OPENED,
    PARTNERS,
    PUBLISHED,
    RULE,
    SUMMARY,
    TEXT,
    TITLE,
    WRITTEN,
)
from tests.spec import NOON, SECRET, Clock, record
from web.effects import awaited_effects, take_effect
from web.reactor import react


class Story:
    """A ledger in memory where a vote has closed; its views may lag behind."""

    def __init__(
        self, subject: Subject | None = None, *, is_published: bool = True
    ) -> None:
        self.clock = Clock(NOON)
        self.store = MemoryStore(self.clock)
        self.ledger = Ledger(self.store, secret=SECRET, clock=self.clock)
        published = replace(PUBLISHED, subject=subject) if subject else PUBLISHED
        record(self.store, *PARTNERS, FOUNDED, at=NOON)
        if is_published:
            record(self.store, published, OPENED, CLOSED, at=NOON)
        self.began = self.store.head().position

    @contextmanager
    def shelf(self) -> Generator[OfflineShelf]:
        """Open the views as the log has them now."""
        folded = Offline(VIEWS)
        folded.follow(CODEC.decode(event) for event in self.store.since(0))
        yield folded.shelf()

    def round(self) -> int:
        """Let the reactor go round once; return how many facts that made."""
        return react(self.ledger, self, self.clock)

    def made(self) -> list[Fact]:
        """Return what was recorded since the vote closed."""
        return [CODEC.decode(event).fact for event in self.store.since(self.began)]


def kinds(story: Story) -> list[type[Fact]]:
    return [type(fact) for fact in story.made()]


def test_a_vote_that_adopted_becomes_a_decision_once() -> None:
    """However often the reactor goes round."""
    story = Story()
    assert [story.round() for _ in range(3)] == [1, 0, 0]
    (decided,) = story.made()
    assert isinstance(decided, DecisionRecorded)
    assert decided.decision_id == decision_of(GREEN_VOTE)


def test_a_rule_that_was_decided_is_in_force_a_round_later() -> None:
    """By the decision, with nobody's hand."""
    story = Story(RuleChange(kind=Kind.CHARTER, rule=RULE))
    assert [story.round() for _ in range(3)] == [1, 1, 0]
    assert kinds(story) == [DecisionRecorded, RuleAdopted]


def test_whoever_was_elected_sits() -> None:
    """By the same decision that names them."""
    story = Story(
        Designating(
            mandate_id=MandateId("chair"),
            partner_id=SOURCES,
            person_id=PersonId(f"{SOURCES}-contact"),
            capacity=Capacity.BOARD_MEMBER,
            starts_on=date(2026, 4, 1),
        )
    )
    assert [story.round() for _ in range(3)] == [1, 1, 0]
    assert kinds(story) == [DecisionRecorded, MandateGranted]


def test_an_effect_that_is_refused_is_noted_once() -> None:
    """For the board to see, and never asked for again."""
    story = Story(RuleChange(kind=Kind.CHARTER))
    assert [story.round() for _ in range(3)] == [1, 1, 0]
    assert kinds(story) == [DecisionRecorded, EffectRefused]
    refused = story.made()[1]
    assert isinstance(refused, EffectRefused)
    assert refused.refusal == "NothingToRepeal"


def test_views_that_lag_let_nothing_be_done_twice() -> None:
    """Two reactors that read the same rows ask for the same."""
    story = Story(RuleChange(kind=Kind.CHARTER, rule=RULE))
    with story.shelf() as shelf:
        before = awaited_effects(shelf)
    assert [take_effect(story.ledger, row, NOON) for row in before * 2] == [1, 0]
    with story.shelf() as shelf:
        after = awaited_effects(shelf)
    assert [take_effect(story.ledger, row, NOON) for row in after * 2] == [1, 0]
    assert kinds(story) == [DecisionRecorded, RuleAdopted]


def publishing(*articles: Article) -> PublishProposal:
    return PublishProposal(
        actor=acting_for(ADA, LITTORAL),
        at=NOON,
        key="charter",
        words=WRITTEN,
        proposal_id=GREEN_PROPOSAL,
        partner_id=LITTORAL,
        subject=CharterChange(articles=articles),
        bearing=Bearing.COMMITMENT,
        title=TITLE,
        text=TEXT,
        summary=SUMMARY,
    )


def test_a_decision_on_the_charter_bears_its_articles() -> None:
    """Their texts lie beside the decision, too."""
    story = Story(is_published=False)
    article = Article(number=1, title=TITLE, text=TEXT)
    story.ledger.handle(publishing(article))
    record(story.store, OPENED, CLOSED, at=NOON)
    story.began = story.store.head().position
    assert story.round() == 1
    decided = story.made()[0]
    assert isinstance(decided, DecisionRecorded)
    assert decided.subject == CharterChange(articles=(article,))
    assert story.round() == 1
    amended = story.made()[1]
    assert isinstance(amended, CharterAmended)
    assert amended.articles == (article,)
    beside = story.store.words_at([story.began + 1])[story.began + 1]
    assert {read_disclosure(one.encoded)[2] for one in beside} == {
        disclosure.text for disclosure in WRITTEN[:2]
    }

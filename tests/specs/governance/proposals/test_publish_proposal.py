"""Publish a proposal."""

from datetime import date
from typing import Any

import pytest

from ledger.governance.charter.events import Article
from ledger.governance.proposals.events import Bearing
from ledger.governance.proposals.publish_proposal import PublishProposal
from ledger.governance.proposals.refusals import (
    ArticleNumberTwice,
    ArticlesMissing,
    BodiesMissing,
    BodiesNotAsked,
    CapacityNotElected,
    NotYourProposal,
    ProposalIsWithdrawn,
    ProposalPublishedAlready,
    TooManyBodies,
)
from ledger.governance.proposals.subjects import (
    CharterChange,
    Designating,
    Orientation,
    RuleChange,
    Subject,
)
from ledger.governance.rules.decision_rule import DecisionRule, Majority, Method
from ledger.governance.rules.events import Kind
from ledger.governance.rules.fractions import Share
from ledger.governance.rules.refusals import MajorityCannotBeReached
from ledger.kernel.identifiers import MandateId, PartnerId
from ledger.kernel.messages import Capacity, Command, Refusal
from ledger.membership.mandates.refusals import MandateEndPast
from ledger.membership.partners.refusals import UnknownPartner
from tests.agora import (
    BEFORE,
    DRAFTED,
    ON_THE_TABLE,
    PUBLISHED,
    SUMMARY,
    TEXT,
    TITLE,
    WITHDRAWN,
    asked,
)
from tests.cast import ADA, BRUMES, LITTORAL, SOURCES
from tests.spec import given


def publishing(
    partner_id: PartnerId = LITTORAL,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {
        "subject": Orientation(),
        "bearing": Bearing.COMMITMENT,
        "title": TITLE,
        "text": TEXT,
        "summary": SUMMARY,
    }
    return asked(PublishProposal, partner_id, **told | content)


def test_a_partner_puts_a_proposal_to_everybody() -> None:
    """Drafted before, or not."""
    given(*BEFORE).when(publishing()).then(PUBLISHED)
    given(*BEFORE, DRAFTED).when(publishing()).then(PUBLISHED)


def test_a_draft_is_published_by_its_own_partner() -> None:
    """Others may help, and not take it."""
    given(*BEFORE, DRAFTED).when(publishing(BRUMES)).refused(NotYourProposal)


def test_it_is_published_once() -> None:
    """Its text changes by rewording it."""
    given(*ON_THE_TABLE).when(publishing()).refused(ProposalPublishedAlready)


def test_what_was_taken_back_does_not_come_again() -> None:
    """A draft may be withdrawn too."""
    story = given(*BEFORE, DRAFTED, WITHDRAWN)
    story.when(publishing()).refused(ProposalIsWithdrawn)


def test_bodies_are_named_exactly_where_they_must_deliberate() -> None:
    """The bearing says whether they must."""
    bearing = Bearing.NEEDS_DELIBERATION
    story = given(*BEFORE)
    story.when(publishing(bearing=bearing)).refused(BodiesMissing)
    story.when(publishing(bodies=(BRUMES,))).refused(BodiesNotAsked)
    twice = publishing(bearing=bearing, bodies=(BRUMES, BRUMES))
    story.when(twice).refused(TooManyBodies)
    many = tuple(PartnerId(f"body{n}") for n in range(51))
    story.when(publishing(bearing=bearing, bodies=many)).refused(TooManyBodies)
    nobody = publishing(bearing=bearing, bodies=(PartnerId("nobody"),))
    story.when(nobody).refused(UnknownPartner)
    both = publishing(bearing=bearing, bodies=(BRUMES, SOURCES))
    (published,) = story.when(both).then_kinds(type(PUBLISHED))
    assert published.bodies == (BRUMES, SOURCES)


def article(number: int) -> Article:
    return Article(number=number, title=TITLE, text=TEXT)


def designating(**changes: Any) -> Designating:  # noqa: ANN401  # any of its fields
    told: dict[str, Any] = {
        "mandate_id": MandateId("seat"),
        "partner_id": LITTORAL,
        "person_id": ADA,
        "capacity": Capacity.BOARD_MEMBER,
        "starts_on": date(2026, 4, 1),
        "ends_on": date(2027, 3, 31),
    }
    return Designating(**told | changes)


OVER = designating(starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 9))
NEVER = DecisionRule(method=Method.FOR_AGAINST, majority=Majority(share=Share(1)))


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        (RuleChange(Kind.RULE, NEVER), MajorityCannotBeReached),
        (CharterChange(()), ArticlesMissing),
        (CharterChange((article(1), article(1))), ArticleNumberTwice),
        (CharterChange((article(0),)), ArticleNumberTwice),
        (designating(capacity=Capacity.ALTERNATE), CapacityNotElected),
        (
            designating(ends_on=date(2026, 3, 9), starts_on=date(2026, 3, 1)),
            MandateEndPast,
        ),
    ],
    ids=["rule", "empty", "doubled", "zero", "capacity", "past"],
)
def test_what_could_never_take_effect_is_not_proposed(
    subject: Subject, why: type[Refusal]
) -> None:
    """It is refused before anybody votes on it."""
    given(*BEFORE).when(publishing(subject=subject)).refused(why)


@pytest.mark.parametrize(
    "subject",
    [
        RuleChange(Kind.RULE),
        CharterChange((article(1), article(2))),
        designating(),
    ],
    ids=["repeal", "charter", "designation"],
)
def test_what_is_decided_is_typed(subject: Subject) -> None:
    """It is recorded as it will take effect."""
    story = given(*BEFORE)
    (published,) = story.when(publishing(subject=subject)).then_kinds(type(PUBLISHED))
    assert published.subject == subject

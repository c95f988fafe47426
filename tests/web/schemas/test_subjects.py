"""Subjects: what a proposal would change is read whole, or refused."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, cast

import pytest
from flask import Flask
from flask_babel import Babel
from marshmallow import ValidationError

from ledger.governance.proposals.publish_proposal import PublishProposal
from ledger.governance.proposals.subjects import (
    Admission,
    CharterChange,
    Designating,
    Orientation,
    RuleChange,
    Subject,
)
from ledger.governance.rules.decision_rule import (
    DecisionRule,
    Majority,
    Method,
    Quorum,
    QuorumOf,
    Share,
)
from ledger.governance.rules.events import Kind
from ledger.kernel.messages import Capacity
from ledger.kernel.words import Audience
from tests.examples import ACTOR
from tests.spec import NOON
from web.schemas.building import Stamp, build
from web.schemas.catalogue import ASKINGS
from web.schemas.lists import ITEMS_MAX
from web.schemas.saying import Said
from web.schemas.subjects import ARTICLE_MAX

TODAY: Final = date(2026, 11, 24)
STAMP: Final = Stamp(actor=ACTOR, at=NOON, key="a-key-of-eight")
PUBLISHING: Final = ASKINGS[PublishProposal]
WHOLE: Final = {
    "bearing": "commitment",
    "title": "Ouvrir le soir",
    "text": "Le jardin ouvre jusqu’à vingt-deux heures.",
    "summary": "Le jardin ouvre plus tard.",
}
ARTICLE: Final = {"number": 1, "title": "L’accès", "text": "Le jardin est à tous."}
SEAT: Final = {
    "kind": "designation",
    "partner_id": "littoral",
    "person_id": "ada",
    "capacity": "treasurer",
    "starts_on": "2026-12-01",
}


@pytest.fixture(scope="module", autouse=True)
def _words() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, default_locale="en")
    with app.test_request_context():
        yield


def published(subject: object, **others: object) -> PublishProposal:
    """Return the command of a proposal with this subject."""
    loaded = PUBLISHING.load({**WHOLE, "subject": subject, **others}, today=TODAY)
    known = {"partner_id": "brumes", "proposal_id": "evenings"}
    return cast("PublishProposal", build(PUBLISHING, loaded, STAMP, known))


def code_of(subject: object, **others: object) -> str:
    """Return the code of what is wrong with a subject, and with nothing else."""
    with pytest.raises(ValidationError) as caught:
        published(subject, **others)
    ((only,),) = cast("dict[str, list[Said]]", caught.value.messages_dict).values()
    return only.code


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ({"kind": "orientation"}, Orientation()),
        ({"kind": "admission", "partner_id": "sources"}, Admission("sources")),  # type: ignore[arg-type]  # an identifier is text
        ({"kind": "rule", "decides": "charter"}, RuleChange(Kind.CHARTER)),
        (
            {
                "kind": "rule",
                "decides": "orientation",
                "rule": {
                    "method": "for_against",
                    "majority": {"share": {"over": 2, "under": 3}, "strict": False},
                    "quorum": {"of": "weights"},
                },
            },
            RuleChange(
                Kind.ORIENTATION,
                DecisionRule(
                    method=Method.FOR_AGAINST,
                    majority=Majority(share=Share(2, 3), strict=False),
                    quorum=Quorum(of=QuorumOf.WEIGHTS),
                ),
            ),
        ),
    ],
)
def test_each_kind_is_read_as_what_takes_effect(
    sent: dict[str, Any], read: Subject
) -> None:
    """What is written by hand becomes the very data that a decision enacts."""
    assert published(sent).subject == read


def test_the_articles_of_a_charter_are_public_words() -> None:
    """Each title and text is written for everybody, and disclosed with the command."""
    command = published({"kind": "charter", "articles": [ARTICLE]})
    assert isinstance(command.subject, CharterChange)
    (article,) = command.subject.articles
    told = {word.reference.digest: word.text for word in command.words}
    assert told[article.text.digest] == ARTICLE["text"]
    assert told[article.title.digest] == ARTICLE["title"]
    assert article.text.audience is Audience.PUBLIC


def test_a_designation_is_named_by_the_key_of_its_command() -> None:
    """Sent again it is the same mandate, and never one that somebody chose."""
    first, again = published(SEAT).subject, published(SEAT).subject
    assert isinstance(first, Designating)
    assert first == again
    assert first.capacity is Capacity.TREASURER
    assert len(first.mandate_id) == 26


@pytest.mark.parametrize(
    "subject",
    [
        {},
        {"kind": "war"},
        {"kind": "orientation", "rule": None},
        {"kind": "admission"},
        {"kind": "admission", "partner_id": "a b"},
        {"kind": "rule", "decides": "charter", "rule": {"method": "shouting"}},
        {
            "kind": "rule",
            "decides": "charter",
            "rule": {"method": "consent", "quorom": {}},
        },
        {"kind": "charter", "articles": [{**ARTICLE, "text": "x" * (ARTICLE_MAX + 1)}]},
        {"kind": "charter", "articles": [{**ARTICLE, "text": "\x00"}]},
        {"kind": "charter", "articles": [{**ARTICLE, "title": " "}]},
        {"kind": "charter", "articles": [{**ARTICLE, "number": 10**30}]},
        {"kind": "charter", "articles": [ARTICLE] * (ITEMS_MAX + 1)},
        {**SEAT, "mandate_id": "mine"},
        {**SEAT, "starts_on": "tomorrow"},
    ],
)
def test_what_cannot_be_read_whole_is_refused(subject: object) -> None:
    """Nothing of a rule is lost without a word: what is misspelt is not guessed."""
    assert code_of(subject) == "subject.invalid"


def test_the_ledger_says_what_could_never_take_effect() -> None:
    """In the words of its refusal, before it is asked."""
    twice = {"kind": "charter", "articles": [ARTICLE, ARTICLE]}
    assert code_of(twice) == "ArticleNumberTwice"
    assert code_of({"kind": "charter", "articles": []}) == "ArticlesMissing"
    assert code_of({**SEAT, "capacity": "contributor"}) == "CapacityNotElected"
    sure = {"method": "for_against", "majority": {"share": {"over": 1, "under": 1}}}
    rule = {"kind": "rule", "decides": "charter", "rule": sure}
    assert code_of(rule) == "MajorityCannotBeReached"


def test_bodies_are_named_exactly_where_they_must_deliberate() -> None:
    """A bearing that needs them asks for them, and another one for none."""
    nothing = {"kind": "orientation"}
    assert code_of(nothing, bearing="needs_deliberation") == "BodiesMissing"
    assert code_of(nothing, bodies=["sources"]) == "BodiesNotAsked"

"""Messages: who asks, what is recorded, why not."""

from typing import Any

import msgspec
import pytest

from ledger.commons.contributions.refusals import NotYourContribution
from ledger.kernel.identifiers import MandateId, PersonId
from ledger.kernel.messages import Actor, Refusal
from ledger.membership.partners.events import PartnerInvited
from ledger.membership.partners.refusals import CommuneMerged
from tests.cast import LITTORAL, partner


def invited() -> PartnerInvited:
    _, fact, _ = partner(LITTORAL)
    assert isinstance(fact, PartnerInvited)
    return fact


def test_a_fact_is_filed_under_the_identifiers_it_has() -> None:
    """An identifier left out is no tag; the others are sorted."""
    fact = msgspec.structs.replace(invited(), siren="123456782")
    assert fact.tags() == (
        "commons:commons",
        "partner:littoral",
        "siren:123456782",
    )


def test_an_actor_is_a_person_or_a_rule() -> None:
    """The envelope names one of them, never both, never nobody."""
    person = Actor(person_id=PersonId("ada"), mandate_id=MandateId("m"))
    assert person.by == "person:ada"
    assert Actor(rule="mandate-end", cause=7).by == "rule:mandate-end"
    mistakes: list[dict[str, Any]] = [
        {},
        {"person_id": "ada", "rule": "r", "cause": 7},
        {"rule": "r"},
        {"person_id": "ada", "cause": 7},
    ]
    for wrong in mistakes:
        with pytest.raises(AssertionError):
            Actor(**wrong)


def test_a_refusal_says_its_sentence() -> None:
    """The first line of its docstring is what people read."""
    assert str(NotYourContribution()) == NotYourContribution.sentence()
    assert NotYourContribution.field == "contribution_id"


def test_a_refusal_fills_in_its_details() -> None:
    """What stands in the way is named."""
    refusal = CommuneMerged(successor="Annecy", code="74010")
    assert "Annecy (74010)" in str(refusal)
    assert refusal.details == {"successor": "Annecy", "code": "74010"}


def test_a_refusal_without_a_sentence_goes_by_its_name() -> None:
    """Better a name than nothing."""

    class NotToday(Refusal):
        __doc__ = None

    assert NotToday.sentence() == "NotToday"

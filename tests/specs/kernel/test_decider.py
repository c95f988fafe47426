"""The decider: clauses of a boundary, and the fold over a history."""

import pytest

from ledger.commons.contributions.confirm_contribution import confirm_contribution
from ledger.commons.contributions.events import (
    ContributionRecorded,
    ContributionWithdrawn,
)
from ledger.kernel.decider import facts
from tests.cast import LITTORAL
from tests.workshop import WORKSHOP, WORKSHOP_RECORDED, WORKSHOP_WITHDRAWN


def test_a_clause_names_kinds_and_tags() -> None:
    """The tags are those the facts are filed under, in one order."""
    clause = facts(ContributionRecorded, partner_id=LITTORAL, contribution_id=WORKSHOP)
    assert clause.kinds == {ContributionRecorded}
    assert clause.about == ("contribution:workshop", "partner:littoral")
    assert clause.about == WORKSHOP_RECORDED.tags()


def test_the_order_of_naming_does_not_matter() -> None:
    """The same clause is the same value, so that what is remembered is found."""
    assert facts(
        ContributionRecorded, ContributionWithdrawn, partner_id="b", contribution_id="a"
    ) == facts(
        ContributionWithdrawn, ContributionRecorded, contribution_id="a", partner_id="b"
    )


def test_a_clause_names_at_least_one_kind_and_one_identifier() -> None:
    """A clause about everything would make every writer a rival."""
    with pytest.raises(AssertionError):
        facts(ContributionRecorded)
    with pytest.raises(AssertionError):
        facts(contribution_id="a")


def test_a_history_is_folded_in_order_onto_what_is_remembered() -> None:
    """Replaying all at once, or bringing forward in two steps, is the same."""
    decider = confirm_contribution
    history = [(1, WORKSHOP_RECORDED), (2, WORKSHOP_WITHDRAWN)]
    at_once = decider.replay(history, decider.initial)
    first = decider.replay(history[:1], decider.initial)
    assert first != decider.initial
    assert decider.replay(history[1:], first) == at_once != first

"""Tallies: groups as they are recorded, and back, so that any rule can judge them."""

from collections.abc import Sequence
from fractions import Fraction

from ledger.governance.voting.electorate import Amount, Group
from ledger.governance.voting.events import Counted, Tally


def counted_of(groups: Sequence[Group]) -> tuple[Counted, ...]:
    """Return the groups as a fact bears them: weights are exact, in text."""
    return tuple(
        Counted(
            college_id=group.college_id,
            electorate=_tally("electorate", group.electorate),
            recused=_tally("recused", group.recused),
            present=_tally("present", group.present),
            represented=_tally("represented", group.represented),
            answers=tuple(
                _tally(choice, amount)
                for choice, amount in sorted(group.answers.items())
            ),
        )
        for group in groups
    )


def groups_of(counted: Sequence[Counted]) -> tuple[Group, ...]:
    """Return the groups that were recorded."""
    return tuple(
        Group(
            college_id=one.college_id,
            electorate=_amount(one.electorate),
            recused=_amount(one.recused),
            present=_amount(one.present),
            represented=_amount(one.represented),
            answers={tally.choice: _amount(tally) for tally in one.answers},
        )
        for one in counted
    )


def _tally(choice: str, amount: Amount) -> Tally:
    return Tally(choice, amount.heads, str(amount.weight))


def _amount(tally: Tally) -> Amount:
    return Amount(tally.heads, Fraction(tally.weight))

"""Opening: the electorate of a vote, as the roll and the rule make it that day.

It is listed in parts, so that whoever votes depends on their own part only, and
sealed with its count and digest, so that a part that went missing is seen.
"""

from datetime import date
from typing import Final

from ledger.governance.rules.decision_rule import DecisionRule, Voters
from ledger.governance.rules.fractions import ONE, Share
from ledger.governance.voting.electorate import NO_COLLEGE, Voter
from ledger.kernel.chunks import Seal, chunked, seal
from ledger.membership.mandates.roll import Roll, Seat, board_seats, partners_seats

PART_VOTERS: Final = 100
DAYS_OPEN_MAX: Final = 90


def electorate_of(rule: DecisionRule, roll: Roll, day: date) -> list[Voter]:
    """Return who votes by this rule, in the order of their mandates.

    Each weighs what the rule gives its partner. A partner in no college of the
    rule votes in none, and the vote cannot open: nobody is left out in silence.
    """
    by_partners = rule.voters is Voters.PARTNERS
    seats = partners_seats(roll, day) if by_partners else board_seats(roll, day)
    weights = {one.partner_id: Share(one.weight) for one in rule.weights}
    return [
        Voter(
            mandate_id=seat.mandate_id,
            partner_id=seat.partner_id,
            college_id=_college(rule, seat),
            weight=weights.get(seat.partner_id, ONE),
            is_public=seat.is_public,
        )
        for seat in sorted(seats, key=lambda seat: seat.mandate_id)
    ]


def in_parts(voters: list[Voter]) -> tuple[list[tuple[Voter, ...]], Seal]:
    """Return the electorate in parts, and the seal of them all."""
    parts = list(chunked(voters, PART_VOTERS))
    return parts, seal(parts)


def _college(rule: DecisionRule, seat: Seat) -> str:
    if rule.colleges is None:
        return NO_COLLEGE
    return seat.college_id or NO_COLLEGE

"""Attending: which voices were in the room, as the attendance of a meeting says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.governance.meetings.events import Attendee, Presence
from ledger.governance.rules.decision_rule import DecisionRule, Voters
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.refusals import ProxyCapReached
from ledger.kernel.identifiers import MandateId, PartnerId
from ledger.membership.mandates.assembly import REPRESENTING
from ledger.membership.mandates.roll import Roll


@dataclass(frozen=True)
class Room:
    """The voices of the electorate that were present, and those represented."""

    present: frozenset[MandateId]
    represented: frozenset[MandateId]

    def came(self, voters: Sequence[Voter], college: str) -> tuple[int, int]:
        """Return how many of a college were present, and how many represented."""
        own = {one.mandate_id for one in voters if one.college_id == college}
        return len(own & self.present), len(own & self.represented)


def in_the_room(
    rule: DecisionRule,
    roll: Roll,
    voters: Sequence[Voter],
    attendees: Sequence[Attendee],
) -> Room:
    """Return whose voices were there.

    A partner is there through any of those who represent it; on the board each
    sits for themselves. Whoever is represented counts only where the rule takes
    proxies. Raises ProxyCapReached where one person holds too many.
    """
    present: set[MandateId] = set()
    through: dict[MandateId, MandateId] = {}
    voices = _voices(rule, voters)
    for one in attendees:
        voice = voices.get(_seat(rule, roll, one.mandate_id))
        if voice is None:
            continue
        if one.presence is Presence.PRESENT:
            present.add(voice)
        elif one.presence is Presence.REPRESENTED and one.through is not None:
            through[voice] = one.through
    represented = {voice: by for voice, by in through.items() if voice not in present}
    if rule.proxies is None:
        return Room(frozenset(present), frozenset())
    cap = rule.proxies.per_holder
    if max(Counter(represented.values()).values(), default=0) > cap:
        raise ProxyCapReached(cap=cap)
    return Room(frozenset(present), frozenset(represented))


Seat = PartnerId | MandateId | None


def _voices(rule: DecisionRule, voters: Sequence[Voter]) -> dict[Seat, MandateId]:
    if rule.voters is Voters.BOARD:
        return {one.mandate_id: one.mandate_id for one in voters}
    return {one.partner_id: one.mandate_id for one in voters}


def _seat(rule: DecisionRule, roll: Roll, mandate_id: MandateId) -> Seat:
    mandate = roll.mandates.get(mandate_id)
    if mandate is None or rule.voters is Voters.BOARD:
        return mandate_id
    return mandate.partner_id if mandate.capacity in REPRESENTING else None

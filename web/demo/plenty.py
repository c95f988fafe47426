"""Plenty: a large, plausible commons, for benchmarks and for looking at long lists.

Its facts are written as the deciders would have let them, without asking them:
each partner confirmed, each contribution positive, past and in its unit.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from ledger.application import CODEC
from ledger.commons.contributions.events import (
    ContributionClarificationAsked,
    ContributionClarificationGiven,
    ContributionConfirmed,
    ContributionCorrected,
    ContributionRecorded,
    Nature,
    Unit,
)
from ledger.commons.contributions.limits import UNITS
from ledger.kernel.identifiers import ContributionId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Fact
from ledger.kernel.quantities import Period
from ledger.kernel.store.history import Past
from ledger.kernel.store.port import NewEvent
from ledger.kernel.words import Audience, Disclosure, write
from ledger.membership.mandates.events import Designation, MandateGranted
from ledger.membership.partners.events import (
    PartnerInvited,
    PartnerKind,
    PartnershipConfirmed,
    Scope,
)
from ledger.membership.people.events import PersonEnrolled

SEED: Final = 20260101
FACTS_PER_PARTNER: Final = 500
PARTNERS_MAX: Final = 400
YEARS: Final = 5
RECENT_MAX: Final = 5_000
NATURES: Final = (Nature.TIME, Nature.PLACE, Nature.KNOW_HOW)
TITLES: Final = ("Atelier", "Prêt de salle", "Relecture", "Jeu de données", "Accueil")


@dataclass
class Plenty:
    """Makes facts one after another between two instants, the same for one seed."""

    count: int
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        self._random = random.Random(SEED)  # noqa: S311  # repeatable on purpose
        self._made = 0
        self._count = 0
        # Whoever confirms or asks looks at what is recent: the rest is forgotten.
        self._recent: deque[tuple[ContributionId, PartnerId, Decimal]]
        self._recent = deque(maxlen=RECENT_MAX)

    def history(self) -> Iterator[Past]:
        """Yield exactly ``count`` facts with their times."""
        number = max(3, min(PARTNERS_MAX, self.count // FACTS_PER_PARTNER))
        partners = [PartnerId(f"corps-{i}") for i in range(number)]
        for partner in partners:
            for fact, words in _partner(
                partner, (self.start - timedelta(days=365 * YEARS)).date()
            ):
                if self._made < self.count:
                    yield self._past(fact, words, Actor(rule="plenty", cause=0))
        while self._made < self.count:
            yield self._next(partners)

    def _next(self, partners: list[PartnerId]) -> Past:
        drawn = self._random.random()
        if drawn < 0.6 or not self._recent:  # noqa: PLR2004  # a share of all facts
            return self._record(self._random.choice(partners))
        thing, author, quantity = self._random.choice(self._recent)
        other = self._random.choice([p for p in partners[:50] if p != author])
        if drawn < 0.85:  # noqa: PLR2004  # as above
            confirmed = ContributionConfirmed(
                contribution_id=thing, confirming_id=other, quantity=quantity
            )
            return self._past(confirmed, (), _actor(other))
        said = write("text", "Une précision du jour", Audience.PARTNERS)
        fact: Fact
        if drawn < 0.91:  # noqa: PLR2004  # as above
            fact = ContributionCorrected(
                contribution_id=thing,
                partner_id=author,
                difference=Decimal(1),
                reason=said.reference,
            )
        elif drawn < 0.96:  # noqa: PLR2004  # as above
            fact = ContributionClarificationAsked(
                contribution_id=thing, asking_id=other, question=said.reference
            )
        else:
            fact = ContributionClarificationGiven(
                contribution_id=thing, answer=said.reference
            )
        return self._past(fact, (said,), _actor(author))

    def _record(self, partner: PartnerId) -> Past:
        thing = ContributionId(f"don-{self._count}")
        nature = self._random.choice(NATURES)
        unit = self._random.choice(sorted(UNITS[nature]))
        quantity = Decimal(self._random.randrange(1, 160)) / 2
        title = f"{self._random.choice(TITLES)} n° {self._count + 1}"
        said = write("title", title, Audience.PUBLIC)
        day = self._time().date() - timedelta(
            days=self._random.randrange(1, 365 * YEARS)
        )
        self._count += 1
        self._recent.append((thing, partner, quantity))
        fact = ContributionRecorded(
            contribution_id=thing,
            partner_id=partner,
            nature=nature,
            quantity=quantity,
            unit=Unit(unit),
            period=Period(day - timedelta(days=self._random.randrange(0, 20)), day),
            title=said.reference,
        )
        return self._past(fact, (said,), _actor(partner))

    def _time(self) -> datetime:
        return self.start + (self.end - self.start) * (self._made / self.count)

    def _past(self, fact: Fact, words: tuple[Disclosure, ...], actor: Actor) -> Past:
        at = self._time()
        self._made += 1
        data = CODEC.encode(fact, actor, at)
        return Past(at, NewEvent(type(fact).__name__, fact.tags(), data, words))


def plenty(count: int, start: datetime) -> Iterator[Past]:
    """Yield a history of so many facts from an instant until now."""
    return Plenty(count, start, datetime.now(UTC)).history()


def _actor(partner: PartnerId) -> Actor:
    return Actor(
        person_id=PersonId(f"{partner}-p"), mandate_id=MandateId(f"{partner}-m")
    )


def _partner(
    partner: PartnerId, start: date
) -> Iterator[tuple[Fact, tuple[Disclosure, ...]]]:
    person = PersonId(f"{partner}-p")
    contact = write(
        "contact", f"{partner}@exemple.test", Audience.PERSONAL, subject=person
    )
    name = write("name", f"Corps n° {partner[6:]}", Audience.PUBLIC)
    why = write("no_identifier_reason", "Corps inventé", Audience.PUBLIC)
    yield PersonEnrolled(person_id=person, contact=contact.reference), (contact,)
    invited = PartnerInvited(
        partner_id=partner,
        kind=PartnerKind.ASSOCIATION,
        scope=Scope.REGIONAL,
        name=name.reference,
        short_name=name.reference,
        contact_id=person,
        no_identifier_reason=why.reference,
    )
    yield invited, (name, why)
    yield PartnershipConfirmed(partner_id=partner), ()
    granted = MandateGranted(
        mandate_id=MandateId(f"{partner}-m"),
        partner_id=partner,
        person_id=person,
        capacity=Capacity.REPRESENTATIVE,
        designation=Designation.INVITATION,
        starts_on=start,
    )
    yield granted, ()

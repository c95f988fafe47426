"""Need stories: what the random histories tell about needs, offers, modalities."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.modalities import (
    ModalitiesFounded,
    NatureCounted,
    Threshold,
)
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.events import NeedStated, OfferAccepted, OfferMade
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.state_need import StateNeed
from ledger.commons.needs.withdraw_need import WithdrawNeed
from ledger.commons.needs.withdraw_offer import WithdrawOffer
from ledger.kernel.identifiers import ContributionId, NeedId, OfferId
from ledger.kernel.messages import Command, Fact
from ledger.kernel.quantities import Period
from ledger.kernel.words import Audience, write
from tests.cast import BRUMES, LITTORAL, acting_for, words
from tests.projections.project_stories import BODIES, PEOPLE, PROJECTS
from tests.spec import NOON

NEEDS: Final = tuple(NeedId(f"need{i}") for i in range(3))
OFFERS: Final = tuple(OfferId(f"offer{i}") for i in range(3))
YESTERDAY: Final = NOON.date() - timedelta(days=1)


def need_under_way() -> Sequence[Fact]:
    """Return modalities, a need, and an offer in answer that was accepted."""
    natures = tuple(
        NatureCounted(nature, (Unit.HOUR, Unit.DAY))
        for nature in (Nature.TIME, Nature.PLACE)
    )
    return [
        ModalitiesFounded(
            partner_id=LITTORAL,
            modalities_version=1,
            natures=natures,
            thresholds=(Threshold(Unit.HOUR, Decimal(2)),),
            signatories=(LITTORAL,),
        ),
        NeedStated(
            need_id=NEEDS[0],
            partner_id=BRUMES,
            nature=Nature.TIME,
            unit=Unit.HOUR,
            title=words("hands"),
        ),
        OfferMade(
            offer_id=OFFERS[0],
            partner_id=LITTORAL,
            nature=Nature.TIME,
            quantity=Decimal(3),
            unit=Unit.HOUR,
            title=words("two of them"),
            need_id=NEEDS[0],
            seeker_id=BRUMES,
        ),
        OfferAccepted(offer_id=OFFERS[0], accepting_id=BRUMES),
    ]


def need_command(  # noqa: PLR0911  # one way out for each kind of command
    step: tuple[int, int, int, int], number: int
) -> Command:
    """Return the command about a need or an offer that a step stands for."""
    _what, who, which, amount = step
    body = BODIES[who]
    title = write("title", f"number {number}", Audience.PUBLIC)
    given: dict[str, Any] = {
        "actor": acting_for(PEOPLE[body], body),
        "at": NOON,
        "key": f"step-{number}",
        "words": (title,),
        "partner_id": body,
    }
    need, offer = NEEDS[which % len(NEEDS)], OFFERS[which % len(OFFERS)]
    told: dict[str, Any] = {
        "nature": Nature.TIME if amount % 2 else Nature.PLACE,
        "unit": Unit.HOUR if amount % 3 else Unit.DAY,
        "title": title.reference,
    }
    match amount:
        case 1:
            return MeetNeed(**given, need_id=need)
        case 2:
            return WithdrawNeed(**given, need_id=need)
        case 3 | 4:
            project = PROJECTS[0] if amount % 2 else None
            return StateNeed(**given, **told, need_id=need, project_id=project)
        case 5 | 6:
            answered = need if amount % 2 else None
            quantity = Decimal(amount)
            return MakeOffer(
                **given, **told, offer_id=offer, need_id=answered, quantity=quantity
            )
        case 7:
            return AcceptOffer(**given, offer_id=offer)
        case 8:
            return WithdrawOffer(**given, offer_id=offer)
        case _:
            return RecordContribution(
                **given,
                **told,
                contribution_id=ContributionId(f"kept{number % 3}"),
                quantity=Decimal(number + 1),
                period=Period(YESTERDAY, YESTERDAY),
                offer_id=offer,
            )

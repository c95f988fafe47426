"""A model of needs, offers and what is counted, as a reader would keep on a slate.

It counts days in whole numbers and knows nothing of facts, boundaries or folds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.found_modalities import FoundModalities
from ledger.commons.contributions.modalities import NatureCounted, Threshold
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.state_need import StateNeed
from ledger.commons.needs.withdraw_need import WithdrawNeed
from ledger.commons.needs.withdraw_offer import WithdrawOffer
from ledger.kernel.identifiers import ContributionId, NeedId, OfferId, PartnerId
from ledger.kernel.messages import Capacity, Command
from ledger.kernel.quantities import PARIS
from tests.cast import acting_for
from tests.hall import TITLE, asked, founding, keeping
from tests.workshop import PERSON_OF

COUNTED: Final = {
    Nature.TIME: (Unit.HOUR, Unit.DAY, Unit.SESSION),
    Nature.PLACE: (Unit.HOUR, Unit.DAY, Unit.SESSION, Unit.ITEM),
    Nature.KNOW_HOW: (Unit.ITEM, Unit.DAY, Unit.SESSION),
}


class Deed(Enum):
    """What may be tried with needs and offers."""

    SEEK = StateNeed
    FIND = MeetNeed
    UNSEEK = WithdrawNeed
    OFFER = MakeOffer
    ACCEPT = AcceptOffer
    TAKE_BACK = WithdrawOffer
    RECORD = RecordContribution
    FOUND = FoundModalities


@dataclass(frozen=True)
class Step:
    """Someone tries a deed; each deed looks at what concerns it."""

    deed: Deed
    partner_id: PartnerId
    need: str
    offer: str
    answers: bool
    days: int
    nature: Nature
    unit: Unit
    number: int

    def command(self, at: datetime, key: str) -> Command:
        """Return the command that asks for it."""
        until = at.astimezone(PARIS).date() + timedelta(days=self.days)
        counted: dict[str, Any] = {"nature": self.nature, "unit": self.unit}
        told: dict[str, Any] = {**counted, "title": TITLE, "until": until}
        need, offer = NeedId(self.need), OfferId(self.offer)
        answered = need if self.answers else None
        stamped: dict[str, Any] = {"at": at, "key": key}
        if self.deed is Deed.FOUND:
            return self._founding(stamped)
        if self.deed is Deed.RECORD:
            name = ContributionId(f"c{self.number}")
            content = {**stamped, **counted, "contribution_id": name, "offer_id": offer}
            return keeping(self.partner_id, **content)
        content = {
            Deed.SEEK: {"need_id": need, **told},
            Deed.FIND: {"need_id": need},
            Deed.UNSEEK: {"need_id": need},
            Deed.OFFER: {
                "offer_id": offer,
                "need_id": answered,
                "quantity": Decimal(self.number),
                **told,
            },
            Deed.ACCEPT: {"offer_id": offer},
            Deed.TAKE_BACK: {"offer_id": offer},
        }[self.deed]
        made = asked(self.deed.value, self.partner_id, **stamped, **content)
        assert isinstance(made, Command)
        return made

    def _founding(self, stamped: dict[str, Any]) -> Command:
        board = acting_for(
            PERSON_OF[self.partner_id], self.partner_id, Capacity.BOARD_MEMBER
        )
        return founding(
            self.partner_id,
            **stamped,
            actor=board,
            modalities_version=self.number,
            natures=(NatureCounted(self.nature, (self.unit,)),),
            thresholds=(Threshold(self.unit, Decimal(self.days)),),
            signatories=(self.partner_id,),
        )


@dataclass
class Sought:
    """What is known of one need."""

    author: PartnerId
    until: date
    is_over: bool = False


@dataclass
class Given:
    """What is known of one offer."""

    author: PartnerId
    seeker: PartnerId | None
    until: date
    taken_by: PartnerId | None = None
    is_over: bool = False


@dataclass
class Model:
    """All needs and offers, what is counted, and the threshold it is confirmed above.

    Each contribution keeps the threshold that held for its unit when it was recorded.
    """

    sought: dict[str, Sought] = field(default_factory=dict[str, Sought])
    given: dict[str, Given] = field(default_factory=dict[str, Given])
    recorded: dict[int, int | None] = field(default_factory=dict[int, int | None])
    counted: dict[Nature, tuple[Unit, ...]] = field(
        default_factory=lambda: dict(COUNTED)
    )
    version: int = 0
    threshold: tuple[Unit, int] | None = None

    def accepts(self, step: Step, at: datetime) -> bool:
        """Tell whether the step is allowed, and take note of it if it is."""
        return RULES[step.deed](self, step, at.astimezone(PARIS).date())

    def is_counted(self, step: Step) -> bool:
        """Tell whether the step names something that is counted."""
        return step.unit in self.counted.get(step.nature, ())

    def open_need(self, step: Step) -> Sought | None:
        """Return the need if it goes on."""
        need = self.sought.get(step.need)
        return need if need is not None and not need.is_over else None

    def open_offer(self, step: Step) -> Given | None:
        """Return the offer if it was neither taken back nor kept."""
        offer = self.given.get(step.offer)
        return offer if offer is not None and not offer.is_over else None


def _seek(model: Model, step: Step, today: date) -> bool:
    if step.need in model.sought or step.days < 0 or not model.is_counted(step):
        return False
    until = today + timedelta(days=step.days)
    model.sought[step.need] = Sought(step.partner_id, until)
    return True


def _unseek(model: Model, step: Step, _today: date) -> bool:
    need = model.open_need(step)
    if need is None or need.author != step.partner_id:
        return False
    need.is_over = True
    return True


def _offer(model: Model, step: Step, today: date) -> bool:
    if step.offer in model.given or step.days < 0 or not model.is_counted(step):
        return False
    if step.number <= 0:
        return False
    need = model.open_need(step)
    if step.answers and (need is None or need.author == step.partner_id):
        return False
    if step.answers and need is not None and need.until < today:
        return False
    seeker = need.author if step.answers and need is not None else None
    until = today + timedelta(days=step.days)
    model.given[step.offer] = Given(step.partner_id, seeker, until)
    return True


def _accept(model: Model, step: Step, today: date) -> bool:
    offer = model.open_offer(step)
    if offer is None or offer.taken_by is not None or offer.until < today:
        return False
    if offer.author == step.partner_id:
        return False
    if offer.seeker is not None and offer.seeker != step.partner_id:
        return False
    offer.taken_by = step.partner_id
    return True


def _take_back(model: Model, step: Step, _today: date) -> bool:
    offer = model.open_offer(step)
    if offer is None or offer.author != step.partner_id:
        return False
    offer.is_over = True
    return True


def _record(model: Model, step: Step, _today: date) -> bool:
    offer = model.open_offer(step)
    if offer is None or offer.author != step.partner_id or offer.taken_by is None:
        return False
    if step.number in model.recorded or not model.is_counted(step):
        return False
    held = model.threshold
    is_held = held is not None and held[0] is step.unit
    model.recorded[step.number] = held[1] if held is not None and is_held else None
    offer.is_over = True
    return True


def _found(model: Model, step: Step, _today: date) -> bool:
    if step.number != model.version + 1 or step.days < 0:
        return False
    if step.unit not in COUNTED.get(step.nature, ()):
        return False
    model.version = step.number
    model.counted = {step.nature: (step.unit,)}
    model.threshold = (step.unit, step.days)
    return True


RULES: Final[Mapping[Deed, Callable[[Model, Step, date], bool]]] = {
    Deed.SEEK: _seek,
    Deed.FIND: _unseek,
    Deed.UNSEEK: _unseek,
    Deed.OFFER: _offer,
    Deed.ACCEPT: _accept,
    Deed.TAKE_BACK: _take_back,
    Deed.RECORD: _record,
    Deed.FOUND: _found,
}

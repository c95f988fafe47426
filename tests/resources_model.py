"""A model of resources: what a reader of the rules would keep on index cards.

It follows origins upstream anew for each reuse, and knows nothing of facts,
boundaries, folds or copied rows.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.events import ResourceKind
from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.hand_over_resource import HandOverResource
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.retire_resource import RetireResource
from ledger.commons.resources.revise_resource import ReviseResource
from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from ledger.kernel.identifiers import ContributionId, PartnerId, ResourceId, ReuseId
from ledger.kernel.messages import Command
from tests.library import CHANGES, REASON, SUMMARY, TEXT, TITLE, asked
from tests.workshop import TODAY

LICENCES: Final = ("CC-BY-4.0", "CC-BY-ND-4.0", "GPL-2.0", "no licence")
CURRENT: Final = {"CC-BY-4.0", "CC-BY-ND-4.0"}


class Deed(Enum):
    """What may be tried with a resource."""

    PUBLISH = PublishResource
    FORK = ForkResource
    REVISE = ReviseResource
    HAND_OVER = HandOverResource
    REUSE = DeclareReuse
    TAKE_BACK = WithdrawReuse
    TELL = GiveFeedback
    RETIRE = RetireResource


@dataclass(frozen=True)
class Step:
    """Someone tries a deed, with another resource and partner in mind."""

    deed: Deed
    resource_id: ResourceId
    other_id: ResourceId
    partner_id: PartnerId
    other: PartnerId
    edition: str
    licence: str
    reuse: int
    origins: tuple[ContributionId, ...]
    yes: bool

    def command(self, key: str) -> Command:
        """Return the command that asks for it."""
        made = {
            "licence": self.licence,
            "edition": self.edition,
            "title": TITLE,
            "summary": SUMMARY,
            "origins": self.origins,
        }
        origin = {"origin_id": self.other_id, "origin_edition": "1"}
        use = ReuseId(f"use{self.reuse}")
        content: Mapping[Deed, dict[str, Any]] = {
            Deed.PUBLISH: {**made, "kind": ResourceKind.TOOL},
            Deed.FORK: {**made, **origin},
            Deed.REVISE: {
                "edition": self.edition,
                "changes": CHANGES,
                "licence": self.licence if self.yes else None,
            },
            Deed.HAND_OVER: {"maintainer_id": self.other},
            Deed.REUSE: {
                "reuse_id": use,
                "edition": self.edition,
                "reused_on": TODAY,
            },
            Deed.TAKE_BACK: {"reuse_id": use},
            Deed.TELL: {"text": TEXT, "reuse_id": use if self.yes else None},
            Deed.RETIRE: {
                "reason": REASON,
                "successor_id": self.other_id if self.yes else None,
            },
        }
        command: Command = asked(
            self.deed.value,
            self.partner_id,
            self.resource_id,
            key=key,
            **content[self.deed],
        )
        return command


@dataclass
class Card:
    """What is known of one resource."""

    maintainer: PartnerId
    editions: dict[str, str]
    origins: tuple[ContributionId, ...]
    forked_from: ResourceId | None = None
    is_retired: bool = False
    licence: str = ""


@dataclass
class Model:
    """The cards of all resources, the reuses, and which partners are suspended."""

    cards: dict[ResourceId, Card] = field(default_factory=dict[ResourceId, Card])
    reuses: dict[str, tuple[ResourceId, PartnerId, str]] = field(
        default_factory=dict[str, tuple[ResourceId, PartnerId, str]]
    )
    taken_back: set[str] = field(default_factory=set[str])
    withdrawn: set[ContributionId] = field(default_factory=set[ContributionId])
    suspended: set[PartnerId] = field(default_factory=set[PartnerId])

    def accepts(self, step: Step) -> bool:
        """Tell whether the step is allowed, and take note of it if it is."""
        if step.partner_id in self.suspended:
            return False
        alone = {
            Deed.PUBLISH: self._publish,
            Deed.FORK: self._fork,
            Deed.TAKE_BACK: self._take_back,
        }
        if step.deed in alone:
            return alone[step.deed](step)
        card = self.cards.get(step.resource_id)
        if card is None or card.is_retired:
            return False
        is_own = card.maintainer == step.partner_id
        if step.deed in OF_MAINTAINERS and not is_own:
            return False
        return RULES[step.deed](self, card, step)

    def _make(self, step: Step, origin: ResourceId | None) -> bool:
        if step.resource_id in self.cards or step.licence not in CURRENT:
            return False
        if self.withdrawn & set(step.origins):
            return False
        if len(set(step.origins)) < len(step.origins):
            return False
        self.cards[step.resource_id] = Card(
            step.partner_id,
            {step.edition: step.licence},
            step.origins,
            origin,
            licence=step.licence,
        )
        return True

    def _publish(self, step: Step) -> bool:
        return self._make(step, None)

    def _fork(self, step: Step) -> bool:
        origin = self.cards.get(step.other_id)
        if origin is None or "ND" in origin.editions.get("1", "ND"):
            return False
        return self._make(step, step.other_id)

    def _take_back(self, step: Step) -> bool:
        name = f"use{step.reuse}"
        resource, partner, _edition = self.reuses.get(name, ("", "", ""))
        if (resource, partner) != (step.resource_id, step.partner_id):
            return False
        del self.reuses[name]
        self.taken_back.add(name)
        return True

    def upstream(self, resource_id: ResourceId | None) -> list[ResourceId]:
        """Return a resource and all it was forked from, one after the other."""
        found: list[ResourceId] = []
        while resource_id is not None:
            assert resource_id not in found, "a chain of forks never closes"
            found.append(resource_id)
            resource_id = self.cards[resource_id].forked_from
        return found

    def owed(self) -> Counter[tuple[str, str]]:
        """Count for each thing the reuses that credit it: once each."""
        counted: Counter[tuple[str, str]] = Counter()
        for resource_id, _partner, _edition in self.reuses.values():
            chain = self.upstream(resource_id)
            given = {o for name in chain for o in self.cards[name].origins}
            counted.update({("resource", name): 1 for name in chain})
            counted.update({("contribution", name): 1 for name in given})
        return counted


OF_MAINTAINERS: Final = {Deed.REVISE, Deed.HAND_OVER, Deed.RETIRE}


def _revise(_model: Model, card: Card, step: Step) -> bool:
    licence = step.licence if step.yes else card.licence
    if step.edition in card.editions or licence not in CURRENT:
        return False
    card.editions[step.edition] = card.licence = licence
    return True


def _hand_over(model: Model, card: Card, step: Step) -> bool:
    if step.other == card.maintainer or step.other in model.suspended:
        return False
    card.maintainer = step.other
    return True


def _reuse(model: Model, card: Card, step: Step) -> bool:
    use = (step.resource_id, step.partner_id, step.edition)
    name = f"use{step.reuse}"
    if step.edition not in card.editions or name in {*model.reuses, *model.taken_back}:
        return False
    if use in model.reuses.values():
        return False
    model.reuses[name] = use
    return True


def _tell(model: Model, _card: Card, step: Step) -> bool:
    if not step.yes:
        return True
    resource, partner, _edition = model.reuses.get(f"use{step.reuse}", ("", "", ""))
    return (resource, partner) == (step.resource_id, step.partner_id)


def _retire(model: Model, card: Card, step: Step) -> bool:
    other = model.cards.get(step.other_id)
    is_fit = other is not None and other is not card and not other.is_retired
    if step.yes and not is_fit:
        return False
    card.is_retired = True
    return True


RULES: Final[Mapping[Deed, Callable[[Model, Card, Step], bool]]] = {
    Deed.REVISE: _revise,
    Deed.HAND_OVER: _hand_over,
    Deed.REUSE: _reuse,
    Deed.TELL: _tell,
    Deed.RETIRE: _retire,
}

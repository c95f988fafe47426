"""What may be done with the guide, by whom, and what must have happened before."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from ledger.kernel.identifiers import PartnerId, ResourceId
from ledger.kernel.messages import Capacity, Command, Fact
from tests.cast import BRUMES, LITTORAL, SOURCES, acting_for, mandate
from tests.library import (
    CC_BY_SA,
    CHANGES,
    FORK,
    GUIDE,
    PUBLISHED,
    REASON,
    SOURCES_REUSES,
    SOURCES_USE,
    SUMMARY,
    TEXT,
    TITLE,
    asked,
)
from tests.workshop import PERSON_OF, RECORDED, TODAY, WORKSHOP

REPRESENTING = {Capacity.REPRESENTATIVE, Capacity.ALTERNATE}
MAKING = REPRESENTING | {Capacity.CONTRIBUTOR}
TAKING_PART = MAKING | {Capacity.PARTICIPANT}
BOARD = {Capacity.BOARD_MEMBER}


@dataclass(frozen=True)
class Deed:
    """A command, who may ask for it, and what must have happened before."""

    command: type[Command]
    partner_id: PartnerId
    capacities: set[Capacity]
    content: dict[str, Any]
    before: Sequence[Fact] = PUBLISHED
    resource_id: ResourceId = GUIDE

    def asked(self, capacity: Capacity | None = None, **content: object) -> Command:
        """Return the command, as somebody asks it in that capacity."""
        person = PERSON_OF[self.partner_id]
        actor = acting_for(person, self.partner_id, capacity or min(self.capacities))
        merged = {"actor": actor, **self.content, **content}
        command = asked(self.command, self.partner_id, self.resource_id, **merged)
        assert isinstance(command, Command)
        return command

    @property
    def history(self) -> tuple[Fact, ...]:
        """Return what happened before, and every capacity held."""
        person = PERSON_OF[self.partner_id]
        held = [
            mandate(person, self.partner_id, role)
            for role in Capacity
            if role is not Capacity.REPRESENTATIVE
        ]
        return (*self.before, *held)


MADE: Final[dict[str, Any]] = {
    "licence": CC_BY_SA,
    "edition": "1.0",
    "title": TITLE,
    "summary": SUMMARY,
    "origins": (WORKSHOP,),
}
PUBLISHING: Final = Deed(
    PublishResource,
    LITTORAL,
    MAKING,
    {**MADE, "kind": ResourceKind.METHOD},
    RECORDED,
)
FORKING: Final = Deed(
    ForkResource,
    BRUMES,
    MAKING,
    {**MADE, "origin_id": GUIDE, "origin_edition": "1.0"},
    resource_id=FORK,
)
HANDING_OVER: Final = Deed(
    HandOverResource, LITTORAL, REPRESENTING, {"maintainer_id": BRUMES}
)
MAINTAINERS_DEEDS: Final = [
    Deed(ReviseResource, LITTORAL, MAKING, {"edition": "1.1", "changes": CHANGES}),
    HANDING_OVER,
    Deed(RetireResource, LITTORAL, REPRESENTING, {"reason": REASON}),
]
LASTING_DEEDS: Final = [
    *MAINTAINERS_DEEDS,
    Deed(
        DeclareReuse,
        SOURCES,
        TAKING_PART,
        {"reuse_id": SOURCES_USE, "edition": "1.0", "reused_on": TODAY},
    ),
    Deed(GiveFeedback, SOURCES, TAKING_PART, {"text": TEXT}),
]
DEEDS: Final = [*LASTING_DEEDS, FORKING]
TAKING_BACK: Final = Deed(
    WithdrawReuse,
    SOURCES,
    TAKING_PART,
    {"reuse_id": SOURCES_USE},
    (*PUBLISHED, SOURCES_REUSES),
)
"""What depends on the reuse alone, whatever becomes of the resource."""


def named(told: Deed | Fact) -> str:
    """Return the name under which a test tells of it."""
    kind = told.command if isinstance(told, Deed) else type(told)
    return kind.__name__

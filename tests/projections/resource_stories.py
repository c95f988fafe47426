"""Resource stories: what the random histories tell about resources."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.events import ResourceKind, ResourcePublished
from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.hand_over_resource import HandOverResource
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.retire_resource import RetireResource
from ledger.commons.resources.revise_resource import ReviseResource
from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from ledger.kernel.identifiers import ContributionId, ResourceId, ReuseId
from ledger.kernel.messages import Command, Fact
from ledger.kernel.words import Audience, Words, write
from tests.cast import LITTORAL, acting_for, words
from tests.projections.project_stories import BODIES, PEOPLE, PROJECTS
from tests.spec import NOON

RESOURCES: Final = tuple(ResourceId(f"resource{i}") for i in range(5))
LICENCES: Final = ("CC-BY-SA-4.0", "CC0-1.0", "CC-BY-ND-4.0")
KINDS: Final = tuple(ResourceKind)
PUBLISHED: Final = date(2026, 1, 4)


def resource_shared() -> Sequence[Fact]:
    """Return a resource that a partner published in January."""
    return [
        ResourcePublished(
            resource_id=RESOURCES[0],
            partner_id=LITTORAL,
            kind=ResourceKind.METHOD,
            licence=LICENCES[0],
            edition="1",
            published_on=PUBLISHED,
            title=words("a method"),
            summary=words("how to"),
        )
    ]


def resource_command(step: tuple[int, int, int, int], number: int) -> Command:
    """Return the command about a resource that a step of a story stands for."""
    what, who, which, amount = step
    body, name = BODIES[who], RESOURCES[which]
    said = write("text", "because", Audience.PUBLIC)
    given: dict[str, Any] = {
        "actor": acting_for(PEOPLE[body], body),
        "at": NOON,
        "key": f"step-{number}",
        "words": (said,),
        "resource_id": name,
        "partner_id": body,
    }
    text = said.reference
    match what:
        case 17:
            return _publish(given, amount, text)
        case 18 | 19:
            return _fork(given, amount, text)
        case 20 | 21:
            return _reuse(given, amount, number)
        case 22:
            return _revise(given, amount, text)
        case _:
            return _ending(given, amount, text)


def _origins(amount: int) -> tuple[ContributionId, ...]:
    return (ContributionId(f"thing{amount % 5}"),) if amount % 2 else ()


def _publish(given: dict[str, Any], amount: int, text: Words) -> Command:
    return PublishResource(
        **given,
        kind=KINDS[amount % len(KINDS)],
        licence=LICENCES[amount % len(LICENCES)],
        edition="1",
        title=text,
        summary=text,
        origins=_origins(amount),
    )


def _fork(given: dict[str, Any], amount: int, text: Words) -> Command:
    return ForkResource(
        **given,
        origin_id=RESOURCES[amount % len(RESOURCES)],
        origin_edition="1",
        licence=LICENCES[amount % len(LICENCES)],
        edition="1",
        title=text,
        summary=text,
        origins=_origins(amount),
    )


def _reuse(given: dict[str, Any], amount: int, number: int) -> Command:
    return DeclareReuse(
        **given,
        reuse_id=ReuseId(f"reuse-{number % 12}"),
        edition="1" if amount % 4 else "2",
        reused_on=NOON.date(),
        project_id=PROJECTS[0] if amount % 3 else None,
    )


def _revise(given: dict[str, Any], amount: int, text: Words) -> Command:
    licence = LICENCES[amount % len(LICENCES)] if amount % 2 else None
    return ReviseResource(**given, edition="2", changes=text, licence=licence)


def _ending(given: dict[str, Any], amount: int, text: Words) -> Command:
    if amount % 4 == 0:
        use = ReuseId(f"reuse-{amount}")
        return WithdrawReuse(**given, reuse_id=use, reason=text)
    if amount % 3 == 0:
        return HandOverResource(**given, maintainer_id=BODIES[amount % len(BODIES)])
    if amount % 3 == 1:
        return GiveFeedback(**given, text=text)
    successor = RESOURCES[amount % len(RESOURCES)] if amount % 2 else None
    return RetireResource(**given, reason=text, successor_id=successor)

"""Retire a resource."""

import msgspec

from ledger.commons.resources.refusals import UnknownSuccessor
from ledger.commons.resources.retire_resource import RetireResource
from ledger.kernel.identifiers import ResourceId
from ledger.kernel.messages import Command
from tests.cast import LITTORAL
from tests.library import (
    GUIDE,
    GUIDE_RETIRED,
    MAP,
    MAP_PUBLISHED,
    PUBLISHED,
    REASON,
    asked,
    of_map,
)
from tests.spec import given


def retires(successor_id: ResourceId | None = None) -> Command:
    """Return the command by which Littoral retires the guide."""
    command: Command = asked(
        RetireResource, LITTORAL, reason=REASON, successor_id=successor_id
    )
    return command


def test_the_maintainer_retires_it() -> None:
    """With or without another one in its place."""
    given(*PUBLISHED).when(retires()).then(GUIDE_RETIRED)
    replaced = msgspec.structs.replace(GUIDE_RETIRED, successor_id=MAP)
    given(*PUBLISHED, MAP_PUBLISHED).when(retires(MAP)).then(replaced)


def test_what_replaces_it_is_another_one_in_use() -> None:
    """Neither itself, nor one that is retired, nor one that nobody published."""
    given(*PUBLISHED).when(retires(GUIDE)).refused(UnknownSuccessor)
    given(*PUBLISHED).when(retires(MAP)).refused(UnknownSuccessor)
    retired = (MAP_PUBLISHED, of_map(GUIDE_RETIRED))
    given(*PUBLISHED, *retired).when(retires(MAP)).refused(UnknownSuccessor)

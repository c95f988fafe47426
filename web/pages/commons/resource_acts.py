"""Resource acts: what a signed-in person may do with a resource as it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import LazyString, lazy_gettext

from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.hand_over_resource import HandOverResource
from ledger.commons.resources.licences import allows_forks
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.retire_resource import RetireResource
from ledger.commons.resources.revise_resource import ReviseResource
from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from ledger.kernel.messages import Capacity, Command
from ledger.policy import POLICY
from projections.commons.resources import ResourceRow
from projections.commons.reuses import ReuseRow
from web.auth.viewer import Hat, Viewer

OF_MAINTAINERS: Final = frozenset({ReviseResource, HandOverResource, RetireResource})


@dataclass(frozen=True)
class Act:
    """A page with a form, the command it asks for, and when that makes sense."""

    endpoint: str
    label: LazyString
    command: type[Command]
    makes_sense: Callable[[ResourceRow, Hat], bool]


def _is_in_use(row: ResourceRow, _hat: Hat) -> bool:
    return not row.is_retired


def _may_be_forked(row: ResourceRow, _hat: Hat) -> bool:
    return any(allows_forks(edition.licence) for edition in row.editions)


def _is_ours(row: ResourceRow, hat: Hat) -> bool:
    is_board = hat.capacity is Capacity.BOARD_MEMBER
    return not row.is_retired and (is_board or row.maintainer_id == hat.partner_id)


ACTS: Final = (
    Act(
        "give_feedback",
        lazy_gettext("Give feedback from the field"),
        GiveFeedback,
        _is_in_use,
    ),
    Act("fork_resource", lazy_gettext("Take it further"), ForkResource, _may_be_forked),
    Act(
        "revise_resource",
        lazy_gettext("Publish a new version"),
        ReviseResource,
        _is_ours,
    ),
    Act("hand_over_resource", lazy_gettext("Hand it over"), HandOverResource, _is_ours),
    Act("retire_resource", lazy_gettext("Retire it"), RetireResource, _is_ours),
)


def acts_on(row: ResourceRow, viewer: Viewer) -> list[tuple[str, LazyString]]:
    """Return what the viewer may do with it, each with its address.

    What no designation of theirs allows is not offered, nor what would be
    refused as it stands. The ledger decides in the end.
    """
    return [
        (url_for(act.endpoint, resource_id=row.resource_id), act.label)
        for act in ACTS
        if any(act.makes_sense(row, hat) for hat in _hats(act.command, viewer))
    ]


def may_reuse(row: ResourceRow, viewer: Viewer | None) -> bool:
    """Tell whether to offer the reuse: a visitor is asked to sign in first."""
    if row.is_retired:
        return False
    return viewer is None or bool(_hats(DeclareReuse, viewer))


def may_publish(viewer: Viewer | None) -> bool:
    """Tell whether the viewer may publish a resource for some partner."""
    return viewer is not None and bool(_hats(PublishResource, viewer))


def hat_on(
    row: ResourceRow | None, viewer: Viewer, command: type[Command]
) -> Hat | None:
    """Return under which designation the viewer asks for a command.

    For what maintainers do, the one for the maintainer; else the one worn.
    """
    allowed = _hats(command, viewer)
    if row is not None and command in OF_MAINTAINERS:
        ours = [hat for hat in allowed if hat.partner_id == row.maintainer_id]
        allowed = [*ours, *allowed]
    return allowed[0] if allowed else None


def hat_of_reuse(row: ReuseRow, viewer: Viewer | None) -> Hat | None:
    """Return under which designation the viewer may take back a reuse."""
    if viewer is None or row.is_withdrawn:
        return None
    own = (h for h in _hats(WithdrawReuse, viewer) if h.partner_id == row.partner_id)
    return next(own, None)


def _hats(command: type[Command], viewer: Viewer) -> list[Hat]:
    worn = (viewer.partner,) if viewer.partner else ()
    return [hat for hat in (*worn, *viewer.hats) if hat.capacity in POLICY[command]]

"""Resources: publish, take further, reuse, tell of, maintain."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.events import ReuseDeclared
from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.hand_over_resource import HandOverResource
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.retire_resource import RetireResource
from ledger.commons.resources.revise_resource import ReviseResource
from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from ledger.kernel.messages import Command
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route
from web.forms.field import Text

NAME: Final = "resource_id"
RESOURCE, REUSE = ("resources", NAME), ("reuses", "reuse_id")
ONE: Final = "/resources/<identifier>"


def _act(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what a partner does about a resource."""
    at = f"{ONE}/{rule}"
    return Route(command=command, rule=at, summary=summary, about=RESOURCE, names=NAME)


ROUTES: Final = (
    Route(
        command=PublishResource,
        rule="/resources",
        summary=_("Publish a resource"),
        about=RESOURCE,
    ),
    Route(
        command=ForkResource,
        rule=f"{ONE}/forks",
        summary=_("Publish one's own version of a resource"),
        about=RESOURCE,
        names="origin_id",
    ),
    _act(ReviseResource, "editions", _("Publish another edition")),
    Route(
        command=DeclareReuse,
        rule=f"{ONE}/reuses",
        summary=_("Declare a reuse"),
        about=REUSE,
        names=NAME,
    ),
    Route(
        command=WithdrawReuse,
        rule="/reuses/<identifier>",
        method="DELETE",
        summary=_("Take back a reuse"),
        about=REUSE,
        names="reuse_id",
        find=of_the_fact(ReuseDeclared, "reuse_id", NAME),
    ),
    _act(GiveFeedback, "feedback", _("Give feedback from the field")),
    _act(HandOverResource, "handovers", _("Name who maintains it from now on")),
    _act(RetireResource, "retirement", _("Say why it is no longer recommended")),
)

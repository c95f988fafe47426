"""Designations: invite a body, and say who acts for a partner."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from flask_babel import lazy_gettext as _

from ledger.application import CODEC
from ledger.kernel.identifiers import TAG_PATTERN, tag_of
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Clause
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.partners.events import InvitationRenewed, PartnerInvited
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.renew_invitation import RenewInvitation
from web.api.bearers import Bearer
from web.api.problem import Problem
from web.api.writes.letters import send_again
from web.api.writes.route import Route
from web.reading import the_wiring

INVITING: Final = frozenset({PartnerInvited.__name__, InvitationRenewed.__name__})


def _from_today(_name: str, _bearer: Bearer) -> Mapping[str, Any]:
    """Return since when somebody acts: from today on."""
    return {"starts_on": day_in_paris(datetime.now(UTC))}


def _invited_last(name: str, _bearer: Bearer) -> Mapping[str, Any]:
    """Return who was to answer for a prospect, the last time it was invited."""
    tag = tag_of("partner_id", name)
    if not TAG_PATTERN.fullmatch(tag):
        raise Problem("not_found")
    events = the_wiring().store.read([Clause(INVITING, (tag,))]).events
    if not events:
        raise Problem("not_found")
    fact = CODEC.decode(events[-1]).fact
    assert isinstance(fact, PartnerInvited | InvitationRenewed)
    return {"contact_id": fact.contact_id, "contact": None}


ROUTES: Final = (
    Route(
        command=InvitePartner,
        rule="/invitations",
        summary=_("Invite a body through a person there, who gets a letter"),
    ),
    Route(
        command=RenewInvitation,
        rule="/invitations/<identifier>/renewals",
        summary=_("Invite a body again, for a later day"),
        names="partner_id",
        find=_invited_last,
        after=send_again,
    ),
    Route(
        command=GrantMandate,
        rule="/mandates",
        summary=_("Designate a person for a partner, or for the board"),
        find=_from_today,
    ),
    Route(
        command=HandOverRepresentation,
        rule="/handovers",
        summary=_("Hand one’s own representation over to a successor"),
    ),
)

"""Team: who acts for my partner, and the invitations still open."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Capacity
from ledger.kernel.quantities import day_in_paris
from ledger.membership.partners.renew_invitation import RenewInvitation
from ledger.membership.partners.standing import Partnership
from projections.membership.mandates import MandateRow, mandates_of_partner
from projections.membership.partners import PartnerRow, partners
from projections.shelf import Shelf
from web.auth.access import the_access
from web.auth.guards import required_hat, required_viewer
from web.auth.identity import FOR_A_PARTNER
from web.auth.invitations import Invited, send_invitation
from web.auth.viewer import Hat, Viewer
from web.languages import PREFIX, language
from web.pages.membership.inviting import DAYS_TO_ANSWER, INVITING
from web.pages.personal import personal
from web.reading import open_shelf, the_wiring
from web.texts.words_of_the_field import CAPACITIES
from web.writing import ask, now


@dataclass(frozen=True, kw_only=True)
class Member:
    """A mandate as the team's page shows it."""

    mandate: MandateRow
    name: str
    is_in_force: bool
    may_be_withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class Prospect:
    """An invitation as the team's page shows it."""

    partner_id: str
    name: str
    confirm_by: date | None
    standing: Partnership


def register(app: Flask) -> None:
    """Add the team's page."""
    app.add_url_rule(f"{PREFIX}/espace/equipe", "team", team)
    app.add_url_rule(
        f"{PREFIX}/espace/invitations/<partner_id>/renouveler",
        "renew_invitation",
        renew_invitation,
        methods=["POST"],
    )


@personal
def team() -> str:
    """Show who acts for my partner, and whom we have invited."""
    viewer, hat = required_viewer(), required_hat(*FOR_A_PARTNER)
    with open_shelf() as shelf:
        members = _members(shelf, viewer, hat)
        prospects = _prospects(shelf, viewer)
    return render_template(
        "membership/team.html",
        partner_name=hat.partner_name,
        members=members,
        capacities=CAPACITIES,
        prospects=prospects,
        may_designate=hat.capacity is Capacity.REPRESENTATIVE,
        may_invite=viewer.hat_as(*INVITING) is not None,
        is_board=viewer.hat_as(Capacity.BOARD_MEMBER) is not None,
    )


def _members(shelf: Shelf, viewer: Viewer, hat: Hat) -> list[Member]:
    today = day_in_paris(datetime.now(UTC))
    directory = the_access().directory
    may = hat.capacity is Capacity.REPRESENTATIVE
    # The board takes back its seats; a representative who does not sit there asks it.
    is_board = viewer.hat_as(Capacity.BOARD_MEMBER) is not None
    return [
        Member(
            mandate=row,
            name=directory.name_of(PersonId(row.person_id)) or _("Not named yet"),
            is_in_force=row.is_in_force(today),
            may_be_withdrawn=(
                is_board if row.capacity is Capacity.BOARD_MEMBER else may
            )
            and row.is_in_force(today)
            and row.person_id != viewer.person_id,
        )
        for row in mandates_of_partner(shelf, hat.partner_id)
    ]


def _prospects(shelf: Shelf, viewer: Viewer) -> list[Prospect]:
    directory = the_access().directory
    found = shelf.page(partners, standing=Partnership.INVITED, limit=200)
    is_board = viewer.hat_as(Capacity.BOARD_MEMBER) is not None
    return [
        Prospect(
            partner_id=placed.row.partner_id,
            name=directory.partner_name(PartnerId(placed.row.partner_id)),
            confirm_by=placed.row.confirm_by,
            standing=placed.row.standing,
        )
        for placed in found.rows
        if is_board or placed.row.owner_id == viewer.person_id
    ]


@personal
def renew_invitation(partner_id: str) -> Response:
    """Send the invitation's link again; the earlier one is worth nothing then."""
    viewer, hat = required_viewer(), required_hat(*INVITING)
    with the_wiring().views.shelf() as shelf:
        row = shelf.get(partners, partner_id)
    if row is None or row.standing is not Partnership.INVITED:
        flash(_("This invitation is no longer open."))
        return redirect(url_for("team"), 303)
    _await_longer(viewer, hat, row)
    _send_again(viewer, row)
    flash(_("The invitation was sent again."))
    return redirect(url_for("team"), 303)


def _await_longer(viewer: Viewer, hat: Hat, row: PartnerRow) -> None:
    """Invite anew where the awaited day has passed: a new link alone would not do."""
    today = day_in_paris(datetime.now(UTC))
    if row.confirm_by is None or row.confirm_by >= today:
        return
    ask(
        RenewInvitation(
            actor=viewer.actor(hat),
            at=now(),
            key=f"renew-{row.partner_id}-{today.isoformat()}"[:64],
            host_id=hat.partner_id,
            partner_id=PartnerId(row.partner_id),
            contact_id=PersonId(row.contact_id),
            confirm_by=today + timedelta(days=DAYS_TO_ANSWER),
        )
    )


def _send_again(viewer: Viewer, row: PartnerRow) -> None:
    access = the_access()
    contact = PersonId(row.contact_id)
    directory = access.directory
    partner_id = PartnerId(row.partner_id)
    send_invitation(
        access,
        Invited(
            person_id=contact,
            email=directory.contact_of(contact),
            language=language(),
            partner_name=directory.partner_name(partner_id),
            invited_by=viewer.person_id,
            partner_id=partner_id,
        ),
    )

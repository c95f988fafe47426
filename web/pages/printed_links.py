"""Links that serve once: an invitation, the first start, the operator's.

GET only shows what the link does, for mail programs open links to look at them;
POST uses it up, in one transaction with the session that it opens.
"""

from flask import Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ledger.kernel.identifiers import PersonId, random_identifier
from web.auth.access import Access, the_access
from web.auth.cookies import hand_token, token_in_cookie
from web.auth.devices import device_named
from web.auth.guards import the_viewer
from web.auth.invitations import PATH as INVITATION_PATH
from web.auth.invitations import LinkOver, open_invitation, use_invitation
from web.auth.limits import LINKS_PER_ADDRESS, count_in, network_of
from web.auth.sessions import Kind, NewSession, open_session
from web.auth.setup_link import PATHS, is_link_open, use_link
from web.languages import PREFIX
from web.pages.personal import personal


def register(app: Flask) -> None:
    """Add the pages that links lead to."""
    for path, endpoint, page in (
        (INVITATION_PATH, "invitation", invitation),
        (PATHS[Kind.FOUNDER], "founding_link", founding_link),
        (PATHS[Kind.OPERATOR], "operator_access", operator_access),
    ):
        app.add_url_rule(
            f"{PREFIX}/{path}/<token>", endpoint, page, methods=["GET", "POST"]
        )


@personal
def invitation(token: str) -> str | Response:
    """Show who invites; then open the account and the session."""
    access = _counted()
    if request.method == "GET":
        found = open_invitation(access, token)
        viewer = the_viewer()
        return render_template(
            "auth/invitation.html",
            invitation=found,
            inviter=access.directory.name_of(found.invited_by),
            partner=found.partner_id
            and access.directory.partner_name(found.partner_id),
            other=viewer if viewer and viewer.person_id != found.person_id else None,
        )
    with access.pool.connection() as db, db.transaction():
        used = use_invitation(db, access, token)
        opened = open_session(db, access, _new(access, Kind.PERSON, used.person_id))
    return _inside(access, "welcome", opened, Kind.PERSON)


@personal
def founding_link(token: str) -> str | Response:
    """Let in who started Commun, under a random name, to found the commons."""
    access = _counted()
    if access.directory.is_founded():
        raise LinkOver
    if request.method == "GET":
        return _offer(access, token, Kind.FOUNDER)
    founder = PersonId(random_identifier())
    with access.pool.connection() as db, db.transaction():
        use_link(db, access, token, Kind.FOUNDER)
        opened = open_session(db, access, _new(access, Kind.FOUNDER, founder))
    return _inside(access, "founding", opened, Kind.FOUNDER)


@personal
def operator_access(token: str) -> str | Response:
    """Let in who runs the machine: to the operator's pages, with no mandate."""
    access = _counted()
    if request.method == "GET":
        return _offer(access, token, Kind.OPERATOR)
    with access.pool.connection() as db, db.transaction():
        use_link(db, access, token, Kind.OPERATOR)
        opened = open_session(db, access, _new(access, Kind.OPERATOR, None))
    return _inside(access, "operator_letters", opened, Kind.OPERATOR)


def _counted() -> Access:
    access = the_access()
    count_in(access, (LINKS_PER_ADDRESS, network_of(request.remote_addr)))
    return access


def _offer(access: Access, token: str, kind: Kind) -> str:
    if not is_link_open(access, token, kind):
        raise LinkOver
    return render_template("auth/printed_link.html", is_founding=kind == Kind.FOUNDER)


def _new(access: Access, kind: Kind, person_id: PersonId | None) -> NewSession:
    return NewSession(
        kind=kind,
        person_id=person_id,
        device=device_named(request.user_agent.string),
        replaces=token_in_cookie(access.settings),
    )


def _inside(access: Access, endpoint: str, token: str, kind: Kind) -> Response:
    answer = redirect(url_for(endpoint), 303)
    hand_token(answer, access.settings, token, kind)
    return answer

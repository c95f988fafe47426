"""Own sessions: where a person is signed in, and under which mandate they act."""

from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.auth.access import the_access
from web.auth.guards import required_viewer, the_identity
from web.auth.paths import local_path
from web.auth.sessions import live_sessions, revoke, revoke_others, wear
from web.languages import PREFIX
from web.pages.personal import personal

OTHERS = "others"


def register(app: Flask) -> None:
    """Add the list of sessions and the choice of a mandate."""
    at = f"{PREFIX}/espace"
    app.add_url_rule(
        f"{at}/sessions", "own_sessions", own_sessions, methods=["GET", "POST"]
    )
    app.add_url_rule(f"{at}/casquette", "wear_hat", wear_hat, methods=["POST"])


@personal
def own_sessions() -> str | Response:
    """List the sessions that let in, and end those that are chosen."""
    viewer = required_viewer()
    identity = the_identity()
    assert identity is not None
    here = identity.session.session_id
    access = the_access()
    with access.pool.connection() as db:
        if request.method == "POST":
            chosen = request.form.get("session", "")
            if chosen == OTHERS:
                revoke_others(db, access, viewer.person_id, here)
            else:
                revoke(db, access, viewer.person_id, chosen)
            return redirect(url_for("own_sessions"), 303)
        sessions = live_sessions(db, access, viewer.person_id)
    return render_template("auth/sessions.html", sessions=sessions, here=here)


@personal
def wear_hat() -> Response:
    """Act under another mandate in force, in this browser."""
    viewer = required_viewer()
    identity = the_identity()
    assert identity is not None
    asked = request.form.get("mandate", "")
    hat = next((hat for hat in viewer.hats if hat.mandate_id == asked), None)
    if hat is None:
        abort(404)
    with the_access().pool.connection() as db:
        wear(db, identity.session.session_id, hat.mandate_id)
    return redirect(local_path(request.form.get("suite", "")) or url_for("space"), 303)

"""The operator's letters: what waits, what went, and why something did not."""

from flask import Flask, render_template

from web.auth.access import the_access
from web.auth.guards import required_operator, the_identity
from web.auth.outbox import latest_letters
from web.languages import PREFIX
from web.pages.personal import personal


def register(app: Flask) -> None:
    """Add the page of the outbox."""
    app.add_url_rule(
        f"{PREFIX}/operateur/messages", "operator_letters", operator_letters
    )


@personal
def operator_letters() -> str:
    """Show the last letters; without a mail server they are read here."""
    required_operator()
    access, identity = the_access(), the_identity()
    return render_template(
        "auth/letters.html",
        letters=latest_letters(access),
        now=access.clock(),
        is_sending=bool(access.settings.smtp_url),
        is_operator=bool(identity and identity.is_operator),
    )

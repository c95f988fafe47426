"""The application: Flask put together from its rooms."""

from pathlib import Path
from typing import Any, Final

from flask import Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect

from web import asked, caching, headers, languages, pages, problems, reading
from web.api import rules as api_rules
from web.auth import access
from web.auth.access import Access
from web.auth.origin import check_origin
from web.directory import Directory
from web.exports import answering as exports
from web.exports import links
from web.exports.valueflows import serving as valueflows
from web.feeds import calendars
from web.feeds import serving as feeds
from web.frame import frame
from web.log import rules
from web.texts import register_filters
from web.translations import catalogues
from web.wiring import Wiring

BODY_BYTES_MAX: Final = 1 << 20
FILES_AGE_SECONDS: Final = 3600


def create_app(wiring: Wiring) -> Flask:
    """Put the application together around a running ledger."""
    app = Flask(__name__, static_folder=str(Path(__file__).parent / "static"))
    configured: dict[str, Any] = {
        "SECRET_KEY": wiring.secret,
        "MAX_CONTENT_LENGTH": BODY_BYTES_MAX,
        "MAX_FORM_MEMORY_SIZE": BODY_BYTES_MAX,
        "SEND_FILE_MAX_AGE_DEFAULT": FILES_AGE_SECONDS,
        "SESSION_COOKIE_NAME": "commun-form",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": wiring.settings.secure_cookies,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
    }
    app.config.from_mapping(configured)
    app.extensions["commun"] = wiring
    access.install(
        app,
        Access(
            settings=wiring.settings,
            secret=wiring.secret,
            pool=wiring.pool,
            directory=Directory(wiring.store, wiring.pool),
        ),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    babel = Babel(
        app,
        default_locale=languages.LANGUAGES[0],
        default_timezone="Europe/Paris",
        locale_selector=languages.language,
    )
    catalogues.install(babel)
    register_filters(app)
    csrf = CSRFProtect()
    # First of all: what programs ask of the log needs no session, token or page.
    rules.register(app, csrf)
    api_rules.register(app, csrf)
    csrf.init_app(app)  # pyright: ignore[reportUnknownMemberType]  # it has no types
    asked.register(app)
    languages.register(app)
    reading.register(app)
    caching.register(app)
    headers.register(app, is_secure=wiring.settings.secure_cookies)
    problems.register(app)
    app.before_request(check_origin)
    app.context_processor(frame)
    pages.register(app)
    exports.register(app)
    links.register(app)
    valueflows.register(app)
    feeds.register(app)
    calendars.register(app)
    return app

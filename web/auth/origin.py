"""Origin: a page of another site may not send a form here."""

from typing import Final
from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import Forbidden

from web.auth.access import the_access

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES: Final = frozenset({"same-origin", "none"})
FOR_PROGRAMS: Final = frozenset({"log", "api"})
"""The parts that no session opens anything of: there is nothing to misuse."""


class FromElsewhere(Forbidden):
    """The browser says that a page of another site sent the form."""


def check_origin() -> None:
    """Refuse a change that a browser says comes from elsewhere.

    Who says nothing at all is no browser of today, or a program: the form's own
    token still stands in its way.
    """
    if request.method in SAFE_METHODS or request.blueprint in FOR_PROGRAMS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in OWN_SITES:
        raise FromElsewhere
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc not in _own_hosts():
        raise FromElsewhere


def _own_hosts() -> set[str]:
    """Return this site's names: what was asked for, and what people were told.

    A proxy in front may ask by another name than the browser did.
    """
    return {request.host, urlsplit(the_access().settings.address).netloc}

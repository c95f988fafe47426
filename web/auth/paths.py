"""Paths: where a page may lead back to, which is only ever within this site."""

from urllib.parse import urlsplit

from flask import request


def local_path(asked: str) -> str | None:
    """Return the path if a browser that follows it stays on this site.

    Browsers read a second slash, or a backslash, as the name of another site,
    and drop control signs before they look.
    """
    if not asked.startswith("/") or asked[1:2] in {"/", "\\"} or "\\" in asked:
        return None
    if not asked.isprintable() or " " in asked:
        return None
    try:
        parts = urlsplit(asked)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else asked


def this_path() -> str:
    """Return this page's path with its query."""
    return request.full_path.rstrip("?")

"""Paths: where a page may lead back to, which is only ever within this site."""

from flask import request


def local_path(asked: str) -> str | None:
    """Return the path if a browser that follows it stays on this site.

    Browsers read a second slash, or a backslash, as the name of another site,
    and drop control signs before they look.
    """
    if not asked.startswith("/") or asked.startswith("//"):
        return None
    return asked if "\\" not in asked and asked.isprintable() else None


def this_path() -> str:
    """Return this page's path with its query."""
    return request.full_path.rstrip("?")

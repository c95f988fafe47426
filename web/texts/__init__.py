"""Texts: how dates, instants and amounts are written for the people who read them."""

from flask import Flask

from web.texts import dates, numbers

PLAIN_ENDINGS = (".txt", ".txt.j2")


def register_filters(app: Flask) -> None:
    """Give the templates their filters, and escape every one that writes HTML.

    Flask escapes by the end of the name, and would leave the macros of
    `*.html.j2` bare: here only plain text is left unescaped.
    """
    app.jinja_env.autoescape = escapes
    app.jinja_env.filters.update(dates.FILTERS)
    app.jinja_env.filters.update(numbers.FILTERS)


def escapes(template: str | None) -> bool:
    """Tell whether what the template inserts is escaped."""
    return template is None or not template.endswith(PLAIN_ENDINGS)

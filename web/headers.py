"""Headers: what every answer says to the browser about safety and caching."""

from typing import Final

from flask import Flask, Response, g

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
YEAR_SECONDS: Final = 31_536_000


def register(app: Flask, *, is_secure: bool) -> None:
    """Put the headers on every answer."""

    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if is_secure:
            response.headers.setdefault(
                "Strict-Transport-Security", f"max-age={YEAR_SECONDS}"
            )
        if g.get("is_personal"):
            response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(protect)

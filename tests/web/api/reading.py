"""Reading: how tests ask for a list or a thing, and what a problem must hold."""

from typing import Any

from werkzeug.test import TestResponse

from tests.web.pages.public.storied import Storied

ROOT = "/api/v1"
Document = dict[str, Any]


def ask(storied: Storied, path: str, **headers: str) -> TestResponse:
    """Ask as a program without a token."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return storied.running.app.test_client().get(f"{ROOT}{path}", headers=named)


def read(storied: Storied, path: str) -> Document:
    """Return what is answered; it must be there."""
    answer = ask(storied, path)
    assert answer.status_code == 200, answer.text
    found: Document = answer.get_json()
    return found


def whole(storied: Storied, path: str, limit: int = 200) -> list[Document]:
    """Return all of a list, page after page."""
    found: list[Document] = []
    sign = "&" if "?" in path else "?"
    page = read(storied, f"{path}{sign}limit={limit}")
    found += page["data"]
    while page["next"] is not None:
        page = read(storied, f"{path}{sign}limit={limit}&cursor={page['next']}")
        found += page["data"]
    return found


def problem(answer: TestResponse, status: int, code: str) -> Document:
    """Return a problem, whole as RFC 9457 and the documentation have it."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    told: Document = answer.get_json()
    assert told["status"] == status
    assert told["code"] == code
    assert told["type"] == f"http://localhost/api/problems/{code}"
    assert len(told["trace_id"]) == 32
    assert told["title"]
    assert told["detail"]
    assert answer.headers["Cache-Control"] == "no-store"
    return told

"""A town of three partners whose people fill in the forms of the space."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from werkzeug.test import TestResponse

from tests.web.running import Page, Person, Running

Answer = str | list[str]
NEW = "/fr/espace/contributions/nouvelle"
WHAT = {"nature": "time", "title": "Animation de trois ateliers"}
HOW_MUCH = {
    "quantity": "12,5",
    "unit": "hour",
    "started_on-day": "14",
    "started_on-month": "3",
    "started_on-year": "2026",
}


class Hidden(HTMLParser):
    """Collects the hidden inputs of the form whose page this is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._is_inside = False
        self.feed(text[text.index("<main") :] if "<main" in text else text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and "action" not in given:
            self._is_inside = True
        if self._is_inside and tag == "input" and given.get("type") == "hidden":
            self.values[str(given["name"])] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False


@dataclass
class Town:
    """The lab founded the commons and is on the board; two others joined."""

    running: Running
    lab: Person
    asso: Person
    city: Person

    def head(self) -> int:
        """Return the position of the log's last fact."""
        return self.running.wiring.store.head().position

    def record(
        self, who: Person, what: dict[str, Answer] | None = None, **much: Answer
    ) -> str:
        """Record a contribution by the four pages, and return its identifier."""
        answer = send_all(who, what or {}, much)
        assert answer.status_code == 303, text_of(answer)
        self.running.settle()
        found = re.search(r"contributions/([a-z2-7]{26})/enregistree", answer.location)
        assert found is not None, answer.location
        return found.group(1)

    def act(self, who: Person, path: str, **answers: Answer) -> TestResponse:
        """Do something about a contribution, and let the views see it."""
        answer = fill(who, f"/fr/espace/contributions/{path}", **answers)
        self.running.settle()
        return answer


def begin(running: Running) -> Town:
    """Found the commons and let two partners join."""
    lab = running.found()
    for email, name in (("ana@asso.test", "Asso"), ("rui@ville.test", "Ville")):
        asked = running.invite(
            lab,
            email,
            name=name,
            short_name=name,
            no_identifier_reason="inventé",
        )
        assert asked.status_code == 303, asked.text
    asso = running.accept("ana@asso.test", "Ana")
    city = running.accept("rui@ville.test", "Rui")
    return Town(running, lab, asso, city)


def fill(who: Person, path: str, **answers: Answer) -> TestResponse:
    """Open a form and send it with its hidden fields, as a browser does."""
    page = who.get(path)
    assert page.status_code == 200, page.text
    return who.client.post(path, data={**Hidden(page.text).values, **answers})


def describe(
    who: Person, what: dict[str, Answer] | None = None, **much: Answer
) -> TestResponse:
    """Fill in the first two pages; return the second one's answer."""
    first = fill(who, f"{NEW}/quoi", **WHAT | (what or {}))
    assert first.status_code == 303, text_of(first)
    return fill(who, first.location, **HOW_MUCH | much)


def to_check(who: Person, what: dict[str, Answer] | None = None, **much: Answer) -> str:
    """Fill in all pages but the last; return the check page's address."""
    second = describe(who, what, **much)
    assert second.status_code == 303, text_of(second)
    third = fill(who, second.location)
    assert third.status_code == 303, text_of(third)
    return third.location


def send_all(
    who: Person, what: dict[str, Answer], much: dict[str, Answer]
) -> TestResponse:
    """Fill in and send all four pages."""
    return fill(who, to_check(who, what, **much))


def text_of(answer: TestResponse) -> str:
    """Return the text of an answer."""
    return answer.get_data(as_text=True)


def key_in(address: str) -> str:
    """Return the draft's key out of the address of one of its pages."""
    found = re.search(r"key=([a-z2-7]+)", address)
    assert found is not None, address
    return found.group(1)


def errors_of(answer: TestResponse | Page) -> list[tuple[str, str]]:
    """Return the summary of errors: the anchor of each line, and its words."""
    text = answer.text
    summary = re.search(r'<div class="errors".*?</div>', text, re.DOTALL)
    assert summary is not None, text[text.index("<main") :]
    return re.findall(r'<a href="#([^"]*)">(.*?)</a>', summary.group())

"""Somebody who sends tables: the pages of an import, filled in as people do."""

import io
import re
from dataclasses import dataclass
from html import unescape

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.web.pages.space.town import Hidden
from tests.web.running import Person, Running
from web.imports.working import Importer

AT = "/fr/espace/contributions/import"
Answers = dict[str, str]


@dataclass
class Sender:
    """A person who imports, and the Commun that does it."""

    running: Running
    person: Person
    at: str = AT

    def send(self, content: bytes, name: str = "feuille.csv") -> TestResponse:
        """Send a file; return the answer."""
        held = {
            "csrf_token": self.token(self.at),
            "file": FileStorage(io.BytesIO(content), name),
        }
        boundary, body = encode_multipart(held)
        kind = f"multipart/form-data; boundary={boundary}"
        return self.person.client.post(self.at, data=body, content_type=kind)

    def taken(self, content: bytes, name: str = "feuille.csv") -> str:
        """Send a file that is taken; return the address of its columns."""
        answer = self.send(content, name)
        assert answer.status_code == 303, text_of(answer)
        return answer.location

    def columns(self, at: str) -> Answers:
        """Return what the page of the columns proposes."""
        return selected(self.person.client.get(at).get_data(as_text=True))

    def choose(self, at: str, **answers: str) -> TestResponse:
        """Go on with what the page of the columns proposes, but for some answers."""
        values = {**self.columns(at), **answers}
        return self.post(at, **values)

    def to_preview(self, at: str, **answers: str) -> str:
        """Go on to the preview, answering nothing more; return its page."""
        answer = self.choose(at, **answers)
        assert answer.status_code == 303, text_of(answer)
        assert answer.location.endswith("/apercu"), answer.location
        return self.read(answer.location)

    def read(self, at: str) -> str:
        """Open a page, and return what it says."""
        self.running.settle()
        answer = self.person.client.get(at)
        assert answer.status_code == 200, answer.status
        return text_of(answer)

    def post(self, at: str, **answers: str) -> TestResponse:
        """Send a form with its token."""
        token = self.token(at)
        return self.person.client.post(at, data={"csrf_token": token, **answers})

    def confirm(self, at: str) -> str:
        """Confirm the preview, let the import be done, and return its page."""
        answer = self.post(f"{at}/apercu")
        assert answer.status_code == 303, text_of(answer)
        self.work()
        return self.read(answer.location)

    def work(self) -> None:
        """Do all imports that wait."""
        conninfo = str(self.running.wiring.pool.conninfo)
        Importer(self.running.app, conninfo, self.running.wiring).work()
        self.running.settle()

    def file(self, at: str) -> bytes:
        """Download a file."""
        answer = self.person.client.get(at)
        assert answer.status_code == 200, answer.status
        assert "attachment" in answer.headers["Content-Disposition"]
        return answer.get_data()

    def token(self, at: str) -> str:
        """Return the token of a page's form."""
        page = self.person.client.get(at).get_data(as_text=True)
        return Hidden(page).values["csrf_token"]


def selected(page: str) -> Answers:
    """Return what the selects and inputs of a page hold."""
    found: Answers = {}
    for name, body in re.findall(
        r'<select id="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    found.pop("sheet", None)
    for name, value in re.findall(
        r'<input type="text" id="([^"]+-all)"[^>]*value="([^"]*)"', page
    ):
        found[name] = unescape(value)
    return found


def text_of(answer: TestResponse) -> str:
    """Return what a page says, without its marks."""
    page = answer.get_data(as_text=True)
    main = page[page.index("<main") : page.index("</main>")]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))

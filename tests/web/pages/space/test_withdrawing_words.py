"""Withdrawing a text: by its author, by the board, and by nobody else."""

import os
import re
import subprocess
import sys

from ledger.application import CODEC
from ledger.kernel.identifiers import PersonId, WordsId, tag_of
from ledger.kernel.messages import Actor
from ledger.kernel.store.queries import read_words
from ledger.kernel.words import read_disclosure
from ledger.words.events import Ground
from ledger.words.withdraw_words import WithdrawWords
from projections.commons.contributions import contribution
from tests.web.pages.space.town import Hidden, Town, errors_of, text_of
from web.writing import now

TITLE = "Atelier chez Madame Duval"


def place_of(town: Town, name: str) -> int:
    with town.running.wiring.views.shelf() as shelf:
        row = contribution(shelf, name)
    assert row is not None
    return row.position


def answers_of(page: str) -> list[str]:
    """Return the digests offered by the form."""
    return re.findall(r'name="words"[^>]*value="([\w-]{43})"', page)


def test_its_author_takes_a_text_back(town: Town) -> None:
    """The text goes from page and database; the fact, its figures and history stay."""
    name = town.record(town.asso, {"title": TITLE})
    path = f"/fr/espace/textes/{place_of(town, name)}"
    public = town.running.visitor()
    assert TITLE in public.get(f"/fr/contributions/{name}").text
    assert path in town.asso.get(f"/fr/contributions/{name}").text
    form = town.asso.get(path)
    assert TITLE in form.text
    sent = {**Hidden(form.text).values, "words": answers_of(form.text)[0]}
    sent |= {"ground": "author", "reason": "Un nom y figurait."}
    answer = town.asso.client.post(path, data=sent)
    assert answer.status_code == 303, text_of(answer)
    assert "Le texte est retiré." in town.asso.get(answer.location).text
    town.running.settle()
    page = town.running.visitor().get(f"/fr/contributions/{name}").text
    assert TITLE not in page
    assert "[texte retiré le" in page
    assert "son auteur le reprend" in page.lower()
    assert "Un nom y figurait." in page
    words = town.running.wiring.store.words_at([place_of(town, name)])
    assert TITLE not in repr(words)
    before = town.head()
    again = town.asso.client.post(path, data=sent)
    assert again.status_code == 303
    assert "Déjà enregistré" in town.asso.get(again.location).text
    assert town.head() == before


def test_a_text_that_went_is_not_offered_again(town: Town) -> None:
    """The page says so, in the reader's language."""
    name = town.record(town.asso, {"title": TITLE})
    path = f"/fr/espace/textes/{place_of(town, name)}"
    while offered := answers_of(town.asso.get(path).text):
        form = Hidden(town.asso.get(path).text).values
        data = {**form, "words": offered[0], "ground": "author"}
        assert town.asso.client.post(path, data=data).status_code == 303
    assert "déjà retiré" in town.asso.get(path).text
    assert "already withdrawn" in town.asso.get(path.replace("/fr/", "/en/")).text


def test_another_partner_withdraws_nothing(town: Town) -> None:
    """Neither by the page nor by a form made by hand."""
    name = town.record(town.asso, {"title": TITLE})
    path = f"/fr/espace/textes/{place_of(town, name)}"
    before = town.head()
    assert path not in town.city.get(f"/fr/contributions/{name}").text
    refused = town.city.get(path)
    assert "n’a pas écrit ce texte" in refused.text
    assert town.running.visitor().get(path).status_code in {302, 303, 401}
    assert town.head() == before


def test_the_board_withdraws_on_a_ground(town: Town) -> None:
    """And is not offered to do so as the author it is not."""
    name = town.record(town.asso, {"title": TITLE})
    path = f"/fr/espace/textes/{place_of(town, name)}"
    form = town.lab.get(path)
    assert 'value="law"' in form.text
    assert 'value="author"' not in form.text
    sent = {**Hidden(form.text).values, "words": answers_of(form.text)[0]}
    forged = town.lab.client.post(path, data=sent | {"ground": "author"})
    assert forged.status_code == 422
    assert errors_of(forged)
    assert town.lab.client.post(path, data=sent | {"ground": "law"}).status_code == 303
    town.running.settle()
    page = town.running.visitor().get(f"/en/contributions/{name}").text
    assert "the law or a judge demands it" in page.lower()


def test_what_bears_no_text_has_no_such_page(town: Town) -> None:
    """Nor has a place where nothing stands."""
    for place in (0, town.head() + 1, 10**18):
        assert town.lab.get(f"/fr/espace/textes/{place}").status_code == 404


def test_a_text_removed_behind_our_back_is_an_alarm(town: Town) -> None:
    """A row of words that is gone without a recorded ground is said to be missing."""
    name = town.record(town.asso, {"title": TITLE})
    place = place_of(town, name)
    town.running.connection.execute(
        "DELETE FROM ledger.words WHERE position = %s", (place,)
    )
    page = town.running.visitor().get(f"/fr/contributions/{name}").text
    assert "[manquant, et rien d’enregistré ne dit pourquoi" in page


def test_a_page_killed_before_erasing_leaves_it_to_the_reactor(town: Town) -> None:
    """The ground is recorded, as by a worker that died: the reactor erases."""
    name = town.record(town.asso, {"title": TITLE})
    store = town.running.wiring.store
    place = place_of(town, name)
    (event,) = store.since(place - 1, limit=1)
    recorded = CODEC.decode(event)
    kind, _colon, person = recorded.envelope.by.partition(":")
    assert kind == "person"
    town.running.wiring.ledger.handle(
        WithdrawWords(
            actor=Actor(
                person_id=PersonId(person), mandate_id=recorded.envelope.mandate
            ),
            at=now(),
            key="a page that died",
            words_id=WordsId(recorded.fact.title.digest),
            partner_id=recorded.fact.partner_id,
            position=place,
            about=tag_of("contribution_id", name),
            ground=Ground.AUTHOR,
        )
    )
    assert TITLE.encode() in lying(town, place)
    town.running.settle()
    page = town.running.visitor().get(f"/fr/contributions/{name}").text
    assert TITLE not in page
    assert "[texte retiré le" in page
    one_round(town)
    assert TITLE.encode() not in lying(town, place)
    assert store.erase_withdrawn() == 0


def lying(town: Town, place: int) -> bytes:
    """Return what the table has beside a fact, each text as it is read."""
    query = "SELECT body FROM ledger.words WHERE position = %s"
    row = town.running.connection.execute(query, (place,)).fetchone()
    held = () if row is None else read_words(bytes(row[0]))
    return "\n".join(read_disclosure(w.encoded)[2] for w in held).encode()


def one_round(town: Town) -> None:
    """Let a reactor of its own do what is due, and end."""
    environment = os.environ | {
        "COMMUN_DATA": str(town.running.wiring.settings.data),
        "COMMUN_DATABASE_URL": town.running.connection.info.dsn,
    }
    command = [sys.executable, "-m", "web.cli.main", "react", "--once"]
    subprocess.run(command, env=environment, check=True, timeout=60)

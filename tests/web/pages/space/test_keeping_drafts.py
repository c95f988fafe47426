"""A draft is kept while its writer rests, before anything is sent or checked."""

import re
from http import HTTPStatus

from werkzeug.test import TestResponse

from tests.web.pages.space.town import NEW, Hidden, Town, key_in, send_all
from tests.web.running import Person

KEEP = f"{NEW}/quoi/garder"


def begun(who: Person) -> dict[str, str]:
    """Open the first page; return its hidden fields."""
    return Hidden(who.get(f"{NEW}/quoi").text).values


def rest(who: Person, hidden: dict[str, str], **typed: str) -> TestResponse:
    """Send what is typed so far, as the page does by itself."""
    return who.client.post(KEEP, data={**hidden, **typed})


def test_what_is_typed_is_kept_right_or_wrong(town: Town) -> None:
    """Nothing is checked and nothing is shown; the page has it when read again."""
    hidden = begun(town.asso)
    before = town.head()
    answer = rest(town.asso, hidden, title="Un atelier à moitié éc")
    assert (answer.status_code, answer.data) == (HTTPStatus.NO_CONTENT, b"")
    page = town.asso.get(f"{NEW}/quoi?key={hidden['key']}")
    assert 'value="Un atelier à moitié éc"' in page.text
    assert "Un atelier à moitié éc" in town.asso.get("/fr/espace").text
    assert town.head() == before


def test_nothing_typed_begins_nothing(town: Town) -> None:
    """A page that was only opened leaves no draft."""
    hidden = begun(town.city)
    assert rest(town.city, hidden, title="  ").status_code == HTTPStatus.NO_CONTENT
    page = town.city.get(f"{NEW}/combien?key={hidden['key']}")
    assert page.status_code == HTTPStatus.SEE_OTHER


def test_what_was_sent_is_no_draft_any_more(town: Town) -> None:
    """A window that was left open changes nothing of what another one sent."""
    hidden = begun(town.asso)
    rest(town.asso, hidden, title="Envoyé d’ailleurs")
    sent = send_all(town.asso, {"key": hidden["key"], "title": "Envoyé"}, {})
    assert sent.status_code == HTTPStatus.SEE_OTHER
    late = rest(town.asso, hidden, title="Trop tard")
    assert late.status_code == HTTPStatus.CONFLICT


def test_a_draft_is_its_writers(town: Town) -> None:
    """Somebody else's key begins a draft of one's own, and shows nothing of theirs."""
    hidden = begun(town.asso)
    rest(town.asso, hidden, title="Une note à moi")
    other = begun(town.city)
    answer = rest(town.city, {**other, "key": hidden["key"]}, title="Une autre")
    assert answer.status_code == HTTPStatus.NO_CONTENT
    mine = town.asso.get(f"{NEW}/quoi?key={hidden['key']}")
    assert "Une note à moi" in mine.text
    assert "Une autre" not in mine.text


def test_it_is_asked_for_like_any_form(town: Town) -> None:
    """Without a token it is refused, without a session it leads to signing in."""
    hidden = begun(town.asso)
    bare = town.asso.client.post(KEEP, data={"key": hidden["key"], "title": "x"})
    assert bare.status_code == HTTPStatus.BAD_REQUEST
    stranger = town.running.visitor()
    token = stranger.get("/fr/connexion").value("csrf_token")
    asked = {"csrf_token": token, "key": hidden["key"], "title": "x"}
    refused = stranger.client.post(KEEP, data=asked)
    assert refused.status_code == HTTPStatus.SEE_OTHER
    assert "/connexion" in refused.location


def test_a_draft_has_a_size(town: Town) -> None:
    """What is far too long for a form is not kept."""
    answer = rest(town.asso, begun(town.asso), title="x" * 100_001)
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_each_long_form_says_where_it_is_kept(town: Town) -> None:
    """By the server where there is a draft, else on the device; in the page's words."""
    first = town.asso.get(f"{NEW}/quoi").text
    assert 'data-draft="contribution.quoi"' in first
    assert f'data-draft-url="{KEEP}"' in first
    assert "Hors ligne\u00a0: gardé sur cet appareil" in first
    for path in ("besoins/nouveau", "projets/nouveau", "ressources/nouvelle"):
        page = town.asso.get(f"/fr/espace/{path}")
        assert page.status_code == HTTPStatus.OK, path
        assert re.search(r'data-draft="/fr/espace/', page.text), path
        assert "data-draft-url" not in page.text
        assert "data-draft-notice" in page.text
    assert "data-draft=" not in town.running.visitor().get("/fr/connexion").text
    marks = {
        re.findall(r'data-person="([0-9a-f]{16})"', who.get("/fr/espace").text)[0]
        for who in (town.asso, town.city)
    }
    assert len(marks) == 2


def test_a_draft_of_before_says_when_it_was_left(town: Town) -> None:
    """Who comes back after a while is told that this was begun before."""
    hidden = begun(town.asso)
    rest(town.asso, hidden, title="Laissé hier")
    address = f"{NEW}/quoi?key={hidden['key']}"
    assert "Repris de votre brouillon du" not in town.asso.get(address).text
    with town.running.wiring.pool.connection() as db:
        db.execute(
            "UPDATE access.drafts SET updated_at = updated_at - interval '1 day'"
            " WHERE key = %s",
            (key_in(address),),
        )
    assert "Repris de votre brouillon du" in town.asso.get(address).text

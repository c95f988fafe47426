"""Caching: visitors are not sent twice what did not change, nor anything of others."""

import re
from pathlib import Path

import pytest

from tests.web.pages.public.storied import Storied
from tests.web.running import FOUNDER, Person, running_commun

KEPT = (
    "/fr/",
    "/fr/partenaires",
    "/fr/partenaires/ville-brumes",
    "/fr/contributions",
    "/fr/contributions/g1",
    "/fr/contributions?au=2026-06-15",
    "/fr/besoins",
    "/fr/aide",
)


def again(person: Person, path: str, tag: str) -> int:
    """Ask again for a page that the browser has; return the status."""
    answer = person.client.get(path, headers={"If-None-Match": tag})
    if answer.status_code == 304:
        assert answer.data == b""
        assert answer.headers["ETag"] == tag
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert "Cookie" in answer.headers["Vary"]
    return answer.status_code


@pytest.mark.parametrize("path", KEPT)
def test_a_visitor_keeps_a_page_for_a_minute(storied: Storied, path: str) -> None:
    """And is then told that nothing changed, without being sent it again."""
    visitor = storied.running.visitor()
    first = visitor.get(path).answer
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in first.headers["Vary"]
    tag = first.headers["ETag"]
    assert again(visitor, path, tag) == 304
    assert again(visitor, path, 'W/"another"') == 200
    assert again(visitor, path.replace("/fr/", "/en/"), tag) == 200


def test_needs_and_offers_are_kept_like_every_public_page(storied: Storied) -> None:
    """Each that the list leads to, open or over."""
    visitor = storied.running.visitor()
    listed = visitor.get("/fr/besoins").text
    paths = set(re.findall(r'href="(/fr/besoins/[^"?#.]+)"', listed))
    assert {"/offres/" in path for path in paths} == {True, False}
    for path in paths:
        first = visitor.get(path).answer
        assert first.headers["Cache-Control"] == "public, max-age=60", path
        assert again(visitor, path, first.headers["ETag"]) == 304


def test_a_page_that_waits_is_not_kept(storied: Storied) -> None:
    """The address that leads back after writing is for once."""
    answer = storied.page("/fr/contributions?apres=3").answer
    assert "ETag" not in answer.headers
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_who_is_signed_in_is_never_given_a_kept_page(storied: Storied) -> None:
    """Not the visitor's page before, and theirs is kept by nobody."""
    tag = storied.page("/fr/contributions/g1").answer.headers["ETag"]
    sarah = storied.running.sign_in("sarah@exemple.test")
    answer = sarah.client.get("/fr/contributions/g1", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_a_page_with_somebodys_cookie_is_not_kept(storied: Storied) -> None:
    """A browser that began a form may be told something that is for it alone."""
    visitor = storied.running.visitor()
    tag = visitor.get("/fr/contributions").answer.headers["ETag"]
    assert "Set-Cookie" in visitor.get("/fr/connexion").answer.headers
    assert again(visitor, "/fr/contributions", tag) == 200
    answer = visitor.get("/fr/contributions").answer
    assert "ETag" not in answer.headers
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_other_colours_are_another_page(storied: Storied) -> None:
    """A choice of colours shows at once."""
    visitor = storied.running.visitor()
    tag = visitor.get("/fr/contributions").answer.headers["ETag"]
    visitor.client.post("/fr/theme", data={"theme": "dark", "back": "/fr/"})
    assert again(visitor, "/fr/contributions", tag) == 200
    dark = visitor.get("/fr/contributions").answer.headers["ETag"]
    assert again(visitor, "/fr/contributions", dark) == 304


def test_a_new_fact_makes_a_new_page(tmp_path: Path) -> None:
    """What was kept no longer holds once the views have moved on."""
    with running_commun(tmp_path) as running:
        visitor = running.visitor()
        empty = {path: visitor.get(path).answer.headers["ETag"] for path in KEPT[:2]}
        empty["/fr/aide"] = visitor.get("/fr/aide").answer.headers["ETag"]
        running.found()
        for path, tag in empty.items():
            assert again(visitor, path, tag) == 200, path
        tag = visitor.get("/fr/partenaires").answer.headers["ETag"]
        assert again(visitor, "/fr/partenaires", tag) == 304
        board = running.sign_in(FOUNDER)
        said = board.post("/fr/espace/presentation/attente", interest="Partager")
        assert said.status_code == 303
        running.settle()
        assert again(visitor, "/fr/partenaires", tag) == 200


def test_what_is_missing_is_kept_by_nobody(storied: Storied) -> None:
    """A page that is not there today may be there in a moment."""
    answer = storied.page("/fr/contributions/soon").answer
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")

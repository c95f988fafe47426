"""The portal before and after the founding: no page fails for want of facts."""

from pathlib import Path

import pytest

from tests.web.running import running_commun

PAGES = (
    "/fr/",
    "/en/",
    "/fr/partenaires",
    "/fr/contributions",
    "/fr/aide",
    "/fr/plan",
    "/fr/mentions",
    "/fr/accessibilite",
    "/fr/donnees-personnelles",
    "/fr/connexion",
)


def test_a_commons_without_facts_shows_every_page(tmp_path: Path) -> None:
    """The address that the first start prints leads to a page."""
    with running_commun(tmp_path) as running:
        visitor = running.visitor()
        for path in PAGES:
            page = visitor.get(path)
            assert page.status_code == 200, path
            assert page.text.count("<h1") == 1, path
        assert visitor.get("/fr/nulle-part").status_code == 404
        assert visitor.get("/fr/contributions/personne").status_code == 404


@pytest.mark.parametrize("asked", ["2199-01-01", "hier", "2026-13-01", "0001-01-01"])
def test_a_past_day_that_is_none_is_told_so(tmp_path: Path, asked: str) -> None:
    """Neither a day to come nor what is no day is taken for another one."""
    with running_commun(tmp_path) as running:
        running.found()
        page = running.visitor().get(f"/fr/partenaires?au={asked}")
        assert page.status_code == (200 if asked == "0001-01-01" else 422)
        assert "Lab Estuaire" not in page.text


def test_a_visitor_is_given_no_cookie(tmp_path: Path) -> None:
    """Reading leaves nothing in the browser."""
    with running_commun(tmp_path) as running:
        running.found()
        for path in PAGES[:4]:
            answer = running.visitor().client.get(path)
            assert "Set-Cookie" not in answer.headers, path
            assert "'none'" in answer.headers["Content-Security-Policy"]

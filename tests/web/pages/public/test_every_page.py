"""What holds for every public page, in both languages."""

import gzip

import pytest

from tests.web.pages.public.storied import MIDDAY, Storied
from tests.web.tree import faults, tree

PAGES = (
    "/",
    f"/?au={MIDDAY}",
    "/?au=2020-01-01",
    "/partenaires",
    "/partenaires?sorte=commune",
    "/partenaires?sorte=nothing",
    "/partenaires/ville-brumes",
    "/contributions",
    "/contributions?nature=time&annee=2026",
    "/contributions?partenaire=nobody",
    f"/contributions?au={MIDDAY}",
    "/contributions/g1",
    "/contributions/g8",
    "/contributions/hostile",
    "/contributions/gone",
    "/partenaires/ville-brumes/bilan",
    "/projets/cours-ouvertes/bilan",
    "/projets/cours-ouvertes/bilan?annee=2026",
    "/financeurs",
    "/financeurs/region-littoral/bilan",
    f"/contributions/g1?au={MIDDAY}",
    "/projets",
    "/projets?etat=under_way",
    "/projets?role=host",
    "/projets?partenaire=ville-brumes",
    "/projets?etat=nothing",
    f"/projets?au={MIDDAY}",
    "/projets/cours-ouvertes",
    f"/projets/cours-ouvertes?au={MIDDAY}",
    "/projets/parcours-croises",
    "/donnees",
    "/donnees/contributions",
    "/ressources",
    "/ressources?q=methode",
    "/ressources?genre=data&licence=etalab-2.0",
    f"/ressources?au={MIDDAY}",
    "/ressources/parcours-croises-methode",
    f"/ressources/parcours-croises-methode?au={MIDDAY}",
    "/ressources/parcours-croises-bourgs",
    "/contributions?projet=cours-ouvertes",
    "/evaluations",
    "/evaluations?objet=project&etat=concluded",
    "/evaluations?objet=nothing",
    "/evaluations?partenaire=nobody",
    f"/evaluations?au={MIDDAY}",
    "/evaluations/cours-ouvertes-an-un",
    f"/evaluations/cours-ouvertes-an-un?au={MIDDAY}",
    "/evaluations/guichets-croises",
    "/parcours",
    f"/parcours?au={MIDDAY}",
    "/parcours/du-banc-au-contrat",
    "/besoins",
    "/besoins?nature=time",
    "/besoins?nature=nothing",
    "/besoins/besoin-minibus",
    "/besoins/offres/offre-minibus",
    "/besoins/offres/offre-ecoute",
    f"/besoins?au={MIDDAY}",
    "/propositions",
    "/propositions?etat=discussed",
    "/propositions?etat=nothing",
    f"/propositions?au={MIDDAY}",
    "/seances",
    "/seances?etat=minuted",
    "/seances?etat=nothing",
    f"/seances?au={MIDDAY}",
    "/questions",
    "/questions?etat=open",
    "/questions?theme=values",
    "/questions?etat=nothing",
    f"/questions?au={MIDDAY}",
    "/regles",
    f"/regles?au={MIDDAY}",
    "/cooperation",
    f"/cooperation?au={MIDDAY}",
    "/cooperation?partenaire=ville-brumes",
    "/cooperation?partenaire=nobody",
    "/accessibilite",
    "/mentions",
    "/donnees-personnelles",
    "/aide",
    "/plan",
    "/api",
    "/api/contributions",
    "/api/problemes/not_found",
    "/api/problemes/KeyReused",
)
MISSING = (
    "/partenaires/nobody",
    "/partenaires/chambre-metiers",
    "/partenaires/%00",
    "/partenaires?sorte=%00",
    "/contributions/nothing",
    "/projets/nothing",
    "/seances/nothing",
    "/seances/%00",
    "/besoins/nothing",
    "/besoins/%00",
    "/besoins/offres/nothing",
    f"/besoins/besoin-minibus?au={MIDDAY}",
    "/projets/%00",
    "/ressources/nothing",
    "/ressources/%00",
    "/evaluations/nothing",
    "/evaluations/%00",
    "/parcours/nobody",
    "/parcours/%00",
    "/projets/cours-ouvertes?au=2026-01-20",
    f"/contributions/hostile?au={MIDDAY}",
    "/contributions?annee=%C2%B2",
    "/contributions?annee=99999999999999999999",
    "/contributions?partenaire=%00",
)
NO_DAYS = (
    "/contributions?au=hier",
    "/contributions?au=20260615",
    "/contributions?au=2026-02-30",
    "/contributions?au=2199-01-01",
    "/contributions?au=2026-03-29T02:30",
)
BYTES_MAX = 12 * 1024
PICTURED_MAX = 20 * 1024
"""How much a page may weigh that is drawn on."""

ELEMENTS_MAX = 1_500


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", [*PAGES, *MISSING, *NO_DAYS])
def test_a_page_is_well_made(storied: Storied, language: str, path: str) -> None:
    """One heading, labels, unique names, table heads, nothing inline, and light."""
    page = storied.page(f"/{language}{path}")
    wrong = 422 if path in NO_DAYS else 404
    assert page.status_code == (200 if path in PAGES else wrong)
    root = tree(page.text)
    assert faults(root, language) == []
    most = PICTURED_MAX if 'class="chart' in page.text else BYTES_MAX
    assert len(gzip.compress(page.answer.data)) <= most
    assert len(list(root.walk())) <= ELEMENTS_MAX


@pytest.mark.parametrize("path", [*PAGES, *MISSING, "/contributions?statut="])
def test_a_visitor_is_left_without_a_cookie(storied: Storied, path: str) -> None:
    """Reading in public leaves nothing in the browser, whatever was asked for."""
    answer = storied.page(f"/fr{path}").answer
    assert "Set-Cookie" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_what_people_write_is_never_markup(storied: Storied) -> None:
    """A title with a script in it is shown, and does not run."""
    for path in ("/contributions/hostile", "/contributions?statut=declared", "/"):
        page = storied.page(f"/fr{path}")
        assert "<script>alert" not in page.text
    root = storied.tree("/fr/contributions/hostile")
    assert "<script>alert('1')</script>" in root.one("h1").text


def test_a_text_from_right_to_left_turns_nothing_else(storied: Storied) -> None:
    """Each element that holds such a text keeps its direction to itself."""
    for path in ("/fr/contributions/hostile", "/fr/contributions?annee=2026", "/fr/"):
        main = storied.tree(path).one("main")
        holding = [n for n in main.walk() if "\u202e" in "".join(own_text(n))]
        assert holding or path != "/fr/contributions/hostile"
        for node in holding:
            assert node.tag == "bdi" or node.attributes.get("dir") == "auto", node


def own_text(node: object) -> list[str]:
    """Return the texts directly in an element."""
    return [one for one in getattr(node, "inside", ()) if isinstance(one, str)]


def test_every_link_of_a_page_leads_to_a_page(storied: Storied) -> None:
    """No link of the public pages is dead, the other language's included.

    What only partners do leads to signing in, and there back to it.
    """
    seen: set[str] = set()
    for path in PAGES:
        for link in storied.tree(f"/fr{path}").all("a"):
            address = link.attributes["href"]
            if address.startswith(("#", "https://")) or address in seen:
                continue
            seen.add(address)
            # A document's address leads on to the one that names its last entry.
            on = "/bilan." in address
            client = storied.running.visitor().client
            answer = client.get(address, follow_redirects=on)
            if "/espace/" in address:
                assert answer.location.endswith(f"/connexion?suite={address}")
            else:
                assert answer.status_code == 200, (path, address)
            answer.close()
    assert len(seen) > 100


def test_a_colour_is_chosen_without_a_token(storied: Storied) -> None:
    """The one cookie that a visitor may ask for is the one they chose."""
    visitor = storied.running.visitor()
    answer = visitor.client.post(
        "/fr/theme", data={"theme": "dark", "back": "/fr/aide"}
    )
    assert answer.status_code == 303
    assert answer.location == "/fr/aide"
    assert answer.headers["Set-Cookie"].startswith("theme=dark;")
    assert 'data-theme="dark"' in visitor.get("/fr/aide").text
    wrong = visitor.client.post("/fr/theme", data={"theme": "<b>"})
    assert wrong.status_code == 400
    away = visitor.client.post(
        "/fr/theme", data={"theme": "auto", "back": "//elsewhere.test/"}
    )
    assert away.location == "/"


def test_communes_are_suggested(storied: Storied) -> None:
    """A few letters find the commune's code, whatever their accents."""
    found = storied.page("/fr/communes.json?q=saint-etienne").answer.get_json()
    assert {"value", "label", "hint"} == set(found[0])
    assert any(one["value"] == "42218" for one in found)
    assert storied.page("/fr/communes.json?q=").answer.get_json() == []


@pytest.mark.parametrize(
    "path",
    [
        "/partenaires/ville-brumes",
        "/contributions/g1",
        "/projets/parcours-croises",
        "/ressources/parcours-croises-methode",
        "/evaluations/guichets-croises",
        "/besoins/besoin-minibus",
        "/besoins/offres/offre-minibus",
    ],
)
def test_whatever_happened_leads_to_its_receipt(storied: Storied, path: str) -> None:
    """Each line of a history names the receipt of its own entry."""
    root = tree(storied.running.visitor().get(f"/fr{path}").text)
    *_others, history = root.all("ol", **{"class": "timeline"})
    lines = history.all("li")
    linked = [[a.attributes.get("href", "") for a in li.all("a")] for li in lines]
    receipts = [[url for url in urls if "/preuves/" in url] for urls in linked]
    assert lines
    assert all(len(found) == 1 for found in receipts)
    assert len({found[0] for found in receipts}) == len(lines)

"""Whatever is asked of the public pages, none fails, and nothing is recorded."""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.running import Running, running_commun

PATHS = (
    "/",
    "/fr/",
    "/en/",
    "/fr/partenaires",
    "/fr/contributions",
    "/fr/contributions/{}",
    "/fr/partenaires/{}",
    "/fr/projets",
    "/fr/projets/{}",
    "/fr/cooperation",
    "/fr/communes.json",
    "/fr/connexion",
    "/fr/connexion/code",
    "/fr/invitation/{}",
    "/fr/fondation/{}",
    "/fr/espace",
    "/fr/espace/contributions/{}/corriger",
    "/fr/espace/projets/{}/clore",
    "/fr/espace/projets/x/jalons/{}/atteint",
    "/fr/bureau",
    "/c/{}",
    "/{}",
)
NAMES = (
    "au",
    "apres",
    "suite",
    "partenaire",
    "nature",
    "annee",
    "statut",
    "q",
    "sorte",
    "etat",
    "role",
    "projet",
    "carnet",
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = texts | st.integers().map(str) | st.dates().map(str)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run a founded commons for all requests."""
    with running_commun(tmp_path_factory.mktemp("fuzz")) as opened:
        opened.found()
        yield opened


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    path=st.sampled_from(PATHS),
    name=texts,
    asked=st.dictionaries(st.sampled_from(NAMES), values, max_size=4),
    method=st.sampled_from(("GET", "GET", "GET", "POST", "HEAD", "PUT")),
)
def test_no_request_makes_a_page_fail(
    running: Running, path: str, name: str, asked: dict[str, str], method: str
) -> None:
    """A wrong address, filter or method is answered by a page that says so."""
    before = running.wiring.store.head().position
    client = running.app.test_client()
    url = path.format(quote(name, safe=""))
    query = urlencode(asked, errors="replace")
    answer = client.open(f"{url}?{query}", method=method, data={"key": name})
    assert answer.status_code < 500, answer.get_data(as_text=True)[:400]
    assert running.wiring.store.head().position == before

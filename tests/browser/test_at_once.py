"""Four browsers at once, for published bodies; then all that can be read agrees."""

import json
from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

import pytest
from playwright.sync_api import Browser

from ledger.kernel.store.embedded import EmbeddedPostgres
from projections.commons.contributions import contributions
from projections.membership.partners import partners
from tests.browser.agreement import read_everything
from tests.browser.at_once import Bodies, Brought, Ring, invite, refuse, take_part
from tests.browser.conftest import Served
from tests.faults.service import commun, eventually
from tests.projections.comparing import assert_live_is_offline, fold
from tests.published import bodies_of_antibes, bodies_of_dilcrah

pytestmark = pytest.mark.browser

ANTIBES = bodies_of_antibes()
MANY = 10**9


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize(
    ("turns", "bodies", "step"),
    [(4, ANTIBES[:4], 30), pytest.param(50, ANTIBES, 1, marks=pytest.mark.deep)],
    ids=["4", "50"],
)
def test_four_browsers_at_once_lose_nothing(
    served: Served, browser: Browser, turns: int, bodies: Bodies, step: int
) -> None:
    """All that four people do through forms is there, on every page and past day."""
    conninfo = EmbeddedPostgres.attach(served.data)
    assert conninfo is not None
    before = len(fold(conninfo, MANY).shelf().every(contributions))
    refuse(served, browser, bodies_of_dilcrah())
    invite(served, browser, bodies)
    ring, numbers = Ring(), range(len(bodies))
    with ThreadPoolExecutor(4) as people:
        acting = [
            people.submit(take_part, served, ring, me, numbers[me::4], turns)
            for me in range(4)
        ]
        # Whoever fails first says why; the others then wait for them in vain.
        ended = wait(acting, return_when=FIRST_EXCEPTION).done
        brought = [one for person in ended for one in person.result()]
    assert len(brought) == 4 * turns
    assert_all_is_kept(conninfo, brought, before)
    assert_bodies_are_there(conninfo, bodies)
    eventually(lambda: status(served)["lag"] == 0, "the views have come to the end")
    assert_agrees(served, conninfo, brought, step)


def assert_all_is_kept(conninfo: str, brought: Sequence[Brought], before: int) -> None:
    """Compare what each did with what the facts say."""
    shelf = fold(conninfo, MANY).shelf()
    assert len(shelf.every(contributions)) == before + len(brought)
    for one in brought:
        row = shelf.get(contributions, one.contribution_id)
        assert row is not None, one
        assert row.quantity == one.quantity, one
        assert row.status in one.statuses, one
        assert row.corrections == one.corrections, one
        assert len(row.confirmations) == one.confirmations, one


def assert_bodies_are_there(conninfo: str, bodies: Bodies) -> None:
    rows = fold(conninfo, MANY).shelf().every(partners)
    numbers = {official for row in rows for official in (row.siret, row.rna)}
    assert numbers >= {official for _name, official in bodies}
    assert {row.commune_code for row in rows} >= {"06004"}


def assert_agrees(
    served: Served, conninfo: str, brought: Sequence[Brought], step: int
) -> None:
    """Pages, past days, a rebuild and the status say the same as the facts."""
    said = read_everything(served.address, conninfo, step)
    for one in brought:
        page = said[f"/fr/contributions/{one.contribution_id}"]
        assert one.title in page
        assert f"{one.quantity.normalize():f}".replace(".", ",") in page
    first = status(served)
    assert first["facts"] == first["last_position"] == assert_live_is_offline(conninfo)
    rebuilt = commun(served.data, "rebuild", "--json")
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert json.loads(rebuilt.stdout)["position"] == first["facts"]
    assert assert_live_is_offline(conninfo) == first["facts"]
    again = status(served)
    assert again["generation"] > first["generation"]
    assert {**again, "generation": 0} == {**first, "generation": 0}
    assert read_everything(served.address, conninfo, step) == said
    print(f"{len(brought)} contributions, {first['facts']} facts, {len(said)} pages")  # noqa: T201  # read with -s


def status(served: Served) -> dict[str, int]:
    """Return what `commun status` says."""
    done = commun(served.data, "status", "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found

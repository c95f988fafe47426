"""A history longer than a page: every entry is reached, in order, by its links."""

import html
import re
from decimal import Decimal
from typing import Final

import pytest

from ledger.commons.contributions.events import ContributionCorrected
from ledger.kernel.identifiers import ContributionId, InterestId, PartnerId
from ledger.membership.partners.events import InterestStated
from tests.cast import words
from tests.web.loading import load
from tests.web.pages.space.town import Town
from tests.web.running import Person
from tests.web.tree import tree
from web.pages.history import ENTRIES

MANY: Final = 1_050
"""More than one question to the views answers."""


@pytest.fixture(scope="module")
def name(town: Town) -> str:
    """A contribution corrected more than a thousand times, each by one hour more."""
    name = town.record(town.asso, {"title": "Corrigée sans fin"}, quantity="5 000")
    owner = partner_of(town, name)
    load(
        town.running,
        (
            ContributionCorrected(
                contribution_id=ContributionId(name),
                partner_id=owner,
                difference=Decimal(n),
                reason=words("une heure de plus"),
            )
            for n in range(1, MANY + 1)
        ),
    )
    return name


def partner_of(town: Town, name: str) -> PartnerId:
    text = town.running.visitor().get(f"/fr/contributions/{name}").text
    found = re.search(r'href="/fr/partenaires/([^"?]+)"><bdi>', text)
    assert found is not None
    return PartnerId(found.group(1))


def pages(person: Person, path: str) -> list[list[str]]:
    """Turn the pages of a history by its links; return what each page tells."""
    told: list[list[str]] = []
    address: str | None = path
    while address is not None:
        page = person.get(address.partition("#")[0])
        assert page.status_code == 200, address
        timeline = tree(page.text).one("ol", **{"class": "timeline"})
        told.append([entry.text for entry in timeline.all("li")])
        is_first = len(told) == 1
        assert ("Première page" in page.text) is not is_first
        onward = re.search(r'<a href="([^"]+)" rel="next">', page.text)
        address = html.unescape(onward.group(1)) if onward else None
    return told


@pytest.mark.parametrize(
    "path", ["contributions/{}", "espace/contributions/{}", "bureau/contributions/{}"]
)
def test_every_correction_is_reached_by_the_links(
    town: Town, name: str, path: str
) -> None:
    """None is left out, none is told twice, and they come in order."""
    told = pages(town.lab, f"/fr/{path.format(name)}")
    assert [len(page) for page in told[:-1]] == [ENTRIES] * (len(told) - 1)
    entries = [entry for page in told for entry in page]
    assert len(entries) == 1 + MANY
    assert "a déclaré" in entries[0]
    hours = [re.search(r": (.+) heures? de plus", entry) for entry in entries[1:]]
    given = [re.sub(r"\s", "", found.group(1)) for found in hours if found]
    assert given == [str(n) for n in range(1, MANY + 1)]


def test_a_visitor_turns_the_pages_too(town: Town, name: str) -> None:
    """In English as in French, and a page that is not there says nothing happened."""
    visitor = town.running.visitor()
    french = pages(visitor, f"/fr/contributions/{name}")
    assert sum(map(len, french)) == 1 + MANY
    for odd in ("999999999", "0", "-1", "deux", "9" * 30):
        path = f"/en/contributions/{name}?suite={odd}"
        assert visitor.get(path).status_code == 200


def test_a_partners_long_history_is_paged_too(town: Town, name: str) -> None:
    """What it wished for years ago is still to be read."""
    partner_id = partner_of(town, name)
    path = f"/fr/partenaires/{partner_id}"
    # Other tests of this town let it do things, too; that it is there is one entry.
    (before,) = pages(town.running.visitor(), path)
    assert "est devenu partenaire" in before[0]
    wishes = ENTRIES + 20
    load(
        town.running,
        (
            InterestStated(
                partner_id=partner_id,
                interest_id=InterestId(f"wish-{n}"),
                interest=words("encore"),
            )
            for n in range(wishes)
        ),
    )
    told = pages(town.running.visitor(), path)
    assert len(told) == 2
    entries = [entry for page in told for entry in page]
    assert entries[: len(before)] == before
    wished = entries[len(before) :]
    assert len(wished) == wishes
    assert all("a exprimé une attente" in entry for entry in wished)

"""The rules and the charter as everybody reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from ledger.application import CODEC
from ledger.governance.rules.decision_rule import (
    DecisionRule,
    Fallback,
    Method,
    Proxies,
    Quorum,
    SecondCall,
    Share,
)
from ledger.governance.rules.events import Kind, KindRule, RuleAdopted
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Fact
from ledger.kernel.store.port import Append, NewEvent
from projections.membership.partners import partners
from tests.chamber import GREEN, RULE, WRITTEN
from tests.pact import PUT, SIGNED
from tests.parchment import FIRST
from tests.spec import NOWHERE, STORYTELLER
from tests.web.running import Running, running_commun
from tests.web.tree import faults, tree

BY_CONSENT = DecisionRule(
    method=Method.CONSENT,
    quorum=Quorum(share=Share(2, 3), strict=False),
    second_call=SecondCall(days=8),
    proxies=Proxies(per_holder=2),
    fallback=Fallback.VOTE,
)


@dataclass
class Archive:
    """A commons with one partner, whose rules and charter are put on record."""

    running: Running
    lab: PartnerId

    def record(self, *facts: Fact) -> None:
        store = self.running.wiring.store
        for fact in facts:
            at = self.running.wiring.ledger.clock()
            event = NewEvent(
                type(fact).__name__,
                fact.tags(),
                CODEC.encode(fact, STORYTELLER, at),
                WRITTEN[:2] if fact == FIRST else (),
            )
            after = store.head().position
            store.append(Append(events=[event], boundary=NOWHERE, after=after))
        self.running.settle()

    def read(self) -> str:
        page = self.running.visitor().get("/fr/regles")
        assert page.status_code == 200
        assert faults(tree(page.text), "fr") == []
        assert "<script" not in page.text[page.text.index("<main") :]
        return page.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with running_commun(tmp_path_factory.mktemp("archive")) as running:
        running.found()
        with running.wiring.views.shelf() as shelf:
            (placed,) = shelf.page(partners).rows
        yield Archive(running, PartnerId(placed.row.partner_id))


def test_the_rules_are_read_from_before_they_hold(archive: Archive) -> None:
    """Who has yet to sign, each rule in sentences, then the charter's articles."""
    before = archive.read()
    assert "Pas encore de règles" in before
    assert "Il n’y a pas encore de charte." in before
    put = replace(
        PUT,
        rules=(
            KindRule(Kind.ORIENTATION, RULE),
            KindRule(Kind.ADMISSION, BY_CONSENT),
        ),
        signatories=(PUT.partner_id, archive.lab),
    )
    archive.record(put)
    awaited = archive.read()
    assert "Ces règles ne valent pas encore" in awaited
    assert "Lab Estuaire" in awaited
    for said in (
        "On décide par un vote pour ou contre.",
        "il faut plus de 50 pour cent des suffrages exprimés",
        "Faute de consentement, on passe au vote.",
        "au moins 2/3 des désignations doivent y prendre part",
        "une seconde convocation après 8 jours vaut sans quorum",
        "On peut détenir 2 pouvoirs.",
    ):
        assert said in awaited
    archive.record(replace(SIGNED, partner_id=archive.lab))
    assert "Ces règles ne valent pas encore" not in archive.read()
    adopted = RuleAdopted(
        decision_id=GREEN, rules_version=2, kind=Kind.CHARTER, rule=RULE
    )
    archive.record(adopted, FIRST)
    after = archive.read()
    assert f"/fr/decisions/{GREEN}" in after
    assert "Version 2 des règles" in after
    assert "Version 1 de la charte" in after
    assert 'id="article-2"' in after
    assert "Planter des haies" in after


def test_the_site_map_leads_to_the_rules(archive: Archive) -> None:
    """For they are in no menu."""
    assert 'href="/fr/regles"' in archive.running.visitor().get("/fr/plan").text

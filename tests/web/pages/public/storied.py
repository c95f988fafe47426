"""A commons with a past: the founding story in two parts, then long lists."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.deciders import FACTS
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.quantities import Period
from ledger.kernel.store.history import load_history
from tests.web.running import Page, Running
from tests.web.tree import Node, tree
from web.auth.accounts import Account, open_account
from web.demo.cast import BY_NAME
from web.demo.founding_story import tell
from web.demo.plenty import plenty
from web.demo.telling import Teller

MIDDAY = "2026-06-15"
"""A day in the middle: all gifts until June are declared, none is talked about."""
FILLING = 900
HOSTILE = "<script>alert('1')</script> \u202e!gnorts \u0645\u0631\u062d\u0628\u0627 🎉"
SEEN_THEN = (
    "/fr/",
    "/fr/partenaires",
    "/fr/partenaires?sorte=commune",
    "/fr/partenaires/ville-brumes",
    "/fr/contributions",
    "/fr/contributions?nature=time",
    "/fr/contributions?partenaire=ville-brumes&annee=2026",
    "/fr/contributions?statut=confirmed",
    "/fr/contributions/g1",
    "/fr/contributions/g6",
    "/en/contributions/g1",
    "/fr/projets",
    "/fr/cooperation",
    "/fr/ressources",
    "/fr/ressources/parcours-croises-methode",
)


@dataclass
class Storied:
    """The running commons, and what its pages said in the middle of its story."""

    running: Running = field(repr=False)
    then: dict[str, str] = field(default_factory=dict[str, str], repr=False)

    def page(self, path: str) -> Page:
        """Open a page as a visitor."""
        return self.running.visitor().get(path)

    def tree(self, path: str) -> Node:
        """Return a page's tree; it must be there."""
        page = self.page(path)
        assert page.status_code == 200, (path, page.status_code)
        return tree(page.text)


def begin(running: Running) -> Storied:
    """Load the story in two parts, and look at the pages in between."""
    teller = Teller()
    tell(teller)
    _add(teller)
    told = list(teller.history())
    owner = running.connection.info.dsn
    kinds = [kind.__name__ for kind in FACTS]
    first = [past for past in told if past.recorded_at.date().isoformat() <= MIDDAY]
    load_history(owner, first, kinds)
    running.settle()
    storied = Storied(running)
    for path in SEEN_THEN:
        storied.then[path] = said(storied.page(path).text)
    load_history(owner, islice(told, len(first), None), kinds)
    load_history(owner, plenty(FILLING, teller.clock.now), kinds)
    running.settle()
    with running.wiring.pool.connection() as db, db.transaction():
        for person, address in teller.emails.items():
            open_account(db, Account(person, address, "fr"), running.access)
    return storied


def _add(teller: Teller) -> None:
    """Add a title that means harm, and a contribution that is withdrawn."""
    body = BY_NAME["rives-vives"]
    for name, title in (("hostile", HOSTILE), ("gone", "Saisie deux fois")):
        teller.on("2026-11-17")
        teller.tell(
            RecordContribution,
            body.actor,
            contribution_id=ContributionId(name),
            partner_id=PartnerId(body.partner_id),
            nature=Nature.KNOW_HOW,
            quantity=Decimal(2),
            unit=Unit.ITEM,
            period=Period(date(2026, 11, 2), date(2026, 11, 3)),
            title=teller.public("title", title),
            description=teller.public("description", HOSTILE),
        )
    teller.on("2026-11-18")
    teller.tell(
        WithdrawContribution,
        body.actor,
        contribution_id=ContributionId("gone"),
        partner_id=PartnerId(body.partner_id),
        reason=teller.public("reason", "Elle y était déjà."),
    )


def said(text: str) -> str:
    """Return what a page shows and leads to, without the day it is shown as of."""
    main = text[text.index("<main") : text.index("</main>")]
    main = re.sub(r'<form class="filters moment.*?</form>', "", main, flags=re.DOTALL)
    main = re.sub(r'<input type="hidden" name="au"[^>]*>', "", main)
    main = re.sub(r"\?au=[0-9-]+(&amp;)?", "?", main)
    return re.sub(r'&amp;au=[0-9-]+|\?(?=")', "", main)

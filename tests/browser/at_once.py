"""At once: people who enter for published bodies, each with a browser of their own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from queue import Queue

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from projections.commons.contributions import Status
from tests.browser.conftest import CHROMIUM, FLAGS, Served
from tests.browser.filling import assert_is_recorded, fill_day, go_on, press

Bodies = Sequence[tuple[str, str]]

PATIENCE_SECONDS = 120
YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)
QUALIFYING = "main a:text-is('{}')"


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A contribution, and what must have become of it once all have ended."""

    contribution_id: str
    title: str
    quantity: Decimal
    statuses: frozenset[Status]
    corrections: int
    confirmations: int


@dataclass
class Ring:
    """Who sees whose contributions: each those of two neighbours."""

    waiting: dict[tuple[int, int], Queue[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(Queue)
    )

    def show(self, seer: int, author: int, path: str, act: str) -> None:
        """Tell somebody of a contribution, and what they will do about it."""
        self.waiting[seer, author].put((path, act))

    def see(self, seer: int, author: int) -> tuple[str, str]:
        """Wait until there is another one to see."""
        return self.waiting[seer, author].get(timeout=PATIENCE_SECONDS)


def invite(served: Served, browser: Browser, bodies: Bodies) -> None:
    """Invite bodies through the form, in the name of one who is there already."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    served.sign_in(page, "nadia@exemple.test")
    for number, body in enumerate(bodies):
        fill_invitation(served, page, body, address_of(number))
        assert "L’invitation est en route." in page.inner_text("main, [role=status]")
    context.close()


def refuse(served: Served, browser: Browser, bodies: Bodies) -> None:
    """Fill in the form for bodies whose number is wrong: each is told so."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    served.sign_in(page, "nadia@exemple.test")
    for body in bodies:
        fill_invitation(served, page, body, "faux@exemple.test")
        assert "Ce numéro n’est pas juste" in page.inner_text("#siret-error")
    context.close()


def fill_invitation(
    served: Served, page: Page, body: tuple[str, str], email: str
) -> None:
    name, number = body
    served.open(page, "/fr/espace/inviter")
    page.select_option("#kind", "association")
    page.select_option("#scope", "communal")
    page.fill("#name", name)
    page.fill("#short_name", name[:18].strip())
    page.fill("#commune_code", "Antibes")
    page.fill("#siret", number)
    page.fill("#email", email)
    go_on(page)


def address_of(number: int) -> str:
    return f"corps{number}@exemple.test"


def take_part(
    served: Served, ring: Ring, me: int, bodies: Sequence[int], turns: int
) -> Sequence[Brought]:
    """Accept for bodies, then act for the first: record, correct, confirm, contest."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=FLAGS
        )
        for number in bodies[1:]:
            other = open_window(browser, me)
            accept(served, other.new_page(), number)
            other.close()
        page = open_window(browser, me).new_page()
        accept(served, page, bodies[0])
        brought: list[Brought] = []
        for turn in range(turns):
            brought.append(take_turn(served, page, ring, me, turn))
            print(f"{me} has brought {len(brought)} of {turns}")  # noqa: T201  # read with -s
        browser.close()
    return brought


def open_window(browser: Browser, number: int) -> BrowserContext:
    """Open a phone without scripts for some, a screen with them for others."""
    is_phone = number % 2 == 0
    return browser.new_context(
        viewport={"width": 360 if is_phone else 1280, "height": 800},
        java_script_enabled=not is_phone,
        locale="fr-FR",
    )


def accept(served: Served, page: Page, number: int) -> None:
    """Follow the link of the letter, and accept for the body."""
    link = served.read_letter(page, address_of(number), r"https?://\S+/invitation/\S+")
    page.goto(link)
    go_on(page)
    press(page, "text=Accepter l’invitation")
    page.fill("#person_name", f"Personne {number}")
    go_on(page)
    assert page.url.startswith(f"{served.address}/fr/espace"), page.url


def take_turn(served: Served, page: Page, ring: Ring, me: int, turn: int) -> Brought:
    """Record one and show it to both neighbours; then look at what they show.

    What the turn's number says is what becomes of it: both confirm it at once;
    its author corrects it while one confirms it; it is corrected and then seen;
    it is contested.
    """
    left, right = (me - 1) % 4, (me + 1) % 4
    title, kind = f"Tour {turn} de {me}", turn % 4
    name = record(served, page, title, str(turn + 1))
    path = f"/fr/contributions/{name}"
    if kind == 2:
        correct(served, page, path, f"{turn + 1},5")
    ring.show(left, me, path, "Confirmer" if kind == 0 else "")
    ring.show(right, me, path, "Contester" if kind == 3 else "Confirmer")
    if kind == 1:
        correct(served, page, path, f"{turn + 1},5")
    for author in (left, right):
        look(served, page, *ring.see(me, author))
    half = Decimal("0.5") * (kind in {1, 2})
    return Brought(
        contribution_id=name,
        title=title,
        quantity=turn + 1 + half,
        statuses=STATUSES[kind],
        corrections=int(kind in {1, 2}),
        confirmations=(2, 1, 1, 0)[kind],
    )


STATUSES = (
    frozenset({Status.CONFIRMED}),
    # Whether the smaller or the larger quantity was seen is a matter of luck.
    frozenset({Status.CONFIRMED, Status.DECLARED}),
    frozenset({Status.CONFIRMED}),
    frozenset({Status.CONTESTED}),
)


def record(served: Served, page: Page, title: str, quantity: str) -> str:
    """Record in four steps; return the contribution's identifier."""
    served.open(page, "/fr/espace/contributions/nouvelle")
    page.check("input[name=nature][value=time]")
    page.fill("#title", title)
    go_on(page)
    page.fill("#quantity", quantity)
    page.check("input[name=unit][value=hour]")
    fill_day(page, "started_on", YESTERDAY.day, YESTERDAY.month, YESTERDAY.year)
    go_on(page)
    go_on(page)
    go_on(page)
    assert_is_recorded(page)
    press(page, "text=Voir cette contribution")
    return page.url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]


def correct(served: Served, page: Page, path: str, quantity: str) -> None:
    """Correct the quantity, look at the check page, and send."""
    served.open(page, path)
    press(page, QUALIFYING.format("Corriger"))
    page.fill("#quantity", quantity)
    page.fill("#reason", "Une demi-heure oubliée.")
    go_on(page)
    press(page, "button[name=checked]")
    assert "La correction est enregistrée." in page.inner_text("main")


def look(served: Served, page: Page, path: str, act: str) -> None:
    """Open another's contribution, and confirm or contest it where that was said."""
    served.open(page, path)
    if not act:
        return
    press(page, QUALIFYING.format(act))
    if act == "Contester":
        page.fill("#reason", "Nous n’y étions pas.")
    go_on(page)
    done = {"Confirmer": "confirmée", "Contester": "contestée"}[act]
    assert f"La contribution est {done}." in page.inner_text("main")

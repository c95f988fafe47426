"""A whole Commun, served as it is to people, and a real Chromium to read it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.servers import leave_out

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
START_SECONDS = 90


@dataclass(frozen=True)
class Served:
    """A served commons with the founding story in it."""

    address: str
    data: Path
    sessions: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])

    def open(self, page: Page, path: str) -> None:
        """Open a page of it."""
        page.goto(f"{self.address}{path}")

    def sign_in(self, page: Page, email: str) -> None:
        """Sign in by the code that the operator's page shows, once for each person.

        All tests come from one address and share one service, which sends so many
        codes an hour and no more: the session is then taken along to the next test.
        """
        if email in self.sessions:
            page.context.add_cookies(self.sessions[email])
            self.open(page, "/fr/espace")
            return
        self.open(page, "/fr/connexion")
        page.fill("#email", email)
        page.click("main form button")
        page.fill("#code", self.read_letter(page, email, r"\b\d{6}\b"))
        with page.expect_navigation():
            page.click("main form button")
        self.sessions[email] = [*page.context.cookies()]

    def read_letter(self, page: Page, email: str, pattern: str) -> str:
        """Return what the last letter to an address says in this form."""
        other = page.context.new_page()
        self.open(other, "/fr/operateur/messages")
        letters = other.inner_text("main")
        other.close()
        found = re.search(pattern, letters[letters.index(email) :])
        assert found is not None, letters
        return found.group()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the demonstration on a free port until the tests end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("served")
    environment = os.environ | {"COMMUN_DATA": str(folder), "COMMUN_PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-m", "web.cli.main", "demo"],
        env=environment,
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process)
            yield Served(address, folder)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the service ended while starting"
        try:
            with urllib.request.urlopen(f"{address}/fr/partenaires") as answer:  # noqa: S310  # our own loopback address
                if "Brumes" in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail("the service did not start in time")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    if not CHROMIUM.exists():
        leave_out("Chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=FLAGS
        )
        yield started
        started.close()


@pytest.fixture(params=["phone without scripts", "screen with scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a fresh browser: a small one without scripts, and a wide one with them."""
    is_phone = request.param.startswith("phone")
    context = browser.new_context(
        viewport={"width": 360 if is_phone else 1280, "height": 800},
        java_script_enabled=not is_phone,
        locale="fr-FR",
    )
    yield context.new_page()
    context.close()

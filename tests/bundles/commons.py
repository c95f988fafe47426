"""Commons: a small lab's record with its log and its views, and bundles of them."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from click.testing import CliRunner, Result
from psycopg.conninfo import conninfo_to_dict

from ledger.application import CODEC
from ledger.deciders import FACTS
from ledger.kernel.store.history import load_history
from ledger.kernel.words import Audience
from ledger.log.beginning import begin
from ledger.log.connecting import connect
from ledger.log.folder import LogFolder
from ledger.log.integrator import integrate
from ledger.log.keys import read_signer
from ledger.log.notes import Signer
from ledger.log.publisher import publish
from projections.bundling import Bundled, Order, bundle
from projections.rebuild import rebuild
from projections.registry import VIEWS
from tests.servers import ServerHandle, server
from web.cli.database import prepare
from web.cli.verify import verify
from web.demo.founding_story import tell
from web.demo.plenty import plenty
from web.demo.telling import Teller
from web.settings import Settings

ORIGIN = "lab.example/registre"
MORE_FACTS = 540
VERIFY = Path(__file__).parents[2] / "ledger" / "log" / "verify.py"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Commons:
    """A record in a database, its log in a folder, and views that follow."""

    owner: str
    data: Path

    @property
    def folder(self) -> LogFolder:
        return LogFolder(self.data)

    @property
    def signer(self) -> Signer:
        return read_signer(self.folder.key)

    @property
    def policy(self) -> str:
        return f"log {self.signer.verifier.text}\nquorum none\n"

    def seal(self) -> None:
        with connect(self.owner) as connection:
            while integrate(connection):
                pass
            publish(connection, self.signer, self.folder.last_signed, seconds_between=0)
        rebuild(self.owner, CODEC, VIEWS)

    def bundle(
        self,
        target: Path,
        audience: Audience = Audience.PARTNERS,
        since: int | bytes = 0,
        policy: str | None = None,
    ) -> Bundled:
        order = Order(
            policy=self.policy if policy is None else policy,
            audience=audience,
            software="commun test",
            since=since,
        )
        with connect(self.owner) as connection:
            return bundle(connection, VIEWS, order, target)

    def react(self) -> None:
        """Let a reactor do what is due, and end."""
        environment = os.environ | {
            "COMMUN_DATA": str(self.data),
            "COMMUN_DATABASE_URL": self.owner,
        }
        command = [sys.executable, "-m", "web.cli.main", "react", "--once"]
        subprocess.run(command, env=environment, check=True, timeout=60)

    def tamper(self, *statements: str) -> None:
        """Do what only a superuser can who knows of every trigger."""
        with psycopg.connect(self.owner, autocommit=True) as db:
            for table in (
                "ledger.events",
                "ledger.words",
                "log.tiles",
                "log.checkpoints",
                "log.state",
            ):
                db.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
            for statement in statements:
                db.execute(statement.encode())


def founded(data: Path) -> Commons:
    """Found a commons with some hundreds of facts, all of them sealed."""
    owner = server("embedded18", durable=False).create_database()
    prepare(owner)
    commons = Commons(owner, data)
    with connect(owner) as connection:
        begin(connection, commons.folder, None, ORIGIN)
    kinds = [kind.__name__ for kind in FACTS]
    teller = Teller()
    tell(teller)
    load_history(owner, teller.history(), kinds)
    load_history(owner, plenty(MORE_FACTS, teller.clock.now), kinds)
    commons.seal()
    return commons


@contextmanager
def copied(commons: Commons, handle: ServerHandle) -> Generator[Commons]:
    """A copy of the database, to be ruined; the folder stays the operator's."""
    name = str(conninfo_to_dict(commons.owner)["dbname"])
    copy = f"copy_of_{name}"
    with psycopg.connect(handle.conninfo("postgres"), autocommit=True) as db:
        db.execute(f"CREATE DATABASE {copy} TEMPLATE {name}".encode())
        try:
            yield Commons(handle.conninfo(copy), commons.data)
        finally:
            db.execute(f"DROP DATABASE {copy} WITH (FORCE)".encode())


# --- Bundles taken apart ----------------------------------------------------------


def unpack(path: Path) -> Files:
    """Return the files of a bundle."""
    with zipfile.ZipFile(path) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def pack(files: Mapping[str, bytes], path: Path) -> Path:
    """Write files as a bundle, as anyone could."""
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return path


def redigest(files: Files) -> None:
    """Let the manifest tell of the files as they are now."""
    manifest = json.loads(files["manifest.json"])
    manifest["digests"] = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if not name.startswith("tile/") and name != "manifest.json"
    }
    files["manifest.json"] = json.dumps(manifest).encode()


def entries_name(files: Files, number: int) -> str:
    """Return the name of a bundle of entries, full or not."""
    begin = f"tile/entries/{number:03}"
    return next(name for name in files if name.split(".p/")[0] == begin)


def split(raw: bytes) -> list[bytes]:
    entries: list[bytes] = []
    while raw:
        end = 2 + int.from_bytes(raw[:2], "big")
        entries.append(raw[2:end])
        raw = raw[end:]
    return entries


def join(entries: Sequence[bytes]) -> bytes:
    return b"".join(len(e).to_bytes(2, "big") + e for e in entries)


# --- Both verifiers ---------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """How a verifier ended, and what it found."""

    code: int
    found: Mapping[str, Any]

    @property
    def findings(self) -> list[tuple[str, int | None]]:
        return [(f["code"], f["position"]) for f in self.found.get("findings", [])]


def verify_py(path: Path, *options: str) -> Said:
    """Run verify.py as whoever was handed a bundle does: with Python and nothing."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFY), str(path), "--json", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, json.loads(done.stdout) if done.stdout else {})


def commun_verify(path: Path | str, data: Path, *options: str) -> Said:
    """Run ``commun verify``."""
    done: Result = CliRunner().invoke(
        verify, [str(path), "--json", *options], obj=Settings(data=data)
    )
    assert done.exception is None or isinstance(done.exception, SystemExit), (
        done.exception
    )
    return Said(done.exit_code, json.loads(done.stdout) if done.stdout else {})

"""A Commun is verified by its address, from what it publishes and nothing else."""

import gzip
import json
import shutil
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ledger.kernel.words import Audience
from tests.bundles.commons import (
    Commons,
    commun_verify,
    copied,
    entries_name,
    join,
    pack,
    split,
    unpack,
    verify_py,
)
from tests.foreign.serving import served
from tests.servers import server
from web.cli.exits import Exit


@pytest.fixture
def ours(commons: Commons, tmp_path: Path) -> Iterator[Commons]:
    """A copy of the commons with a folder of its own, to be changed."""
    folder = tmp_path / "data"
    shutil.copytree(commons.data, folder)
    with copied(commons, server("embedded18", durable=False)) as copy:
        yield Commons(copy.owner, folder)


def test_an_address_is_verified_with_all_its_views(
    ours: Commons, tmp_path: Path
) -> None:
    """The log is copied and hashed, the bundle it offers is verified and replayed."""
    state = tmp_path / "state"
    with served(ours) as base:
        said = commun_verify(base, tmp_path, "--state", str(state))
        assert said.code == Exit.DONE, said.found
        assert said.found["rows"]["partners"] > 0
        assert "site's own word" in " ".join(said.found["notes"])
        again = commun_verify(base, tmp_path, "--state", str(state))
    assert again.code == Exit.DONE
    assert again.found["seen"] == said.found["size"]
    assert not [n for n in again.found["notes"] if "own word" in n]
    policy = str(state / "policy")
    assert verify_py(state / "copy", "--policy", policy).code == 0


def test_without_a_folder_it_is_verified_and_forgotten(
    ours: Commons, tmp_path: Path
) -> None:
    """Whoever only wants to look needs no folder, and is told what that costs."""
    with served(ours) as base:
        said = commun_verify(base, tmp_path)
    assert said.code == Exit.DONE, said.found
    assert "not kept: with --state FOLDER" in " ".join(said.found["notes"])


def test_only_what_is_new_is_fetched(ours: Commons, tmp_path: Path) -> None:
    """Full tiles that are here stay as they are."""
    state = tmp_path / "state"
    with served(ours) as base:
        commun_verify(base, tmp_path, "--state", str(state))
        path = state / "copy/tile/entries/000"
        before = path.stat().st_mtime_ns
        commun_verify(base, tmp_path, "--state", str(state))
    assert path.stat().st_mtime_ns == before


def test_a_site_that_serves_an_edited_fact_is_refused(
    ours: Commons, tmp_path: Path
) -> None:
    """Named by its position, in the copy and in the bundle."""
    ours.tamper(
        "UPDATE ledger.events SET tags = tags || '{zzz:1}' WHERE position = 100"
    )
    with served(ours) as base:
        said = commun_verify(base, tmp_path, "--state", str(tmp_path / "state"))
    assert said.code == Exit.UNVERIFIED
    assert ("entry", 100) in said.findings
    assert not (tmp_path / "state/seen.json").exists()


def test_a_copy_that_was_damaged_here_is_fetched_anew(
    ours: Commons, tmp_path: Path
) -> None:
    """A fault of our own disk accuses nobody."""
    state = tmp_path / "state"
    with served(ours) as base:
        commun_verify(base, tmp_path, "--state", str(state))
        path = state / "copy/tile/entries/000"
        path.write_bytes(b"")
        said = commun_verify(base, tmp_path, "--state", str(state))
    assert said.code == Exit.DONE
    assert path.stat().st_size


def test_a_site_that_was_put_back_does_not_take_the_copy_along(
    ours: Commons, tmp_path: Path
) -> None:
    """What was seen, with the head that was signed over it, may be all that is left."""
    state = tmp_path / "state"
    with served(ours) as base:
        commun_verify(base, tmp_path, "--state", str(state))
        seen = {
            path.relative_to(state / "copy"): path.read_bytes()
            for path in (state / "copy").rglob("*")
            if path.is_file()
        }
        # A reader who once saw a longer log than the site has now.
        known = json.loads((state / "seen.json").read_text("utf-8"))
        known["size"] += 1
        (state / "seen.json").write_text(json.dumps(known), "utf-8")
        said = [commun_verify(base, tmp_path, "--state", str(state)) for _ in range(2)]
    assert [one.code for one in said] == [Exit.UNVERIFIED, Exit.UNVERIFIED]
    kept = state / "copy.before"
    assert {n: (kept / n).read_bytes() for n in seen} == seen
    assert len(list(state.glob("copy*"))) == 2


def test_an_address_where_nobody_is_is_no_verdict(tmp_path: Path) -> None:
    """Whoever cannot be reached has not been refuted."""
    said = commun_verify(
        "http://127.0.0.1:1", tmp_path, "--state", str(tmp_path / "state")
    )
    assert said.code == Exit.FAILED


def test_the_offered_bundle_is_for_the_public_and_made_once(
    ours: Commons, tmp_path: Path
) -> None:
    """It lies in the data folder until the log grows."""
    path = ours.data / "log/dossier.zip"
    with served(ours) as base:
        commun_verify(base, tmp_path, "--state", str(tmp_path / "state"))
        made = path.stat().st_mtime_ns
        commun_verify(base, tmp_path, "--state", str(tmp_path / "state"))
    assert path.stat().st_mtime_ns == made
    assert b'"of": "partners"' not in b"".join(unpack(path).values())
    assert b'"of": "public"' in b"".join(unpack(path).values())


def test_a_bundle_for_partners_left_there_by_mistake_stays_there(
    ours: Commons, tmp_path: Path
) -> None:
    """What lies in the folder is looked at before it is handed to everyone."""
    path = ours.data / "log/dossier.zip"
    ours.bundle(path)
    with served(ours) as base:
        said = commun_verify(base, tmp_path, "--state", str(tmp_path / "state"))
    assert said.code == Exit.FAILED
    assert (tmp_path / "state/seen.json").exists()


def test_a_bundle_that_is_withheld_silences_no_finding(
    ours: Commons, tmp_path: Path
) -> None:
    """An altered log is told as altered, whatever else is not to be had."""
    ours.bundle(ours.data / "log/dossier.zip")
    ours.tamper(
        "UPDATE ledger.events SET tags = tags || '{zzz:1}' WHERE position = 100"
    )
    with served(ours) as base:
        said = commun_verify(base, tmp_path, "--state", str(tmp_path / "state"))
    assert said.code == Exit.UNVERIFIED
    assert ("entry", 100) in said.findings


def test_a_forged_bundle_beside_a_good_log_is_refused(
    ours: Commons, tmp_path: Path
) -> None:
    """The bundle is held against the copy, whatever it says of itself."""
    path = ours.data / "log/dossier.zip"
    ours.bundle(path, Audience.PUBLIC)
    files = unpack(path)
    name = entries_name(files, 0)
    entries = split(files[name])
    entries[9] = entries[9][:-1] + b" "
    files[name] = join(entries)
    pack(files, path)
    with served(ours) as base:
        said = commun_verify(base, tmp_path, "--state", str(tmp_path / "state"))
    assert said.code == Exit.UNVERIFIED
    assert ("entry", 10) in said.findings


def test_the_offered_bundle_is_compressed_on_its_way_for_who_asks(
    ours: Commons,
) -> None:
    """Both ways give the same file; 304 the second time, and parts for who asks."""
    with served(ours) as base:
        plain = asked(f"{base}/log/dossier.zip")
        small = asked(f"{base}/log/dossier.zip", **{"Accept-Encoding": "gzip"})
        again = asked(f"{base}/log/dossier.zip", **{"If-None-Match": plain[1]["ETag"]})
        part = asked(f"{base}/log/dossier.zip", Range="bytes=0-9")
    assert plain[2] == (ours.data / "log/dossier.zip").read_bytes()
    assert gzip.decompress(small[2]) == plain[2]
    assert len(small[2]) < len(plain[2]) // 2
    assert small[1]["ETag"] != plain[1]["ETag"]
    assert again[0] == 304
    assert (part[0], part[2]) == (206, plain[2][:10])


def asked(address: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request("GET", parts.path, headers=headers)
        with connection.getresponse() as answer:
            return answer.status, dict(answer.headers), answer.read()
    finally:
        connection.close()

"""A bundle is the evidence of one moment, for one audience: always the same bytes."""

import json
import zipfile
from pathlib import Path

import psycopg
import pytest

from ledger.kernel.store.queries import read_words
from ledger.kernel.words import Audience, read_disclosure
from ledger.log.bundles import NotBundled
from projections.registry import VIEWS
from tests.bundles.commons import (
    Commons,
    Files,
    commun_verify,
    pack,
    redigest,
    unpack,
    verify_py,
)
from web.cli.exits import Exit


def texts_of(commons: Commons) -> dict[str, set[str]]:
    """Return all texts that lie in the database, by their audience."""
    found: dict[str, set[str]] = {}
    with psycopg.connect(commons.owner) as db:
        for (body,) in db.execute("SELECT body FROM ledger.words"):
            for words in read_words(bytes(body)):
                text = read_disclosure(words.encoded)[2]
                found.setdefault(words.audience, set()).add(text)
    return found


def disclosed(files: Files) -> set[str]:
    rows = [
        json.loads(line)
        for name, content in files.items()
        if name.startswith("words/")
        for line in content.splitlines()
    ]
    return {read_disclosure(row["disclosure"])[2] for row in rows}


def test_made_twice_it_is_the_same_bytes(
    commons: Commons, bundle: Path, tmp_path: Path
) -> None:
    """Two who make it of one checkpoint can compare it by its digest alone."""
    again = tmp_path / "again.zip"
    commons.bundle(again)
    assert again.read_bytes() == bundle.read_bytes()


def test_it_is_of_a_published_checkpoint(commons: Commons, tmp_path: Path) -> None:
    """Its size and root are those that were signed, and the manifest says the same."""
    path = tmp_path / "dossier.zip"
    checkpoint = commons.bundle(path).head.checkpoint
    manifest = json.loads(unpack(path)["manifest.json"])
    assert manifest["size"] == checkpoint.size
    assert manifest["origin"] == checkpoint.origin
    with psycopg.connect(commons.owner) as db:
        rows = db.execute("SELECT root FROM log.checkpoints").fetchall()
    assert checkpoint.root in {bytes(row[0]) for row in rows}


def test_each_audience_has_its_words_and_no_others(
    commons: Commons, tmp_path: Path
) -> None:
    """The public's bundle holds what is public; the partners' holds theirs besides."""
    there = texts_of(commons)
    assert there["partners"] - there["public"]
    public, partners = tmp_path / "public.zip", tmp_path / "partners.zip"
    commons.bundle(public, Audience.PUBLIC)
    commons.bundle(partners, Audience.PARTNERS)
    assert disclosed(unpack(public)) == there["public"]
    assert disclosed(unpack(partners)) == there["public"] | there["partners"]
    said = verify_py(public)
    assert said.code == 0
    assert said.found["hidden"] > verify_py(partners).found["hidden"]


def test_views_hold_references_and_no_words(commons: Commons, tmp_path: Path) -> None:
    """So they are the same for every audience, and outlive what is withdrawn."""
    public, partners = tmp_path / "public.zip", tmp_path / "partners.zip"
    commons.bundle(public, Audience.PUBLIC)
    commons.bundle(partners, Audience.PARTNERS)
    views = {n: c for n, c in unpack(public).items() if n.startswith("views/")}
    assert set(views) == {f"views/{view.name}.jsonl" for view in VIEWS}
    assert views.items() <= unpack(partners).items()
    everything = b"".join(views.values()).decode()
    long = [t for texts in texts_of(commons).values() for t in texts if " " in t]
    assert long
    assert not [text for text in long if text in everything]


def test_a_row_after_the_checkpoint_is_not_exported(
    commons: Commons, tmp_path: Path
) -> None:
    """Rows stand as they stood at the bundle's position."""
    path = tmp_path / "dossier.zip"
    size = commons.bundle(path).head.checkpoint.size
    for name, content in unpack(path).items():
        if name.startswith("views/"):
            for line in content.splitlines():
                row = json.loads(line)
                assert 0 < row["since"] <= size
                assert row["until"] is None or row["since"] < row["until"] <= size


def test_its_files_tell_no_time_and_no_place(bundle: Path) -> None:
    """No clock and no machine enters it: only what it is evidence of."""
    with zipfile.ZipFile(bundle) as opened:
        entries = opened.infolist()
    assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {e.compress_type for e in entries} == {zipfile.ZIP_STORED}
    assert {e.create_system for e in entries} == {3}


def test_a_bundle_since_a_size_continues_what_was_seen(
    commons: Commons, bundle: Path, tmp_path: Path
) -> None:
    """It is smaller, and verified against the state that the first one left."""
    state = str(tmp_path / "seen.json")
    assert verify_py(bundle, "--state", state).code == 0
    path = tmp_path / "since.zip"
    commons.bundle(path, since=600)
    assert path.stat().st_size < bundle.stat().st_size
    names = set(unpack(path))
    assert not names & {"tile/entries/000", "tile/entries/001", "tile/0/000"}
    said = verify_py(path, "--state", state)
    assert said.code == 0, said.findings
    assert said.found["since"] == 600
    assert commun_verify(path, tmp_path).code == Exit.DONE


def test_a_bundle_that_leaves_out_what_was_not_seen_is_refused(
    commons: Commons, bundle: Path, tmp_path: Path
) -> None:
    """Whoever saw 100 entries is to ask for all that came after them."""
    state = tmp_path / "seen.json"
    assert verify_py(bundle, "--state", str(state)).code == 0
    seen = json.loads(state.read_text())
    state.write_text(json.dumps(seen | {"size": 100}))
    path = tmp_path / "since.zip"
    commons.bundle(path, since=600)
    said = verify_py(path, "--state", str(state))
    assert (said.code, said.findings) == (1, [("state-gap", None)])


def test_since_a_checkpoint_that_the_log_continues(
    commons: Commons, bundle: Path, tmp_path: Path
) -> None:
    """The checkpoint of an older bundle serves; one of another history is refused."""
    note = unpack(bundle)["checkpoint"]
    made = commons.bundle(tmp_path / "since.zip", since=note)
    assert made.since == made.head.checkpoint.size
    text = note.split(b"\n\n")[0].split(b"\n")
    forged = b"\n".join([text[0], b"100", text[2], b""])
    line = commons.signer.sign(forged).encode()
    with pytest.raises(NotBundled, match="does not continue"):
        commons.bundle(tmp_path / "no.zip", since=forged + b"\n" + line)
    assert not (tmp_path / "no.zip").exists()


def test_an_altered_row_is_named_with_its_key_and_its_facts(
    files: Files, tmp_path: Path
) -> None:
    """Verify.py cannot know what rows should be; folding the facts anew can."""
    name = "views/partners.jsonl"
    lines = files[name].splitlines()
    row = json.loads(lines[3])
    kept = row["row"]
    changed = next(k for k, v in kept.items() if isinstance(v, str) and k != "id")
    row["row"] = kept | {changed: f"{kept[changed]}x"}
    files[name] = b"\n".join([*lines[:3], json.dumps(row).encode(), *lines[4:], b""])
    redigest(files)
    path = pack(files, tmp_path / "rows.zip")
    assert verify_py(path).code == 0
    said = commun_verify(path, tmp_path)
    assert said.code == Exit.UNVERIFIED
    (difference,) = said.found["differences"]
    assert difference["view"] == "partners"
    assert difference["key"] == row["key"]
    assert row["since"] in difference["facts"]
    assert difference["what"] in {"differs", "malformed"}


def test_rows_that_are_missing_or_too_many_are_named(
    files: Files, tmp_path: Path
) -> None:
    """A row left out and a row invented are each one difference."""
    name = "views/partners.jsonl"
    lines = files[name].splitlines(keepends=True)
    invented = json.loads(lines[-1]) | {"since": json.loads(lines[-1])["since"] + 1}
    files[name] = b"".join([*lines[1:], json.dumps(invented).encode(), b"\n"])
    redigest(files)
    said = commun_verify(pack(files, tmp_path / "rows.zip"), tmp_path)
    found = {(d["what"], tuple(d["key"])) for d in said.found["differences"]}
    assert said.code == Exit.UNVERIFIED
    assert found == {
        ("missing", tuple(json.loads(lines[0])["key"])),
        ("surplus", tuple(invented["key"])),
    }


def test_nothing_is_left_where_no_bundle_could_be_made(
    commons: Commons, tmp_path: Path
) -> None:
    """A size that was never reached leaves no file, whole or begun."""
    with pytest.raises(NotBundled):
        commons.bundle(tmp_path / "no.zip", since=10_000)
    assert not list(tmp_path.iterdir())

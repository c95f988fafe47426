"""Whatever is done to a bundle, both verifiers find it and name the position."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.log.checkpoints import parse_checkpoint
from ledger.log.notes import open_note
from tests.bundles.commons import (
    ORIGIN,
    Commons,
    Files,
    commun_verify,
    entries_name,
    join,
    pack,
    redigest,
    split,
    unpack,
    verify_py,
)
from tests.bundles.tamperings import TAMPERINGS, swap_keys, words_place
from web.cli.exits import Exit


def name_of(value: object) -> str | None:
    return getattr(value, "__qualname__", None)


@pytest.mark.parametrize(("tampering", "code", "position"), TAMPERINGS, ids=name_of)
def test_every_tampering_is_found_by_both_and_named(
    files: Files,
    tmp_path: Path,
    tampering: Callable[[Files], None],
    code: str,
    position: int | None,
) -> None:
    """Exit code 1 and 5; among the findings is this one, at this position."""
    if code in {"words-altered", "words-missing"}:
        _name, position = words_place(files)
    tampering(files)
    path = pack(files, tmp_path / "tampered.zip")
    alone = verify_py(path)
    assert alone.code == 1
    with_replay = commun_verify(path, tmp_path)
    assert with_replay.code == Exit.UNVERIFIED
    for said in (alone, with_replay):
        found = [p for c, p in said.findings if c == code]
        assert found, said.findings
        if position is not None:
            assert position in found, said.findings


def test_an_altered_entry_does_not_hide_the_next(files: Files, tmp_path: Path) -> None:
    """Two entries far apart are both named, and nothing else is."""
    for number, index in ((0, 3), (1, 200)):
        name = entries_name(files, number)
        entries = split(files[name])
        entries[index] = entries[index][:-1] + b" }"
        files[name] = join(entries)
    said = verify_py(pack(files, tmp_path / "two.zip"))
    assert said.findings == [("entry", 4), ("entry", 457)]


def test_keys_from_elsewhere_refuse_a_bundle_with_keys_of_its_own(
    commons: Commons, files: Files, tmp_path: Path
) -> None:
    """Whoever forges everything, keys too, is found by who knows the right key."""
    swap_keys(files)
    files["keys"] = files["policy"].split()[1] + b"\n"
    redigest(files)
    path = pack(files, tmp_path / "forged.zip")
    assert verify_py(path).code == 0
    policy = tmp_path / "policy"
    policy.write_text(commons.policy)
    said = verify_py(path, "--policy", str(policy))
    assert (said.code, said.findings) == (1, [("unsigned", None)])


def test_the_bundle_as_it_was_made_is_verified(bundle: Path, tmp_path: Path) -> None:
    """Both say so, and how much they looked at."""
    checkpoint = parse_checkpoint(
        unpack(bundle)["checkpoint"].split(b"\n\n")[0] + b"\n"
    )
    for said in (verify_py(bundle), commun_verify(bundle, tmp_path)):
        assert said.code == 0, said.found
        assert said.found["entries"] == checkpoint.size
        assert said.found["words"] > 0
        assert said.found["root"] == base64.b64encode(checkpoint.root).decode()


def test_an_unpacked_bundle_is_as_good(files: Files, tmp_path: Path) -> None:
    """A folder holds the same files, and is found out in the same way."""
    folder = tmp_path / "dossier"
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert verify_py(folder).code == 0
    (folder / "tile/0/000").write_bytes(b"\x00" * 32 * 256)
    assert ("tile", 1) in verify_py(folder).findings


def test_a_bundle_cut_anywhere_is_no_bundle(bundle: Path, tmp_path: Path) -> None:
    """Whatever is left of it, it is refused."""
    whole = bundle.read_bytes()
    for part in range(1, 20):
        cut = tmp_path / f"cut{part}.zip"
        cut.write_bytes(whole[: len(whole) * part // 20])
        assert verify_py(cut).code == 1


def test_what_is_not_there_cannot_be_checked(tmp_path: Path) -> None:
    """A wrong name is no verdict: exit code 2, and 3 of the command."""
    assert verify_py(tmp_path / "nothing.zip").code == 2
    assert commun_verify(tmp_path / "nothing.zip", tmp_path).code == Exit.NOT_FOUND


def test_the_note_is_opened_by_our_own_code_too(commons: Commons, files: Files) -> None:
    """What verify.py accepts, the code that shares no line with it accepts."""
    opened = open_note(files["checkpoint"], [commons.signer.verifier])
    assert parse_checkpoint(opened.text).origin == ORIGIN

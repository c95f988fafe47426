"""Whatever is done to a bundle, both verifiers find it and name the position."""

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.log.checkpoints import Checkpoint, parse_checkpoint
from ledger.log.hashing import leaf_hash
from ledger.log.merkle import Tree
from ledger.log.notes import Signer, open_note
from ledger.log.tiles import tile_path
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
from web.cli.exits import Exit

PLACE = 300
NUMBER, INDEX = (PLACE - 1) // 256, (PLACE - 1) % 256


def edit_entries(files: Files, change: Callable[[list[bytes]], None]) -> None:
    name = entries_name(files, NUMBER)
    entries = split(files[name])
    change(entries)
    files[name] = join(entries)


def edit_entry(files: Files, change: Callable[[bytes], bytes]) -> None:
    def edit(entries: list[bytes]) -> None:
        before = entries[INDEX]
        entries[INDEX] = change(before)
        assert entries[INDEX] != before

    edit_entries(files, edit)


def edit_line(files: Files, line: int, change: Callable[[bytes], bytes]) -> None:
    def edit(entry: bytes) -> bytes:
        lines = entry.split(b"\n")
        lines[line] = change(lines[line])
        return b"\n".join(lines)

    edit_entry(files, edit)


def edit_fact(files: Files) -> None:
    """Change the last digit of the fact's bytes."""
    edit_entry(files, lambda e: re.sub(rb"(\d)(\D*)$", rb"7\2", e[:-1] + b" }")[:-1])


def edit_tags(files: Files) -> None:
    edit_line(files, 5, lambda tags: tags[:-1] + b"Z")


def edit_time(files: Files) -> None:
    edit_line(files, 3, lambda time: time[:-2] + b"9Z")


def edit_kind(files: Files) -> None:
    edit_line(files, 4, lambda kind: kind + b"Twice")


def delete(files: Files) -> None:
    def change(entries: list[bytes]) -> None:
        del entries[INDEX]

    edit_entries(files, change)


def insert(files: Files) -> None:
    edit_entries(files, lambda entries: entries.insert(INDEX, entries[INDEX - 1]))


def swap(files: Files) -> None:
    def change(entries: list[bytes]) -> None:
        pair = entries[INDEX : INDEX + 2]
        entries[INDEX : INDEX + 2] = pair[::-1]

    edit_entries(files, change)


def delete_and_renumber(files: Files) -> None:
    """Remove an entry from the end, and let those after it move up."""

    def change(entries: list[bytes]) -> None:
        moved = [
            re.sub(rb"\n\d+\n", b"\n%d\n" % (place + NUMBER * 256), entry, count=1)
            for place, entry in enumerate(entries[INDEX + 1 :], INDEX + 1)
        ]
        entries[INDEX:-1] = moved

    edit_entries(files, change)


def flip(name: str, at: int) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        raw = bytearray(files[name])
        raw[at] ^= 1
        files[name] = bytes(raw)

    return change


def rehash(files: Files) -> None:
    """Edit an entry, and make every tile anew from what is there then."""
    edit_fact(files)
    names = sorted(name for name in files if name.startswith("tile/entries/"))
    tree = Tree()
    tiles = tree.append(leaf_hash(e) for n in names for e in split(files[n]))
    for tile, content in [*tiles, *tree.partial_tiles()]:
        assert tile_path(tile) in files
        files[tile_path(tile)] = content


def change_size(files: Files) -> None:
    files["checkpoint"] = re.sub(rb"\n(\d+)\n", b"\n7\n", files["checkpoint"], count=1)


def forge_signature(files: Files) -> None:
    """Sign another root with a key of the same name."""
    text = Checkpoint(ORIGIN, 700, b"\x01" * 32).text
    line = Signer.generate(ORIGIN).sign(text)
    files["checkpoint"] = text + b"\n" + line.encode()


def bend_signature(files: Files) -> None:
    def bend(found: re.Match[bytes]) -> bytes:
        raw = bytearray(base64.b64decode(found[1]))
        raw[40] ^= 4
        return b" " + base64.b64encode(raw) + b"\n"

    files["checkpoint"] = re.sub(rb" (\S+)\n$", bend, files["checkpoint"])


def words_place(files: Files) -> tuple[str, int]:
    """Return a file of words, and the position of its first line."""
    line = files["words/001.jsonl"].split(b"\n")[0]
    return "words/001.jsonl", int(json.loads(line)["position"])


def alter_words(files: Files) -> None:
    name, _position = words_place(files)
    first, rest = files[name].split(b"\n", 1)
    row = json.loads(first)
    salt, field, _text = json.loads(base64.urlsafe_b64decode(row["disclosure"] + "=="))
    told = json.dumps([salt, field, "something else"]).encode()
    row["disclosure"] = base64.urlsafe_b64encode(told).decode().rstrip("=")
    files[name] = json.dumps(row).encode() + b"\n" + rest
    redigest(files)


def remove_words(files: Files) -> None:
    name, _position = words_place(files)
    files[name] = files[name].split(b"\n", 1)[1]
    redigest(files)


def move_words(files: Files) -> None:
    """Say that a text is another entry's."""
    name, position = words_place(files)
    first, rest = files[name].split(b"\n", 1)
    row = json.loads(first) | {"position": position - 1}
    files[name] = json.dumps(row).encode() + b"\n" + rest
    redigest(files)


def garble_words(files: Files) -> None:
    """Lines that are no rows of words, of every kind."""
    files["words/001.jsonl"] += (
        b'{"position": [1], "disclosure": "x"}\n{"position": 300}\n[]\n7\nx\n'
    )
    redigest(files)


def add_file(files: Files) -> None:
    files["words/readme.exe"] = b"MZ"


def lose_tile(files: Files) -> None:
    del files["tile/0/000"]


def lose_entries(files: Files) -> None:
    del files["tile/entries/000"]


def swap_keys(files: Files) -> None:
    """Bring a policy of one's own, and sign the same checkpoint with its key."""
    ours = Signer.generate(ORIGIN)
    text = files["checkpoint"].split(b"\n\n")[0] + b"\n"
    files["checkpoint"] = text + b"\n" + ours.sign(text).encode()
    files["policy"] = f"log {ours.verifier.text}\nquorum none\n".encode()
    redigest(files)


def claim_other_size(files: Files) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["size"] -= 1
    files["manifest.json"] = json.dumps(manifest).encode()


TAMPERINGS: list[tuple[Callable[[Files], None], str, int | None]] = [
    (edit_fact, "entry", PLACE),
    (edit_tags, "entry", PLACE),
    (edit_time, "entry", PLACE),
    (edit_kind, "entry", PLACE),
    (delete, "missing", PLACE),
    (insert, "surplus", PLACE),
    (swap, "misplaced", PLACE),
    (delete_and_renumber, "entry", PLACE),
    (flip("tile/0/001", 32 * INDEX), "tile", 257),
    (flip("tile/1/000.p/2", 32), "tile", 257),
    (flip("tile/entries/001", 40_000), "entry", None),
    (rehash, "root", 1),
    (change_size, "signature", None),
    (forge_signature, "unsigned", None),
    (bend_signature, "signature", None),
    (alter_words, "words-altered", None),
    (remove_words, "words-missing", None),
    (move_words, "words-missing", None),
    (garble_words, "words-malformed", None),
    (add_file, "file-foreign", None),
    (lose_tile, "file-missing", None),
    (lose_entries, "file-missing", None),
    (swap_keys, "keys", None),
    (claim_other_size, "manifest", None),
    (flip("views/partners.jsonl", 10), "file-altered", None),
    (flip("verify.py", 10), "file-altered", None),
    (flip("README.md", 10), "file-altered", None),
]


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

"""Tamperings: what can be done to the files of a bundle, and what is to be found."""

import base64
import json
import re
from collections.abc import Callable

from ledger.log.checkpoints import Checkpoint
from ledger.log.hashing import leaf_hash
from ledger.log.merkle import Tree
from ledger.log.notes import Signer
from ledger.log.tiles import tile_path
from tests.bundles.commons import ORIGIN, Files, entries_name, join, redigest, split

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

"""Verify: check a Commun's evidence without trusting whoever handed it over.

    python3 verify.py BUNDLE.zip            an evidence bundle, or its unpacked folder
    python3 verify.py FOLDER --policy FILE  a bare copy of a log, as static files
    python3 verify.py RECEIPT               a receipt (with its proof and its entry)

    --state FILE    remember what was seen, and demand that the next bundle continues it
    --policy FILE   trust the keys in this file, not those that the bundle brings
    --entry FILE    the entry that a receipt proves, if the receipt does not bring it
    --json          print findings for a program
    --lang fr|en    otherwise the language of LANG

It needs Python 3.9 or newer and nothing else: it is one file, longer than any other
of Commun's, so that whoever must trust it can read it in an hour and carry it away.
It shares no line with the code that makes the evidence.

Ends with 0 if everything holds, with 1 if something does not (each finding names the
position), with 2 if nothing could be checked (no such file, a wrong option).

What is checked:

1. Signatures: Ed25519 (RFC 8032), on signed notes and cosignatures (C2SP signed-note,
   tlog-cosignature), by the keys and the quorum of a policy (C2SP tlog-policy).
2. The tree (RFC 6962, RFC 9162, C2SP tlog-tiles): every entry is hashed again, every
   tile is compared, and the root must be the one that was signed.
3. Entries and words: positions follow each other, times never go back, and each text
   matches the digest that stands in its entry. A text that is missing without a
   recorded ground is a finding; one that is not for this audience is counted.
4. Files: each is named in the manifest with its digest, and there are no others.
5. Continuity: the tree has grown out of the one that was seen last (``--state``).
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import IO, Any, NamedTuple

sha256 = hashlib.sha256
VERIFIED, REFUTED, UNCHECKED = 0, 1, 2
HASH = 32
WIDTH = 256
ENTRY_MAX = 65_535
FILE_MAX = 1 << 26
SHOWN_MAX = 20


# --- What is said -----------------------------------------------------------------

SAID: dict[str, tuple[str, str]] = {
    "file-missing": ("{name} is missing", "{name} manque"),
    "file-broken": (
        "{name} cannot be read: {why}",
        "{name} ne peut pas être lu : {why}",
    ),
    "file-altered": (
        "{name} is not the file that the manifest names",
        "{name} n’est pas le fichier que le manifeste désigne",
    ),
    "file-foreign": (
        "{name} does not belong to the bundle",
        "{name} n’appartient pas au dossier de preuves",
    ),
    "not-a-bundle": (
        "{name} is no whole evidence bundle: {why}",
        "{name} n’est pas un dossier de preuves entier : {why}",
    ),
    "policy": (
        "the policy cannot be used, line {line}: {why}",
        "la politique est inutilisable, ligne {line} : {why}",
    ),
    "keys": (
        "the file of keys and the policy name different keys",
        "le fichier des clés et la politique désignent d’autres clés",
    ),
    "note": (
        "the checkpoint is malformed: {why}",
        "le point de contrôle est mal formé : {why}",
    ),
    "signature": (
        "the signature of {name} is forged, or the checkpoint was altered",
        "la signature de {name} est fausse, ou le point de contrôle a été modifié",
    ),
    "unsigned": (
        "the checkpoint is not signed by a log that the policy knows",
        "le point de contrôle n’est signé par aucun registre que la politique connaît",
    ),
    "quorum": (
        "the quorum of the policy is not met; cosigned by: {names}",
        "le quorum de la politique n’est pas atteint ; contresigné par : {names}",
    ),
    "manifest": (
        "the manifest and the checkpoint differ: {what}",
        "le manifeste et le point de contrôle diffèrent : {what}",
    ),
    "bundle-cut": (
        "{name} ends in the middle of an entry, or is not cut into entries",
        "{name} s’arrête au milieu d’une inscription, ou n’est pas découpé",
    ),
    "missing": (
        "position {position}: no entry stands here",
        "position {position} : aucune inscription ne s’y trouve",
    ),
    "surplus": (
        "position {position}: an entry stands here that the tree has no place for",
        "position {position} : une inscription s’y trouve en trop",
    ),
    "misplaced": (
        "position {position}: the entry that stands here says it is {stated}",
        "position {position} : l’inscription qui s’y trouve se dit être {stated}",
    ),
    "malformed": (
        "position {position}: the head of the entry is malformed",
        "position {position} : l’en-tête de l’inscription est mal formé",
    ),
    "time": (
        "position {position}: recorded before the one that it follows",
        "position {position} : enregistrée avant celle qu’elle suit",
    ),
    "entry": (
        "position {position}: the entry is not the one that was sealed",
        "position {position} : l’inscription n’est pas celle qui a été scellée",
    ),
    "tile": (
        "{name} does not match the entries (positions {first} to {last})",
        "{name} ne correspond pas aux inscriptions (positions {first} à {last})",
    ),
    "root": (
        "positions {first} to {last}: they do not lead to the signed root",
        "positions {first} à {last} : elles ne mènent pas à la racine signée",
    ),
    "since": (
        "the entries do not continue the tree of size {size} they claim to continue",
        "les inscriptions ne continuent pas l’arbre de taille {size} annoncé",
    ),
    "words-altered": (
        "position {position}: a text is not the one that the entry stands for",
        "position {position} : un texte n’est pas celui que l’inscription désigne",
    ),
    "words-missing": (
        "position {position}: a text is missing without a recorded ground",
        "position {position} : un texte manque sans motif enregistré",
    ),
    "words-malformed": (
        "{name}, line {line}: no text of an entry of its time",
        "{name}, ligne {line} : ce n’est le texte d’aucune inscription de ce fichier",
    ),
    "state": (
        "the state file cannot be used: {why}",
        "le fichier d’état est inutilisable : {why}",
    ),
    "state-log": (
        "another log, or another key, than was seen last: {name}",
        "un autre registre, ou une autre clé, que vus la dernière fois : {name}",
    ),
    "state-newer": (
        "older than what was seen last: {size} entries, {seen} were seen",
        "plus ancien que ce qui a été vu : {size} inscriptions, {seen} ont été vues",
    ),
    "state-gap": (
        "begins after what was seen last: make it with --since {seen}",
        "commence après ce qui a été vu : demandez-le avec --since {seen}",
    ),
    "state-fork": (
        "the {seen} entries seen last are not among these as they were",
        "les {seen} inscriptions déjà vues ne s’y retrouvent pas telles quelles",
    ),
    "state-run": (
        "positions {first} to {last}: not what was seen last",
        "positions {first} à {last} : ce n’est pas ce qui a été vu",
    ),
    "state-entry": (
        "position {position}: not the entry that was seen last",
        "position {position} : ce n’est pas l’inscription qui a été vue",
    ),
    "receipt": (
        "the receipt is malformed: {why}",
        "l’accusé d’enregistrement est mal formé : {why}",
    ),
    "receipt-entry": (
        "the receipt does not bring its entry: name it with --entry",
        "l’accusé n’apporte pas son inscription : donnez-la avec --entry",
    ),
    "receipt-proof": (
        "position {position}: the proof does not lead from the entry to the root",
        "position {position} : la preuve ne mène pas de l’inscription à la racine",
    ),
}

TOLD: dict[str, tuple[str, str]] = {
    "own-keys": (
        "Key (brought by the bundle: compare it with the one you have from elsewhere)",
        "Clé (apportée par le dossier : comparez-la à celle que vous tenez d’ailleurs)",
    ),
    "key": ("Key", "Clé"),
    "log": ("Log", "Registre"),
    "size": ("Entries", "Inscriptions"),
    "root": ("Root", "Racine"),
    "witnesses": ("Cosigned by", "Contresigné par"),
    "nobody": ("nobody", "personne"),
    "entries": ("Entries checked", "Inscriptions vérifiées"),
    "words": ("Texts checked", "Textes vérifiés"),
    "hidden": (
        "Texts that are not for this audience",
        "Textes qui ne sont pas pour ce public",
    ),
    "withdrawn": (
        "Texts that were withdrawn, on record",
        "Textes retirés, retrait enregistré",
    ),
    "position": ("Position", "Position"),
    "recorded": ("Recorded", "Enregistrée"),
    "kind": ("Kind", "Nature"),
    "since": ("Continues the tree of size", "Continue l’arbre de taille"),
    "seen": (
        "Continues what was seen last, of size",
        "Continue ce qui a été vu, de taille",
    ),
    "more": ("… and {count} more of this kind", "… et {count} autres de cette sorte"),
    "verified": ("VERIFIED: everything holds.", "VÉRIFIÉ : tout concorde."),
    "refuted": (
        "NOT VERIFIED: {count} finding(s).",
        "NON VÉRIFIÉ : {count} constat(s).",
    ),
}


class Finding(NamedTuple):
    """Something that does not hold, and where."""

    code: str
    said: dict[str, Any]

    @property
    def position(self) -> int | None:
        """Return the position, or the first of them."""
        return self.said.get("position", self.said.get("first"))

    def sentence(self, language: int) -> str:
        """Return the finding in words."""
        return SAID[self.code][language].format(**self.said)


class Stopped(Exception):
    """A finding after which nothing more can be checked."""

    def __init__(self, code: str, **said: Any) -> None:  # noqa: ANN401  # names, numbers
        super().__init__(code, said)
        self.finding = Finding(code, said)


class Report:
    """What was found wrong, and what else there is to tell."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.facts: dict[str, Any] = {}
        self.has_own_keys = False

    def find(self, code: str, **said: Any) -> None:  # noqa: ANN401  # names, numbers
        """Note what does not hold."""
        self.findings.append(Finding(code, said))


# --- Ed25519, by RFC 8032, strictly -----------------------------------------------

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
SQUARE_ROOT = pow(2, (PRIME - 1) // 4, PRIME)
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def add(one: Point, two: Point) -> Point:
    """Add two points, in the extended coordinates of RFC 8032, 5.1.4."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % PRIME
    b = (one[1] + one[0]) * (two[1] + two[0]) % PRIME
    c = 2 * one[3] * two[3] * CURVE % PRIME
    d = 2 * one[2] * two[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME)


def combine(one: int, first: Point, two: int, second: Point) -> Point:
    """Return one times the first point and two times the second, added."""
    terms = (NEUTRAL, first, second, add(first, second))
    total = NEUTRAL
    for bit in reversed(range(ORDER.bit_length())):
        total = add(total, total)
        term = terms[(one >> bit & 1) | (two >> bit & 1) << 1]
        if term is not NEUTRAL:
            total = add(total, term)
    return total


def point_of(raw: bytes) -> Point | None:
    """Read a point; none of its other spellings is taken for it."""
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * SQUARE_ROOT % PRIME
    if (x * x - square) % PRIME or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = PRIME - x
    return (x, y, 1, x * y % PRIME)


GENERATOR = point_of((4 * pow(5, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little"))


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of this public key signed exactly this message."""
    if len(public) != 32 or len(signature) != 64:  # noqa: PLR2004  # RFC 8032, 5.1.5-6
        return False
    key, nonce = point_of(public), point_of(signature[:32])
    factor = int.from_bytes(signature[32:], "little")
    # A factor beyond the order would be a second signature from the first one.
    if key is None or nonce is None or factor >= ORDER or GENERATOR is None:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    scalar = int.from_bytes(digest, "little") % ORDER
    # The equation of RFC 8032, 5.1.7, with the key's part moved to the left.
    minus_key = (PRIME - key[0], key[1], 1, PRIME - key[3])
    found = combine(factor, GENERATOR, scalar, minus_key)
    return not (
        (found[0] - nonce[0] * found[2]) % PRIME
        or (found[1] - nonce[1] * found[2]) % PRIME
    )


# --- Signed notes, keys and the policy --------------------------------------------

SIGNER, COSIGNER = 1, 4


def unbase64(text: str) -> bytes:
    """Read Base 64 in its one canonical spelling."""
    raw = base64.b64decode(text.encode("ascii"), validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("Base 64 in another spelling")
    return raw


class Key(NamedTuple):
    """A verifier key: ``name+id+base64(kind, public key)``."""

    name: str
    kind: int
    public: bytes
    text: str

    @property
    def id(self) -> bytes:
        """Return what stands before a signature by this key."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(named).digest()[:4]

    def is_by(self, text: bytes, signature: bytes) -> bool:
        """Tell whether the signature, or cosignature, is by this key."""
        if self.kind == SIGNER:
            return is_signed(self.public, text, signature)
        time = int.from_bytes(signature[:8], "big")
        stated = b"cosignature/v1\ntime %d\n" % time + text
        return time < 1 << 63 and is_signed(self.public, stated, signature[8:])


def read_key(text: str) -> Key:
    """Read a verifier key; its id must be the one its content has."""
    name, stated, material = text.split("+", 2)
    raw = unbase64(material)
    key = Key(name, raw[0], raw[1:], text)
    if not is_name(name) or key.id.hex() != stated:
        raise ValueError("not a verifier key")
    return key


def is_name(text: str) -> bool:
    """Tell whether a key can have this name."""
    return bool(text) and not any(c.isspace() or c == "+" or c < " " for c in text)


class Note(NamedTuple):
    """A text and the signatures under it: name, key id, signature."""

    text: bytes
    signatures: list[tuple[str, bytes, bytes]]


def read_note(raw: bytes) -> Note:
    """Read a signed note."""
    if len(raw) > 1 << 20:
        raise ValueError("too long")
    whole = raw.decode("utf-8")
    if any(c < " " and c != "\n" for c in whole):
        raise ValueError("control characters")
    text, mark, tail = whole.rpartition("\n\n")
    if not mark or not tail.endswith("\n"):
        raise ValueError("no signatures")
    signatures: list[tuple[str, bytes, bytes]] = []
    for line in tail[:-1].split("\n"):
        dash, name, encoded = line.split(" ")
        blob = unbase64(encoded)
        if dash != "—" or not is_name(name) or len(blob) < 5:  # noqa: PLR2004  # id and more
            raise ValueError("a line is no signature")
        signatures.append((name, blob[:4], blob[4:]))
    if len(signatures) > 100:  # noqa: PLR2004  # each costs some time
        raise ValueError("too many signatures")
    return Note((text + "\n").encode(), signatures)


class Checkpoint(NamedTuple):
    """What a log signs: its name, how many entries it has, the root over them."""

    origin: str
    size: int
    root: bytes


def read_checkpoint(text: bytes) -> Checkpoint:
    """Read the first three lines of a checkpoint; more may follow."""
    lines = text.decode("utf-8").split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):  # noqa: PLR2004  # three lines
        raise ValueError("a checkpoint has three lines")
    if not re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]):
        raise ValueError("the size is no number")
    root = unbase64(lines[2])
    if len(root) != HASH:
        raise ValueError("the root is no hash")
    return Checkpoint(lines[0], int(lines[1]), root)


class Policy:
    """Whom to believe: logs, witnesses, and which of these must have cosigned."""

    def __init__(self, text: str) -> None:
        self.logs: list[Key] = []
        self.witnesses: dict[str, Key] = {}
        self._groups: dict[str, tuple[int, list[str]]] = {}
        self._members: set[str] = set()
        self._quorum: str | None = None
        for number, line in enumerate(text.split("\n"), 1):
            words = line.replace("\t", " ").split(" ")
            items = [word for word in words if word]
            if not items or items[0].startswith("#"):
                continue
            try:
                self._read(items)
            except (ValueError, IndexError) as error:
                raise Stopped("policy", line=number, why=str(error)) from error
        if self._quorum is None:
            raise Stopped("policy", line=0, why="no quorum")

    def _read(self, items: Sequence[str]) -> None:
        word = items[0]
        if word == "log" and len(items) in (2, 3):
            self.logs.append(self._fresh(read_key(items[1]), SIGNER))
        elif word == "witness" and len(items) in (3, 4):
            self._name(items[1])
            self.witnesses[items[1]] = self._fresh(read_key(items[2]), COSIGNER)
        elif word == "group" and len(items) > 3:  # noqa: PLR2004  # a name, a number, members
            members = list(items[3:])
            self._group(items[1], items[2], members)
        elif word == "quorum" and len(items) == 2 and self._quorum is None:  # noqa: PLR2004  # itself and a name
            if items[1] != "none":
                self._known(items[1])
            self._quorum = items[1]
        else:
            raise ValueError("not a line of a policy")

    def _group(self, name: str, number: str, members: list[str]) -> None:
        for member in members:
            self._known(member)
            if member in self._members:
                raise ValueError(f"{member} is in a group already")
            self._members.add(member)
        if number in ("any", "all"):
            needed = 1 if number == "any" else len(members)
        elif re.fullmatch("[0-9]{1,4}", number):
            needed = int(number)
        else:
            raise ValueError("any, all or a number")
        if not 1 <= needed <= len(members):
            raise ValueError("more than there are members")
        self._name(name)
        self._groups[name] = (needed, members)

    def _fresh(self, key: Key, kind: int) -> Key:
        if key.kind != kind or len(key.public) != 32:  # noqa: PLR2004  # RFC 8032, 5.1.5
            raise ValueError("a key of another kind")
        same = self.logs if kind == SIGNER else self.witnesses.values()
        if any(other.public == key.public for other in same):
            raise ValueError("the same key twice")
        return key

    def _name(self, name: str) -> None:
        if name in self.witnesses or name in self._groups or name == "none":
            raise ValueError(f"{name} is taken")

    def _known(self, name: str) -> None:
        if name not in self.witnesses and name not in self._groups:
            raise ValueError(f"{name} is not known")

    def is_met(self, witnesses: set[str], name: str | None = None) -> bool:
        """Tell whether these witnesses are the quorum, or the group of this name."""
        name = name or self._quorum or "none"
        if name == "none":
            return True
        if name in self.witnesses:
            return name in witnesses
        needed, members = self._groups[name]
        return sum(self.is_met(witnesses, member) for member in members) >= needed


def open_checkpoint(raw: bytes, policy: Policy, report: Report) -> Checkpoint:
    """Return what the checkpoint says, once its signatures are checked."""
    try:
        note = read_note(raw)
        checkpoint = read_checkpoint(note.text)
    except ValueError as error:
        raise Stopped("note", why=str(error)) from error
    known = {(key.name, key.id): (key, "") for key in policy.logs}
    known.update(
        {(key.name, key.id): (key, name) for name, key in policy.witnesses.items()}
    )
    signers: set[str] = set()
    witnesses: set[str] = set()
    for name, key_id, signature in note.signatures:
        key, witness = known.get((name, key_id), (None, ""))
        if key is None or key.kind not in (SIGNER, COSIGNER):
            continue
        if not key.is_by(note.text, signature):
            raise Stopped("signature", name=name)
        if witness:
            witnesses.add(witness)
        elif key.kind == SIGNER and name == checkpoint.origin:
            signers.add(key.text)
    if not signers:
        raise Stopped("unsigned")
    names = ", ".join(sorted(witnesses))
    if not policy.is_met(witnesses):
        report.find("quorum", names=names or "-")
    report.facts["log"] = checkpoint.origin
    report.facts["key"] = min(signers)
    report.facts["size"] = checkpoint.size
    report.facts["root"] = base64.b64encode(checkpoint.root).decode()
    report.facts["witnesses"] = sorted(witnesses)
    return checkpoint


# --- The tree ---------------------------------------------------------------------


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the root over hashes whose number is a power of two."""
    make = sha256
    while len(hashes) > 1:
        hashes = [
            make(b"\x01" + left + right).digest()
            for left, right in zip(hashes[::2], hashes[1::2])  # noqa: B905  # since 3.10
        ]
    return hashes[0]


def root_of(edge: Sequence[Sequence[bytes]]) -> bytes:
    """Return the root over the unfinished tiles of all levels."""
    root: bytes | None = None
    for hashes in edge:
        end = len(hashes)
        while end:
            run = end & -end
            left = fold(hashes[end - run : end])
            root = left if root is None else sha256(b"\x01" + left + root).digest()
            end -= run
    return sha256(b"").digest() if root is None else root


def leads(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """Return the root that a proof of inclusion leads to (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return b""
    last, node = size - 1, leaf
    for sibling in path:
        if last == 0:
            return b""
        if index & 1 or index == last:
            node = sha256(b"\x01" + sibling + node).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + sibling).digest()
        index, last = index >> 1, last >> 1
    return node if last == 0 else b""


def number_path(number: int) -> str:
    """Return how a tile's number is spelt in its path."""
    text = f"{number % 1000:03}"
    while number >= 1000:  # noqa: PLR2004  # three digits a folder
        number //= 1000
        text = f"x{number % 1000:03}/{text}"
    return text


def tile_path(level: object, number: int, width: int) -> str:
    """Return where a tile lies; a level or ``entries``."""
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{number_path(number)}{partial}"


def split_bundle(raw: bytes) -> list[bytes] | None:
    """Return the entries of a bundle, each after its length in two bytes."""
    entries: list[bytes] = []
    append, at, end = entries.append, 0, len(raw)
    while at + 1 < end:
        start = at + 2
        at = start + (raw[at] << 8) + raw[at + 1]
        append(raw[start:at])
    return entries if at == end else None


# --- Where the files are ----------------------------------------------------------


class Source:
    """The files of a bundle: in a ZIP file, or unpacked."""

    def __init__(self, path: Path) -> None:
        self.zip: zipfile.ZipFile | None = None
        self.folder = path
        if path.is_dir():
            found = [p for p in path.rglob("*") if p.is_file()]
            names = [p.relative_to(path).as_posix() for p in found]
        else:
            self.zip = zipfile.ZipFile(path)
            # Other programs that pack a folder name the folders, too.
            names = [n for n in self.zip.namelist() if not n.endswith("/")]
        self.names = set(names)
        self._digests: dict[str, str] = {}
        if len(self.names) != len(names):
            raise Stopped("not-a-bundle", name=path.name, why="a file is there twice")

    def open(self, name: str) -> IO[bytes]:
        """Open a file; a Stopped says why it cannot be read."""
        if name not in self.names:
            raise Stopped("file-missing", name=name)
        if self.zip is not None:
            return self.zip.open(name)
        return (self.folder / name).open("rb")

    def read(self, name: str, most: int = FILE_MAX) -> bytes:
        """Return a file that is not larger than it may be."""
        try:
            with self.open(name) as file:
                raw = file.read(most + 1)
        except BROKEN as error:
            raise Stopped("file-broken", name=name, why=str(error)) from error
        if len(raw) > most:
            raise Stopped("file-broken", name=name, why=f"> {most}")
        if not name.startswith("tile/"):
            self._digests[name] = sha256(raw).hexdigest()
        return raw

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file, however large, in hexadecimal."""
        if name in self._digests:
            return self._digests[name]
        digest = sha256()
        try:
            with self.open(name) as file:
                while part := file.read(1 << 20):
                    digest.update(part)
        except BROKEN as error:
            raise Stopped("file-broken", name=name, why=str(error)) from error
        return digest.hexdigest()


# Whatever a damaged file makes the library raise.
BROKEN = (
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)


# --- Entries and their words ------------------------------------------------------

REFERENCE = re.compile(rb'\{"_sd":"([A-Za-z0-9_-]{43})","of":"([a-z]+)"')
AUDIENCES = {"public": {b"public"}, "partners": {b"public", b"partners"}}
WITHDRAWAL = b"WordsWithdrawn"
NONE: frozenset[bytes] = frozenset()
EntriesSeen = Callable[[int, Sequence[int], Sequence[bytes]], None]
"""Told the number of a bundle, the positions of its entries, the entries."""


def references_of(entry: bytes) -> dict[bytes, bytes]:
    """Return the digests of the words that an entry refers to, with their audience.

    A text cannot pose as a reference: inside JSON its quotation marks are escaped.
    """
    return dict(REFERENCE.findall(entry))


URL_SAFE = bytes.maketrans(b"+/", b"-_")


def digest_of(disclosure: str) -> bytes:
    """Return the digest of a disclosure, as RFC 9901 (SD-JWT) makes it."""
    digest = sha256(disclosure.encode("utf-8", "replace")).digest()
    return binascii.b2a_base64(digest, newline=False)[:-1].translate(URL_SAFE)


def row_of(line: bytes) -> Any:  # noqa: ANN401  # whatever JSON it is
    """Return what a line says, or nothing."""
    try:
        return json.loads(line)
    except ValueError:
        return None


def words_path(number: int) -> str:
    """Return where the words of a bundle of entries lie."""
    return f"words/{number_path(number)}.jsonl"


class Words:
    """Texts of an audience, compared with the digests in the entries."""

    def __init__(self, source: Source, audience: str, report: Report) -> None:
        self._source = source
        self._report = report
        self._audiences = AUDIENCES[audience]
        self._missing: list[tuple[int, bytes]] = []
        self._withdrawn: set[tuple[int, bytes]] = set()
        self.seen: set[str] = set()
        self.counts = {"words": 0, "hidden": 0, "withdrawn": 0}

    def follow(
        self, number: int, positions: Sequence[int], entries: Sequence[bytes]
    ) -> None:
        """Compare the words of one bundle of entries."""
        there, shown = self._read(number), 0
        found = list(map(REFERENCE.findall, entries))
        for position, references in zip(positions, found):  # noqa: B905  # since 3.10
            texts = there.pop(position, NONE)
            # Mostly an entry has one text, and it is here.
            if len(references) == len(texts) == 1 and references[0][0] in texts:
                shown += 1
            elif references or texts:
                self._compare(position, dict(references), texts)
        self.counts["words"] += shown
        for position in there:
            self._report.find("words-altered", position=position)
        withdrawal = b"\n" + WITHDRAWAL + b"\n"
        if withdrawal in b"".join(entries):
            for entry in entries:
                if withdrawal in entry.partition(b"\n\n")[0]:
                    self._withdraw(entry)

    def _read(self, number: int) -> dict[int, AbstractSet[bytes]]:
        """Return the digests of the texts that are here, by position."""
        name = words_path(number)
        if name not in self._source.names:
            return {}
        self.seen.add(name)
        pairs: list[tuple[int, bytes]] = []
        for line, row in enumerate(self._rows(name), 1):
            try:
                position, digest = row["position"], digest_of(row["disclosure"])
                if not isinstance(position, int):
                    raise TypeError(position)  # noqa: TRY301  # told below like the others
                pairs.append((position, digest))
            except (KeyError, TypeError, AttributeError):
                self._report.find("words-malformed", name=name, line=line)
        found: dict[int, AbstractSet[bytes]] = {p: {digest} for p, digest in pairs}
        if len(found) < len(pairs):
            for position, digest in pairs:
                found[position] = found[position] | {digest}
        return found

    def _rows(self, name: str) -> list[Any]:
        """Return the lines of a file, read all at once if all of them are JSON."""
        lines = self._source.read(name).split(b"\n")
        if lines[-1] == b"":
            lines.pop()
        try:
            rows: list[Any] = json.loads(b"[" + b",".join(lines) + b"]")
        except ValueError:
            return [row_of(line) for line in lines]
        return rows if len(rows) == len(lines) else [row_of(line) for line in lines]

    def _compare(
        self, position: int, references: dict[bytes, bytes], there: AbstractSet[bytes]
    ) -> None:
        shown = 0
        for digest, audience in references.items():
            if digest in there:
                shown += 1
            elif audience in self._audiences:
                self._missing.append((position, digest))
            else:
                self.counts["hidden"] += 1
        self.counts["words"] += shown
        if shown != len(there):
            self._report.find("words-altered", position=position)

    def _withdraw(self, entry: bytes) -> None:
        """Remember that a text went on the ground of this fact."""
        try:
            fact = json.loads(entry.partition(b"\n\n")[2])["fact"]
            self._withdrawn.add((fact["position"], fact["words_id"].encode()))
        except (ValueError, KeyError, TypeError, AttributeError):
            return

    def finish(self) -> None:
        """Tell what is missing, now that every withdrawal is known."""
        altered = {f.position for f in self._report.findings if f.code[0] == "w"}
        for position, digest in self._missing:
            if (position, digest) in self._withdrawn:
                self.counts["withdrawn"] += 1
            elif position not in altered:
                self._report.find("words-missing", position=position)
        for name in sorted(self._source.names - self.seen):
            if name.startswith("words/"):
                self._report.find("file-foreign", name=name)
        self._report.facts.update(self.counts)


# --- What was seen last -----------------------------------------------------------


class State(NamedTuple):
    """What was seen last: enough to tell that a tree continues it, or where not.

    ``runs`` are the hashes over each 256 entries, from ``first`` times 256 on, and
    ``tail`` those of the entries after them.
    """

    origin: str
    key: str
    size: int
    root: str
    first: int
    runs: list[str]
    tail: list[str]


def read_state(path: Path) -> State | None:
    """Return the state in a file, or None if there is no file yet."""
    if not path.exists():
        return None
    try:
        found = json.loads(path.read_text("utf-8"))
        state = State(*[found[name] for name in State._fields])
        shapes = (str, str, int, str, int, list, list)
        if not all(map(isinstance, state, shapes)):
            raise ValueError("not a state")  # noqa: TRY301  # told below like the others
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Stopped("state", why=str(error)) from error
    return state


def write_state(path: Path, state: State) -> None:
    """Replace the state file; a crash leaves the old one or the new one."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(state._asdict(), file, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


# --- The walk over all entries ----------------------------------------------------


# After the origin: position, time, kind, tags, an empty line.
HEAD = (
    rb"([1-9][0-9]{0,18})\n"
    rb"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)\n"
    rb"[A-Za-z_][A-Za-z0-9_]{0,99}\n[^\n]+\n\n"
)
TIME_BYTES = 28
TIMES = re.compile(
    rb"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z\n)*"
)


class Walk:
    """One pass over the entries: each hashed, each tile compared, the root found."""

    def __init__(
        self, source: Source, report: Report, origin: str, since: int = 0
    ) -> None:
        self._source = source
        self._report = report
        self.first = since // WIDTH
        self._begins = f"commun-event/v1\n{origin}\n".encode()
        self._head = re.compile(re.escape(self._begins) + HEAD)
        self._last = b""
        self.edge: list[list[bytes]] = []
        self.runs: list[bytes] = []
        self.seen: set[str] = set()
        self.roots: dict[int, bytes] = {}

    def start(self, size: int) -> None:
        """Take from the tiles what stands left of the first entry that is here."""
        place, level = self.first, 1
        while place:
            number, width = divmod(place, WIDTH)
            raw = self._tile(level, number, size) if width else b""
            hashes = [raw[i : i + HASH] for i in range(0, width * HASH, HASH)]
            self.edge.append(hashes)
            place, level = number, level + 1
        if self.first:
            self.edge.insert(0, [])

    def _tile(self, level: int, number: int, size: int) -> bytes:
        """Return the hashes of a tile as they lie in the files."""
        width = min(WIDTH, (size >> 8 * level) - number * WIDTH)
        name = tile_path(level, number, width)
        self.seen.add(name)
        try:
            raw = self._source.read(name, WIDTH * HASH)
        except Stopped as stopped:
            self._report.findings.append(stopped.finding)
            return b""
        if len(raw) != width * HASH:
            self._report.find("file-broken", name=name, why=f"{len(raw)} bytes")
            return b""
        return raw

    def go(self, size: int, marks: Sequence[int], told: Sequence[EntriesSeen]) -> bytes:
        """Go through all entries; return the root that they lead to.

        ``marks`` are sizes whose roots are kept on the way in ``roots``.
        """
        self.start(size)
        if self.first * WIDTH in marks:
            self.roots[self.first * WIDTH] = root_of(self.edge)
        for number in range(self.first, (size + WIDTH - 1) // WIDTH):
            leaves = self._leaves(number, size, told)
            if not self.edge:
                self.edge.append([])
            self.edge[0] = leaves
            before = number * WIDTH
            for mark in marks:
                if before < mark <= before + len(leaves):
                    begun = [leaves[: mark - before], *self.edge[1:]]
                    self.roots[mark] = root_of(begun)
            if len(leaves) == WIDTH:
                self._carry(number, size)
            elif before + len(leaves) < size:
                break
        for level, hashes in enumerate(self.edge[1:], 1):
            if hashes:
                self._check_tile(level, (size >> 8 * level) // WIDTH, hashes, size)
        return root_of(self.edge)

    def _leaves(
        self, number: int, size: int, told: Sequence[EntriesSeen]
    ) -> list[bytes]:
        """Return the hashes of one bundle's entries, compared with their tile.

        Where they differ, this is told and the walk goes on with the hashes that
        were sealed, so that one altered entry does not hide what follows it.
        """
        width = min(WIDTH, size - number * WIDTH)
        sealed = self._tile(0, number, size)
        entries = self._entries(number, width)
        positions = self._positions(number * WIDTH + 1, width, entries)
        make = sha256
        leaves = [make(b"\x00" + entry).digest() for entry in entries]
        for tell in told:
            tell(number, positions, entries)
        if b"".join(leaves) == sealed:
            return leaves
        if len(leaves) == width and (
            not sealed or self._is_above(number, leaves, size)
        ):
            if sealed:
                name, first = tile_path(0, number, width), number * WIDTH + 1
                last = first + width - 1
                self._report.find("tile", name=name, first=first, last=last)
            return leaves
        hashes = [sealed[i : i + HASH] for i in range(0, len(sealed), HASH)]
        for position, leaf in zip(positions, leaves):  # noqa: B905  # since 3.10
            place = position - number * WIDTH - 1
            if not 0 <= place < len(hashes) or hashes[place] != leaf:
                self._report.find("entry", position=position)
        return hashes

    def _is_above(self, number: int, leaves: list[bytes], size: int) -> bool:
        """Tell whether the level above stands for these leaves, not for their tile."""
        if number >= size >> 8:
            return False
        raw, place = self._tile(1, number // WIDTH, size), number % WIDTH * HASH
        return raw[place : place + HASH] == fold(leaves)

    def _entries(self, number: int, width: int) -> list[bytes]:
        """Return the entries of one bundle."""
        name = tile_path("entries", number, width)
        self.seen.add(name)
        try:
            raw = self._source.read(name, WIDTH * (ENTRY_MAX + 2))
        except Stopped as stopped:
            self._report.findings.append(stopped.finding)
            return []
        entries = split_bundle(raw)
        if entries is None:
            self._report.find("bundle-cut", name=name)
            return []
        return entries

    def _are_in_order(self, first: int, entries: list[bytes]) -> bool:
        """Tell quickly whether all heads are as they should be, as they mostly are."""
        begins, last = self._begins, first + len(entries) - 1
        digits = len(str(last))
        if len(str(first)) != digits:
            return False
        start = len(begins) + digits + 1
        heads = [begins + b"%d\n" % position for position in range(first, last + 1)]
        times = [entry[start : start + TIME_BYTES] for entry in entries]
        is_right = (
            all(map(bytes.startswith, entries, heads))
            and TIMES.fullmatch(b"".join(times)) is not None
            and sorted(times) == times
            and self._last <= times[0]
            and min(entry.find(b"\n\n") for entry in entries) > start
        )
        if is_right:
            self._last = times[-1]
        return is_right

    def _positions(self, first: int, width: int, entries: list[bytes]) -> list[int]:
        """Return where entries stand, told where they are not as they should be."""
        expected = list(range(first, first + width))
        if len(entries) == width and self._are_in_order(first, entries):
            return expected
        count, match, last = len(entries), self._head.match, self._last
        stated = [0] * count
        for place, entry in enumerate(entries):
            found = match(entry)
            if not found:
                self._report.find("malformed", position=first + place)
                stated[place] = first + place
                continue
            at, time = found[1], found[2] + b"\n"
            stated[place] = int(at)
            if time < last:
                self._report.find("time", position=first + place)
            last = time
        self._last = last
        if stated == expected:
            return expected
        if count < width:
            for position in sorted(set(expected) - set(stated)):
                self._report.find("missing", position=position)
            return stated
        odd = [place for place in range(count) if stated[place] != first + place]
        place = odd[0] if odd else width
        if count > width:
            self._report.find("surplus", position=first + place)
        else:
            self._report.find("misplaced", position=first + place, stated=stated[place])
        return list(range(first, first + count))

    def _carry(self, number: int, size: int) -> None:
        """Turn each full tile into one hash of the level above."""
        level = 0
        while level < len(self.edge) and len(self.edge[level]) == WIDTH:
            hashes = self.edge[level]
            if level:
                self._check_tile(level, number >> 8 * level, hashes, size)
            if level + 1 == len(self.edge):
                self.edge.append([])
            run = fold(hashes)
            self.edge[level + 1].append(run)
            if not level:
                self.runs.append(run)
            self.edge[level] = []
            level += 1

    def _check_tile(
        self, level: int, number: int, hashes: Sequence[bytes], size: int
    ) -> None:
        raw = self._tile(level, number, size)
        if not raw or raw == b"".join(hashes):
            return
        reach = WIDTH**level
        for place, one in enumerate(hashes):
            if raw[place * HASH : (place + 1) * HASH] != one:
                first = (number * WIDTH + place) * reach + 1
                name = tile_path(level, number, len(hashes))
                last = first + reach - 1
                self._report.find("tile", name=name, first=first, last=last)


def check_log(  # noqa: PLR0913  # what it compares with, and whom it tells
    source: Source,
    checkpoint: Checkpoint,
    report: Report,
    *,
    since: int = 0,
    since_root: str = "",
    state: State | None = None,
    told: Sequence[EntriesSeen] = (),
) -> tuple[Walk, State]:
    """Check all entries and tiles; return the walk, and the state to remember."""
    walk = Walk(source, report, checkpoint.origin, since)
    size = checkpoint.size
    marks = [since] if state is None else [since, state.size]
    root = walk.go(size, [mark for mark in marks if mark], told)
    encoded = base64.b64encode(root).decode()
    if root != checkpoint.root:
        report.find("root", first=walk.first * WIDTH + 1, last=size)
    if since:
        report.facts["since"] = since
        found = walk.roots.get(since, b"")
        if base64.b64encode(found).decode() != since_root:
            report.find("since", size=since)
    if state is not None:
        continues(state, walk, checkpoint, report)
    tail = walk.edge[0] if walk.edge else []
    report.facts["entries"] = size - walk.first * WIDTH
    fresh = State(
        checkpoint.origin,
        report.facts.get("key", ""),
        size,
        encoded,
        walk.first,
        [run.hex() for run in walk.runs],
        [leaf.hex() for leaf in tail],
    )
    return walk, fresh


def continues(state: State, walk: Walk, checkpoint: Checkpoint, report: Report) -> None:
    """Find where a tree is not what was seen last with more behind it."""
    seen = state.size
    if state.origin != checkpoint.origin or state.key != report.facts.get("key"):
        report.find("state-log", name=f"{state.origin} {state.key}")
        return
    if seen > checkpoint.size:
        report.find("state-newer", size=checkpoint.size, seen=seen)
        return
    if seen < walk.first * WIDTH:
        report.find("state-gap", seen=seen)
        return
    report.facts["seen"] = seen
    root = walk.roots.get(seen, b"") if seen else sha256(b"").digest()
    if base64.b64encode(root).decode() == state.root:
        return
    report.find("state-fork", seen=seen)
    for number, run in enumerate(walk.runs, walk.first):
        place = number - state.first
        if 0 <= place < len(state.runs) and state.runs[place] != run.hex():
            first = number * WIDTH + 1
            report.find("state-run", first=first, last=first + WIDTH - 1)
    # The entries after the last run are compared one by one, if they are here.
    tail_at = seen // WIDTH
    if walk.first + len(walk.runs) == tail_at and walk.edge:
        first = tail_at * WIDTH + 1
        for place, leaf in enumerate(walk.edge[0][: len(state.tail)]):
            if leaf.hex() != state.tail[place]:
                report.find("state-entry", position=first + place)


# --- A whole bundle ---------------------------------------------------------------

FORMAT = "commun-bundle/v1"
NAMED = ("README.md", "checkpoint", "keys", "policy", "verify.py")


class Manifest(NamedTuple):
    """What a bundle says it is."""

    origin: str
    size: int
    root: str
    since: dict[str, Any]
    audience: str
    digests: dict[str, str]


def read_manifest(source: Source) -> Manifest:
    """Read the manifest; it proves nothing by itself."""
    try:
        found = json.loads(source.read("manifest.json"))
        manifest = Manifest(*[found[name] for name in Manifest._fields])
        shapes = (str, int, str, dict, str, dict)
        if found["format"] != FORMAT or manifest.audience not in AUDIENCES:
            raise ValueError("another format")  # noqa: TRY301  # told below like the others
        if not all(map(isinstance, manifest, shapes)):
            raise ValueError("another shape")  # noqa: TRY301  # the same
        since, root = manifest.since["size"], manifest.since["root"]
        if not isinstance(since, int) or not isinstance(root, str) or since < 0:
            raise ValueError("another shape")  # noqa: TRY301  # the same
    except (ValueError, KeyError, TypeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise Stopped("not-a-bundle", name="manifest.json", why=why) from error
    return manifest


def check_bundle(
    source: Source,
    report: Report,
    *,
    policy_text: str | None = None,
    state: State | None = None,
    told: Sequence[EntriesSeen] = (),
) -> tuple[Manifest, State]:
    """Check all that is in a bundle; return what it says it is, and the new state."""
    manifest = read_manifest(source)
    brought = source.read("policy").decode("utf-8", "replace")
    report.has_own_keys = policy_text is None
    policy = Policy(brought if policy_text is None else policy_text)
    checkpoint = open_checkpoint(source.read("checkpoint"), policy, report)
    claimed = Checkpoint(manifest.origin, manifest.size, checkpoint.root)
    root = base64.b64encode(checkpoint.root).decode()
    if claimed != checkpoint or manifest.root != root:
        report.find("manifest", what=f"{manifest.origin} {manifest.size}")
    if manifest.since["size"] > checkpoint.size:
        raise Stopped("manifest", what=f"since {manifest.since['size']}")
    check_keys(source, brought, report)
    words = Words(source, manifest.audience, report)
    walk, fresh = check_log(
        source,
        checkpoint,
        report,
        since=manifest.since["size"],
        since_root=manifest.since["root"],
        state=state,
        told=[words.follow, *told],
    )
    words.finish()
    check_files(source, manifest, walk, report)
    return manifest, fresh


def check_mirror(
    source: Source,
    report: Report,
    policy: Policy,
    *,
    state: State | None = None,
    told: Sequence[EntriesSeen] = (),
) -> State:
    """Check a bare copy of a log: its checkpoint, tiles and entries, and no words."""
    checkpoint = open_checkpoint(source.read("checkpoint"), policy, report)
    _walk, fresh = check_log(source, checkpoint, report, state=state, told=told)
    return fresh


def check_keys(source: Source, policy_text: str, report: Report) -> None:
    """Compare the file of keys, for those who want no policy, with the policy."""
    policy = Policy(policy_text)
    keys = [*policy.logs, *policy.witnesses.values()]
    listed = source.read("keys").decode("utf-8", "replace").split()
    if sorted(listed) != sorted(key.text for key in keys):
        report.find("keys")


def check_files(source: Source, manifest: Manifest, walk: Walk, report: Report) -> None:
    """Compare each file that is no tile with its digest, and find those too many."""
    for name, digest in sorted(manifest.digests.items()):
        try:
            if source.digest(name) != digest:
                report.find("file-altered", name=name)
        except Stopped as stopped:
            report.findings.append(stopped.finding)
    for name in NAMED:
        if name not in manifest.digests:
            report.find("file-altered", name=name)
    known = {*manifest.digests, *walk.seen, "manifest.json"}
    for name in sorted(source.names - known):
        report.find("file-foreign", name=name)


# --- A receipt --------------------------------------------------------------------


def check_receipt(
    raw: bytes, report: Report, policy: Policy, entry: bytes | None
) -> None:
    """Check a receipt: a proof (C2SP tlog-proof) and the entry that it is of."""
    head, _mark, note = raw.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
        if lines.pop(0) != "c2sp.org/tlog-proof@v1":
            raise ValueError("its first line")  # noqa: TRY301  # told below like the others
        extra = unbase64(lines.pop(0)[6:]) if lines[0].startswith("extra ") else b""
        found = re.fullmatch("index (0|[1-9][0-9]{0,18})", lines.pop(0))
        if found is None:
            raise ValueError("its index")  # noqa: TRY301  # the same
        index, path = int(found[1]), [unbase64(line) for line in lines]
        if any(len(one) != HASH for one in path):
            raise ValueError("its hashes")  # noqa: TRY301  # the same
        brought, disclosures = read_extra(extra)
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise Stopped("receipt", why=str(error)) from error
    entry = brought if entry is None else entry
    if not entry:
        raise Stopped("receipt-entry")
    checkpoint = open_checkpoint(note, policy, report)
    report.facts["position"] = index + 1
    root = leads(index, checkpoint.size, sha256(b"\x00" + entry).digest(), path)
    if root != checkpoint.root:
        raise Stopped("receipt-proof", position=index + 1)
    lines = entry.partition(b"\n\n")[0].decode("utf-8", "replace").split("\n")
    if len(lines) != 6 or lines[1:3] != [checkpoint.origin, str(index + 1)]:  # noqa: PLR2004  # lines of a head
        raise Stopped("malformed", position=index + 1)
    report.facts.update(recorded=lines[3], kind=lines[4], words=len(disclosures))
    if not {digest_of(one) for one in disclosures} <= references_of(entry).keys():
        report.find("words-altered", position=index + 1)


def read_extra(extra: bytes) -> tuple[bytes | None, list[str]]:
    """Return the entry and the disclosures that a receipt brings."""
    if not extra:
        return None, []
    if extra.startswith(b"commun-event/"):
        return extra, []
    found = json.loads(extra)
    return unbase64(found["entry"]), [str(one) for one in found.get("disclosures", [])]


# --- The command ------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Check what is named, say what was found, and return how it ended."""
    options = parser().parse_args(arguments)
    report = Report()
    try:
        run(options, report)
    except Stopped as stopped:
        report.findings.append(stopped.finding)
    except RecursionError:
        # Some JSON is nested without end: nobody writes such a thing by mistake.
        report.find("not-a-bundle", name=str(options.evidence), why="JSON")
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"verify.py: {error}\n")
        return UNCHECKED
    write_out(report, options.lang or language_of(os.environ), is_json=options.json)
    if any(finding.code in ("receipt-entry", "state") for finding in report.findings):
        return UNCHECKED
    return REFUTED if report.findings else VERIFIED


def parser() -> argparse.ArgumentParser:
    """Return what reads the options."""
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("evidence", type=Path)
    made.add_argument("--state", type=Path)
    made.add_argument("--policy", type=Path)
    made.add_argument("--entry", type=Path)
    made.add_argument("--json", action="store_true")
    made.add_argument("--lang", choices=("en", "fr"))
    return made


def run(options: argparse.Namespace, report: Report) -> None:
    """Check a receipt or a bundle, whichever it is."""
    path: Path = options.evidence
    policy_text: str | None = None
    if options.policy is not None:
        policy_text = options.policy.read_text("utf-8")
    if is_receipt(path):
        if policy_text is None:
            beside = path.with_name("policy")
            policy_text = beside.read_text("utf-8")
        entry: bytes | None = options.entry and options.entry.read_bytes()
        check_receipt(path.read_bytes(), report, Policy(policy_text), entry)
        return
    state = read_state(options.state) if options.state is not None else None
    try:
        source = Source(path)
    except FileNotFoundError:
        raise
    except BROKEN as error:
        raise Stopped("not-a-bundle", name=path.name, why=str(error)) from error
    if policy_text is not None and "manifest.json" not in source.names:
        fresh = check_mirror(source, report, Policy(policy_text), state=state)
    else:
        _manifest, fresh = check_bundle(
            source, report, policy_text=policy_text, state=state
        )
    if options.state is not None and not report.findings:
        write_state(options.state, fresh)


def is_receipt(path: Path) -> bool:
    """Tell whether a file begins as a receipt does."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        return file.read(9) == b"c2sp.org/"


def language_of(environment: Any) -> str:  # noqa: ANN401  # what os.environ is
    """Return the language that the terminal is set to."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "fr" if environment[name].startswith("fr") else "en"
    return "en"


def write_out(report: Report, language: str, *, is_json: bool) -> None:
    """Print what was found."""
    out: Any = sys.stdout
    out.reconfigure(encoding="utf-8")
    at = 1 if language == "fr" else 0
    if is_json:
        findings = [
            {"code": f.code, "position": f.position, "said": f.sentence(at)}
            for f in report.findings
        ]
        json.dump({**report.facts, "findings": findings}, out, indent=1)
        out.write("\n")
        return
    for line in lines_of(report, at):
        out.write(line + "\n")


def lines_of(report: Report, at: int) -> Iterator[str]:
    """Yield the report as lines for people."""
    colon = "\u00a0: " if at else ": "
    for name, value in report.facts.items():
        if name == "key":
            told = TOLD["own-keys" if report.has_own_keys else "key"][at]
            yield f"{told}{colon}{value}"
        elif name == "witnesses":
            names = ", ".join(value) or TOLD["nobody"][at]
            yield f"{TOLD[name][at]}{colon}{names}"
        elif name in TOLD:
            yield f"{TOLD[name][at]}{colon}{value}"
    counts: dict[str, int] = {}
    for finding in report.findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        if counts[finding.code] <= SHOWN_MAX:
            yield f"! {finding.sentence(at)}"
    for count in counts.values():
        if count > SHOWN_MAX:
            yield TOLD["more"][at].format(count=count - SHOWN_MAX)
    total = len(report.findings)
    yield TOLD["refuted" if total else "verified"][at].format(count=total)


if __name__ == "__main__":
    sys.exit(main())

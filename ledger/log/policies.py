"""Policies: whose checkpoints count, and whose cosignatures (C2SP tlog-policy)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ledger.log.notes import COSIGNATURE, ED25519, MalformedNote, VerifierKey

NO_QUORUM: Final = "none"
FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SPACES: Final = re.compile(r"[ \t]+")
THRESHOLD: Final = re.compile(r"[1-9][0-9]{0,3}")


class MalformedPolicy(Exception):
    """A policy cannot be read; the message names the line and the remedy."""

    def __init__(self, line: int, why: str) -> None:
        self.line = line
        self.why = why
        super().__init__(f"line {line}: {why}")


class Known(NamedTuple):
    """A log or a witness: its name in the policy, its key, and where it answers."""

    name: str
    key: VerifierKey
    url: str | None = None


class Group(NamedTuple):
    """A number of members, of which so many must have cosigned."""

    threshold: int
    members: tuple[str, ...]


class Judgement(NamedTuple):
    """Which witnesses have cosigned, by their names, and whether that is enough."""

    witnesses: tuple[str, ...]
    is_met: bool


@dataclass(frozen=True)
class Policy:
    """A set of logs, a set of witnesses, and the rule of how many must agree."""

    logs: tuple[Known, ...]
    witnesses: tuple[Known, ...]
    groups: Mapping[str, Group]
    quorum: str

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """Return every key that a checkpoint's signatures are held against."""
        return tuple(known.key for known in (*self.logs, *self.witnesses))

    def judge(self, signed: Iterable[VerifierKey]) -> Judgement:
        """Tell which witnesses are among the keys that signed, and if they suffice."""
        there = set(signed)
        names = tuple(w.name for w in self.witnesses if w.key in there)
        if self.quorum == NO_QUORUM:
            return Judgement(names, is_met=True)
        return Judgement(names, is_met=self._holds(self.quorum, set(names)))

    def _holds(self, name: str, cosigned: set[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in cosigned
        count = sum(self._holds(member, cosigned) for member in group.members)
        return count >= group.threshold


@dataclass
class _Reading:
    """What the lines so far have defined."""

    logs: list[Known] = field(default_factory=list[Known])
    witnesses: list[Known] = field(default_factory=list[Known])
    groups: dict[str, Group] = field(default_factory=dict[str, Group])
    members: set[str] = field(default_factory=set[str])
    quorum: str | None = None

    @property
    def names(self) -> set[str]:
        return {*self.groups, *(w.name for w in self.witnesses)}

    def take(self, words: list[str]) -> None:
        match words:
            case ["log", key, *url] if len(url) <= 1:
                self._log(key, url)
            case ["witness", name, key, *url] if len(url) <= 1:
                self._witness(name, key, url)
            case ["group", name, threshold, *members] if members:
                self._group(name, threshold, members)
            case ["quorum", name]:
                self._quorum(name)
            case _:
                raise ValueError(
                    "a line is: log KEY [URL], witness NAME KEY [URL], "
                    "group NAME all|any|NUMBER NAMES, or quorum NAME"
                )

    def _log(self, text: str, url: list[str]) -> None:
        key = _key(text, ED25519, "log")
        _refuse_twice(key, self.logs)
        self.logs.append(Known(key.name, key, *url))

    def _witness(self, name: str, text: str, url: list[str]) -> None:
        self._refuse_name(name)
        key = _key(text, COSIGNATURE, "witness")
        _refuse_twice(key, self.witnesses)
        self.witnesses.append(Known(name, key, *url))

    def _group(self, name: str, threshold: str, members: list[str]) -> None:
        self._refuse_name(name)
        if unknown := [m for m in members if m not in self.names]:
            raise ValueError(f"{unknown[0]} is not defined above this line")
        twice = self.members.intersection(members)
        if twice or len(set(members)) != len(members):
            raise ValueError("a name is a member of one group, and once")
        number = {"any": "1", "all": str(len(members))}.get(threshold, threshold)
        if not THRESHOLD.fullmatch(number) or int(number) > len(members):
            raise ValueError(f"all, any, or a number from 1 to {len(members)}")
        self.members.update(members)
        self.groups[name] = Group(int(number), tuple(members))

    def _quorum(self, name: str) -> None:
        if self.quorum is not None:
            raise ValueError("there is one quorum line")
        if name != NO_QUORUM and name not in self.names:
            raise ValueError(f"{name} is not defined above this line")
        self.quorum = name

    def _refuse_name(self, name: str) -> None:
        if name == NO_QUORUM or name in self.names:
            raise ValueError(f"the name {name} is taken")


def parse_policy(text: str) -> Policy:
    """Read a policy; raise MalformedPolicy, which names the line."""
    reading, number = _Reading(), 0
    for number, line in enumerate(text.split("\n"), 1):
        if FORBIDDEN.search(line):
            raise MalformedPolicy(number, "there is a control character")
        words = SPACES.split(line.strip(" \t"))
        if words == [""] or words[0].startswith("#"):
            continue
        try:
            reading.take(words)
        except (ValueError, MalformedNote) as error:
            raise MalformedPolicy(number, str(error)) from error
    if reading.quorum is None:
        raise MalformedPolicy(
            number, "a line `quorum NAME` or `quorum none` is missing"
        )
    return Policy(
        tuple(reading.logs), tuple(reading.witnesses), reading.groups, reading.quorum
    )


def _key(text: str, kind: int, whose: str) -> VerifierKey:
    key = VerifierKey.parse(text)
    if key.kind != kind:
        raise ValueError(f"the key of a {whose} is of kind {kind}, not {key.kind}")
    return key


def _refuse_twice(key: VerifierKey, known: Iterable[Known]) -> None:
    if any(k.key.public == key.public for k in known):
        raise ValueError(f"the key of {key.name} is there twice")

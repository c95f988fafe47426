"""Territory: the communes, EPCI, departments and regions of the official code.

The tables ship with the package and are read once, when first asked for: about
30 milliseconds and 8 megabytes for the communes, then 90 milliseconds and 10 megabytes
more for the first search.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from ledger.membership.partners.place_names import Asked, spaced

VINTAGE: Final = 2026
"""The codes are those in force on 1 January of this year."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Commune:
    """A commune of today, with all that its name or code fills in."""

    code: str
    name: str
    department: str
    region: str
    population: int | None
    siren: str | None
    epci_siren: str | None
    epci_name: str | None
    postal_codes: tuple[str, ...]


class PartStatus(StrEnum):
    """What a part of a commune is in law."""

    DELEGATED = "delegated"
    ASSOCIATED = "associated"
    MERGED = "merged"
    ARRONDISSEMENT = "arrondissement"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A code that is not a commune's, and the commune of today that it belongs to.

    It is a commune merged into another one, or an arrondissement of Paris, Lyon or
    Marseille. Of a merged commune, ``merged_on`` is the day on which it ceased to be
    a commune of its own, when known, and ``gone_by`` the first vintage without it.
    """

    code: str
    name: str
    status: PartStatus
    commune_code: str
    merged_on: date | None
    gone_by: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Epci:
    """A grouping of communes."""

    siren: str
    name: str
    kind: str
    population: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Department:
    """A department, or an overseas collectivity."""

    code: str
    name: str
    region: str
    seat: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """A region, or an overseas collectivity."""

    code: str
    name: str
    seat: str


def commune(code: str) -> Commune | None:
    """Return the commune of today that bears this code."""
    line = _communes().get(code)
    return None if line is None else _read_commune(line)


def part(code: str) -> Part | None:
    """Return the merged commune or arrondissement that bears this code.

    A merged commune whose code is now that of the new commune is only found among
    the parts of that one.
    """
    return None if code in _communes() else _parts().get(code)


def parts_of(code: str) -> tuple[Part, ...]:
    """Return the merged communes and arrondissements of a commune, by their code."""
    return _parts_by_commune().get(code, ())


def successor(code: str) -> Commune | None:
    """Return the commune of today to which a part's code belongs."""
    found = part(code)
    return None if found is None else commune(found.commune_code)


def epci(siren: str) -> Epci | None:
    """Return the grouping of communes that bears this SIREN."""
    return _epci().get(siren)


def department(code: str) -> Department | None:
    """Return the department that bears this code, such as ``2A``."""
    line = _lines("departments").get(code)
    if line is None:
        return None
    code, name, region_code, seat = line.split("\t")
    return Department(code=code, name=name, region=region_code, seat=seat)


def region(code: str) -> Region | None:
    """Return the region that bears this code."""
    line = _lines("regions").get(code)
    if line is None:
        return None
    code, name, seat = line.split("\t")
    return Region(code=code, name=name, seat=seat)


def search_communes(text: str, limit: int = 10) -> list[Commune]:
    """Find communes by the beginnings of the words of their name, or by a code.

    Accents, hyphens, capitals and the short forms of Saint do not matter. A commune
    of exactly this name comes first, then the most populous; communes of which only
    a merged commune bears such a name come last. Five digits are looked for among
    the postal codes as well.
    """
    found = list(dict.fromkeys(_matches(text)))
    return [_read_commune(_communes()[code]) for code in found[: max(limit, 0)]]


def _matches(text: str) -> Iterator[str]:
    if re.fullmatch(r"\s*\d[\dABab]\d{3}\s*", text):
        yield from _bearers(text.strip().upper())
        return
    asked = Asked.read(text)
    if asked is None:
        return
    index = _index()
    for names in (index.communes, index.parts):
        hits = [
            (name != asked.whole, -population, code)
            for name, code, population in names
            if asked.begins_words_of(name)
        ]
        yield from (code for _, _, code in sorted(hits))


def _bearers(code: str) -> Iterator[str]:
    if code in _communes():
        yield code
    elif found := _parts().get(code):
        yield found.commune_code
    yield from _postal_codes().get(code, ())


@dataclass(frozen=True, slots=True)
class _Index:
    """Names between spaces, with the code and population of the commune."""

    communes: list[tuple[str, str, int]]
    parts: list[tuple[str, str, int]]


@cache
def _index() -> _Index:
    populations = {
        code: int(line.split("\t", 5)[4] or 0) for code, line in _communes().items()
    }
    names = [line.split("\t", 2)[1] for line in _communes().values()]
    merged = [each for parts in _parts_by_commune().values() for each in parts]
    owners = [each.commune_code for each in merged]
    return _Index(
        list(zip(spaced(names), populations, populations.values(), strict=True)),
        [
            (name, code, populations[code])
            for name, code in zip(
                spaced([each.name for each in merged]), owners, strict=True
            )
        ],
    )


@cache
def _postal_codes() -> dict[str, list[str]]:
    bearers: dict[str, list[str]] = defaultdict(list)
    by_population = sorted(_index().communes, key=lambda entry: -entry[2])
    for _, code, _ in by_population:
        for postal_code in _communes()[code].rpartition("\t")[2].split():
            bearers[postal_code].append(code)
    return dict(bearers)


def _read_commune(line: str) -> Commune:
    code, name, department_code, region_code, population, siren, group, postal = (
        line.split("\t")
    )
    grouping = _epci().get(group)
    return Commune(
        code=code,
        name=name,
        department=department_code,
        region=region_code,
        population=int(population) if population else None,
        siren=siren or None,
        epci_siren=group or None,
        epci_name=None if grouping is None else grouping.name,
        postal_codes=tuple(postal.split()),
    )


def _read_part(line: str) -> Part:
    code, name, status, commune_code, merged_on, gone_by = line.split("\t")
    return Part(
        code=code,
        name=name,
        status=PartStatus(status),
        commune_code=commune_code,
        merged_on=date.fromisoformat(merged_on) if merged_on else None,
        gone_by=int(gone_by) if gone_by else None,
    )


def _read_epci(line: str) -> Epci:
    siren, name, kind, population = line.split("\t")
    return Epci(siren=siren, name=name, kind=kind, population=int(population))


def _communes() -> dict[str, str]:
    return _lines("communes")


@cache
def _parts_by_commune() -> dict[str, tuple[Part, ...]]:
    parts: dict[str, list[Part]] = defaultdict(list)
    for line in _lines("parts").values():
        each = _read_part(line)
        parts[each.commune_code].append(each)
    return {code: tuple(each) for code, each in parts.items()}


@cache
def _parts() -> dict[str, Part]:
    return {each.code: each for parts in _parts_by_commune().values() for each in parts}


@cache
def _epci() -> dict[str, Epci]:
    return {siren: _read_epci(line) for siren, line in _lines("epci").items()}


@cache
def _lines(table: str) -> dict[str, str]:
    """Return the lines of a table by their code, still as text.

    Thirty-five thousand lines weigh a third of as many objects, and most are never
    looked at: each is taken apart when it is asked for.
    """
    packed = files("ledger.membership.partners") / "cog" / f"{table}.tsv.gz"
    _, *lines = gzip.decompress(packed.read_bytes()).decode().splitlines()
    return {line.partition("\t")[0]: line for line in lines}

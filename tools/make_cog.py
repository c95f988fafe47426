#!/usr/bin/env python3
"""Make the official geographic table that ships with the ledger.

The source is the npm package ``@etalab/decoupage-administratif`` (data under
Licence Ouverte). Its vintage 2026 says what is; its older versions say until when
the merged communes were communes of their own. Obtain them with the npm client,
in an empty folder, and give that folder to this script::

    mkdir packs && cd packs
    for version in 0.7.0 1.1.1 2.3.1 3.1.1 4.1.0 5.3.0 6.0.0; do
        npm pack @etalab/decoupage-administratif@$version
    done
    cd .. && python tools/make_cog.py packs

The tables go to ``ledger/membership/partners/cog/``. The same packs always give
the same rows; ``--check`` writes nothing and says whether the tables are current.
"""

import argparse
import gzip
import json
import sys
import tarfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

Row = dict[str, Any]
Table = list[tuple[str, ...]]

COG: Final = Path(__file__).parent.parent / "ledger/membership/partners/cog"
PACK: Final = "etalab-decoupage-administratif-{version}.tgz"
NEWEST: Final = "6.0.0"
EARLIER: Final = {
    2019: "0.7.0",
    2021: "1.1.1",
    2022: "2.3.1",
    2023: "3.1.1",
    2024: "4.1.0",
    2025: "5.3.0",
}
"""The version of the package for each earlier vintage; it has none for 2020."""
VINTAGE: Final = 2026
STILL_A_COMMUNE: Final = "9999-12-31"

COLUMNS: Final = {
    "communes": (
        "code",
        "name",
        "department",
        "region",
        "population",
        "siren",
        "epci",
        "postal_codes",
    ),
    "parts": ("code", "name", "status", "commune", "merged_on", "gone_by"),
    "epci": ("siren", "name", "kind", "population"),
    "departments": ("code", "name", "region", "seat"),
    "regions": ("code", "name", "seat"),
}
STATUSES: Final = {
    "commune-deleguee": "delegated",
    "commune-associee": "associated",
    "arrondissement-municipal": "arrondissement",
}


@dataclass(frozen=True)
class Past:
    """What older vintages remember of communes that are no more."""

    ends: dict[tuple[str, str], str]
    """The day on which the history lets a commune's code end under a name."""
    names: dict[str, str]
    """The last name under which a code was a commune."""
    last_seen: dict[tuple[str, str], int]
    """The last vintage in which a code was a commune of this name."""

    def end(self, code: str, name: str) -> tuple[str, str]:
        """Return the day a commune ceased to be, and the first vintage without it.

        The history ends with 2019: for later mergers only the vintage is known.
        """
        day = self.ends.get((code, name), STILL_A_COMMUNE)
        if day != STILL_A_COMMUNE:
            ended = date.fromisoformat(day)
            is_new_year = (ended.month, ended.day) == (1, 1)
            return day, str(ended.year if is_new_year else ended.year + 1)
        seen = self.last_seen.get((code, name))
        if seen is None:
            return "", ""
        return "", str(min(year for year in (*EARLIER, VINTAGE) if year > seen))


def read(packs: Path, version: str, name: str) -> list[Row]:
    """Return one JSON file of one version of the package."""
    with tarfile.open(packs / PACK.format(version=version)) as pack:
        member = pack.extractfile(f"package/data/{name}.json")
        if member is None:
            raise FileNotFoundError(name)
        rows: list[Row] = json.load(member)
        return rows


def remember(packs: Path) -> Past:
    """Read the past from the history of 2019 and the vintages since."""
    ends: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    newest: dict[str, str] = {}
    for row in read(packs, EARLIER[2019], "historique-communes"):
        if row["type"] != "COM":
            continue
        code, end = row["code"], row.get("dateFin", STILL_A_COMMUNE)
        ends[code, row["nom"]] = max(end, ends.get((code, row["nom"]), ""))
        if end > newest.get(code, ""):
            newest[code], names[code] = end, row["nom"]
    last_seen: dict[tuple[str, str], int] = {}
    for year, version in EARLIER.items():
        for row in read(packs, version, "communes"):
            if row["type"] == "commune-actuelle":
                last_seen[row["code"], row["nom"]] = year
                names[row["code"]] = row["nom"]
            else:
                names.setdefault(row["code"], row["nom"])
    return Past(ends, names, last_seen)


def communes_table(communes: Iterable[Row], epci_of: dict[str, str]) -> Table:
    """List the communes of today."""
    return sorted(
        (
            row["code"],
            row["nom"],
            row["departement"],
            row["region"],
            str(row.get("population", "")),
            row.get("siren", ""),
            epci_of.get(row["code"], ""),
            " ".join(row.get("codesPostaux", [])),
        )
        for row in communes
        if row["type"] == "commune-actuelle"
    )


def parts_table(communes: Iterable[Row], past: Past) -> Table:
    """List what is part of a commune: merged communes and arrondissements."""
    rows: Table = []
    listed: set[str] = set()
    successors: dict[str, str] = {}
    for row in communes:
        code: str = row["code"]
        name: str = row["nom"]
        if row["type"] == "commune-actuelle":
            successors |= dict.fromkeys(row.get("anciensCodes", []), code)
            continue
        whole: str = row["commune" if "commune" in row else "chefLieu"]
        # A part that kept its commune's code is looked for under its own name;
        # any other may have changed its spelling since it was a commune.
        former = name if code == whole else past.names.get(code, name)
        listed.add(code)
        rows.append((code, name, STATUSES[row["type"]], whole, *past.end(code, former)))
    for code, whole in successors.items():
        if code not in listed:
            last = past.names[code]
            rows.append((code, last, "merged", whole, *past.end(code, last)))
    return sorted(rows)


def epci_table(groups: Iterable[Row], population: dict[str, int]) -> Table:
    """List the groupings of communes.

    Their population is the sum of their communes', so that a table of communes
    and its total by EPCI always agree (the source's own figure is a year older).
    """
    return sorted(
        (
            group["code"],
            group["nom"],
            group["type"],
            str(sum(population[member["code"]] for member in group["membres"])),
        )
        for group in groups
    )


def tables(packs: Path) -> dict[str, Table]:
    """Return every table, by its name."""
    communes = read(packs, NEWEST, "communes")
    groups = read(packs, NEWEST, "epci")
    epci_of = {
        member["code"]: group["code"] for group in groups for member in group["membres"]
    }
    # A merged commune may have the code of the new one, and has no population.
    population = {
        row["code"]: row.get("population", 0)
        for row in communes
        if row["type"] == "commune-actuelle"
    }
    departments = read(packs, NEWEST, "departements")
    regions = read(packs, NEWEST, "regions")
    return {
        "communes": communes_table(communes, epci_of),
        "parts": parts_table(communes, remember(packs)),
        "epci": epci_table([*groups, *read(packs, NEWEST, "ept")], population),
        "departments": sorted(
            (row["code"], row["nom"], row["region"], row["chefLieu"])
            for row in departments
        ),
        "regions": sorted(
            (row["code"], row["nom"], row["chefLieu"]) for row in regions
        ),
    }


def text_of(columns: Sequence[str], table: Table) -> str:
    """Write a table as lines of values between tabs, its columns first."""
    lines: list[Sequence[str]] = [columns, *table]
    for line in lines:
        if len(line) != len(columns) or any("\t" in value for value in line):
            raise ValueError(line)
    return "".join("\t".join(line) + "\n" for line in lines)


def main() -> int:
    """Write the tables, or check them."""
    parser = argparse.ArgumentParser(description="Make the geographic table.")
    parser.add_argument("packs", type=Path, help="folder of the npm packs")
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    stale = 0
    for name, table in tables(arguments.packs).items():
        path = COG / f"{name}.tsv.gz"
        text = text_of(COLUMNS[name], table)
        if not arguments.check:
            # Without a time stamp, the same rows give the same bytes.
            path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
            sys.stdout.write(f"{path.name}: {len(table)} rows\n")
        elif gzip.decompress(path.read_bytes()).decode() != text:
            sys.stdout.write(f"{path.name} is stale\n")
            stale += 1
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())

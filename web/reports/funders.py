"""Funders: who is asked in financing plans, partners and bodies outside alike.

A body outside is known by its name only: those whose names are written alike, small
letters and accents aside, are one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from ledger.membership.partners.place_names import fold
from projections.commons.milestones import PlanLine
from projections.commons.projects import ProjectRow, projects_page
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.reading import Texts
from web.reports.spans import Search, Span

PROJECTS_MAX: Final = 2_000
OUTSIDE: Final = "nom-"
"""How the address of a body outside begins; identifiers of partners do not."""

Asked = tuple[ProjectRow, PlanLine]


@dataclass(frozen=True, kw_only=True)
class Funder:
    """Who is asked, under the name that its address has."""

    key: str
    name: str
    asked: list[Asked] = field(default_factory=list[Asked])

    @property
    def projects(self) -> int:
        """Return how many projects ask it."""
        return len({row.project_id for row, _line in self.asked})

    @property
    def requested(self) -> int:
        """Return how many cents it is asked for."""
        return sum(line.requested_cents for _row, line in self.asked)

    @property
    def granted(self) -> int:
        """Return how many cents it granted."""
        return sum(line.granted_cents or 0 for _row, line in self.asked)


def funders_of(shelf: Shelf) -> Sequence[Funder]:
    """Return who is asked in the plans of projects, in the order of their names."""
    rows = Search(shelf, Span()).read(
        lambda after: projects_page(shelf, after=after, limit=500), PROJECTS_MAX
    )
    lines = [
        (row, line) for row in reversed(rows) for line in row.plan if _is_asked(line)
    ]
    bodies = partners_by_id(
        shelf, {line.funder_id for _row, line in lines if line.funder_id}
    )
    texts = Texts(
        [
            *(line.funder for _row, line in lines),
            *(body.name for body in bodies.values()),
        ]
    )
    found: dict[str, Funder] = {}
    for row, line in lines:
        body = bodies.get(line.funder_id or "")
        if line.funder_id and (body is None or body.publicity != "public"):
            continue
        name = texts(body.name) if body is not None else texts(line.funder)
        key = line.funder_id or key_of(name)
        found.setdefault(key, Funder(key=key, name=name)).asked.append((row, line))
    return sorted(found.values(), key=lambda one: fold(one.name))


def _is_asked(line: PlanLine) -> bool:
    """Tell whether somebody is asked, and not the project itself."""
    return line.funder_id is not None or line.funder is not None


def key_of(name: str) -> str:
    """Return the address of a body outside by its name."""
    # Other letters than ours fold to nothing.
    known = fold(name).strip() or name.casefold()
    return OUTSIDE + sha256(known.encode()).hexdigest()[:20]


def funder_named(shelf: Shelf, key: str) -> Funder | None:
    """Return the funder of an address."""
    return next((one for one in funders_of(shelf) if one.key == key), None)

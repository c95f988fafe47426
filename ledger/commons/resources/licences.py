"""Licences: the official SPDX list, and what one of them allows.

The list is data beside this file; ``spdx/README.md`` says whence it comes.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from ledger.commons.resources.refusals import LicenceDeprecated, UnknownLicence

LIST_VERSION: Final = "3.29.0"
NO_DERIVATIVES: Final = "ND"


@dataclass(frozen=True)
class Licence:
    """A licence of the list; ``successor`` is what the list writes now instead."""

    identifier: str
    name: str
    is_current: bool
    successor: str

    @property
    def allows_forks(self) -> bool:
        """Tell whether changed versions may be shared."""
        return NO_DERIVATIVES not in self.identifier.split("-")


def licence_of(identifier: str) -> Licence | None:
    """Return the licence of that identifier, whatever its capitals."""
    return _licences().get(identifier.casefold())


def current_licences() -> tuple[Licence, ...]:
    """Return the licences that may be chosen, in the order of their identifiers."""
    return tuple(licence for licence in _licences().values() if licence.is_current)


def check_licence(identifier: str) -> None:
    """Refuse what is not in the list as it is spelt there, or no longer in use."""
    licence = licence_of(identifier)
    if licence is None or licence.identifier != identifier:
        raise UnknownLicence
    if licence.is_current:
        return
    if not licence.successor:
        raise UnknownLicence
    raise LicenceDeprecated(successor=licence.successor)


def allows_forks(identifier: str) -> bool:
    """Tell whether what is under this licence may be shared in changed versions.

    What was published under a licence stays under it, though a later list may
    no longer have it.
    """
    licence = licence_of(identifier)
    return licence is None or licence.allows_forks


@cache
def _licences() -> dict[str, Licence]:
    table = files("ledger.commons.resources") / "spdx" / "licences.tsv"
    _, *lines = table.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {
        identifier.casefold(): Licence(identifier, name, bool(is_current), successor)
        for identifier, name, is_current, successor in rows
    }

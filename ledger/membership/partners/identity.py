"""Identity: how a body is known, checked in the same way wherever it enters."""

from collections.abc import Callable
from dataclasses import dataclass

from ledger.kernel.messages import Refusal
from ledger.kernel.words import Words
from ledger.membership.partners import official, territory
from ledger.membership.partners.events import PartnerKind, Scope
from ledger.membership.partners.refusals import (
    CommuneMerged,
    IdentifierMissing,
    RnaWrong,
    SirenOfAnotherCommune,
    SirenWrong,
    SiretOfAnotherSiren,
    SiretWrong,
    UnknownCommune,
)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A body's kind, names, official identifiers and territory, as they were given."""

    kind: PartnerKind
    scope: Scope
    name: Words
    short_name: Words
    siret: str | None = None
    siren: str | None = None
    rna: str | None = None
    no_identifier_reason: Words | None = None
    commune_code: str | None = None

    @property
    def numbers(self) -> "Numbers":
        """Return what the body would be recognised by."""
        return Numbers(siret=self.siret, siren=self.legal_unit, rna=self.rna)

    @property
    def legal_unit(self) -> str | None:
        """Return the SIREN, which a SIRET begins with."""
        return official.siren_of(self.siret) if self.siret else self.siren


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """The numbers by which a body would be recognised."""

    siret: str | None
    siren: str | None
    rna: str | None

    def are_of_same_body(self, other: "Numbers") -> bool:
        """Tell whether both name one body: establishments of one unit are several."""
        if self.rna and self.rna == other.rna:
            return True
        if self.siret and other.siret:
            return self.siret == other.siret
        return self.siren is not None and self.siren == other.siren


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a body is, by the official codes of one vintage."""

    commune_code: str | None = None
    commune_vintage: int | None = None
    epci_siren: str | None = None
    department_code: str | None = None
    region_code: str | None = None


def check_identifiers(identity: Identity) -> None:
    """Refuse an identifier that its own rules disprove, or none without a reason.

    A person in their own name needs none.
    """
    _check(identity.siret, official.siret, SiretWrong)
    _check(identity.siren, official.siren, SirenWrong)
    _check(identity.rna, official.rna, RnaWrong)
    if identity.siren and identity.siren != identity.legal_unit:
        raise SiretOfAnotherSiren
    if identity.kind is PartnerKind.PERSON or identity.no_identifier_reason:
        return
    if not (identity.siret or identity.siren or identity.rna):
        raise IdentifierMissing


def _check(text: str | None, read: Callable[[str], str], why: type[Refusal]) -> None:
    """Refuse what is not the canonical text: repairs are proposed at the edge."""
    if text is None:
        return
    try:
        canonical = read(text)
    except official.IdentifierProblem as problem:
        raise why from problem
    if canonical != text:
        raise why


def place_of(identity: Identity) -> Place:
    """Return where the body is; refuse a commune that is unknown or has merged.

    A commune's own number is known, so another one is refused. An EPCI of the
    official list is its own; one that is not there, such as a syndicate, may
    still be real, and takes the EPCI of its seat.
    """
    code = identity.commune_code
    unit = identity.legal_unit
    is_epci = identity.kind is PartnerKind.EPCI and unit and territory.epci(unit)
    own_epci = unit if is_epci else None
    if code is None:
        return Place(epci_siren=own_epci)
    commune = territory.commune(code)
    if commune is None:
        successor = territory.successor(code)
        if successor is None:
            raise UnknownCommune
        raise CommuneMerged(successor=successor.name, code=successor.code)
    is_commune = identity.kind is PartnerKind.COMMUNE
    if is_commune and unit and commune.siren and unit != commune.siren:
        raise SirenOfAnotherCommune
    return Place(
        commune_code=commune.code,
        commune_vintage=territory.VINTAGE,
        epci_siren=own_epci or commune.epci_siren,
        department_code=commune.department,
        region_code=commune.region,
    )

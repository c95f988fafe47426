"""Agents: the commons and its partners; of a person, only that they take part."""

from collections.abc import Iterator
from typing import Final

from ledger.membership.partners import territory
from ledger.membership.partners.events import PartnerKind
from ledger.membership.partners.standing import Partnership
from projections.membership.commons import commons_of
from projections.membership.partners import PartnerRow, partners
from web.exports.valueflows.left_out import LeftOut, What
from web.exports.valueflows.source import Item, Public, Source
from web.exports.valueflows.terms import COMMONS, Node, told

INSEE: Final = "http://id.insee.fr/geo"


def agents(source: Source) -> Iterator[Item]:
    """Yield the commons, then every partner that once confirmed."""
    row = commons_of(source.shelf)
    if row is not None:
        named = source.texts([row.name])
        yield told(id=COMMONS, type="Organization", name=named(row.name))
    yield LeftOut(COMMONS, What.HISTORY)
    yield LeftOut(COMMONS, What.MANDATES)
    yield LeftOut(COMMONS, What.MODALITIES)
    yield LeftOut(COMMONS, What.CAPACITIES)
    for rows in source.parts(partners, publicity="public"):
        texts = source.texts([partner.name for partner in rows])
        for partner in rows:
            yield _agent(partner, texts)
            yield from _untold(partner, texts)


def partner_id(name: str) -> str:
    """Return what a partner is called here: its page."""
    return f"partenaires/{name}"


def _agent(row: PartnerRow, texts: Public) -> Node:
    is_person = row.kind is PartnerKind.PERSON
    return told(
        id=partner_id(row.partner_id),
        type="Person" if is_person else "Organization",
        name=None if is_person else texts(row.name),
        classifiedAs=None if is_person else [row.kind, row.scope],
        primaryLocation=None if is_person else _place(row),
    )


def _place(row: PartnerRow) -> Node | None:
    """Return where a body is, by the names of the official list."""
    if (code := row.commune_code) is not None:
        commune = territory.commune(code)
        return _located("commune", code, commune.name if commune else code)
    if (code := row.epci_siren) is not None:
        epci = territory.epci(code)
        return _located("intercommunalite", code, epci.name if epci else code)
    if (code := row.department_code) is not None:
        department = territory.department(code)
        return _located("departement", code, department.name if department else code)
    if (code := row.region_code) is not None:
        region = territory.region(code)
        return _located("region", code, region.name if region else code)
    return None


def _located(kind: str, code: str, name: str) -> Node:
    return told(id=f"{INSEE}/{kind}/{code}", type="SpatialThing", name=name)


def _untold(row: PartnerRow, texts: Public) -> Iterator[LeftOut]:
    at = partner_id(row.partner_id)
    if row.kind is PartnerKind.PERSON:
        yield LeftOut(at, What.NAME)
    else:
        yield from texts.missing(at, name=row.name)
    if row.siret or row.siren or row.rna:
        yield LeftOut(at, What.REGISTRATION)
    if row.interests:
        yield LeftOut(at, What.INTERESTS, str(len(row.interests)))
    if row.standing is not Partnership.ACTIVE:
        yield LeftOut(at, What.STANDING, row.standing)
    if row.successor_id is not None:
        yield LeftOut(at, What.SUCCESSOR, partner_id(row.successor_id))

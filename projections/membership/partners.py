"""Partners: who belongs, where, in what standing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

import msgspec
from msgspec.structs import replace

from ledger.kernel.codec import Recorded
from ledger.membership.partners.events import (
    InterestStated,
    InterestWithdrawn,
    InvitationDeclined,
    PartnerInvited,
    PartnerKind,
    PartnerMerged,
    PartnerRenamed,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
    Scope,
)
from ledger.membership.partners.standing import Partnership
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Followed = (
    PartnerInvited
    | InvitationDeclined
    | PartnershipConfirmed
    | PartnershipSuspended
    | PartnershipResumed
    | PartnershipEnded
    | PartnerMerged
    | PartnerRenamed
    | InterestStated
    | InterestWithdrawn
)


class Interest(msgspec.Struct, frozen=True):
    """What a partner wants from the commons."""

    interest_id: str
    text: WordsAt


class PartnerRow(Row, frozen=True, kw_only=True):
    """A partner or prospect; only those that once confirmed are public."""

    key: ClassVar[tuple[str, ...]] = ("partner_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("publicity",),
        ("publicity", "kind"),
        ("standing",),
    )

    partner_id: str
    kind: PartnerKind
    scope: Scope
    name: WordsAt
    short_name: WordsAt
    contact_id: str
    owner_id: str | None = None
    standing: Partnership
    publicity: str = "prospect"
    invited_at: datetime
    confirm_by: date | None = None
    confirmed_at: datetime | None = None
    ended_on: date | None = None
    successor_id: str | None = None
    siret: str | None = None
    siren: str | None = None
    rna: str | None = None
    no_identifier_reason: WordsAt | None = None
    commune_code: str | None = None
    commune_vintage: int | None = None
    epci_siren: str | None = None
    department_code: str | None = None
    region_code: str | None = None
    interests: tuple[Interest, ...] = ()


def apply(rows: Rows[PartnerRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a partner."""
    fact: Followed = recorded.fact
    if isinstance(fact, PartnerInvited):
        rows.put(_invited(fact, recorded))
        return
    row = rows.get(fact.partner_id)
    if row is not None:
        rows.put(_changed(row, fact, recorded))


def _invited(fact: PartnerInvited, recorded: Recorded[Any]) -> PartnerRow:
    position = recorded.position
    reason = fact.no_identifier_reason
    return PartnerRow(
        partner_id=fact.partner_id,
        kind=fact.kind,
        scope=fact.scope,
        name=WordsAt(position, fact.name),
        short_name=WordsAt(position, fact.short_name),
        contact_id=fact.contact_id,
        owner_id=fact.owner_id,
        standing=Partnership.INVITED,
        invited_at=recorded.recorded_at,
        confirm_by=fact.confirm_by,
        siret=fact.siret,
        siren=fact.siren,
        rna=fact.rna,
        no_identifier_reason=WordsAt(position, reason) if reason else None,
        commune_code=fact.commune_code,
        commune_vintage=fact.commune_vintage,
        epci_siren=fact.epci_siren,
        department_code=fact.department_code,
        region_code=fact.region_code,
    )


def _changed(  # noqa: PLR0911  # one way out for each kind of fact
    row: PartnerRow, fact: Followed, recorded: Recorded[Any]
) -> PartnerRow:
    match fact:
        case PartnershipConfirmed():
            return replace(
                row,
                standing=Partnership.ACTIVE,
                publicity="public",
                confirmed_at=recorded.recorded_at,
            )
        case InvitationDeclined():
            return replace(row, standing=Partnership.DECLINED)
        case PartnershipSuspended():
            return replace(row, standing=Partnership.SUSPENDED)
        case PartnershipResumed():
            return replace(row, standing=Partnership.ACTIVE)
        case PartnershipEnded(ended_on=day):
            return replace(row, standing=Partnership.ENDED, ended_on=day)
        case PartnerMerged(successor_id=successor, merged_on=day):
            return replace(
                row,
                standing=Partnership.MERGED,
                successor_id=successor,
                ended_on=day,
            )
        case PartnerRenamed(name=name, short_name=short):
            position = recorded.position
            return replace(
                row, name=WordsAt(position, name), short_name=WordsAt(position, short)
            )
        case InterestStated(interest_id=interest, interest=text):
            stated = Interest(interest, WordsAt(recorded.position, text))
            return replace(row, interests=(*row.interests, stated))
        case InterestWithdrawn(interest_id=interest):
            left = tuple(i for i in row.interests if i.interest_id != interest)
            return replace(row, interests=left)
        case _:
            return row


def public_partners(
    shelf: Shelf, *, kind: str | None = None, after: int | None = None, limit: int = 50
) -> Page[PartnerRow]:
    """Return those that once confirmed, newest first."""
    if kind is None:
        return shelf.page(partners, after=after, limit=limit, publicity="public")
    return shelf.page(partners, after=after, limit=limit, publicity="public", kind=kind)


def partners_by_id(shelf: Shelf, names: Iterable[str]) -> Mapping[str, PartnerRow]:
    """Return the partners of these names."""
    found = shelf.some(partners, [(name,) for name in names])
    return {row.partner_id: row for row in found}


partners = View("partners", 1, PartnerRow, facts_of(Followed), apply)

"""Partners: who belongs, where, in what standing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final

import msgspec
from msgspec.structs import replace

from ledger.kernel.codec import Recorded
from ledger.membership.partners.events import (
    InterestStated,
    InterestWithdrawn,
    InvitationDeclined,
    InvitationRenewed,
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
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    evolve_partnership,
)
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Changing = (
    InvitationRenewed
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
Followed = PartnerInvited | Changing


PLACES: Final = ("region_code", "department_code", "epci_siren", "commune_code")


class Interest(msgspec.Struct, frozen=True, gc=False):
    """What a partner wants from the commons."""

    interest_id: str
    text: WordsAt


class PartnerRow(Row, frozen=True, kw_only=True, gc=False):
    """A partner or prospect; only those that once confirmed are public.

    It has had its standing from ``standing_since`` on, by the fact at
    ``standing_position``.
    """

    key: ClassVar[tuple[str, ...]] = ("partner_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("publicity",),
        ("publicity", "kind"),
        ("publicity", "region_code"),
        ("publicity", "department_code"),
        ("publicity", "epci_siren"),
        ("publicity", "commune_code"),
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
    standing_since: datetime
    standing_position: int
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
    if row is None:
        return
    changed = _changed(row, fact, recorded.position)
    if isinstance(fact, PARTNERSHIP):
        changed = replace(
            changed,
            standing=evolve_partnership(fact),
            standing_since=recorded.recorded_at,
            standing_position=recorded.position,
        )
        if changed.standing is Partnership.ACTIVE and row.confirmed_at is None:
            changed = replace(
                changed, publicity="public", confirmed_at=recorded.recorded_at
            )
    rows.put(changed)


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
        standing_since=recorded.recorded_at,
        standing_position=position,
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
    row: PartnerRow, fact: Changing, position: int
) -> PartnerRow:
    """Note what a fact says beside the standing that it gives."""
    match fact:
        case InvitationRenewed(contact_id=contact, owner_id=owner, confirm_by=day):
            return replace(row, contact_id=contact, owner_id=owner, confirm_by=day)
        case PartnershipEnded(ended_on=day):
            return replace(row, ended_on=day)
        case PartnerMerged(successor_id=successor, merged_on=day):
            return replace(row, successor_id=successor, ended_on=day)
        case PartnerRenamed(name=name, short_name=short):
            return replace(
                row, name=WordsAt(position, name), short_name=WordsAt(position, short)
            )
        case InterestStated(interest_id=interest, interest=text):
            stated = Interest(interest, WordsAt(position, text))
            return replace(row, interests=(*row.interests, stated))
        case InterestWithdrawn(interest_id=interest):
            left = tuple(i for i in row.interests if i.interest_id != interest)
            return replace(row, interests=left)
        case _:
            return row


def public_partners(
    shelf: Shelf,
    *,
    kind: str | None = None,
    place: Mapping[str, str] | None = None,
    after: int | None = None,
    limit: int = 50,
) -> Page[PartnerRow]:
    """Return those that once confirmed, newest first.

    ``place`` maps some of region_code, department_code, epci_siren and
    commune_code to a code.
    """
    chosen: dict[str, str] = {"publicity": "public"}
    if kind is not None:
        chosen["kind"] = kind
    for name in PLACES:
        if place is not None and name in place:
            chosen[name] = place[name]
    return shelf.page(partners, after=after, limit=limit, **chosen)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


def names_of(shelf: Shelf, partner_ids: Iterable[str]) -> Mapping[str, WordsAt]:
    """Return where the names of partners are found, and of no prospect."""
    found = partners_by_id(shelf, partner_ids)
    return {name: row.name for name, row in found.items() if row.publicity == "public"}


def partners_by_id(shelf: Shelf, names: Iterable[str]) -> Mapping[str, PartnerRow]:
    """Return the partners of these names."""
    found = shelf.some(partners, [(name,) for name in names])
    return {row.partner_id: row for row in found}


partners = View("partners", 2, PartnerRow, facts_of(Followed), apply)

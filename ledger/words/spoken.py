"""Spoken: which facts bear texts that may be withdrawn, and who wrote them.

A person's own words (name, contact) are not among them: they go with the person.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import ModuleType
from typing import Final, cast, get_args, get_type_hints

import msgspec

from ledger.commons.contributions import events as contributions
from ledger.commons.evaluations import events as evaluations
from ledger.commons.needs import events as needs
from ledger.commons.projects import events as projects
from ledger.commons.resources import events as resources
from ledger.governance.charter import events as charter
from ledger.governance.decisions import events as decisions
from ledger.governance.meetings import events as meetings
from ledger.governance.proposals import events as proposals
from ledger.governance.voting import events as voting
from ledger.kernel.identifiers import PartnerId, Tag, WordsId, tag_of
from ledger.kernel.messages import Fact
from ledger.kernel.words import Audience, Words
from ledger.membership.mandates import events as mandates
from ledger.membership.partners import events as partners


def bears_texts(hint: object) -> bool:
    """Tell whether a type may hold references to words, however deep."""
    if hint is Words:
        return True
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return any(bears_texts(field) for field in get_type_hints(hint).values())
    return any(bears_texts(part) for part in get_args(hint))


def bearing_texts(room: ModuleType) -> tuple[type[Fact], ...]:
    """Return the facts of a room that bear texts."""
    return tuple(
        kind
        for kind in vars(room).values()
        if isinstance(kind, type) and issubclass(kind, Fact) and bears_texts(kind)
    )


class Writer(StrEnum):
    """Who wrote a text, where no field of its fact names them."""

    OWNER = "owner"
    """The partner that the thing belongs to: who recorded it first."""

    BOARD = "board"


WRITERS: Final[Mapping[type[Fact], str | Writer]] = {
    **dict.fromkeys(bearing_texts(decisions), "partner_id"),
    decisions.DecisionRecorded: "author_id",
    partners.PartnerInvited: Writer.BOARD,
    partners.InterestStated: "partner_id",
    partners.PartnerRenamed: "partner_id",
    partners.InvitationDeclined: "partner_id",
    partners.PartnershipSuspended: Writer.BOARD,
    partners.PartnershipEnded: "partner_id",
    partners.CapacityDeclared: "partner_id",
    partners.CommonsFounded: Writer.BOARD,
    mandates.MandateWithdrawn: "partner_id",
    mandates.CollegeFounded: Writer.BOARD,
    mandates.RepresentationRecovered: Writer.BOARD,
    contributions.ContributionRecorded: "partner_id",
    contributions.ContributionCorrected: "partner_id",
    contributions.ContributionWithdrawn: "partner_id",
    contributions.ContributionClarificationAsked: "asking_id",
    contributions.ContributionClarificationGiven: Writer.OWNER,
    contributions.ContributionContested: "contesting_id",
    contributions.ContestAnswered: Writer.OWNER,
    contributions.ContestSettled: "settling_id",
    contributions.ContributionReviewed: Writer.BOARD,
    contributions.ContributionValued: Writer.BOARD,
    **dict.fromkeys(bearing_texts(charter), "partner_id"),
    **dict.fromkeys(bearing_texts(voting), "partner_id"),
    voting.BallotsOpened: Writer.BOARD,
    **dict.fromkeys(bearing_texts(needs), "partner_id"),
    **dict.fromkeys(bearing_texts(evaluations), "partner_id"),
    **dict.fromkeys(bearing_texts(projects), "partner_id"),
    **dict.fromkeys(bearing_texts(resources), "partner_id"),
    **dict.fromkeys(bearing_texts(proposals), "partner_id"),
    **dict.fromkeys(bearing_texts(meetings), "partner_id"),
    meetings.StatementRecorded: "speaker_id",
}
"""The field that names who wrote the texts of each kind of fact."""


def kinds_about(about: Tag) -> frozenset[type[Fact]]:
    """Return the kinds of fact with texts whose first identifier is of this kind."""
    kind = about.partition(":")[0]
    return frozenset(f for f in WRITERS if tag_of(f.filed_under[0], "") == f"{kind}:")


def texts_of(value: object) -> tuple[WordsId, ...]:
    """Return the digests of the texts in a fact, but for personal ones."""
    match value:
        case Words(audience=Audience.PERSONAL):
            return ()
        case Words(digest=digest):
            return (WordsId(digest),)
        case tuple():
            items = cast("tuple[object, ...]", value)
        case msgspec.Struct():
            items = tuple(getattr(value, name) for name in value.__struct_fields__)
        case _:
            return ()
    return tuple(text for item in items for text in texts_of(item))


def writer_of(fact: Fact, owner: PartnerId | None) -> PartnerId | None:
    """Return the partner that wrote the texts of a fact, None for the board."""
    match WRITERS[type(fact)]:
        case Writer.BOARD:
            return None
        case Writer.OWNER:
            return owner
        case field:
            partner: PartnerId = getattr(fact, field)
            return partner


def owner_of(fact: Fact, owner: PartnerId | None) -> PartnerId | None:
    """Return whom the thing belongs to: whoever recorded it first."""
    if owner is not None or fact.filed_under[0] == "partner_id":
        return owner
    return msgspec.structs.asdict(fact).get("partner_id")


def place_of(fact: Fact) -> Tag:
    """Return the thing that a fact is about: the first it is filed under."""
    field = fact.filed_under[0]
    return tag_of(field, getattr(fact, field))

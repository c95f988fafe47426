"""Telling: entries as the people who read the register understand them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from ledger.application import CODEC
from ledger.kernel.codec import Recorded
from ledger.kernel.messages import Capacity
from ledger.kernel.store.port import StoredEvent
from projections.commons.contributions import ContributionRow, contributions
from projections.commons.evaluations import evaluations
from projections.commons.histories import WHO
from projections.commons.life_courses import life_courses
from projections.commons.needs import needs
from projections.commons.numbers import numbers_of
from projections.commons.offers import offers
from projections.commons.projects import projects
from projections.commons.resources import resources
from projections.membership.mandates import MandateRow, mandates
from projections.membership.partners import PartnerRow, partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from projections.view import View
from web.pages.audit.reading import PUBLIC_READ, audiences
from web.reading import Texts, open_shelf
from web.texts.entries import action_name, told
from web.texts.words_of_the_field import CAPACITIES

PARTNER_FIELDS: Final = (*WHO, "successor_id")


class Titled(NamedTuple):
    """What entries can be about besides contributions and bodies."""

    field: str
    view: View[Any]
    endpoint: str


TITLED: Final = (
    Titled("evaluation_id", evaluations, "evaluation"),
    Titled("course_id", life_courses, "life_course"),
    Titled("offer_id", offers, "offer"),
    Titled("need_id", needs, "need"),
    Titled("project_id", projects, "project"),
    Titled("resource_id", resources, "resource"),
)
PUBLIC: Final = "public"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One entry, for a line of the register."""

    event: StoredEvent
    recorded: Recorded[Any]
    action: str
    actor: str
    capacity: str
    sentence: str
    thing: str
    thing_url: str

    @property
    def position(self) -> int:
        """Return the number of the entry."""
        return self.event.position

    @property
    def at(self) -> datetime:
        """Return when it was recorded."""
        return self.event.recorded_at


class Concerned:
    """The bodies, mandates and contributions that some entries name, read at once."""

    def __init__(self, shelf: Shelf, facts: Sequence[Recorded[Any]]) -> None:
        held = {f.envelope.mandate for f in facts if f.envelope.mandate is not None}
        wanted = {_field(f, "contribution_id") for f in facts}
        rows = shelf.some(contributions, [(name,) for name in wanted if name])
        self.mandates: Mapping[str, MandateRow] = {
            row.mandate_id: row
            for row in shelf.some(mandates, [(name,) for name in held])
        }
        self.contributions: Mapping[str, ContributionRow] = {
            row.contribution_id: row for row in rows
        }
        self.numbers = numbers_of(shelf, self.contributions)
        self.titles: dict[tuple[str, str], WordsAt] = {}
        for field, view, _endpoint in TITLED:
            named = {_field(f, field) for f in facts}
            for row in shelf.some(view, [(name,) for name in named if name]):
                self.titles[field, row.key_values()[0]] = row.title
        bodies = {_field(f, name) for f in facts for name in PARTNER_FIELDS}
        bodies |= {row.partner_id for row in self.mandates.values()}
        bodies |= {row.partner_id for row in rows}
        self.partners: Mapping[str, PartnerRow] = partners_by_id(
            shelf, (name for name in bodies if name)
        )

    def references(self) -> Iterable[Any]:
        """Yield where the names and titles are found."""
        yield from (row.short_name for row in self.partners.values())
        yield from (row.title for row in self.contributions.values())
        yield from self.titles.values()


class Names:
    """What the bodies and contributions of some entries are called, for this reader.

    Nobody but partners reads the name of a body that has not confirmed.
    """

    def __init__(self, concerned: Concerned) -> None:
        self._concerned = concerned
        self._may = audiences()
        self._texts = Texts(list(concerned.references()), self._may)

    def partner(self, partner_id: str | None) -> str:
        """Return the name of a partner, or what stands in its place."""
        row = self._concerned.partners.get(partner_id or "")
        if row is None:
            return ""
        if row.publicity != PUBLIC and self._may == PUBLIC_READ:
            return _("a prospective partner")
        return self._texts(row.short_name)

    def title(self, title: WordsAt) -> str:
        """Return the title of a thing."""
        return self._texts(title)


def tell(events: Sequence[StoredEvent]) -> list[Told]:
    """Return entries as lines of the register.

    The views are closed before texts are read: why one is gone is looked up in them.
    """
    facts = [CODEC.decode(event) for event in events]
    with open_shelf() as shelf:
        concerned = Concerned(shelf, facts)
    names = Names(concerned)
    return [
        _told(event, fact, concerned, names)
        for event, fact in zip(events, facts, strict=True)
    ]


def _told(
    event: StoredEvent, recorded: Recorded[Any], concerned: Concerned, names: Names
) -> Told:
    held = concerned.mandates.get(recorded.envelope.mandate or "")
    row = concerned.contributions.get(_field(recorded, "contribution_id") or "")
    who = next(filter(None, (_field(recorded, name) for name in WHO)), None)
    thing, url = _thing(recorded, row, concerned, names)
    return Told(
        event=event,
        recorded=recorded,
        action=action_name(event.kind),
        actor=_actor(recorded, held, names),
        capacity=str(CAPACITIES[held.capacity]) if held is not None else "",
        sentence=told(recorded, names.partner(who), row.unit if row else None),
        thing=thing,
        thing_url=url,
    )


def _actor(recorded: Recorded[Any], held: MandateRow | None, names: Names) -> str:
    if held is not None:
        own = held.capacity is Capacity.PARTICIPANT
        return (
            _("a person in their own name") if own else names.partner(held.partner_id)
        )
    if recorded.envelope.by.startswith("rule:"):
        return _("a rule of the commons")
    return _("a person without a designation")


def _thing(
    recorded: Recorded[Any],
    row: ContributionRow | None,
    concerned: Concerned,
    names: Names,
) -> tuple[str, str]:
    """Return what an entry is about, and where that is read."""
    if row is not None:
        name = row.contribution_id
        number = concerned.numbers.get(name, "")
        label = Markup('<span class="whole">{}</span> {}').format(
            number, names.title(row.title)
        )
        return label, url_for("contribution", contribution_id=name)
    for field, _view, endpoint in TITLED:
        named = _field(recorded, field)
        if named is not None and (title := concerned.titles.get((field, named))):
            return names.title(title), url_for(endpoint, **{field: named})  # type: ignore[arg-type]  # a name is text, never one of its options
    partner_id = _field(recorded, "partner_id")
    body = concerned.partners.get(partner_id or "")
    if body is None:
        return "", ""
    is_public = body.publicity == PUBLIC
    url = url_for("partner", partner_id=body.partner_id) if is_public else ""
    return names.partner(partner_id), url


def _field(recorded: Recorded[Any], name: str) -> str | None:
    """Return what a fact names in a field, or is filed about."""
    value: str | None = getattr(recorded.fact, name, None)
    if value is None and isinstance(
        about := getattr(recorded.fact, "about", None), str
    ):
        kind, _colon, named = about.partition(":")
        return named if f"{kind}_id" == name else None
    return value

"""Notices: needs and offers with their texts and names, and what may be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from flask import url_for
from flask_babel import gettext as _

from projections.commons.needs import NeedRow, NeedState, needs
from projections.commons.offers import OfferRow, OfferState
from projections.commons.projects import projects_by_id
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.auth.viewer import Viewer
from web.pages.commons.withdrawable import WITHDRAW_WORDS, withdrawal_of
from web.pages.space.acting import CONTRIBUTING, hat_for
from web.reading import Texts

Act = tuple[str, str]
"""Where a link leads, and what it says."""


RowT = TypeVar("RowT", bound=NeedRow | OfferRow)


@dataclass(frozen=True, kw_only=True)
class Notice(Generic[RowT]):
    """A need or an offer as lists show it; ``answered`` is the need it answers."""

    row: RowT
    title: str
    details: str
    partner: str
    project: str = ""
    answered: str = ""
    other: str = ""
    is_over: bool = False
    acts: Sequence[Act] = ()


SoughtNotice = Notice[NeedRow]
GivenNotice = Notice[OfferRow]
AnyNotice = SoughtNotice | GivenNotice


def is_over(row: NeedRow | OfferRow, today: date) -> bool:
    """Tell whether its last day has passed by the day of reading."""
    return row.until is not None and row.until < today


def shown_needs(
    shelf: Shelf, rows: Iterable[NeedRow], viewer: Viewer | None, today: date
) -> list[SoughtNotice]:
    """Return needs with what the viewer may do about each."""
    return [
        _notice(row, names, today, _acts(row, viewer, today))
        for names, row in _named(shelf, list(rows))
    ]


def shown_offers(
    shelf: Shelf, rows: Iterable[OfferRow], viewer: Viewer | None, today: date
) -> list[GivenNotice]:
    """Return offers with what the viewer may do about each."""
    return [
        _notice(row, names, today, _acts(row, viewer, today))
        for names, row in _named(shelf, list(rows))
    ]


@dataclass(frozen=True)
class Names:
    """The texts of all the notices of a list, read once."""

    texts: Texts
    partners: Mapping[str, str]
    projects: Mapping[str, str]
    needs: Mapping[str, str]


def _named(shelf: Shelf, rows: Sequence[RowT]) -> list[tuple[Names, RowT]]:
    offers = [row for row in rows if isinstance(row, OfferRow)]
    wanted = {(row.need_id,) for row in offers if row.need_id is not None}
    answered = {row.need_id: row for row in shelf.some(needs, wanted)}
    bodies = partners_by_id(
        shelf,
        {row.partner_id for row in rows}
        | {row.accepted_by or row.seeker_id or "" for row in offers},
    )
    projects = projects_by_id(shelf, {row.project_id or "" for row in rows})
    texts = Texts(
        [
            *(text for row in rows for text in (row.title, row.details)),
            *(row.title for row in answered.values()),
            *(row.title for row in projects.values()),
            *(body.short_name for body in bodies.values()),
        ]
    )
    names = Names(
        texts,
        {name: texts(body.short_name) for name, body in bodies.items()},
        {name: texts(one.title) for name, one in projects.items()},
        {name: texts(one.title) for name, one in answered.items()},
    )
    return [(names, row) for row in rows]


def _notice(row: RowT, names: Names, today: date, acts: Sequence[Act]) -> Notice[RowT]:
    given = row if isinstance(row, OfferRow) else None
    other = (given.accepted_by or given.seeker_id or "") if given is not None else ""
    return Notice(
        row=row,
        title=names.texts(row.title),
        details=names.texts(row.details),
        partner=names.partners.get(row.partner_id, ""),
        project=names.projects.get(row.project_id or "", ""),
        answered=names.needs.get(given.need_id or "", "") if given is not None else "",
        other=names.partners.get(other, ""),
        is_over=is_over(row, today),
        acts=acts,
    )


def _acts(row: NeedRow | OfferRow, viewer: Viewer | None, today: date) -> Sequence[Act]:
    """Return what the viewer may do about it, and with its texts."""
    own = (
        _acts_on_need(row, viewer, today)
        if isinstance(row, NeedRow)
        else _acts_on_offer(row, viewer, today)
    )
    texts = withdrawal_of(row.position, row.partner_id, viewer)
    return [*own, *([(texts, str(WITHDRAW_WORDS))] if texts else [])]


def _acts_on_need(row: NeedRow, viewer: Viewer | None, today: date) -> list[Act]:
    if viewer is None or row.state is not NeedState.OPEN:
        return []
    if hat_for(viewer, row.partner_id, *CONTRIBUTING) is not None:
        name = row.need_id
        return [
            (url_for("meet_need", need_id=name), _("It is met")),
            (url_for("withdraw_need", need_id=name), _("Withdraw it")),
        ]
    if viewer.hat_as(*CONTRIBUTING) is None or is_over(row, today):
        return []
    return [(url_for("make_offer", besoin=row.need_id), _("Offer this"))]


def _acts_on_offer(row: OfferRow, viewer: Viewer | None, today: date) -> list[Act]:
    if viewer is None or row.state in {OfferState.KEPT, OfferState.WITHDRAWN}:
        return []
    if hat_for(viewer, row.partner_id, *CONTRIBUTING) is not None:
        back = (url_for("withdraw_offer", offer_id=row.offer_id), _("Withdraw it"))
        if row.state is OfferState.OPEN:
            return [back]
        onward = url_for("new_contribution", offre=row.offer_id)
        return [(onward, _("Record what you brought")), back]
    if row.state is not OfferState.OPEN or is_over(row, today):
        return []
    taking = row.seeker_id
    hat = (
        hat_for(viewer, taking, *CONTRIBUTING)
        if taking
        else viewer.hat_as(*CONTRIBUTING)
    )
    if hat is None:
        return []
    return [(url_for("accept_offer", offer_id=row.offer_id), _("Accept"))]

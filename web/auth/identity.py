"""Identity: from the cookie to the session, the person, and the mandates of today."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Capacity
from web.auth.access import Access
from web.auth.sessions import (
    IDLE,
    IDLE_SHORT,
    Kind,
    Session,
    keep_alive,
    session_of,
)
from web.auth.viewer import Hat, Viewer

SHORT_REST: Final = frozenset({Capacity.BOARD_MEMBER})
FOR_A_PARTNER: Final = (
    Capacity.REPRESENTATIVE,
    Capacity.ALTERNATE,
    Capacity.CONTRIBUTOR,
    Capacity.PARTICIPANT,
)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who holds this browser: a session, and the viewer unless it is the operator's."""

    session: Session
    viewer: Viewer | None

    @property
    def is_operator(self) -> bool:
        """Tell whether the operator's pages are open to this session."""
        return self.session.kind == Kind.OPERATOR

    @property
    def is_founder(self) -> bool:
        """Tell whether this session was opened by the link of the first start."""
        return self.session.kind == Kind.FOUNDER


def load_viewer(access: Access, token: str) -> Identity | None:
    """Return who bears this token, or None where it lets nobody in."""
    with access.pool.connection() as db:
        session = session_of(db, access, token)
    if session is None:
        return None
    person_id = session.person_id
    hats = access.directory.hats_of(person_id) if person_id else ()
    if not keep_alive(access, session, _rest(session, hats)):
        return None
    if person_id is None:
        return Identity(session=session, viewer=None)
    viewer = Viewer(
        person_id=person_id,
        hats=hats,
        partner=worn(hats, session.worn_mandate_id),
        named=partial(access.directory.name_of, person_id),
    )
    return Identity(session=session, viewer=viewer)


def worn(hats: tuple[Hat, ...], mandate_id: MandateId | None) -> Hat | None:
    """Return the hat worn: the chosen one, else the first that is for a partner."""
    chosen = [hat for hat in hats if hat.mandate_id == mandate_id]
    for_partner = [hat for hat in hats if hat.capacity in FOR_A_PARTNER]
    return next(iter((*chosen, *for_partner, *hats)), None)


def _rest(session: Session, hats: tuple[Hat, ...]) -> timedelta:
    if session.kind == Kind.OPERATOR or any(h.capacity in SHORT_REST for h in hats):
        return IDLE_SHORT
    return IDLE

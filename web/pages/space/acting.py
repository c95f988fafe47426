"""Acting: under which designation a page of the space is opened, and for whom."""

from typing import Final

from flask import abort

from ledger.commons.contributions.events import ContributionRecorded
from ledger.kernel.identifiers import ContributionId, PartnerId, PersonId, tag_of
from ledger.kernel.messages import Capacity
from ledger.kernel.store.port import Clause
from projections.membership.mandates import mandates_of_partner
from web.auth.guards import required_viewer
from web.auth.viewer import Hat, Viewer
from web.drafts import Draft, draft_of, drafts_waiting
from web.reading import day_of_reading, the_wiring

CONTRIBUTING: Final = (
    Capacity.REPRESENTATIVE,
    Capacity.ALTERNATE,
    Capacity.CONTRIBUTOR,
    Capacity.PARTICIPANT,
)
CONFIRMING: Final = (
    Capacity.REPRESENTATIVE,
    Capacity.ALTERNATE,
    Capacity.CONTRIBUTOR,
)
SETTLING: Final = (
    Capacity.REPRESENTATIVE,
    Capacity.ALTERNATE,
    Capacity.BOARD_MEMBER,
)


def hat_for(viewer: Viewer, partner_id: str, *capacities: Capacity) -> Hat | None:
    """Return the viewer's designation for this partner, the worn one first."""
    worn: tuple[Hat, ...] = (viewer.partner,) if viewer.partner else ()
    for hat in (*worn, *viewer.hats):
        if hat.partner_id == partner_id and hat.capacity in capacities:
            return hat
    return None


def my_draft(key: str) -> Draft | None:
    """Return the draft of this key, mine or one that was left to me."""
    viewer = required_viewer()
    own = draft_of(key, [viewer.person_id])
    if own is not None:
        return own
    for hat in viewer.hats:
        left = draft_of(key, _gone_from(hat.partner_id, viewer))
        if left is not None and left.partner_id == hat.partner_id:
            return left
    return None


def required_draft(key: str) -> Draft:
    """Return the draft, or answer that there is none."""
    draft = my_draft(key)
    if draft is None:
        abort(404)
    return draft


def my_drafts(hat: Hat) -> list[Draft]:
    """Return what waits for me: my drafts, and those of people who left."""
    viewer = required_viewer()
    people = [viewer.person_id, *_gone_from(hat.partner_id, viewer)]
    return drafts_waiting(hat.partner_id, people)


def _gone_from(partner_id: PartnerId, viewer: Viewer) -> list[PersonId]:
    """Return who once acted for the partner and no longer does.

    Their drafts go to those who act for it now; what they did stays theirs.
    """
    today = day_of_reading()
    with the_wiring().views.shelf() as shelf:
        held = mandates_of_partner(shelf, partner_id)
    present = {m.person_id for m in held if m.is_in_force(today)}
    return sorted({PersonId(m.person_id) for m in held} - present - {viewer.person_id})


def is_recorded(contribution_id: ContributionId) -> bool:
    """Tell whether the log holds this contribution, however far the views are."""
    tag = tag_of("contribution_id", contribution_id)
    clause = Clause(frozenset({ContributionRecorded.__name__}), (tag,))
    return any(the_wiring().store.read([clause]).events)

"""Vote acts: what a signed-in person may do in a vote as it stands."""

from collections.abc import Sequence
from typing import Final

from flask import url_for
from flask_babel import LazyString, lazy_gettext

from ledger.governance.rules.decision_rule import Voters
from ledger.governance.voting.cast_ballot import CastBallot
from ledger.governance.voting.declare_interest import DeclareInterest
from ledger.kernel.messages import Command
from ledger.membership.mandates.assembly import REPRESENTING
from projections.governance.voters import VoterRow, voter, voters
from projections.governance.votes import VoteRow, VoteState
from projections.shelf import Shelf
from web.auth.viewer import Hat, Viewer
from web.pages.commons.evaluation_acts import hats_for, may
from web.writing import now

ANSWER: Final = lazy_gettext("Vote")
RECUSE: Final = lazy_gettext("Declare an interest")


def is_open(row: VoteRow) -> bool:
    """Tell whether it takes answers at this moment."""
    if row.state is not VoteState.OPEN or row.closes_at is None:
        return False
    return now() < row.closes_at


def acts_on(row: VoteRow, viewer: Viewer | None) -> Sequence[tuple[str, LazyString]]:
    """Return what the viewer may do in it, each with its address.

    Whether they are among those who vote is said on the form.
    """
    if viewer is None or not is_open(row):
        return ()
    offered = (
        ("cast_ballot", ANSWER, CastBallot),
        ("declare_interest", RECUSE, DeclareInterest),
    )
    return [
        (url_for(endpoint, vote_id=row.vote_id), label)
        for endpoint, label, command in offered
        if may(viewer, command)
    ]


def own_voice(
    shelf: Shelf, row: VoteRow, viewer: Viewer, command: type[Command]
) -> tuple[Hat | None, VoterRow | None]:
    """Return the designation to act under, and the voice it gives in this vote.

    A representative gives the voice of the partner; a member of the board their own.
    """
    hats = hats_for(viewer, command)
    for hat in hats:
        found = voter(shelf, row.vote_id, hat.mandate_id) or _of_partner(
            shelf, row, hat
        )
        if found is not None:
            return hat, found
    return next(iter(hats), None), None


def _of_partner(shelf: Shelf, row: VoteRow, hat: Hat) -> VoterRow | None:
    if row.rule.voters is Voters.BOARD or hat.capacity not in REPRESENTING:
        return None
    page = shelf.page(voters, vote_id=row.vote_id, partner_id=hat.partner_id)
    return next((placed.row for placed in page.rows), None)

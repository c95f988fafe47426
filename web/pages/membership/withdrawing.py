"""Withdrawing: end what lets a person act for a partner, before its day."""

from typing import Final

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Capacity
from ledger.membership.mandates.withdraw_mandate import WithdrawMandate
from projections.membership.mandates import mandates
from web.auth.access import the_access
from web.auth.guards import required_hat
from web.forms.answering import Form, Page, answer
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.reading import the_wiring
from web.schemas.partners import WHY_WITHDRAW
from web.texts.words_of_the_field import CAPACITIES
from web.writing import url_after

ASKED: Final = (WHY_WITHDRAW,)
REMOVING: Final = (Capacity.REPRESENTATIVE, Capacity.BOARD_MEMBER)


@personal
def withdraw_mandate(mandate_id: str) -> Page:
    """End a mandate before its day."""
    with the_wiring().views.shelf() as shelf:
        row = shelf.get(mandates, mandate_id)
    is_seat = row is not None and row.capacity is Capacity.BOARD_MEMBER
    roles = (Capacity.BOARD_MEMBER,) if is_seat else REMOVING
    hat, onward = required_hat(*roles), "board_partners" if is_seat else "team"
    if row is None:
        abort(404)

    known = {"mandate_id": mandate_id, "partner_id": row.partner_id}
    name = the_access().directory.name_of(PersonId(row.person_id))
    return answer(
        Form(
            title=lazy_gettext("Withdraw a designation"),
            lead=lazy_gettext(
                "%(name)s will no longer act as %(role)s.",
                name=name or _("This person"),
                role=CAPACITIES[row.capacity],
            ),
            fields=ASKED,
            button=lazy_gettext("Withdraw"),
            back_url=url_for(onward),
            send=sender(WithdrawMandate, ASKED, hat, known),
            done=lambda appended: url_after(appended, onward),
            said=lazy_gettext("The designation is withdrawn."),
            is_grave=True,
        )
    )

"""Notices: the letters that follow from recorded facts."""

from datetime import timedelta
from typing import Final

import psycopg
from babel.dates import format_date
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from ledger.application import CODEC
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import StoredEvent
from ledger.membership.mandates.announce_mandate_end import DAYS_BEFORE
from ledger.membership.mandates.events import MandateEndAnnounced
from web.auth.access import Access, the_access
from web.auth.accounts import account_of
from web.auth.letters import Letter
from web.auth.outbox import post
from web.reading import the_wiring
from web.seats import is_last, seats_on

FOLLOWER: Final = "notices"
BATCH: Final = 1_000
LETTER_LIFE: Final = timedelta(days=7)
KIND: Final = MandateEndAnnounced.__name__


def post_notices() -> int:
    """Write the letters of facts not yet looked at; return how many facts were.

    A batch's letters and the position it ends at are committed together: a
    crash writes neither, and no letter twice.
    """
    wiring, access = the_wiring(), the_access()
    with wiring.pool.connection() as db, db.transaction():
        db.execute(
            "INSERT INTO access.followers VALUES (%s, 0) ON CONFLICT DO NOTHING",
            (FOLLOWER,),
        )
        row = db.execute(
            "SELECT position FROM access.followers WHERE name = %s FOR UPDATE",
            (FOLLOWER,),
        ).fetchone()
        assert row is not None, "it was put there just now"
        events = list(wiring.store.since(int(row[0]), limit=BATCH))
        if not events:
            return 0
        for event in events:
            if event.kind == KIND:
                _remind(db, access, event)
        db.execute(
            "UPDATE access.followers SET position = %s WHERE name = %s",
            (events[-1].position, FOLLOWER),
        )
    return len(events)


def _remind(db: psycopg.Connection, access: Access, event: StoredEvent) -> None:
    fact: MandateEndAnnounced = CODEC.decode(event).fact
    # A reactor that stood still announces late: the letter counts from its own day.
    left = (fact.ends_on - day_in_paris(access.clock())).days
    account = account_of(db, fact.person_id)
    if account is None or not is_still_of_use(fact.days_left, left):
        return
    partner = access.directory.partner_name(fact.partner_id)
    with the_wiring().views.shelf() as shelf:
        seats = seats_on(shelf, day_in_paris(access.clock()))
    letter = mandate_end_letter(
        fact,
        left,
        partner,
        account.language,
        is_last_seat=is_last(seats, fact.mandate_id),
    )
    post(
        db,
        access,
        letter,
        account.email,
        person_id=fact.person_id,
        expires_in=LETTER_LIFE,
    )


def is_still_of_use(days_before: int, left: int) -> bool:
    """Tell whether a reminder of that many days before is worth a letter now.

    After a standstill several are due at once, and one letter says it all: that of
    the latest. Once the last day has passed none is written: nothing can be handed
    over any more, and the person's space says whom to ask.
    """
    is_said_by_a_later_one = any(left <= days < days_before for days in DAYS_BEFORE)
    return left >= 0 and not is_said_by_a_later_one


def mandate_end_letter(
    fact: MandateEndAnnounced,
    left: int,
    partner: str,
    language: str,
    *,
    is_last_seat: bool = False,
) -> Letter:
    """Write the letter that says a designation ends soon."""
    with force_locale(language):
        day = format_date(fact.ends_on, "long", locale=language)
        if left == 0:
            subject = _("Your designation ends today")
            when = _(
                "Your designation for %(partner)s ends today, %(day)s, at midnight.",
                partner=partner,
                day=day,
            )
        else:
            subject = ngettext(
                "Your designation ends in %(num)d day",
                "Your designation ends in %(num)d days",
                left,
            )
            when = _(
                "Your designation for %(partner)s ends on %(day)s.",
                partner=partner,
                day=day,
            )
        advice = _(
            "After that day you can no longer act for it here."
            " Ask for a new designation, or hand over to a successor."
        )
        if is_last_seat:
            warning = _(
                "Nobody else sits on the board after that day, and nobody could"
                " designate anyone to it any more: designate somebody before."
            )
            advice = f"{advice}\n\n{warning}"
        return Letter(subject=subject, body=f"{when}\n\n{advice}", language=language)

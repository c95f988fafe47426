"""The directory: what the views tell about people, for sign-in and letters."""

from datetime import UTC, datetime
from functools import partial

from flask_babel import gettext as _
from psycopg_pool import ConnectionPool

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Store, Unavailable
from ledger.kernel.words import digest_of, read_disclosure
from ledger.membership.partners.standing import Partnership
from projections.membership.acting import mandates_with_partners
from projections.membership.commons import commons_of
from projections.membership.mandates import MandateRow
from projections.membership.partners import PartnerRow, partners
from projections.membership.people import people
from projections.reading import Views
from projections.rows import WordsAt
from web.auth.viewer import Hat


class Directory:
    """Reads the views as they are now, whatever moment a page shows."""

    def __init__(self, store: Store, pool: ConnectionPool) -> None:
        self._store = store
        self._views = Views(pool)

    def hats_of(self, person_id: PersonId) -> tuple[Hat, ...]:
        """Return the mandates in force today, for partners that may act."""
        today = day_in_paris(datetime.now(UTC))
        given = mandates_with_partners(self._views, person_id)
        return tuple(
            self._hat(mandate, body)
            for mandate, body in given
            if mandate.is_in_force(today)
            and body is not None
            and body.standing is Partnership.ACTIVE
        )

    def _hat(self, mandate: MandateRow, body: PartnerRow) -> Hat:
        return Hat(
            mandate_id=MandateId(mandate.mandate_id),
            partner_id=PartnerId(mandate.partner_id),
            capacity=mandate.capacity,
            named=partial(self._text, body.name),
        )

    def name_of(self, person_id: PersonId) -> str:
        """Return how the person wishes to be called, nothing if they never said."""
        with self._views.shelf() as shelf:
            row = shelf.get(people, person_id)
        return self._text(row.name) if row is not None and row.name else ""

    def contact_of(self, person_id: PersonId) -> str:
        """Return the address the person was enrolled with."""
        with self._views.shelf() as shelf:
            row = shelf.get(people, person_id)
        return self._text(row.contact) if row is not None else ""

    def partner_name(self, partner_id: PartnerId) -> str:
        """Return the name of a partner, or of a prospect."""
        with self._views.shelf() as shelf:
            row = shelf.get(partners, partner_id)
        return self._text(row.name) if row is not None else ""

    def commons_name(self) -> str:
        """Return the commons' own name."""
        try:
            with self._views.shelf() as shelf:
                row = commons_of(shelf)
        except Unavailable:
            row = None
        return self._text(row.name) if row is not None else _("A new commons")

    def is_founded(self) -> bool:
        """Tell whether the log holds a fact."""
        return self._store.head().position > 0

    def _text(self, reference: WordsAt) -> str:
        for words in self._store.words_at([reference.position]).get(
            reference.position, ()
        ):
            if digest_of(words.encoded) == reference.words.digest:
                return read_disclosure(words.encoded)[2]
        return ""

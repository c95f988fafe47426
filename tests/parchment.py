"""The parchment: a charter that stories share, and who acts on it."""

from ledger.governance.charter.accept_charter import AcceptCharter
from ledger.governance.charter.adopt_charter import AdoptCharter
from ledger.governance.charter.amend_charter import AmendCharter
from ledger.governance.charter.events import (
    Article,
    CharterAccepted,
    CharterAdopted,
    CharterAmended,
)
from ledger.governance.proposals.subjects import CharterChange
from ledger.kernel.identifiers import PartnerId
from ledger.reactions.when_decision_on_the_charter_is_recorded_amend_it import reaction
from tests.cast import BRUMES, LITTORAL, acting_for
from tests.chamber import (
    BOARD,
    GREEN,
    TEXT,
    TITLE,
    WRITTEN,
    deciding,
)
from tests.spec import NOON
from tests.workshop import PERSON_OF


def article(number: int) -> Article:
    """Return the command, or the fact, that the story asks for."""
    return Article(number=number, title=TITLE, text=TEXT)


FIRST = CharterAdopted(
    partner_id=LITTORAL, charter_version=1, articles=(article(1), article(2))
)

CHANGE = deciding(CharterChange(articles=(article(1), article(3))))

AMENDED = CharterAmended(
    decision_id=GREEN,
    partner_id=LITTORAL,
    charter_version=2,
    articles=(article(1), article(3)),
)

ACCEPTED = CharterAccepted(partner_id=BRUMES, charter_version=1)


def adopting(*numbers: int, partner_id: PartnerId = LITTORAL) -> AdoptCharter:
    """Return the command, or the fact, that the story asks for."""
    return AdoptCharter(
        actor=BOARD[LITTORAL],
        at=NOON,
        key=f"{numbers} {partner_id}",
        words=WRITTEN,
        partner_id=partner_id,
        articles=tuple(article(number) for number in numbers),
    )


def amending() -> AmendCharter:
    """Return the command, or the fact, that the story asks for."""
    command = reaction(decision_id=GREEN, cause=2, at=NOON)
    return AmendCharter(
        actor=command.actor,
        at=NOON,
        key=command.key,
        words=WRITTEN,
        decision_id=command.decision_id,
    )


def accepting(
    version: int = 1, partner_id: PartnerId = BRUMES, key: str = "one"
) -> AcceptCharter:
    """Return the command, or the fact, that the story asks for."""
    return AcceptCharter(
        actor=acting_for(PERSON_OF[BRUMES], BRUMES),
        at=NOON,
        key=key,
        partner_id=partner_id,
        charter_version=version,
    )

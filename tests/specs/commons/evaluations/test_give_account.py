"""Give an account."""

import msgspec
import pytest

from ledger.commons.evaluations.events import Level, Source
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.refusals import (
    AccountExists,
    ConsentMissing,
    NotForThePublicYet,
    PseudonymMissing,
    PseudonymOfOwnAccount,
)
from ledger.kernel.identifiers import AccountId, PartnerId
from ledger.kernel.words import Audience, write
from tests.cast import BRUMES, SOURCES
from tests.porch import (
    BENCH,
    BENCH_OPENED,
    BRUMES_TELLS,
    CHANGES,
    COLLECTED,
    EVENING,
    HAPPENED,
    MORNING,
    OPENED,
    PORCH,
    PSEUDONYM,
    SURPRISED,
    WRITTEN,
    asked,
)
from tests.spec import given

COLLECTING = {
    "account_id": EVENING,
    "level": Level.PERSON,
    "source": Source.ORAL,
    "surprised": SURPRISED,
    "changes": CHANGES,
    "pseudonym": PSEUDONYM,
    "has_consent": True,
}
"""What somebody told aloud, under a pseudonym, and agreed to."""


def telling(partner_id: PartnerId = BRUMES, /, **content: object) -> GiveAccount:
    """Return the command to tell; Brumes' own, unless something else is said."""
    plain: dict[str, object] = {
        "evaluation_id": PORCH,
        "account_id": MORNING,
        "level": Level.TEAM,
        "source": Source.OWN,
        "happened": HAPPENED,
    }
    command: GiveAccount = asked(GiveAccount, partner_id, **(plain | content))
    return command


def test_a_partner_tells_what_happened() -> None:
    """In its own name; what surprised and what changes may be left out."""
    given(*OPENED).when(telling()).then(BRUMES_TELLS)


def test_an_account_is_collected_from_somebody() -> None:
    """Aloud or on paper, under a pseudonym, and the consent is on record."""
    given(*OPENED).when(telling(**COLLECTING)).then(COLLECTED)
    on_paper = msgspec.structs.replace(COLLECTED, source=Source.PAPER)
    command = telling(**(COLLECTING | {"source": Source.PAPER}))
    given(*OPENED).when(command).then(on_paper)


@pytest.mark.parametrize("source", [Source.PAPER, Source.ORAL])
def test_nothing_is_kept_of_somebody_who_did_not_agree(source: Source) -> None:
    """However it was collected."""
    without = COLLECTING | {"source": source, "has_consent": False}
    given(*OPENED).when(telling(**without)).refused(ConsentMissing)


@pytest.mark.parametrize("source", [Source.PAPER, Source.ORAL])
def test_whoever_told_it_bears_a_pseudonym(source: Source) -> None:
    """So that a reader can tell one from the other, and nobody who they are."""
    without = COLLECTING | {"source": source, "pseudonym": None}
    given(*OPENED).when(telling(**without)).refused(PseudonymMissing)


def test_ones_own_account_bears_ones_own_name() -> None:
    """Under a pseudonym it would be somebody else's, whose consent is not asked."""
    hidden = telling(pseudonym=PSEUDONYM)
    given(*OPENED).when(hidden).refused(PseudonymOfOwnAccount)


def test_of_ones_own_account_no_consent_is_kept() -> None:
    """A box ticked in vain says nothing."""
    given(*OPENED).when(telling(has_consent=True)).then(BRUMES_TELLS)


def test_each_account_is_given_once() -> None:
    """A name stands for one account, in whatever evaluation, by whomever."""
    given(*OPENED, BRUMES_TELLS).when(telling(level=Level.PERSON)).refused(
        AccountExists
    )
    other = telling(SOURCES, evaluation_id=BENCH)
    given(*OPENED, BENCH_OPENED, BRUMES_TELLS).when(other).refused(AccountExists)


def test_a_partner_tells_more_than_once() -> None:
    """At each level, and as often as it has something to tell."""
    story = given(*OPENED, BRUMES_TELLS)
    for level in Level:
        name = AccountId(f"again-{level}")
        again = telling(account_id=name, level=level)
        story = story.when(again).then(
            msgspec.structs.replace(BRUMES_TELLS, account_id=name, level=level)
        )


@pytest.mark.parametrize("field", ["happened", "surprised", "changes", "pseudonym"])
@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.AUTHORS])
def test_what_was_told_is_for_the_partners_first(
    field: str, audience: Audience
) -> None:
    """Whatever form or program the words came through."""
    shown = write(field, "La dame au chapeau", audience)
    content = {**COLLECTING, field: shown.reference, "words": (*WRITTEN, shown)}
    given(*OPENED).when(telling(**content)).refused(NotForThePublicYet)

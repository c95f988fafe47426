"""Write in the project journal."""

import pytest

from ledger.application import Ledger
from ledger.commons.projects.refusals import NotAMember
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from ledger.kernel.messages import Fact
from tests.cast import BRUMES, PONT
from tests.orchard import BRUMES_WROTE, ENTRY, JOINED, UNDER_WAY, asked, left
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given

BRUMES_WRITES = asked(WriteJournalEntry, BRUMES, text=ENTRY)


@pytest.mark.parametrize("history", [JOINED, UNDER_WAY])
def test_any_member_writes(history: tuple[Fact, ...]) -> None:
    """Before the launch as after it."""
    given(*history).when(BRUMES_WRITES).then(BRUMES_WROTE)


def test_only_members_write() -> None:
    """Who does not take part, or left, joins first."""
    outsider = asked(WriteJournalEntry, PONT, text=ENTRY)
    given(*UNDER_WAY).when(outsider).refused(NotAMember)
    given(*UNDER_WAY, left(BRUMES)).when(BRUMES_WRITES).refused(NotAMember)


def test_all_members_write_at_once() -> None:
    """The entry of another is no conflict, not even the same words."""
    store = ContestedStore(given(*UNDER_WAY))
    store.rival = once(store, BRUMES_WROTE)
    Ledger(store, secret=SECRET, clock=store.clock).handle(BRUMES_WRITES)
    assert store.attempts == 1

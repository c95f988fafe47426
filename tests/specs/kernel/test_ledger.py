"""The ledger: the only way to write, each command once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from ledger import application
from ledger.application import (
    CODEC,
    WORDS_CHARACTERS_MAX,
    now,
)
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import (
    ContestSettled,
    ContributionContested,
    Settlement,
)
from ledger.commons.contributions.refusals import (
    ContributionIsContested,
)
from ledger.kernel.fingerprints import key_tag
from ledger.kernel.refusals import KeyReused, TooMuchText
from ledger.kernel.store.port import Appended, ClockApart
from ledger.kernel.words import Audience, read_disclosure, write
from tests.cast import BEN, BRUMES, LITTORAL, PONT, SOURCES, mandate_id
from tests.deeds import SO_FAR, confirmed, confirms, contests, recorded
from tests.spec import NOON, facts_since, given, record
from tests.workshop import (
    RECORDED,
    SOURCES_CONTESTED,
    WORKSHOP,
    asked,
)


def test_a_form_sent_twice_is_recorded_once() -> None:
    """The second sending, salted anew, is told where the first one stands."""
    store, ledger = recorded()
    assert ledger.handle(contests("Trop d’heures")) == Appended(
        SO_FAR + 1, SO_FAR + 1, is_repeat=False
    )
    assert ledger.handle(contests("Trop d’heures")) == Appended(
        SO_FAR + 1, SO_FAR + 1, is_repeat=True
    )
    assert store.head().position == SO_FAR + 1


def test_a_repeat_is_answered_whatever_happened_since() -> None:
    """Even when the same command would be refused today, or comes late."""
    store, ledger = recorded()
    first = ledger.handle(contests("Trop d’heures"))
    store.time.now += timedelta(days=400)
    again = ledger.handle(contests("Trop d’heures"))
    assert (again.first, again.is_repeat) == (first.first, True)


def test_a_key_is_not_used_for_something_else() -> None:
    """The same form with other words must be opened anew."""
    store, ledger = recorded()
    ledger.handle(contests("Trop d’heures"))
    with pytest.raises(KeyReused):
        ledger.handle(contests("Pas assez d’heures"))
    assert store.head().position == SO_FAR + 1


def test_the_key_of_another_actor_is_another_key() -> None:
    """Two persons whose forms bear the same key do not meet."""
    store, ledger = recorded()
    ledger.handle(confirms(BRUMES, key="same"))
    ledger.handle(confirms(SOURCES, key="same"))
    expected = [confirmed(BRUMES), confirmed(SOURCES)]
    assert facts_since(store, SO_FAR) == expected


def test_a_refusal_leaves_the_key_free() -> None:
    """What was refused may be sent again under the same key, once it is mended."""
    story = given(*RECORDED, SOURCES_CONTESTED)
    story.when(confirms(BRUMES)).refused(ContributionIsContested)
    set_aside = ContestSettled(
        contribution_id=WORKSHOP,
        settling_id=PONT,
        settlement=Settlement.SET_ASIDE,
        reason=SOURCES_CONTESTED.reason,
    )
    record(story.store, set_aside, at=NOON)
    story.when(confirms(BRUMES)).then(confirmed(BRUMES))


def test_the_first_fact_bears_the_key_among_its_tags() -> None:
    """A restored log still knows which commands it has answered."""
    store, ledger = recorded()
    command = confirms(BRUMES)
    ledger.handle(command)
    (event,) = store.since(SO_FAR)
    key = key_tag(command.actor, command.key)
    assert event.tags == tuple(sorted(("contribution:workshop", key)))


def test_what_is_recorded_names_who_asked_and_when() -> None:
    """The envelope bears person, mandate and the command's time."""
    store, ledger = recorded()
    ledger.handle(confirms(BRUMES))
    (event,) = store.since(SO_FAR)
    envelope = CODEC.decode(event).envelope
    assert (envelope.by, envelope.at) == ("person:ben", NOON)
    assert envelope.mandate == mandate_id(BEN, BRUMES)


def test_words_lie_beside_the_fact_and_not_in_it() -> None:
    """Only the words a fact refers to are kept, under its position."""
    store, ledger = recorded()
    command = contests("Trop d’heures")
    unused = write("note", "rien", Audience.PUBLIC)
    ledger.handle(replace(command, words=(*command.words, unused)))
    (event,) = store.since(SO_FAR)
    (words,) = store.words_at([event.position])[event.position]
    assert read_disclosure(words.encoded)[1:] == ("reason", "Trop d’heures")
    assert "Trop" not in event.data.decode()


def test_words_of_several_fields_are_all_kept() -> None:
    """Title, description and reason of a correction lie beside it in that order."""
    store, ledger = recorded()
    texts = [write(f, f, Audience.PUBLIC) for f in ("title", "description", "reason")]
    title, description, reason = texts
    command = asked(
        CorrectContribution,
        LITTORAL,
        difference=Decimal(0),
        title=title.reference,
        description=description.reference,
        reason=reason.reference,
        words=(reason, title, description),
    )
    ledger.handle(command)
    kept = store.words_at([SO_FAR + 1])[SO_FAR + 1]
    assert [words.field for words in kept] == ["title", "description", "reason"]


def test_a_text_holds_twenty_thousand_signs() -> None:
    """One more is too much, and nothing is recorded."""
    assert WORDS_CHARACTERS_MAX == 20_000
    story = given(*RECORDED)
    story.when(contests("é", size=20_001)).refused(TooMuchText)
    story.when(contests("é", size=20_000)).then_kinds(ContributionContested)


def test_one_record_holds_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An event must fit the log: a larger one is refused, not cut."""
    story = given(*RECORDED)
    story.when(confirms(BRUMES)).then(confirmed(BRUMES))
    (event,) = story.store.since(SO_FAR)
    monkeypatch.setattr(application, "DATA_BYTES_MAX", len(event.data) - 1)
    given(*RECORDED).when(confirms(BRUMES)).refused(TooMuchText)
    monkeypatch.setattr(application, "DATA_BYTES_MAX", len(event.data))
    given(*RECORDED).when(confirms(BRUMES)).then(confirmed(BRUMES))


def test_a_command_out_of_its_time_is_not_recorded() -> None:
    """Five seconds apart from the store's clock, and no more."""
    store, ledger = recorded()
    late = NOON - timedelta(seconds=5, microseconds=1)
    with pytest.raises(ClockApart):
        ledger.handle(confirms(BRUMES, at=late))
    ledger.handle(confirms(BRUMES, at=NOON - timedelta(seconds=5)))
    assert facts_since(store, SO_FAR) == [confirmed(BRUMES)]


def test_the_edge_has_a_clock() -> None:
    """Instants bear their zone."""
    assert now().utcoffset() == timedelta(0)

"""Votes close by rule, and sealed answers stay sealed until then."""

import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from ledger.application import CODEC, Ledger
from ledger.governance.rules.choices import AGAINST, FOR
from ledger.governance.rules.decision_rule import Secrecy
from ledger.governance.voting.events import BallotsOpened, VoteClosed
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.working import Says
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Fact
from ledger.kernel.store.memory import MemoryStore
from projections.offline import Offline, OfflineShelf
from projections.registry import VIEWS
from tests.cast import BRUMES, PONT, SOURCES
from tests.polling import CLOSES_AT, POLL, SIMPLE, VOICE, at_the_polls, cast
from tests.spec import NOON, SECRET, Clock, record
from tests.web.running import Running, running_commun
from web.closing import GRACE
from web.reactor import react
from web.sealed_ballots import LENGTH, REASON_CHARACTERS_MAX, Seals

SEALED = replace(SIMPLE, secrecy=Secrecy.SEALED)


class Poll:
    """A ledger in memory where a vote is open, and a reactor that goes round."""

    def __init__(self, *history: Fact, seals: Seals | None = None) -> None:
        self.clock = Clock(NOON)
        self.store = MemoryStore(self.clock)
        self.ledger = Ledger(self.store, secret=SECRET, clock=self.clock)
        self.seals = seals
        record(self.store, *history, at=NOON)

    @contextmanager
    def shelf(self) -> Generator[OfflineShelf]:
        """Open the views as the log has them now."""
        folded = Offline(VIEWS)
        folded.follow(CODEC.decode(event) for event in self.store.since(0))
        yield folded.shelf()

    def round_at(self, late: timedelta) -> list[Fact]:
        """Go round once so long after the moment announced; return what that made."""
        self.clock.now = CLOSES_AT + late
        before = self.store.head().position
        react(self.ledger, self, self.clock, self.seals)
        return [CODEC.decode(event).fact for event in self.store.since(before)]


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_commun(tmp_path_factory.mktemp("sealed")) as opened:
        yield opened


@pytest.fixture
def seals(commons: Running, tmp_path: Path) -> Iterator[Seals]:
    kept = Seals(commons.wiring.pool, tmp_path)
    yield kept
    kept.forget(POLL)


def test_a_vote_closes_by_itself_once() -> None:
    """A moment after the one announced, so that no ballot is on its way."""
    poll = Poll(*at_the_polls(), cast(BRUMES, FOR))
    assert poll.round_at(timedelta()) == []
    assert poll.round_at(GRACE - timedelta(seconds=1)) == []
    (closed,) = poll.round_at(GRACE)
    assert isinstance(closed, VoteClosed)
    assert closed.outcome is Outcome.ADOPTED
    later = poll.round_at(GRACE + timedelta(seconds=2))
    assert VoteClosed not in {type(fact) for fact in later}


def sealed_ballot(
    seals: Seals, partner_id: PartnerId, choice: str, reason: str | None = None
) -> Fact:
    commitment = seals.seal(POLL, VOICE[partner_id], (choice,), reason, "form")
    return cast(partner_id, commitment=commitment)


def test_sealed_answers_are_opened_as_the_vote_closes(seals: Seals) -> None:
    """With their reasons; then nothing is kept of them outside the ledger."""
    ballots = [
        sealed_ballot(seals, BRUMES, FOR),
        sealed_ballot(seals, PONT, AGAINST, "Le terrain manque."),
        sealed_ballot(seals, SOURCES, FOR),
    ]
    poll = Poll(*at_the_polls(SEALED), *ballots, seals=seals)
    opened, closed = poll.round_at(GRACE)
    assert isinstance(opened, BallotsOpened)
    assert isinstance(closed, VoteClosed)
    assert closed.outcome is Outcome.ADOPTED
    told = {o.mandate_id: (o.choices, o.reason is not None) for o in opened.openings}
    assert told == {
        VOICE[BRUMES]: ((FOR,), False),
        VOICE[PONT]: ((AGAINST,), True),
        VOICE[SOURCES]: ((FOR,), False),
    }
    assert rows(seals) == []
    assert [*(seals.data / "sealed-votes").iterdir()] == []


def test_a_key_that_is_lost_voids_the_count_visibly(seals: Seals) -> None:
    """Nobody can open what it sealed."""
    ballot = sealed_ballot(seals, BRUMES, FOR)
    for path in (seals.data / "sealed-votes").iterdir():
        path.unlink()
    poll = Poll(*at_the_polls(SEALED), ballot, seals=seals)
    (closed,) = poll.round_at(GRACE)
    assert isinstance(closed, VoteClosed)
    assert closed.outcome is Outcome.VOIDED
    assert Says.OPENINGS_MISSING in {step.says for step in closed.working}


def test_an_answer_that_was_tampered_with_does_not_open(
    seals: Seals, commons: Running
) -> None:
    """Neither another byte nor the row of another commitment."""
    ballot = sealed_ballot(seals, BRUMES, FOR)
    with commons.wiring.pool.connection() as db:
        db.execute(
            "UPDATE access.sealed_ballots SET sealed ="
            " set_byte(sealed, 40, (get_byte(sealed, 40) + 1) %% 256)"
            " WHERE vote_id = %s",
            (POLL,),
        )
    poll = Poll(*at_the_polls(SEALED), ballot, seals=seals)
    (closed,) = poll.round_at(GRACE)
    assert isinstance(closed, VoteClosed)
    assert closed.outcome is Outcome.VOIDED


def test_an_answer_that_was_changed_is_the_one_opened(seals: Seals) -> None:
    """What was sealed before, or never reached the ledger, is no part of the count."""
    seals.seal(POLL, VOICE[BRUMES], (FOR,), None, "first form")
    last = seals.seal(POLL, VOICE[BRUMES], (AGAINST,), None, "second form")
    poll = Poll(*at_the_polls(SEALED), cast(BRUMES, commitment=last), seals=seals)
    opened, _ = poll.round_at(GRACE)
    assert isinstance(opened, BallotsOpened)
    assert [o.choices for o in opened.openings] == [(AGAINST,)]


def test_a_form_sent_twice_seals_the_same(seals: Seals) -> None:
    """So the ledger finds its command again."""
    first = sealed_ballot(seals, BRUMES, FOR, "Pour les oiseaux.")
    assert sealed_ballot(seals, BRUMES, FOR, "Pour les oiseaux.") == first
    assert len(rows(seals)) == 1


def test_without_seals_a_sealed_vote_waits() -> None:
    """It is not counted as if nobody had answered."""
    poll = Poll(*at_the_polls(SEALED), cast(BRUMES, commitment="a" * 64))
    assert poll.round_at(GRACE) == []


def rows(seals: Seals) -> list[tuple[str, bytes]]:
    with seals.pool.connection() as db:
        found = db.execute(
            "SELECT commitment, sealed FROM access.sealed_ballots"
            " WHERE vote_id = %s ORDER BY mandate_id",
            (POLL,),
        ).fetchall()
    return [(commitment, bytes(sealed)) for commitment, sealed in found]


@pytest.mark.parametrize(
    ("choice", "reason"),
    [(FOR, None), (AGAINST, None), (AGAINST, "é" * REASON_CHARACTERS_MAX)],
)
def test_every_answer_is_as_long_under_seal(
    seals: Seals, choice: str, reason: str | None
) -> None:
    """In the database as in the ledger, whatever was answered."""
    sealed_ballot(seals, BRUMES, choice, reason)
    ((commitment, sealed),) = rows(seals)
    assert (len(commitment), len(sealed)) == (64, LENGTH + 12 + 16)
    assert choice.encode() not in sealed


def test_views_of_an_open_sealed_vote_do_not_change_with_the_answers(
    seals: Seals,
) -> None:
    """But for the commitment, which says nothing and is nowhere in them."""

    def views_after(choice: str, reason: str | None) -> list[object]:
        offline = Offline(VIEWS)
        store = MemoryStore(Clock(NOON))
        ballot = sealed_ballot(seals, BRUMES, choice, reason)
        record(store, *at_the_polls(SEALED), ballot, at=NOON)
        offline.follow(CODEC.decode(event) for event in store.since(0))
        shelf = offline.shelf()
        return [
            placed.row
            for view in VIEWS
            if view.name in {"votes", "voters", "histories", "proposal_texts"}
            for placed in shelf.page(view, limit=1_000).rows
        ]

    first = views_after(FOR, None)
    assert first == views_after(AGAINST, "Le terrain manque.")
    assert first


def test_the_key_is_for_whoever_runs_the_commons_alone(seals: Seals) -> None:
    """Not for others on the same machine."""
    sealed_ballot(seals, BRUMES, FOR)
    (path,) = (seals.data / "sealed-votes").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with pytest.raises(ValueError, match="no longer reason"):
        seals.seal(POLL, VOICE[BRUMES], (FOR,), "x" * 3_000, "form")

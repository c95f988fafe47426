"""Voting: opened, answered, changed and left by programs, in clear and under seal."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from ledger.application import CODEC
from ledger.governance.voting.events import BallotCast, BallotChanged
from ledger.kernel.identifiers import MandateId, VoteId, tag_of
from ledger.kernel.store.port import Clause
from tests.web.api.writes.programs import Programs, problem_of, running_programs
from tests.web.api.writes.test_proposals import DRAFT, PUBLISHED, done, on_the_table
from web.sealed_ballots import Seals

BY_VOTE: Final[dict[str, Any]] = {"method": "for_against", "extensions": 1}
SEALED: Final[dict[str, Any]] = {"method": "for_against", "secrecy": "sealed"}
RULES: Final = [
    {"kind": "orientation", "rule": BY_VOTE},
    {"kind": "charter", "rule": SEALED},
]
ARTICLE: Final = {"number": 1, "title": "L’accès", "text": "Le jardin est à tous."}
ON_CHARTER: Final = {"kind": "charter", "articles": [ARTICLE]}


@pytest.fixture(scope="module")
def voting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    """Run a town of its own, for its rules are in force: others have none yet."""
    with running_programs(tmp_path_factory.mktemp("voting")) as programs:
        sides = [programs.board.partner_id, programs.asso.partner_id]
        founding = {"rules": RULES, "signatories": sides}
        done(programs.board, "/founding_rules", founding)
        done(programs.asso, "/founding_rules/signatures", {"founding": 1})
        yield programs


def in_days(days: int) -> str:
    moment = datetime.now(UTC) + timedelta(days=days)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def opened(programs: Programs, proposal: str) -> str:
    """Open a vote on what is on the table; return its identifier."""
    asked = {"text_version": 1, "closes_at": in_days(8)}
    return programs.asso.made(f"{proposal}/votes", asked)


def opened_under_seal(programs: Programs) -> str:
    at = f"/proposals/{programs.asso.made('/proposals', DRAFT)}"
    done(programs.asso, f"{at}/publication", {**PUBLISHED, "subject": ON_CHARTER})
    return opened(programs, at)


def ballots_in(programs: Programs, vote: str) -> list[BallotCast | BallotChanged]:
    """Return the ballots that the log has."""
    kinds = frozenset({BallotCast.__name__, BallotChanged.__name__})
    store = programs.town.running.wiring.store
    history = store.read([Clause(kinds, (tag_of("vote_id", vote),))])
    found = [CODEC.decode(stored).fact for stored in history.events]
    return [one for one in found if isinstance(one, BallotCast | BallotChanged)]


def test_a_vote_is_opened_answered_changed_and_left(voting: Programs) -> None:
    """Each answers for its partner, as often as it likes, or takes no part at all."""
    vote = opened(voting, on_the_table(voting.asso))
    at, asso, city = f"/votes/{vote}", voting.asso, voting.city
    done(asso, f"{at}/ballots", {"mandate_id": asso.mandate_id, "choices": ["for"]})
    changed = {"choices": ["against"], "reason": "Le bruit."}
    done(asso, f"{at}/ballots", {"mandate_id": asso.mandate_id, **changed})
    kept = ballots_in(voting, vote)
    assert [type(one) for one in kept] == [BallotCast, BallotChanged]
    assert [one.choices for one in kept] == [("for",), ("against",)]
    assert kept[1].reason is not None
    interest = {"mandate_id": city.mandate_id, "interest": "Nous avons le terrain."}
    done(city, f"{at}/interests", interest)
    late = {"mandate_id": city.mandate_id, "choices": ["for"]}
    left = city.post(f"{at}/ballots", late)
    assert problem_of(left)["code"] == "RecusedFromVote"
    longer = {"closes_at": in_days(12), "reason": "Deux partenaires sont absents."}
    done(voting.board, f"{at}/extensions", longer)


def test_nobody_answers_what_is_not_asked_or_not_theirs(voting: Programs) -> None:
    """The refusal names the field: the answer, the voice, or the vote."""
    at = f"/votes/{opened(voting, on_the_table(voting.asso))}/ballots"
    asso, city = voting.asso, voting.city
    other = asso.post(at, {"mandate_id": city.mandate_id, "choices": ["for"]})
    assert problem_of(other)["code"] in {"ProxiesNotTaken", "NotYourVoice"}
    odd = asso.post(at, {"mandate_id": asso.mandate_id, "choices": ["maybe"]})
    assert problem_of(odd)["code"] == "UnknownChoice"
    nobody = asso.post(at, {"mandate_id": "nobody", "choices": ["for"]})
    assert problem_of(nobody)["code"] == "NotAmongVoters"
    mine = {"mandate_id": asso.mandate_id, "choices": ["for"]}
    nowhere = asso.post("/votes/nowhere/ballots", mine)
    assert problem_of(nowhere)["code"] == "UnknownVote"
    named = asso.post(at, {**mine, "commitment": "0" * 64})
    assert problem_of(named)["code"] == "invalid"


def test_a_sealed_answer_leaves_a_commitment_alone(voting: Programs) -> None:
    """The log has neither answer nor reason; the seal opens onto both."""
    vote, asso = opened_under_seal(voting), voting.asso
    at = f"/votes/{vote}/ballots"
    mine = {"mandate_id": asso.mandate_id, "choices": ["for"], "reason": "Enfin !"}
    first = asso.post(at, mine, Idempotency_Key="sealed-once-1")
    again = asso.post(at, mine, Idempotency_Key="sealed-once-1")
    assert first.status_code == again.status_code == 200, first.text
    assert again.headers["Idempotent-Replayed"] == "true"
    (kept,) = ballots_in(voting, vote)
    assert (kept.choices, kept.reason) == ((), None)
    assert kept.commitment is not None
    wiring = voting.town.running.wiring
    seals, mandate = (
        Seals(wiring.pool, wiring.settings.data),
        MandateId(kept.mandate_id),
    )
    (inside,) = seals.open(VoteId(vote), {mandate: kept.commitment})
    assert inside.opening.choices == ("for",)
    assert [word.text for word in inside.words] == ["Enfin !"]
    done(asso, at, {**mine, "choices": ["against"], "reason": None})
    assert ballots_in(voting, vote)[1].commitment != kept.commitment


def test_a_sealed_answer_is_checked_before_it_is_sealed(voting: Programs) -> None:
    """Later nobody could say so; and nothing is kept for who may not vote."""
    vote = opened_under_seal(voting)
    at, asso, city = f"/votes/{vote}/ballots", voting.asso, voting.city
    odd = asso.post(at, {"mandate_id": asso.mandate_id, "choices": ["maybe"]})
    assert problem_of(odd)["code"] == "UnknownChoice"
    other = asso.post(at, {"mandate_id": city.mandate_id, "choices": ["for"]})
    assert problem_of(other)["code"] in {"ProxiesNotTaken", "NotYourVoice"}
    with voting.town.running.wiring.pool.connection() as db:
        query = "SELECT count(*) FROM access.sealed_ballots WHERE vote_id = %s"
        assert db.execute(query, (vote,)).fetchone() == (0,)


def test_a_vote_in_a_room_needs_its_meeting(voting: Programs) -> None:
    """Counts belong to a meeting; only counts that are there are countersigned."""
    at = on_the_table(voting.asso)
    answers = [{"choice": "for", "heads": 2}]
    counts = {"text_version": 1, "counts": [{"answers": answers}]}
    path = f"{at}/session_votes"
    missing = voting.board.post(path, {**counts, "meeting_id": "nowhere"})
    assert problem_of(missing)["code"] == "UnknownMeeting"
    nothing = voting.asso.post("/session_votes/nowhere/countersignatures")
    assert nothing.status_code == 404

"""Meetings: convened, called off and asked about by programs, as in any form."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tests.web.api.writes.programs import Program, Programs, problem_of, said_in

AGENDA: Final = [{"label": "Ouvrir le jardin le soir ?"}]
QUESTION: Final = {"topic": "operations", "text": "Qui tient la grille ?"}


def convening(**told: Any) -> dict[str, Any]:  # noqa: ANN401  # whatever is sent
    """Return a meeting a week ahead, told from Paris."""
    starts_at = datetime.now(UTC) + timedelta(days=7)
    return {
        "title": "Le jardin le soir",
        "place": "Salle des fêtes",
        "starts_at": f"{starts_at:%Y-%m-%dT%H:%M}+01:00",
        "agenda": AGENDA,
        **told,
    }


def convened(board: Program) -> str:
    """Convene a meeting, and return its identifier."""
    return board.made("/meetings", convening())


def refused(board: Program, path: str, body: object) -> str:
    """Return the code of the refusal that the board is answered."""
    answer = board.post(path, body)
    assert answer.status_code in {409, 422}, answer.text
    code: str = problem_of(answer)["code"]
    return code


def test_a_meeting_is_convened_and_called_off(programs: Programs) -> None:
    """By whoever serves the commons, and nobody else."""
    assert programs.asso.post("/meetings", convening()).status_code == 403
    name = convened(programs.board)
    off = {"reason": "Il neige."}
    path = f"/meetings/{name}/cancellation"
    assert programs.board.post(path, off).status_code == 200
    assert refused(programs.board, path, off) == "MeetingIsCancelled"


def test_nothing_is_noted_of_a_meeting_before_it_begins(programs: Programs) -> None:
    """Neither who came, nor what was said, nor its minutes."""
    at = f"/meetings/{convened(programs.board)}"
    came = {"attendees": [{"mandate_id": "somebody", "presence": "present"}]}
    words = {"speaker_id": programs.asso.partner_id, "said": "offer", "text": "Nous."}
    for path, body in (
        ("attendance", came),
        ("statements", words),
        ("minutes", {"texts": ["Un mot."]}),
    ):
        assert refused(programs.board, f"{at}/{path}", body) == "MeetingNotBegun", path


def test_what_is_wrong_with_a_meeting_is_told_at_its_place(programs: Programs) -> None:
    """An hour that is relative to nothing, an agenda without a point."""
    wrong = convening(starts_at="2026-03-27T18:30", agenda=[])
    said = said_in(programs.board.post("/meetings", wrong))
    assert set(said) == {"#/starts_at", "#/agenda"}


def test_a_question_stays_open_until_it_is_answered(programs: Programs) -> None:
    """It goes on from meeting to meeting; a closed one is closed."""
    name = programs.asso.made("/questions", QUESTION)
    at = f"/questions/{name}"
    meeting = convened(programs.board)
    later = programs.board.post(f"{at}/meetings", {"meeting_id": meeting})
    assert later.status_code == 200, later.text
    answer = {"answer": "Chacun à son tour."}
    assert programs.board.post(f"{at}/answer", answer).status_code == 200
    assert refused(programs.board, f"{at}/answer", answer) == "QuestionIsClosed"


def test_only_whoever_asked_takes_a_question_back(programs: Programs) -> None:
    """And a citizen's is let in by whoever serves the commons."""
    citizens = {**QUESTION, "is_citizens": True}
    assert refused(programs.asso, "/questions", citizens) == "NotYourQuestion"
    assert programs.board.post("/questions", citizens).status_code == 201
    at = f"/questions/{programs.asso.made('/questions', QUESTION)}/withdrawal"
    assert refused(programs.city, at, {}) == "NotYourQuestion"
    assert programs.asso.post(at, {}).status_code == 200


def test_whose_words_they_are_is_looked_up(programs: Programs) -> None:
    """A passage that nobody noted is not found."""
    answer = programs.asso.post("/statements/nobodys/confirmation")
    assert answer.status_code == 404, answer.text

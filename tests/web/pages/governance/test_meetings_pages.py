"""Meetings and questions as everybody reads them."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from ledger.application import CODEC
from ledger.governance.meetings.events import (
    AttendanceRecorded,
    MeetingConvened,
    MinutesCorrected,
)
from ledger.kernel.identifiers import MeetingId, PartnerId, QuestionId, StatementId
from ledger.kernel.messages import Fact
from ledger.kernel.store.port import Append, NewEvent
from projections.membership.partners import partners
from tests.cast import PONT
from tests.parlour import (
    AGAIN,
    AMENDED,
    ANSWER,
    ANSWERED,
    CALLED_AGAIN,
    CAME,
    CANCELLED,
    CARRIED,
    CITIZENS,
    CONFIRMED,
    HELD,
    MINUTES,
    PARLOUR,
    PICNIC,
    RAISED,
    REASON,
    SPOKEN,
    TAKEN_BACK,
    TEXT,
    WORD,
    WRITTEN,
)
from tests.spec import NOWHERE, STORYTELLER
from tests.web.running import Running, running_commun
from tests.web.tree import Node, faults, tree

LATER, LAST = StatementId("later"), StatementId("last")
EARLY = MeetingId("early")
EARLIER: MeetingConvened = replace(HELD, meeting_id=EARLY)
WHY, WHEN = QuestionId("why"), QuestionId("when")
HISTORY: tuple[Fact, ...] = (
    EARLIER,
    HELD,
    AttendanceRecorded(meeting_id=PARLOUR, partner_id=PONT, attendees=(*CAME, CAME[0])),
    SPOKEN,
    CONFIRMED,
    replace(SPOKEN, statement_id=LATER),
    replace(AMENDED, statement_id=LATER, text=ANSWER),
    replace(SPOKEN, statement_id=LAST),
    MINUTES,
    MinutesCorrected(
        meeting_id=PARLOUR, partner_id=PONT, texts=(ANSWER, TEXT), reason=REASON
    ),
    CALLED_AGAIN,
    replace(CALLED_AGAIN, meeting_id=PICNIC),
    replace(CANCELLED, meeting_id=PICNIC),
    replace(RAISED, question_id=WHY),
    replace(ANSWERED, question_id=WHY),
    replace(RAISED, question_id=WHEN),
    replace(TAKEN_BACK, question_id=WHEN),
    replace(CITIZENS, meeting_id=PARLOUR),
    replace(CARRIED, meeting_id=AGAIN),
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_commun(tmp_path_factory.mktemp("parlour")) as commons:
        commons.found()
        with commons.wiring.views.shelf() as shelf:
            (placed,) = shelf.page(partners).rows
        record(commons, PartnerId(placed.row.partner_id))
        yield commons


def record(running: Running, lab: PartnerId) -> None:
    """Put the lab's history on record, each fact with its own texts beside it."""
    store = running.wiring.store
    for told in HISTORY:
        names = [name for name in ("partner_id", "speaker_id") if hasattr(told, name)]
        fact = replace(told, **dict.fromkeys(names, lab))
        data = CODEC.encode(fact, STORYTELLER, running.wiring.ledger.clock())
        event = NewEvent(
            type(fact).__name__,
            fact.tags(),
            data,
            tuple(one for one in WRITTEN if one.reference.digest.encode() in data),
        )
        after = store.head().position
        store.append(Append(events=[event], boundary=NOWHERE, after=after))
    running.settle()


def seen(running: Running, path: str) -> Node:
    page = running.visitor().get(path)
    assert page.status_code == 200, path
    return tree(page.text)


def text_of(node: Node) -> str:
    return " ".join(node.text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/seances",
        "/seances?etat=minuted",
        f"/seances/{PARLOUR}",
        f"/seances/{AGAIN}",
        f"/seances/{PICNIC}",
        f"/seances/{EARLY}",
        "/questions",
        "/questions?etat=open",
    ],
)
def test_a_page_is_well_made(running: Running, language: str, path: str) -> None:
    """Whatever stands on it."""
    assert faults(seen(running, f"/{language}{path}"), language) == []


def test_a_meeting_tells_who_came_and_what_was_said(running: Running) -> None:
    """How many in each way, and whether whoever spoke stands by it."""
    main = seen(running, f"/fr/seances/{PARLOUR}").one("main")
    said = text_of(main)
    for shown in ("Le jardin le soir", "Salle des fêtes", "Ouvrir le soir ?"):
        assert shown in said
    counts = [text_of(one) for one in main.all("dd")]
    assert counts[-3:] == ["2", "1", "1"]
    lines = [text_of(one) for one in main.one("ol", **{"class": "timeline"}).all("li")]
    assert lines[0].count("confirmé par qui l’a dit") == 1
    assert "pas encore" not in lines[0]
    assert "précisé par qui l’a dit" in lines[1]
    assert "Par une convention." in lines[1]
    assert "pas encore confirmé par qui l’a dit" in lines[2]
    assert text_of(main.one("li", id=WORD)) == lines[0]


def test_corrected_minutes_say_why(running: Running) -> None:
    """They are read as they should have been."""
    said = text_of(seen(running, f"/fr/seances/{PARLOUR}").one("main"))
    minutes = said[said.index("Le compte rendu") :]
    assert minutes.index("Par une convention.") < minutes.index("Il neige.")
    before = text_of(seen(running, f"/fr/seances/{EARLY}").one("main"))
    assert "Le compte rendu n’est pas encore publié." in before
    assert "Les présences ne sont pas encore notées." in before


def test_a_second_convocation_leads_to_the_first(running: Running) -> None:
    """And a meeting that is called off says why."""
    again = seen(running, f"/fr/seances/{AGAIN}").one("main")
    links = [a.attributes["href"] for a in again.all("a")]
    assert f"/fr/seances/{PARLOUR}" in links
    assert "Il neige." in text_of(seen(running, f"/fr/seances/{PICNIC}").one("main"))


def test_meetings_are_narrowed_by_state(running: Running) -> None:
    """All of them otherwise, the last convened first."""
    every = links_of(seen(running, "/fr/seances"), "th")
    assert [url.rsplit("/", 1)[1] for url in every] == [PICNIC, AGAIN, PARLOUR, EARLY]
    minuted = links_of(seen(running, "/fr/seances?etat=minuted"), "th")
    assert [url.rsplit("/", 1)[1] for url in minuted] == [PARLOUR]


def test_open_questions_come_first_each_with_its_fate(running: Running) -> None:
    """The newest of all is withdrawn, and stands last."""
    main = seen(running, "/fr/questions").one("main")
    heads = [text_of(one) for one in main.all("h2")]
    assert heads == [
        "Questions ouvertes",
        "Questions qui ont leur réponse",
        "Questions retirées",
    ]
    still, answered, withdrawn = (
        text_of(one) for one in main.all("li") if "id" in one.attributes
    )
    assert "Question d’un citoyen" in still
    assert "Reportée à la séance Le jardin le soir" in still
    assert "Posée lors de la séance Le jardin le soir" in still
    assert "Par une convention." in answered
    assert "Il neige." in withdrawn


def test_questions_are_narrowed_by_state_and_topic(running: Running) -> None:
    """Nothing of another state or topic is left."""
    for query, names in (
        ("etat=answered", [WHY]),
        ("theme=values", [CITIZENS.question_id]),
        ("etat=answered&theme=values", []),
    ):
        main = seen(running, f"/fr/questions?{query}").one("main")
        found = [one.attributes.get("id") for one in main.all("li")]
        assert [name for name in found if name] == names


def test_pages_stand_as_they_stood(running: Running) -> None:
    """Before anything was recorded there was no such meeting."""
    visitor = running.visitor()
    assert visitor.get(f"/fr/seances/{PARLOUR}?au=2020-01-01").status_code == 404
    assert visitor.get("/fr/seances/nothing").status_code == 404


def links_of(root: Node, tag: str) -> list[str]:
    cells = root.one("main").all(tag)
    return [a.attributes["href"] for cell in cells for a in cell.all("a")]

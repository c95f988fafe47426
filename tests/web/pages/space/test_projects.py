"""Projects through the forms: each deed once, and what goes wrong with a remedy."""

import gzip
import re
from datetime import UTC, datetime, timedelta

import pytest

from ledger.commons.projects.events import ProjectRole
from projections.commons.milestones import MilestoneState
from projections.commons.projects import ProjectState
from tests.web.pages.space.neighbours import (
    ORCHARD,
    act,
    day,
    propose,
    row_of,
    under_way,
    with_milestone,
)
from tests.web.pages.space.town import (
    Answer,
    Hidden,
    Town,
    errors_of,
    fill,
    text_of,
)
from tests.web.tree import faults, tree

TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


def test_a_project_is_lived_from_beginning_to_end(town: Town) -> None:
    """Proposed, joined, launched, written about, planned, shared, reached, closed."""
    name, milestone = with_milestone(town)
    first, second = (m.partner_id for m in row_of(town, name).members)
    for who, path, answers in (
        (town.city, "carnet", {"text": "Douze arbres plantés samedi."}),
        (
            town.asso,
            "partager",
            {"member_id": second},
        ),
        (
            town.city,
            f"jalons/{milestone}/reporter",
            {"reason": "La pluie.", **day("due_on", "2026-05-31")},
        ),
        (town.city, f"jalons/{milestone}/atteint", day("reached_on", "2026-06-01")),
        (
            town.asso,
            "politique",
            {
                "competence": "ecology",
                "holder_id": first,
            },
        ),
        (town.asso, "reformuler", {"title": "Un verger", "purpose": "Planter."}),
        (
            town.city,
            "clore",
            {
                "outcome": "completed",
                "summary": "Les arbres sont là.",
                **day("closed_on", "2026-11-02"),
            },
        ),
    ):
        answer = act(town, who, f"{name}/{path}", **answers)
        assert answer.status_code == 303, (path, text_of(answer))
    row = row_of(town, name)
    assert row.state is ProjectState.COMPLETED
    assert [m.role for m in row.members] == [ProjectRole.LEAD, ProjectRole.CO_LEAD]
    (one,) = row.milestones
    assert (one.state, one.moves) == (MilestoneState.REACHED, 1)
    said = town.running.visitor().get(f"/fr/projets/{name}").text
    for words in ("Un verger", "Douze arbres", "La pluie.", "Les arbres sont là."):
        assert words in said
    assert "Clore ce projet" not in said
    mine = town.city.get("/fr/espace/projets").text
    assert "Copilote" in mine


def test_a_form_sent_twice_is_one(town: Town) -> None:
    """From two tabs of one form: once is recorded, other content is refused."""
    page = town.asso.get("/fr/espace/projets/nouveau")
    data = {**Hidden(page.text).values, **ORCHARD, "title": "Deux onglets"}
    first = town.asso.client.post("/fr/espace/projets/nouveau", data=data)
    before = town.head()
    second = town.asso.client.post("/fr/espace/projets/nouveau", data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location.partition("?")[0] == second.location.partition("?")[0]
    other = town.asso.client.post(
        "/fr/espace/projets/nouveau", data=data | {"title": "Autre chose"}
    )
    assert other.status_code == 422
    assert "avec un autre contenu" in errors_of(other)[0][1]
    assert town.head() == before


@pytest.mark.parametrize(
    ("answers", "anchor", "said"),
    [
        ({"title": "x" * 300}, "title", "120 signes : il y en a 300"),
        ({"title": " "}, "title", "Répondez à cette question"),
        ({"purpose": "é" * 2_001}, "purpose", "2000 signes"),
        ({"scope": "galactic"}, "scope-0", "Choisissez une des réponses"),
    ],
)
def test_a_wrong_proposal_says_what_is_wrong(
    town: Town, answers: dict[str, Answer], anchor: str, said: str
) -> None:
    """Beside the field, with what was typed kept."""
    before = town.head()
    answer = act(town, town.asso, "nouveau", **ORCHARD | answers)
    assert answer.status_code == 422
    found, words = errors_of(answer)[0]
    assert found == anchor
    assert said in words.replace("\u00a0", " ").replace("\u202f", "")
    assert town.head() == before


@pytest.mark.parametrize(
    ("path", "answers", "anchor", "said"),
    [
        (
            "clore",
            day("closed_on", "2026-01-05"),
            "closed_on-day",
            "précède le lancement",
        ),
        ("clore", day("closed_on", TOMORROW), "closed_on-day", "pas encore venu"),
        ("clore", day("closed_on", "2026-02-30"), "closed_on-day", "n’existe pas"),
        ("jalon", day("due_on", "2026-01-05"), "due_on-day", "précède le lancement"),
        ("jalon", day("due_on", "2199-01-05"), "due_on-day", "entre 2000 et 2100"),
        ("lancer", day("launched_on", "2026-03-01"), "contenu", "déjà lancé"),
    ],
)
def test_days_the_wrong_way_round_are_told(
    town: Town, path: str, answers: dict[str, Answer], anchor: str, said: str
) -> None:
    """The day is named, and what was typed stays."""
    name = under_way(town)
    others = {"outcome": "stopped", "summary": "Fini.", "title": "Vingt arbres"}
    answer = act(town, town.asso, f"{name}/{path}", **others | answers)
    assert answer.status_code == 422
    found, words = errors_of(answer)[0]
    assert (found, said in words) == (anchor, True), words


def test_a_milestone_of_another_project_is_not_found(town: Town) -> None:
    """Its address says so, whoever leads both."""
    _name, milestone = with_milestone(town)
    other = under_way(town)
    path = f"/fr/espace/projets/{other}/jalons/{milestone}/atteint"
    assert town.asso.get(path).status_code == 404
    assert town.asso.get("/fr/espace/projets/nothing/carnet").status_code == 404


def test_the_last_lead_does_not_leave(town: Town) -> None:
    """It is told what to do first, in both languages."""
    name = under_way(town)
    answer = act(town, town.asso, f"{name}/quitter")
    assert answer.status_code == 422
    assert "partagez d’abord le pilotage" in errors_of(answer)[0][1]
    english = fill(town.asso, f"/en/espace/projets/{name}/quitter")
    assert "share the lead with another member first" in errors_of(english)[0][1]
    page = town.asso.get(f"/fr/projets/{name}").text
    assert "Quitter ce projet" not in page


def test_nobody_joins_a_closed_project_or_closes_it_twice(town: Town) -> None:
    """What is closed stays as it is; a form opened before says so."""
    name = under_way(town)
    joining = Hidden(town.lab.get(f"/fr/espace/projets/{name}/rejoindre").text).values
    closing = {
        "outcome": "stopped",
        "summary": "Fini.",
        **day("closed_on", "2026-03-01"),
    }
    assert act(town, town.asso, f"{name}/clore", **closing).status_code == 303
    again = act(town, town.asso, f"{name}/clore", **closing)
    assert again.status_code == 422
    assert "Ce projet est clos" in errors_of(again)[0][1]
    late = town.lab.client.post(
        f"/fr/espace/projets/{name}/rejoindre", data=joining | {"role": "host"}
    )
    assert late.status_code == 422
    assert "Ce projet est clos" in errors_of(late)[0][1]


def test_only_leads_and_members_find_their_forms_useful(town: Town) -> None:
    """Others are told whom to ask, and nothing is recorded."""
    name = under_way(town)
    before = town.head()
    plain = act(town, town.city, f"{name}/clore", outcome="stopped", summary="Fini.",
                **day("closed_on", "2026-03-01"))  # fmt: skip
    assert "demandez à l’un de ses pilotes" in errors_of(plain)[0][1]
    outsider = act(town, town.lab, f"{name}/carnet", text="Bonjour.")
    assert "rejoignez-le d’abord" in errors_of(outsider)[0][1]
    assert town.head() == before
    visitor = town.running.visitor().get(f"/fr/espace/projets/{name}/carnet")
    assert visitor.status_code in {302, 303}


def test_a_member_takes_back_what_it_wrote(town: Town) -> None:
    """The text goes from the journal; that it was there and went is told."""
    name = under_way(town)
    act(town, town.city, f"{name}/carnet", text="Chez Madame Duval, tout va bien.")
    page = town.city.get(f"/fr/projets/{name}").text
    found = re.search(r"/fr/espace/textes/\d+", page[page.index('id="carnet"') :])
    assert found is not None
    path = found.group()
    assert path not in town.running.visitor().get(f"/fr/projets/{name}").text
    form = town.city.get(path).text
    words = re.search(r'name="words"[^>]*value="([\w-]{43})"', form)
    assert words is not None
    answer = fill(town.city, path, words=words.group(1), ground="author")
    assert answer.status_code == 303, text_of(answer)
    town.running.settle()
    after = town.running.visitor().get(f"/fr/projets/{name}").text
    assert "Duval" not in after
    assert "[texte retiré le" in after


HOSTILE = "<script>alert('1')</script> \u202e!gnorts \u0645\u0631\u062d\u0628\u0627 🎉"


def test_what_people_write_is_never_markup(town: Town) -> None:
    """On every page that shows it, in pictures as well, it is text and nothing else."""
    name = propose(town, town.asso, title=HOSTILE, purpose=HOSTILE)
    asked = {"title": HOSTILE, **day("due_on", "2026-12-24")}
    act(town, town.asso, f"{name}/jalon", **asked)
    act(town, town.asso, f"{name}/carnet", text=HOSTILE)
    milestone = row_of(town, name).milestones[0].milestone_id
    space = f"/fr/espace/projets/{name}"
    for who, path in (
        (town.running.visitor(), f"/fr/projets/{name}"),
        (town.running.visitor(), "/fr/projets"),
        (town.running.visitor(), "/fr/cooperation"),
        (town.asso, f"{space}/reformuler"),
        (town.asso, f"{space}/financement"),
        (town.asso, f"{space}/jalons/{milestone}/reporter"),
        (town.asso, "/fr/espace/projets"),
    ):
        page = who.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text, path
        assert faults(tree(page.text), "fr") == [], path


def test_a_full_project_stays_light(town: Town) -> None:
    """With as many milestones as it may have, its page is still a page."""
    name = propose(town, town.asso, title="Soixante jalons")
    for number in range(60):
        asked = {"title": f"Jalon {number}", **day("due_on", f"20{30 + number}-01-02")}
        answer = act(town, town.asso, f"{name}/jalon", **asked)
        assert answer.status_code == 303, text_of(answer)
    page = town.running.visitor().get(f"/fr/projets/{name}")
    root = tree(page.text)
    assert len(gzip.compress(page.answer.data)) <= 12 * 1024
    assert len(list(root.walk())) <= 1_500
    assert faults(root, "fr") == []


def test_the_board_names_a_lead_where_none_is_left(town: Town) -> None:
    """Where those that led are suspended or gone; until then it is not offered."""
    name = under_way(town)
    offer = "Désigner un pilote, au titre du bureau"
    assert offer not in town.lab.get(f"/fr/projets/{name}").text
    lead, member = (m.partner_id for m in row_of(town, name).members)
    suspended = fill(
        town.lab, f"/fr/bureau/partenaires/{lead}/suspendre", reason="En sommeil."
    )
    assert suspended.status_code == 303, text_of(suspended)
    town.running.settle()
    assert offer in town.lab.get(f"/fr/projets/{name}").text
    answer = act(town, town.lab, f"{name}/partager", member_id=member)
    assert answer.status_code == 303, text_of(answer)
    assert row_of(town, name).role_of(member) is ProjectRole.CO_LEAD
    resumed = fill(town.lab, f"/fr/bureau/partenaires/{lead}/reprendre")
    assert resumed.status_code == 303, text_of(resumed)
    town.running.settle()

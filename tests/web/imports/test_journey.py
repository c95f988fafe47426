"""The journey: a table is sent, its columns chosen, its rows checked and imported."""

import csv
import io
import re

import pytest

from ledger.kernel.words import read_disclosure
from projections.commons.contributions import ContributionRow, contributions_page
from tests.web.imports.sender import AT, Sender, selected, text_of
from tests.web.imports.sheets import HEADINGS, Rows, lines, workbook
from web.evidence import kept_file
from web.imports.reading import read
from web.imports.tables import rows_of

HEAD = "Date;Heures;Tâche;Nom"


def titles(sender: Sender) -> list[str]:
    """Return the titles of what is recorded, newest first."""
    return list(recorded(sender))


def recorded(sender: Sender) -> dict[str, ContributionRow]:
    """Return what is recorded by its title."""
    running = sender.running
    running.settle()
    with running.wiring.views.shelf() as shelf:
        rows = [placed.row for placed in contributions_page(shelf, {}, limit=100).rows]
    found = running.wiring.store.words_at([row.position for row in rows])
    texts = {
        row.position: [w.encoded for w in found.get(row.position, ())] for row in rows
    }
    return {
        read_disclosure(encoded)[2]: row
        for row in rows
        for encoded in texts[row.position][:1]
    }


def test_a_table_is_imported_in_six_clicks(sender: Sender) -> None:
    """Send, go on, confirm: the good rows are recorded, the others come back."""
    content = (
        lines(
            "Feuille de temps de Ana;;;",
            HEAD,
            "27/03/2026;7,5;Animation de l’atelier vélo;Ana",
            "28/03/2026;3 h;Accueil au local vélo;Ana",
            "31/02/2026;2;Réunion vélo;Ben",
            "29/03/2026;;=cmd|' /C calc'!A0;Ben",
        )
        + b"\n"
    )
    at = sender.taken(content)
    shown = sender.to_preview(at)
    assert "À importer 2" in shown
    assert "À corriger 2" in shown
    assert "Importer les 2 lignes" in shown
    assert "Cette date n’existe pas" in shown
    done = sender.confirm(at)
    assert "2 lignes importées" in done
    assert "2 lignes n’ont pas été importées" in done
    assert {"Animation de l’atelier vélo", "Accueil au local vélo"} <= set(
        titles(sender)
    )


def test_rows_of_one_reason_stand_beside_it(sender: Sender) -> None:
    """Each with what was written, set apart by a sign that no language spaces."""
    content = lines(
        HEAD, "31/02/2026;2;Réunion du lundi;Ana", "30/02/2026;3;Réunion du mardi;Ana"
    )
    shown = sender.to_preview(sender.taken(content))
    assert re.search(r"2 «\s31/02/2026\s» · 3 «\s30/02/2026\s»", shown)


def test_an_import_that_waits_says_how_far_it_is(sender: Sender) -> None:
    """None is a number of rows like others, in words that fit every number."""
    at = sender.taken(lines(HEAD, "27/02/2026;2;Vernis du portail;Ana"))
    sender.to_preview(at)
    waiting = sender.post(f"{at}/apercu").location
    assert "Lignes traitées : 0 sur 1" in " ".join(sender.read(waiting).split())
    sender.work()
    assert "1 ligne importée" in sender.read(waiting)


def test_what_is_left_comes_back_corrected(sender: Sender) -> None:
    """The errors file has the columns of the file, and is taken once corrected."""
    content = lines(
        HEAD, "27/02/2026;2;Peinture du portail;Ana", "28/02/2026;;=SOMME(A1);Ben"
    )
    at = sender.taken(content)
    sender.to_preview(at)
    sender.confirm(at)
    left = sender.file(f"{at}/restes").decode("utf-8-sig")
    head, wrong = list(csv.reader(io.StringIO(left), delimiter=";"))
    assert head == [*HEAD.split(";"), "Ligne du fichier envoyé", "À corriger"]
    assert wrong[:5] == ["28/02/2026", "", "'=SOMME(A1)", "Ben", "3"]
    assert "Saisissez combien vous avez apporté" in wrong[5]
    corrected = left.replace("28/02/2026;;", "28/02/2026;4;")
    again = sender.taken(corrected.encode("utf-8-sig"))
    assert "À importer 1" in sender.to_preview(again)
    assert "1 ligne importée" in sender.confirm(again)
    assert "=SOMME(A1)" in titles(sender)


def test_the_same_file_records_nothing_twice(sender: Sender) -> None:
    """Its rows are known, whoever sends them; two alike in one file are two."""
    twice = "26/02/2026;2;Tri des livres;Ana"
    content = lines(HEAD, twice, twice, "27/02/2026;2;Tri des disques;Ana")
    at = sender.taken(content)
    assert "À importer 3" in sender.to_preview(at)
    sender.confirm(at)
    before = sender.running.wiring.store.head().position
    shown = sender.to_preview(sender.taken(content))
    assert "Déjà inscrites 3" in shown
    assert "Aucune ligne ne peut être importée" in shown
    more = content + b"\n28/02/2026;1;Tri des cartes;Ana"
    at = sender.taken(more)
    assert "Importer la ligne" in sender.to_preview(at)
    done = sender.confirm(at)
    assert "1 ligne importée" in done
    assert "3 lignes étaient déjà inscrites" in done
    assert sender.running.wiring.store.head().position == before + 1


def test_rows_are_taken_once_more_when_told_so(sender: Sender) -> None:
    """Told otherwise, what is recorded already is recorded once more."""
    content = lines(HEAD, "20/02/2026;2;Vaisselle du repas;Ana")
    at = sender.taken(content)
    sender.to_preview(at)
    sender.confirm(at)
    at = sender.taken(content)
    sender.to_preview(at)
    assert sender.post(f"{at}/apercu", again="1").status_code == 303
    assert "À importer 1" in sender.read(f"{at}/apercu")
    assert "1 ligne importée" in sender.confirm(at)


def test_confirming_twice_asks_once(sender: Sender) -> None:
    """A double click leads to the same import."""
    at = sender.taken(lines(HEAD, "19/02/2026;2;Pose des étagères;Ana"))
    sender.to_preview(at)
    token = {"csrf_token": sender.token(f"{at}/apercu")}
    first = sender.person.client.post(f"{at}/apercu", data=token)
    second = sender.person.client.post(f"{at}/apercu", data=token)
    assert first.location == second.location
    sender.work()
    assert "1 ligne importée" in sender.read(first.location)


def test_what_was_written_is_kept_with_the_fact(sender: Sender) -> None:
    """Evidence holds the repaired cells, and no column that was not chosen."""
    content = lines(HEAD, "17/02/2026;1h30;Montage du chapiteau;Secret")
    at = sender.taken(content)
    sender.to_preview(at)
    sender.confirm(at)
    (file,) = recorded(sender)["Montage du chapiteau"].evidence
    held = kept_file(sender.running.wiring.settings.data, file.digest)
    assert held is not None
    assert held.decode().splitlines() == [
        "row,field,written,recorded",
        "2,quantity,1h30,1.5",
        "2,started_on,17/02/2026,2026-02-17",
    ]


def test_what_the_file_leaves_open_is_asked(sender: Sender) -> None:
    """Days, decimals and words that it does not tell by itself; then remembered."""
    head = "Jour;Combien;Unité;Quoi;Nature"
    rows = "03/04/2025;1,500;permanence;Tenue du stand;Coup de main"
    at = sender.taken(lines(head, rows))
    answer = sender.choose(at)
    assert answer.location == f"{at}/questions"
    asked = sender.read(answer.location)
    assert "par quoi commence 03/04/2025" in asked
    assert "quel signe précède les décimales" in asked
    assert "que signifie « permanence »" in asked.replace("\u00a0", " ")
    missing = sender.post(answer.location)
    assert missing.status_code == 422
    words = {"order-started_on": "month", "decimal": ",", "word-unit-0": "session"}
    sent = sender.post(answer.location, **words, **{"word-nature-0": "time"})
    assert sent.location == f"{at}/apercu", text_of(sent)
    shown = sender.read(sent.location)
    assert "4 mars 2025" in shown
    assert "1,5" in shown
    assert "Séances" in shown
    sender.confirm(at)
    again = sender.taken(lines(head, rows.replace("stand", "bar")))
    assert "Vous avez déjà envoyé" in sender.read(again)
    assert "4 mars 2025" in sender.to_preview(again)


def test_what_is_taken_for_granted_may_be_changed(sender: Sender) -> None:
    """A word that is known here may mean something else in this file."""
    head = "Jour;Combien;Unité;Quoi;Nature"
    at = sender.taken(lines(head, "14/04/2025;2;atelier;Poterie;Travail"))
    assert "Séances" in sender.to_preview(at)
    page = f"{at}/questions?tout=1"
    proposed = selected(sender.person.client.get(page).get_data(as_text=True))
    assert proposed == {"word-nature-0": "time", "word-unit-0": "session"}
    answers = proposed | {"order-started_on": "day", "decimal": ","}
    sent = sender.post(page, **answers | {"word-unit-0": "half_day"})
    assert sent.status_code == 303, text_of(sent)
    shown = sender.read(sent.location)
    assert "Jours" in shown
    assert "Séances" not in shown
    left_out = sender.post(page, **answers | {"word-unit-0": "-"})
    assert "Laissées de côté, selon votre choix 1" in sender.read(left_out.location)


def test_one_value_may_hold_for_all_rows(sender: Sender) -> None:
    """What no column tells is told once."""
    at = sender.taken(lines("Matériel;Prêté le", "Sono portable;14/02/2026"))
    answer = sender.choose(at)
    assert answer.status_code == 422
    assert "Choisissez une colonne, ou une même valeur" in text_of(answer)
    chosen = {"nature": "=place", "quantity-all": "1", "unit": "=item"}
    shown = sender.to_preview(at, title="c0", started_on="c1", **chosen)
    assert "Importer la ligne" in shown


def test_another_sheet_may_be_read(sender: Sender) -> None:
    """Its columns are looked at anew."""
    march: Rows = [HEADINGS, ["27/03/2026", 3, "Réunion de mars"]]
    april: Rows = [["Jour", "Quantité", "Objet"], ["13/02/2026", 2, "Réunion d’hiver"]]
    at = sender.taken(workbook(march, Avril=april), "temps.xlsx")
    token = {"csrf_token": sender.token(at), "sheet": "Avril"}
    answer = sender.person.client.post(f"{at}/feuille", data=token)
    assert answer.status_code == 303
    assert "Réunion d’hiver" in sender.to_preview(at, nature="=time", unit="=hour")
    token["sheet"] = "Juillet"
    answer = sender.person.client.post(f"{at}/feuille", data=token)
    assert answer.status_code == 422
    assert "pas de feuille de ce nom" in text_of(answer)
    assert "Réunion d’hiver" in sender.read(f"{at}/apercu")


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_errors_go_back_in_the_format_they_came_in(sender: Sender, kind: str) -> None:
    """And are read again as the same rows."""
    rows: Rows = [HEADINGS, ["13/02/2026", 2, ""], ["", 3, "=HYPERLINK(A1)"]]
    content = workbook(rows)
    if kind == "json":
        content = b'[{"Date": "13/02/2026", "Heures": 2, "T\xc3\xa2che": ""},'
        content += b' {"Date": "", "Heures": 3, "T\xc3\xa2che": "=HYPERLINK(A1)"}]'
    at = sender.taken(content, f"feuille.{kind}")
    assert "À corriger 2" in sender.to_preview(at)
    folder = sender.running.wiring.settings.data
    sent, into = folder / "errors", folder / "errors.rows"
    sent.write_bytes(sender.file(f"{at}/erreurs"))
    table = read(sent, into)
    assert table.kind == kind
    assert table.headings == ("Date", "Heures", "Tâche")
    held = [row.cells for row in rows_of(into)]
    assert held == [("13/02/2026", "2"), ("", "3", "=HYPERLINK(A1)")]


def test_only_the_partners_people_open_it(sender: Sender, neighbour: Sender) -> None:
    """Whoever acts for another partner finds nothing there."""
    at = sender.taken(lines(HEAD, "11/02/2026;2;Lecture à voix haute;Ana"))
    for path in ("", "/apercu", "/erreurs", "/questions", "/suivi", "/restes"):
        assert neighbour.person.client.get(f"{at}{path}").status_code == 404
    visitor = sender.running.visitor()
    assert visitor.client.get(at).status_code == 303
    assert sender.person.client.get(f"{AT}/{'a' * 26}").status_code == 404


@pytest.mark.parametrize("ending", ["csv", "excel.csv", "xlsx", "json", "ndjson"])
def test_an_export_that_comes_back_records_nothing_twice(
    sender: Sender, ending: str
) -> None:
    """Its rows name themselves, in whatever format they went out."""
    at = sender.taken(lines(HEAD, "10/02/2026;2;Collecte de récits;Ana"))
    sender.to_preview(at)
    sender.confirm(at)
    sender.running.settle()
    went_out = sender.person.client.get(f"/fr/contributions.{ending}").get_data()
    back = sender.taken(went_out, f"contributions.{ending}")
    shown = sender.to_preview(back)
    assert "À importer 0" in shown, shown
    assert "Déjà inscrites" in shown


def test_an_address_that_names_no_file_is_not_there(sender: Sender) -> None:
    """However long or strange it is."""
    for key in ("x" * 400, "..%2F..%2Fsecret", "%C3%A9" * 26):
        assert sender.person.client.get(f"{AT}/{key}").status_code == 404

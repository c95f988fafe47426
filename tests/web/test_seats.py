"""Seats: the board is warned before nobody is left on it, and never emptied by hand."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Capacity
from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.events import (
    Designation,
    MandateEndAnnounced,
    MandateWithdrawn,
)
from projections.membership.mandates import MandateRow
from tests.cast import mandate
from tests.web.loading import load
from tests.web.pages.space.town import Town, begin, errors_of, fill, text_of
from tests.web.running import FOUNDER, Person, running_commun
from tests.web.tree import tree
from web.notices import post_notices
from web.seats import is_last, last_day, seats_on, warnings_of

TODAY = date(2026, 3, 10)


def seat(person: str, ends_on: date | None) -> MandateRow:
    return MandateRow(
        mandate_id=f"{person}-{ends_on}",
        partner_id="littoral",
        person_id=person,
        capacity=Capacity.BOARD_MEMBER,
        designation=Designation.ELECTION,
        starts_on=TODAY,
        ends_on=ends_on,
        granted_at=1,
    )


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with running_commun(tmp_path) as running:
        yield begin(running)


@pytest.mark.parametrize(
    ("seats", "count"),
    [
        ([seat("ada", None)], 1),
        ([seat("ada", None), seat("ben", None)], 0),
        ([seat("ada", None), seat("ada", after(9))], 1),
        ([seat("ada", after(60))], 2),
        ([seat("ada", after(61))], 1),
        ([seat("ada", after(60)), seat("ben", after(3))], 1),
        ([seat("ada", after(61)), seat("ben", after(3))], 0),
        ([seat("ada", after(3)), seat("ben", None)], 0),
    ],
)
def test_the_board_is_warned_of_one_person_and_of_its_last_day(
    town: Town, seats: list[MandateRow], count: int
) -> None:
    """One person, or none after sixty days at most: each is said."""
    with town.running.app.test_request_context("/fr/"):
        assert len(warnings_of(seats, TODAY, "fr")) == count


def test_the_last_day_is_that_of_the_longest() -> None:
    """One without an end has no last day, and is nobody's last seat."""
    soon, late = seat("ada", after(3)), seat("ben", after(9))
    assert last_day([]) is None
    assert last_day([soon, late]) == late.ends_on
    assert last_day([soon, seat("cleo", None)]) is None
    both = [soon, late]
    assert [is_last(both, one.mandate_id) for one in both] == [False, True]
    assert not is_last([late, seat("cleo", None)], late.mandate_id)


def partner_named(town: Town, name: str) -> str:
    text = town.running.visitor().get("/fr/partenaires").text
    found = re.search(rf'partenaires/([^"?]+)[^>]*><bdi>{name}</bdi>', text)
    assert found is not None
    return found.group(1)


def designate(town: Town, board: Person, **answers: str) -> int:
    answer = fill(
        board,
        "/fr/espace/equipe/designer",
        **{
            "email": "rui@ville.test",
            "capacity": "board_member",
            "designation": "election",
            **answers,
        },
    )
    town.running.settle()
    return answer.status_code


def board_of(board: Person) -> list[str]:
    table = tree(board.get("/fr/bureau/partenaires").text).all("table")[-1]
    return [row.text for row in table.all("tr")[1:]]


def test_a_seat_is_given_to_another_partner_and_taken_back(town: Town) -> None:
    """The board's page says who sits there, and warns while it is one person."""
    board = town.running.sign_in(FOUNDER)
    for path in ("/fr/bureau", "/fr/bureau/partenaires"):
        assert "Une seule personne siège au bureau" in board.get(path).text
    (alone,) = board_of(board)
    assert "le vôtre" in alone
    city = partner_named(town, "Ville")
    assert designate(town, board, partner=city) == 303
    assert "Une seule personne" not in board.get("/fr/bureau").text
    assert len(board_of(board)) == 2
    rui = town.running.sign_in("rui@ville.test")
    assert rui.get("/fr/bureau").status_code == 200
    page = board.get("/fr/bureau/partenaires").text
    (path,) = re.findall(r'href="(/fr/espace/equipe/[^"]+/retirer)"', page)
    taken = fill(board, path)
    assert taken.status_code == 303, text_of(taken)
    town.running.settle()
    assert rui.get("/fr/bureau").status_code == 403
    assert len(board_of(board)) == 1


def test_only_roles_of_the_board_go_to_another_partner(town: Town) -> None:
    """A representative of one partner designates nobody for another."""
    board = town.running.sign_in(FOUNDER)
    before = town.head()
    city = partner_named(town, "Ville")
    assert designate(town, board, capacity="contributor", partner=city) == 422
    assert designate(town, board, partner="nobody") == 422
    assert town.head() == before


def test_nobody_empties_the_board_by_a_form(town: Town) -> None:
    """Not by their own seat, nor with their own partner, nor by leaving."""
    board = town.running.sign_in(FOUNDER)
    lab = partner_named(town, "Lab Estuaire")
    with town.running.wiring.views.shelf() as shelf:
        (own,) = seats_on(shelf, day_in_paris(datetime.now(UTC)))
    before = town.head()
    seat_path = f"/fr/espace/equipe/{own.mandate_id}/retirer"
    assert seat_path not in board.get("/fr/bureau/partenaires").text
    assert seat_path not in board.get("/fr/espace/equipe").text
    answer = fill(board, seat_path)
    assert answer.status_code == 422
    assert "désignez d’abord quelqu’un d’autre au bureau" in text_of(answer)
    at = f"/fr/bureau/partenaires/{lab}"
    assert f"{at}/terminer" not in board.get("/fr/bureau/partenaires").text
    day = {"on-day": "1", "on-month": "11", "on-year": "2026"}
    asso = partner_named(town, "Asso")
    for deed, typed in (
        ("suspendre", {"reason": "Essai"}),
        ("terminer", {"reason": "Essai", **day}),
        ("fusionner", {"successor_id": asso, **day}),
    ):
        answer = fill(board, f"{at}/{deed}", **typed)
        assert answer.status_code == 422, deed
        assert "leur propre partenaire" in errors_of(answer)[0][1]
    assert town.head() == before


def test_the_letter_to_the_last_seat_says_so(town: Town) -> None:
    """Of two seats that end, only who sits longest is warned of the empty board."""
    running = town.running
    today = day_in_paris(datetime.now(UTC))
    with running.wiring.pool.connection() as db:
        rows = db.execute("SELECT email, person_id FROM access.accounts").fetchall()
    people = {email: PersonId(person) for email, person in rows}
    with running.wiring.views.shelf() as shelf:
        (founding,) = seats_on(shelf, today)
    city = PartnerId(partner_named(town, "Ville"))
    ends = {"rui@ville.test": 7, "ana@asso.test": 5}
    seats = [
        msgspec.structs.replace(
            mandate(people[email], city, Capacity.BOARD_MEMBER, starts_on=today),
            mandate_id=MandateId(f"seat-{left}"),
            ends_on=today + timedelta(days=left),
        )
        for email, left in ends.items()
    ]
    announced = [
        MandateEndAnnounced(
            mandate_id=one.mandate_id,
            partner_id=city,
            person_id=one.person_id,
            days_left=7,
            ends_on=one.ends_on,
        )
        for one in seats
        if one.ends_on is not None
    ]
    gone = MandateWithdrawn(
        mandate_id=MandateId(founding.mandate_id),
        partner_id=PartnerId(founding.partner_id),
        person_id=PersonId(founding.person_id),
    )
    load(running, [*seats, gone, *announced])
    with running.app.app_context():
        post_notices()
    assert "ne siège au bureau" in running.last_letter("rui@ville.test")
    assert "prend fin" in running.last_letter("ana@asso.test")
    assert "ne siège au bureau" not in running.last_letter("ana@asso.test")

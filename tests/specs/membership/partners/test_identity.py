"""Identity: how a body is known, checked alike wherever it enters."""

from typing import Any

import pytest

from ledger.kernel.messages import Refusal
from ledger.membership.partners.events import PartnerInvited, PartnerKind
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.refusals import (
    CommuneMerged,
    IdentifierMissing,
    RnaWrong,
    SirenOfAnotherCommune,
    SirenWrong,
    SiretOfAnotherSiren,
    SiretWrong,
    UnknownCommune,
)
from ledger.membership.people.events import PersonEnrolled
from tests.circle import CIRCLE, REASON, asked, identity
from tests.spec import given

TOWN_HALL, TOWN, GROUPING = "21060004500012", "210600045", "240600585"
NO_NUMBER = {"rna": None, "no_identifier_reason": REASON}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"siret": "21060004500013"}, SiretWrong),
        ({"siret": "210 600 045 00012"}, SiretWrong),
        ({"siren": "210600046"}, SirenWrong),
        ({"rna": "W33321678"}, RnaWrong),
        ({"rna": None}, IdentifierMissing),
        ({"siret": TOWN_HALL, "siren": GROUPING}, SiretOfAnotherSiren),
        ({"commune_code": "00000"}, UnknownCommune),
        ({"commune_code": "01003"}, CommuneMerged),
        ({"kind": PartnerKind.COMMUNE, "siren": GROUPING}, SirenOfAnotherCommune),
    ],
)
def test_numbers_and_place_must_be_right(
    answers: dict[str, Any], why: type[Refusal]
) -> None:
    """What the official rules or lists disprove is refused; repairs are the edge's."""
    given(*CIRCLE).when(asked(InvitePartner, identity=identity(**answers))).refused(why)


def test_a_merged_commune_names_its_successor() -> None:
    """Whoever chose a commune of the past is told where it went."""
    story = given(*CIRCLE)
    with pytest.raises(CommuneMerged) as caught:
        story.ledger.handle(
            asked(InvitePartner, identity=identity(commune_code="01003"))
        )
    assert caught.value.details == {"successor": "Francheleins", "code": "01165"}


@pytest.mark.parametrize("number", [{"siret": TOWN_HALL}, {"siren": TOWN}, {}])
def test_a_commune_bears_its_own_number(number: dict[str, str]) -> None:
    """Its SIREN is known from the official list, and a SIRET begins with it."""
    town = identity(kind=PartnerKind.COMMUNE, **NO_NUMBER, **number)
    story = given(*CIRCLE).when(asked(InvitePartner, identity=town))
    _, fact = story.then_kinds(PersonEnrolled, PartnerInvited)
    assert fact.siren == (TOWN if number else None)


@pytest.mark.parametrize(
    ("answers", "epci"),
    [
        ({"siren": GROUPING, "commune_code": None}, GROUPING),
        ({"siren": GROUPING}, GROUPING),
        ({"siren": TOWN}, GROUPING),
        ({"siren": TOWN, "commune_code": None}, None),
    ],
)
def test_a_grouping_of_communes_is_its_own(
    answers: dict[str, Any], epci: str | None
) -> None:
    """A grouping that is not on the list, such as a syndicate, takes its seat's."""
    grouping = identity(kind=PartnerKind.EPCI, rna=None, **answers)
    story = given(*CIRCLE).when(asked(InvitePartner, identity=grouping))
    _, fact = story.then_kinds(PersonEnrolled, PartnerInvited)
    assert fact.epci_siren == epci

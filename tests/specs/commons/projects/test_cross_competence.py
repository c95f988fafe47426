"""Cross a competence."""

import msgspec

from ledger.commons.projects.cross_competence import OTHERS_MAX, CrossCompetence
from ledger.commons.projects.events import Competence, CompetenceCrossed
from ledger.commons.projects.refusals import (
    CompetenceAlreadyCrossed,
    CompetenceUnnamed,
    NotAMember,
    TooManyCompetences,
)
from ledger.kernel.identifiers import PartnerId
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import PartnerNotActive, UnknownPartner
from tests.cast import BRUMES, PONT, SOURCES
from tests.orchard import (
    HOUSING_CROSSED,
    ORCHARD,
    PRECISION,
    REASON,
    UNDER_WAY,
    asked,
    of_mill,
)
from tests.spec import given

HOUSING = Competence.HOUSING
BRUMES_NOTES_HOUSING = asked(
    CrossCompetence, BRUMES, holder_id=SOURCES, competence=HOUSING
)


def test_a_member_notes_whose_policy_was_crossed() -> None:
    """Any member may, for any partner in charge, a member or not."""
    given(*UNDER_WAY).when(BRUMES_NOTES_HOUSING).then(HOUSING_CROSSED)
    of_pont = asked(CrossCompetence, BRUMES, holder_id=PONT, competence=HOUSING)
    given(*UNDER_WAY).ledger.handle(of_pont)


def test_what_is_in_no_list_is_named() -> None:
    """Another policy is said in words, and several may be."""
    bare = asked(
        CrossCompetence, BRUMES, holder_id=SOURCES, competence=Competence.OTHER
    )
    named = asked(
        CrossCompetence,
        BRUMES,
        holder_id=SOURCES,
        competence=Competence.OTHER,
        precision=PRECISION,
    )
    water = CompetenceCrossed(
        project_id=ORCHARD,
        partner_id=BRUMES,
        holder_id=SOURCES,
        competence=Competence.OTHER,
        precision=PRECISION,
    )
    given(*UNDER_WAY).when(bare).refused(CompetenceUnnamed)
    given(*UNDER_WAY, water).when(named).then(water)


def test_a_policy_of_a_partner_is_noted_once() -> None:
    """Of another partner, or in another project, it is another one."""
    given(*UNDER_WAY, HOUSING_CROSSED).when(BRUMES_NOTES_HOUSING).refused(
        CompetenceAlreadyCrossed
    )
    given(*UNDER_WAY, of_mill(HOUSING_CROSSED)).when(BRUMES_NOTES_HOUSING).then(
        HOUSING_CROSSED
    )


def test_only_members_note_it() -> None:
    """Who does not take part joins first."""
    command = asked(CrossCompetence, PONT, holder_id=SOURCES, competence=HOUSING)
    given(*UNDER_WAY).when(command).refused(NotAMember)


def test_the_holder_is_a_partner_in_good_standing() -> None:
    """Nobody is made to hold what it cannot answer for."""
    unknown = asked(
        CrossCompetence, BRUMES, holder_id=PartnerId("nobody"), competence=HOUSING
    )
    given(*UNDER_WAY).when(unknown).refused(UnknownPartner)
    suspended = PartnershipSuspended(partner_id=SOURCES, reason=REASON)
    given(*UNDER_WAY, suspended).when(BRUMES_NOTES_HOUSING).refused(PartnerNotActive)


def test_so_many_policies_of_a_partner_are_in_no_list_at_most() -> None:
    """Those of another partner do not count, nor those in the list."""
    command = asked(
        CrossCompetence,
        BRUMES,
        holder_id=SOURCES,
        competence=Competence.OTHER,
        precision=PRECISION,
    )
    water = CompetenceCrossed(
        project_id=ORCHARD,
        partner_id=BRUMES,
        holder_id=SOURCES,
        competence=Competence.OTHER,
        precision=PRECISION,
    )
    of_pont = msgspec.structs.replace(water, holder_id=PONT)
    given(*UNDER_WAY, *[water] * OTHERS_MAX).when(command).refused(TooManyCompetences)
    fewer = [*[water] * (OTHERS_MAX - 1), of_pont, HOUSING_CROSSED]
    given(*UNDER_WAY, *fewer).when(command).then(water)

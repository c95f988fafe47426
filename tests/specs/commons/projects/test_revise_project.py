"""Revise a project."""

from ledger.commons.projects.events import ProjectRevised
from ledger.commons.projects.refusals import NotALead, NothingRevised
from ledger.commons.projects.revise_project import ReviseProject
from tests.cast import BRUMES, LITTORAL
from tests.orchard import ORCHARD, PURPOSE, REVISED, TITLE, UNDER_WAY, asked
from tests.spec import given


def test_a_lead_words_the_title_anew() -> None:
    """What is not given stays as it was."""
    (
        given(*UNDER_WAY)
        .when(asked(ReviseProject, LITTORAL, title=TITLE))
        .then(REVISED)
        .when(asked(ReviseProject, LITTORAL, purpose=PURPOSE))
        .then(ProjectRevised(project_id=ORCHARD, partner_id=LITTORAL, purpose=PURPOSE))
    )


def test_something_must_change() -> None:
    """A revision that gives neither is a slip."""
    given(*UNDER_WAY).when(asked(ReviseProject, LITTORAL)).refused(NothingRevised)


def test_only_leads_revise() -> None:
    """A member that does not lead asks one that does."""
    command = asked(ReviseProject, BRUMES, title=TITLE)
    given(*UNDER_WAY).when(command).refused(NotALead)

"""Propose a project."""

from ledger.commons.projects.events import ProjectRole
from ledger.commons.projects.propose_project import ProposeProject
from ledger.commons.projects.refusals import ProjectExists
from ledger.membership.partners.events import Scope
from tests.cast import LITTORAL, PONT
from tests.orchard import (
    BEGUN,
    LITTORAL_LEADS,
    MILL,
    MILL_UNDER_WAY,
    PROPOSED,
    PURPOSE,
    TITLE,
    asked,
    joined,
    of_mill,
)
from tests.spec import given
from tests.workshop import PARTNERS

WORDING = {"title": TITLE, "purpose": PURPOSE, "scope": Scope.INTERCOMMUNAL}
LITTORAL_PROPOSES = asked(ProposeProject, LITTORAL, **WORDING)


def test_a_partner_proposes_and_leads() -> None:
    """Whoever proposes a project leads it until the lead is shared."""
    given(*PARTNERS).when(LITTORAL_PROPOSES).then(PROPOSED, LITTORAL_LEADS)


def test_a_project_is_proposed_once() -> None:
    """The name of a project that exists is nobody else's."""
    command = asked(ProposeProject, PONT, **WORDING)
    given(*BEGUN).when(command).refused(ProjectExists)


def test_another_project_is_no_obstacle() -> None:
    """A partner may propose several."""
    (
        given(*PARTNERS, *MILL_UNDER_WAY)
        .when(LITTORAL_PROPOSES)
        .then(PROPOSED, LITTORAL_LEADS)
    )
    (
        given(*BEGUN)
        .when(asked(ProposeProject, LITTORAL, MILL, **WORDING))
        .then(of_mill(PROPOSED), joined(LITTORAL, ProjectRole.LEAD, MILL))
    )

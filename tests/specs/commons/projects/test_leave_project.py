"""Leave a project."""

import pytest

from ledger.application import Ledger
from ledger.commons.projects.events import ProjectLeft, ProjectRole
from ledger.commons.projects.leave_project import LeaveProject
from ledger.commons.projects.refusals import LastLead, NotAMember
from tests.cast import BRUMES, LITTORAL, PONT
from tests.orchard import JOINED, ORCHARD, REASON, asked, joined, left
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given

SHARED = joined(BRUMES, ProjectRole.CO_LEAD)


def test_a_member_leaves() -> None:
    """With a reason that everybody reads, or without one."""
    given(*JOINED).when(asked(LeaveProject, BRUMES)).then(left(BRUMES))
    explained = ProjectLeft(project_id=ORCHARD, partner_id=BRUMES, reason=REASON)
    command = asked(LeaveProject, BRUMES, reason=REASON)
    given(*JOINED).when(command).then(explained)


def test_who_does_not_take_part_does_not_leave() -> None:
    """Nor does who left already."""
    given(*JOINED).when(asked(LeaveProject, PONT)).refused(NotAMember)
    given(*JOINED, left(BRUMES)).when(asked(LeaveProject, BRUMES)).refused(NotAMember)


def test_the_last_lead_stays() -> None:
    """It shares the lead first, or closes the project."""
    given(*JOINED).when(asked(LeaveProject, LITTORAL)).refused(LastLead)


def test_a_lead_among_others_leaves() -> None:
    """The one who stays leads on."""
    given(*JOINED, SHARED).when(asked(LeaveProject, LITTORAL)).then(left(LITTORAL))


def test_two_leads_that_leave_at_once_do_not_both_go() -> None:
    """The second reads that the first is gone, and is the last."""
    store = ContestedStore(given(*JOINED, SHARED))
    store.rival = once(store, left(LITTORAL))
    ledger = Ledger(store, secret=SECRET, clock=store.clock)
    with pytest.raises(LastLead):
        ledger.handle(asked(LeaveProject, BRUMES))

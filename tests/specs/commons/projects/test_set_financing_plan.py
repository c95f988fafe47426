"""Set the financing plan."""

import msgspec
import pytest

from ledger.commons.projects.events import FinancingLine
from ledger.commons.projects.refusals import (
    AmountOutOfBounds,
    FunderUnclear,
    NotALead,
    NothingRequested,
    OwnShareOfOutsider,
    PlanEmpty,
    PlanOutdated,
    TooManyLines,
)
from ledger.commons.projects.set_financing_plan import (
    CENTS_MAX,
    LINES_MAX,
    SetFinancingPlan,
    set_financing_plan,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Refusal
from ledger.membership.partners.events import PartnershipEnded
from ledger.membership.partners.refusals import UnknownPartner
from tests.cast import BRUMES, LITTORAL, PONT
from tests.orchard import (
    ASKED_OUTSIDE,
    FUNDER,
    OWN_SHARE,
    PLAN_SET,
    TODAY,
    UNDER_WAY,
    asked,
    of_mill,
)
from tests.spec import given

LITTORAL_PLANS = asked(
    SetFinancingPlan, LITTORAL, plan_version=1, lines=(ASKED_OUTSIDE, OWN_SHARE)
)


def planning(*lines: FinancingLine) -> SetFinancingPlan:
    command = asked(SetFinancingPlan, LITTORAL, plan_version=1, lines=lines)
    assert isinstance(command, SetFinancingPlan)
    return command


def line(cents: int, granted: int | None = None) -> FinancingLine:
    return FinancingLine(funder=FUNDER, requested_cents=cents, granted_cents=granted)


def test_a_lead_says_who_is_asked_for_what() -> None:
    """Partners, bodies outside, and the own shares of members."""
    given(*UNDER_WAY).when(LITTORAL_PLANS).then(PLAN_SET)


def test_a_plan_replaces_the_one_before() -> None:
    """Its number is the next one."""
    command = asked(SetFinancingPlan, LITTORAL, plan_version=2, lines=(OWN_SHARE,))
    second = msgspec.structs.replace(PLAN_SET, plan_version=2, lines=(OWN_SHARE,))
    given(*UNDER_WAY, PLAN_SET).when(command).then(second)


def test_a_plan_set_meanwhile_is_not_overwritten_unseen() -> None:
    """Of two leads, or two tabs, the second is told and sees what the first set."""
    other = asked(SetFinancingPlan, LITTORAL, plan_version=1, lines=(OWN_SHARE,))
    given(*UNDER_WAY, PLAN_SET).when(other).refused(PlanOutdated)
    ahead = asked(SetFinancingPlan, LITTORAL, plan_version=3, lines=(OWN_SHARE,))
    given(*UNDER_WAY, PLAN_SET).when(ahead).refused(PlanOutdated)


def test_the_plan_of_another_project_is_no_obstacle() -> None:
    """Each counts its own."""
    given(*UNDER_WAY, of_mill(PLAN_SET)).when(LITTORAL_PLANS).then(PLAN_SET)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (planning(), PlanEmpty),
        (planning(*[line(1)] * (LINES_MAX + 1)), TooManyLines),
        (planning(line(0)), NothingRequested),
        (planning(line(-1)), AmountOutOfBounds),
        (planning(line(CENTS_MAX + 1)), AmountOutOfBounds),
        (planning(line(1, CENTS_MAX + 1)), AmountOutOfBounds),
        (planning(line(1, -1)), AmountOutOfBounds),
        (planning(FinancingLine(requested_cents=1)), FunderUnclear),
        (
            planning(FinancingLine(requested_cents=1, funder=FUNDER, funder_id=BRUMES)),
            FunderUnclear,
        ),
        (
            planning(FinancingLine(requested_cents=1, funder_id=PartnerId("nobody"))),
            UnknownPartner,
        ),
    ],
)
def test_a_plan_adds_up(command: SetFinancingPlan, why: type[Refusal]) -> None:
    """Each line has one funder and an amount."""
    given(*UNDER_WAY).when(command).refused(why)


def test_an_own_share_is_a_members() -> None:
    """Neither a partner outside nor a body elsewhere brings the project's own."""
    outsider = FinancingLine(requested_cents=1, funder_id=PONT, is_own_share=True)
    elsewhere = FinancingLine(requested_cents=1, funder=FUNDER, is_own_share=True)
    given(*UNDER_WAY).when(planning(outsider)).refused(OwnShareOfOutsider)
    given(*UNDER_WAY).when(planning(elsewhere)).refused(OwnShareOfOutsider)


def test_what_is_within_bounds_is_taken() -> None:
    """The most lines and the largest amount, granted nothing or more than asked."""
    most = planning(*[line(1)] * LINES_MAX)
    given(*UNDER_WAY).ledger.handle(most)
    given(*UNDER_WAY).ledger.handle(planning(line(CENTS_MAX, 0), line(1, CENTS_MAX)))


def test_a_funder_that_left_stays_in_the_plan() -> None:
    """What it granted was granted."""
    ended = PartnershipEnded(partner_id=PONT, ended_on=TODAY)
    granted = FinancingLine(funder_id=PONT, requested_cents=2, granted_cents=1)
    given(*UNDER_WAY, ended).ledger.handle(planning(granted))


def test_only_leads_plan() -> None:
    """Members see the plan, and ask a lead."""
    command = asked(
        SetFinancingPlan, BRUMES, plan_version=1, lines=(ASKED_OUTSIDE, OWN_SHARE)
    )
    given(*UNDER_WAY).when(command).refused(NotALead)


def test_a_plan_that_is_too_long_is_refused_unread() -> None:
    """Its funders are not looked up: it depends on no more than a plan may have."""
    lines = [
        FinancingLine(requested_cents=1, funder_id=PartnerId(f"body-{number}"))
        for number in range(LINES_MAX * 20)
    ]
    longest = planning(*lines[: LINES_MAX + 1])
    endless = planning(*lines)
    given(*UNDER_WAY).when(endless).refused(TooManyLines)
    assert len(set_financing_plan.boundary(endless)) == len(
        set_financing_plan.boundary(longest)
    )

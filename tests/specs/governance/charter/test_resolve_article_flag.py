"""Settle a flag."""

from ledger.governance.charter.refusals import (
    FlagIsClosed,
    NotYoursToResolve,
    UnknownFlag,
)
from ledger.membership.partners.refusals import NotYourPartner
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.margin import (
    BEFORE,
    FLAGGED,
    RESOLVED,
    TAKEN_BACK,
    answering,
    raising,
    resolving,
    taking_back,
)
from tests.spec import given


def test_a_third_partner_settles_it() -> None:
    """Neither who raised it nor whose thing it is."""
    given(*FLAGGED).when(resolving()).then(RESOLVED)
    for side in (BRUMES, LITTORAL):
        given(*FLAGGED).when(resolving(side)).refused(NotYoursToResolve)


def test_nothing_is_said_on_a_closed_flag() -> None:
    """Whether it was settled or taken back."""
    for end in (RESOLVED, TAKEN_BACK):
        story = given(*FLAGGED, end)
        for command in (answering(), resolving(), taking_back()):
            story.when(command).refused(FlagIsClosed)


def test_nothing_is_said_on_a_flag_that_nobody_raised() -> None:
    """A name alone is no flag."""
    for command in (answering(), resolving(), taking_back()):
        given(*BEFORE).when(command).refused(UnknownFlag)


def test_everybody_acts_for_their_own_partner() -> None:
    """In all four."""
    for made in (raising, answering, resolving, taking_back):
        story = given(*FLAGGED)
        story.when(made(PONT, partner_id=SOURCES)).refused(NotYourPartner)

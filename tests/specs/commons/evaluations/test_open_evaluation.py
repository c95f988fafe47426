"""Open an evaluation."""

import msgspec
import pytest

from ledger.application import Ledger
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.commons.evaluations.refusals import EvaluationExists, OneSubjectOnly
from ledger.commons.projects.refusals import UnknownProject
from ledger.commons.resources.events import ResourceRetired
from ledger.commons.resources.refusals import UnknownResource
from ledger.kernel.identifiers import ProjectId, ResourceId
from tests.cast import BRUMES, LITTORAL
from tests.library import FORK, GUIDE, GUIDE_FORKED, GUIDE_RETIRED, MAP
from tests.orchard import CLOSED, MILL, ORCHARD
from tests.porch import (
    BENCH_OPENED,
    EXPECTED,
    PORCH,
    PORCH_OPENED,
    STARTED,
    TITLE,
    asked,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given


def opening(**about: object) -> OpenEvaluation:
    """Return Littoral's command to open the porch."""
    command: OpenEvaluation = asked(
        OpenEvaluation,
        LITTORAL,
        evaluation_id=PORCH,
        title=TITLE,
        expected=EXPECTED,
        **about,
    )
    return command


def test_what_a_project_changes_is_asked() -> None:
    """What is expected is on record before anybody tells."""
    given(*STARTED).when(opening(project_id=ORCHARD)).then(PORCH_OPENED)


def test_a_resource_and_a_fork_are_evaluated_too() -> None:
    """Whichever of them it is."""
    for name in (GUIDE, FORK):
        about = msgspec.structs.replace(PORCH_OPENED, project_id=None, resource_id=name)
        command = opening(resource_id=name)
        given(*STARTED, GUIDE_FORKED).when(command).then(about)


def test_the_commons_as_a_whole_is_evaluated() -> None:
    """About nothing in particular, it is about the commons."""
    about = msgspec.structs.replace(PORCH_OPENED, project_id=None)
    given(*STARTED).when(opening()).then(about)


def test_what_ended_is_evaluated_too() -> None:
    """Often only then is there something to tell."""
    gone: ResourceRetired = GUIDE_RETIRED
    given(*STARTED, CLOSED, gone).ledger.handle(opening(project_id=ORCHARD))
    given(*STARTED, CLOSED, gone).ledger.handle(opening(resource_id=GUIDE))


def test_an_unknown_thing_is_refused() -> None:
    """A project that nobody proposed, a resource that nobody published."""
    command = opening(project_id=ProjectId("nowhere"))
    given(*STARTED).when(command).refused(UnknownProject)
    for name in (MAP, ResourceId("nothing")):
        given(*STARTED).when(opening(resource_id=name)).refused(UnknownResource)


def test_a_project_is_no_resource() -> None:
    """The name of one thing does not stand for the other."""
    crossed = opening(resource_id=ResourceId(ORCHARD))
    given(*STARTED).when(crossed).refused(UnknownResource)
    crossed = opening(project_id=ProjectId(GUIDE))
    given(*STARTED).when(crossed).refused(UnknownProject)


def test_it_is_about_one_thing() -> None:
    """Two things are two evaluations."""
    command = opening(project_id=ORCHARD, resource_id=GUIDE)
    given(*STARTED).when(command).refused(OneSubjectOnly)


@pytest.mark.parametrize("about", [{"project_id": MILL}, {}])
def test_it_opens_once(about: dict[str, object]) -> None:
    """Whoever asks again, about whatever."""
    command = opening(**about)
    given(*STARTED, PORCH_OPENED).when(command).refused(EvaluationExists)


def test_one_thing_is_evaluated_several_times() -> None:
    """Another partner, or a year later: other eyes, other accounts."""
    again = msgspec.structs.replace(BENCH_OPENED, project_id=ORCHARD)
    given(*STARTED, again).when(opening(project_id=ORCHARD)).then(PORCH_OPENED)
    assert again.partner_id == BRUMES


def test_two_openings_under_one_name_are_one() -> None:
    """The slower one reads the faster one's, and is refused."""
    story = given(*STARTED)
    store = ContestedStore(story)
    store.rival = once(store, PORCH_OPENED)
    with pytest.raises(EvaluationExists):
        Ledger(store, secret=SECRET, clock=store.clock).handle(
            opening(project_id=ORCHARD)
        )

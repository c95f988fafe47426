"""The orchard: a project that stories share, and who takes part in it.

Littoral proposed it and leads it; Brumes contributes; Sources hosts it; Pont
stays outside. Beside it stands the mill, which Brumes leads, and which must
never interfere.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import msgspec

from ledger.commons.projects.events import (
    Competence,
    CompetenceCrossed,
    FinancingLine,
    FinancingPlanSet,
    JournalEntryWritten,
    MilestoneDropped,
    MilestoneMoved,
    MilestoneReached,
    MilestoneSet,
    ProjectClosed,
    ProjectJoined,
    ProjectLaunched,
    ProjectLeft,
    ProjectOutcome,
    ProjectProposed,
    ProjectRevised,
    ProjectRole,
)
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Command, Fact
from ledger.kernel.words import Audience, write
from ledger.membership.partners.events import Scope
from tests.cast import BRUMES, LITTORAL, SOURCES, acting_for
from tests.spec import NOON
from tests.workshop import PARTNERS, PERSON_OF

ORCHARD, MILL = ProjectId("orchard"), ProjectId("mill")
TREES, PRESS = MilestoneId("trees"), MilestoneId("press")
LAUNCH: Final = date(2026, 2, 2)
DUE: Final = date(2026, 4, 30)
TODAY: Final = date(2026, 3, 10)

WRITTEN: Final = (
    write("title", "Un verger partagé", Audience.PUBLIC),
    write("purpose", "Planter, apprendre, presser ensemble.", Audience.PUBLIC),
    write("reason", "La parcelle était inondée.", Audience.PUBLIC),
    write("text", "Douze arbres plantés samedi.", Audience.PUBLIC),
    write("summary", "Les arbres sont là, et les gens aussi.", Audience.PUBLIC),
    write("scheme", "Fonds vert", Audience.PUBLIC),
    write("funder", "Fondation des Rives", Audience.PUBLIC),
    write("precision", "L'eau des sources.", Audience.PUBLIC),
)
TITLE, PURPOSE, REASON, ENTRY, SUMMARY, SCHEME, FUNDER, PRECISION = (
    disclosure.reference for disclosure in WRITTEN
)

PROPOSED: Final = ProjectProposed(
    project_id=ORCHARD,
    partner_id=LITTORAL,
    title=TITLE,
    purpose=PURPOSE,
    scope=Scope.INTERCOMMUNAL,
)
LAUNCHED: Final = ProjectLaunched(
    project_id=ORCHARD, partner_id=LITTORAL, launched_on=LAUNCH
)
REVISED: Final = ProjectRevised(project_id=ORCHARD, partner_id=LITTORAL, title=TITLE)
CLOSED: Final = ProjectClosed(
    project_id=ORCHARD,
    partner_id=LITTORAL,
    closed_on=TODAY,
    outcome=ProjectOutcome.COMPLETED,
    summary=SUMMARY,
)
TREES_SET: Final = MilestoneSet(
    project_id=ORCHARD,
    milestone_id=TREES,
    partner_id=LITTORAL,
    title=TITLE,
    due_on=DUE,
)
TREES_MOVED: Final = MilestoneMoved(
    project_id=ORCHARD,
    milestone_id=TREES,
    partner_id=LITTORAL,
    due_on=date(2026, 6, 30),
    reason=REASON,
)
TREES_REACHED: Final = MilestoneReached(
    project_id=ORCHARD, milestone_id=TREES, partner_id=LITTORAL, reached_on=TODAY
)
TREES_DROPPED: Final = MilestoneDropped(
    project_id=ORCHARD, milestone_id=TREES, partner_id=LITTORAL, reason=REASON
)
BRUMES_WROTE: Final = JournalEntryWritten(
    project_id=ORCHARD, partner_id=BRUMES, text=ENTRY
)
HOUSING_CROSSED: Final = CompetenceCrossed(
    project_id=ORCHARD,
    partner_id=BRUMES,
    holder_id=SOURCES,
    competence=Competence.HOUSING,
)
ASKED_OUTSIDE: Final = FinancingLine(
    funder=FUNDER, scheme=SCHEME, requested_cents=1_250_050
)
OWN_SHARE: Final = FinancingLine(
    funder_id=BRUMES, requested_cents=300_000, granted_cents=300_000, is_own_share=True
)
PLAN_SET: Final = FinancingPlanSet(
    project_id=ORCHARD,
    partner_id=LITTORAL,
    plan_version=1,
    lines=(ASKED_OUTSIDE, OWN_SHARE),
)


def joined(
    partner_id: PartnerId, role: ProjectRole, project_id: ProjectId = ORCHARD
) -> ProjectJoined:
    """Return the fact that a partner takes part in that role."""
    return ProjectJoined(project_id=project_id, partner_id=partner_id, role=role)


def left(partner_id: PartnerId) -> ProjectLeft:
    """Return the fact that a partner left the orchard."""
    return ProjectLeft(project_id=ORCHARD, partner_id=partner_id)


def of_mill(fact: Any) -> Any:  # noqa: ANN401  # whatever fact about a project
    """Return the same fact about the mill."""
    changed = msgspec.structs.replace(fact, project_id=MILL)
    if hasattr(changed, "milestone_id"):
        changed = msgspec.structs.replace(changed, milestone_id=PRESS)
    return changed


LITTORAL_LEADS: Final = joined(LITTORAL, ProjectRole.LEAD)
BRUMES_CONTRIBUTES: Final = joined(BRUMES, ProjectRole.CONTRIBUTOR)
SOURCES_HOSTS: Final = joined(SOURCES, ProjectRole.HOST)

BEGUN: Final[tuple[Fact, ...]] = (*PARTNERS, PROPOSED, LITTORAL_LEADS)
"""Four partners, and the orchard as Littoral proposed it."""

JOINED: Final[tuple[Fact, ...]] = (*BEGUN, BRUMES_CONTRIBUTES, SOURCES_HOSTS)
"""The orchard with its members, not launched yet."""

UNDER_WAY: Final[tuple[Fact, ...]] = (*JOINED, LAUNCHED)
"""The orchard, launched, with its members."""

MILL_UNDER_WAY: Final[tuple[Fact, ...]] = (
    of_mill(PROPOSED),
    joined(BRUMES, ProjectRole.LEAD, MILL),
    of_mill(LAUNCHED),
)


def asked(
    command: Callable[..., Any],
    partner_id: PartnerId,
    project_id: ProjectId = ORCHARD,
    /,
    **content: object,
) -> Any:  # noqa: ANN401  # whatever command is asked
    """Return the command as the partner's representative asks it at noon.

    The key is fresh for each content, as forms give each sending its own.
    """
    fields = {
        "actor": acting_for(PERSON_OF[partner_id], partner_id),
        "at": NOON,
        "key": f"{command} {partner_id} {content}",
        "words": WRITTEN,
        "project_id": project_id,
        "partner_id": partner_id,
        **content,
    }
    made = command(**fields)
    assert isinstance(made, Command)
    return made

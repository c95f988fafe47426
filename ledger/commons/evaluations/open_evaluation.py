"""Open an evaluation: what is expected is written down before anybody tells.

It is about a project, a resource, or the commons as a whole. Title and what is
expected are words for the public.
"""

from dataclasses import dataclass, replace

from ledger.commons.evaluations.events import EvaluationOpened
from ledger.commons.evaluations.inquiry import (
    NO_INQUIRY,
    Inquiry,
    InquiryFact,
    evolve_inquiry,
    inquiry_of,
)
from ledger.commons.evaluations.refusals import EvaluationExists, OneSubjectOnly
from ledger.commons.projects.events import ProjectProposed
from ledger.commons.projects.refusals import UnknownProject
from ledger.commons.resources.events import ResourceForked, ResourcePublished
from ledger.commons.resources.refusals import UnknownResource
from ledger.kernel.decider import Boundary, Decider, Facts, facts
from ledger.kernel.identifiers import EvaluationId, PartnerId, ProjectId, ResourceId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class OpenEvaluation(Command):
    """A partner asks what something changes, and says what it expects."""

    evaluation_id: EvaluationId
    partner_id: PartnerId
    title: Words
    expected: Words
    project_id: ProjectId | None = None
    resource_id: ResourceId | None = None


@dataclass(frozen=True)
class Opening:
    """The evaluation under this name, and which of the things named are there."""

    inquiry: Inquiry = NO_INQUIRY
    projects: frozenset[ProjectId] = frozenset()
    resources: frozenset[ResourceId] = frozenset()


def boundary(command: OpenEvaluation) -> Boundary:
    """Depend on the partner's standing, on this name, on the thing it is about."""
    about: list[Facts] = []
    if command.project_id is not None:
        about.append(facts(ProjectProposed, project_id=command.project_id))
    if command.resource_id is not None:
        published = facts(
            ResourcePublished, ResourceForked, resource_id=command.resource_id
        )
        about.append(published)
    return (*inquiry_of(command.evaluation_id, command.partner_id), *about)


def evolve(
    opening: Opening,
    fact: InquiryFact | ProjectProposed | ResourcePublished | ResourceForked,
) -> Opening:
    """Remember the standing, the evaluation, and what is there to be evaluated."""
    match fact:
        case ProjectProposed(project_id=name):
            return replace(opening, projects=opening.projects | {name})
        case ResourcePublished(resource_id=name) | ResourceForked(resource_id=name):
            return replace(opening, resources=opening.resources | {name})
        case _:
            return replace(opening, inquiry=evolve_inquiry(opening.inquiry, fact))


def decide(
    opening: Opening, command: OpenEvaluation, acting: Acting
) -> list[EvaluationOpened]:
    """Let any active partner ask, about one thing that is there.

    A project that ended and a resource that is retired may be evaluated too:
    often only then is there something to tell.
    """
    require_standing(acting, command.partner_id, opening.inquiry.partnership)
    if opening.inquiry.opener is not None:
        raise EvaluationExists
    if command.project_id is not None and command.resource_id is not None:
        raise OneSubjectOnly
    if command.project_id not in {None, *opening.projects}:
        raise UnknownProject
    if command.resource_id not in {None, *opening.resources}:
        raise UnknownResource
    return [
        EvaluationOpened(
            evaluation_id=command.evaluation_id,
            partner_id=command.partner_id,
            title=command.title,
            expected=command.expected,
            project_id=command.project_id,
            resource_id=command.resource_id,
        )
    ]


open_evaluation = Decider(boundary, Opening(), evolve, decide)

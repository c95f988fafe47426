"""Pages for people: every journey works without scripts."""

from flask import Flask

from web.pages import (
    open_data,
    own_calendars,
    own_tokens,
    portal,
    programs,
    sign_in,
)
from web.pages.audit import opening
from web.pages.commons import (
    contribution,
    contributions,
    cooperation,
    evaluation,
    evaluations,
    life_courses,
    needs,
    notice,
    project,
    projects,
    reports,
    resource,
    resources,
)
from web.pages.governance import (
    ballots,
    decision,
    decision_forms,
    decision_progress,
    decisions,
    meetings,
    proposal,
    proposal_forms,
    proposals,
    questions,
    rules,
    vote,
)
from web.pages.membership import (
    designating,
    founding,
    inviting,
    overseeing,
    partners,
    presenting,
    recovering,
    team,
    welcome,
)
from web.pages.space import furnishing


def register(app: Flask) -> None:
    """Give the application the pages of every room."""
    portal.register(app)
    open_data.register(app)
    partners.register(app)
    contributions.register(app)
    contribution.register(app)
    needs.register(app)
    notice.register(app)
    projects.register(app)
    resources.register(app)
    resource.register(app)
    project.register(app)
    reports.register(app)
    cooperation.register(app)
    evaluations.register(app)
    evaluation.register(app)
    life_courses.register(app)
    proposals.register(app)
    proposal.register(app)
    proposal_forms.register(app)
    rules.register(app)
    decisions.register(app)
    decision.register(app)
    decision_forms.register(app)
    decision_progress.register(app)
    vote.register(app)
    ballots.register(app)
    meetings.register(app)
    questions.register(app)
    sign_in.register(app)
    own_tokens.register(app)
    own_calendars.register(app)
    programs.register(app)
    founding.register(app)
    welcome.register(app)
    inviting.register(app)
    team.register(app)
    designating.register(app)
    presenting.register(app)
    overseeing.register(app)
    recovering.register(app)
    furnishing.register(app)
    opening.register(app)

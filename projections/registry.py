"""The registry: every view there is, listed by hand."""

from typing import Any, Final

from projections.commons.accounts import accounts
from projections.commons.contribution_totals import contribution_totals
from projections.commons.contributions import contributions
from projections.commons.cooperation import cooperation
from projections.commons.credit_totals import credit_totals
from projections.commons.credits import credits_
from projections.commons.evaluation_totals import evaluation_totals
from projections.commons.evaluations import evaluations
from projections.commons.field_feedback import field_feedback
from projections.commons.histories import histories
from projections.commons.journal_entries import journal_entries
from projections.commons.life_courses import life_courses
from projections.commons.modalities import modalities
from projections.commons.needs import needs
from projections.commons.numbers import numbers
from projections.commons.offers import offers
from projections.commons.project_members import project_members
from projections.commons.project_totals import project_totals
from projections.commons.projects import projects
from projections.commons.resource_totals import resource_totals
from projections.commons.resources import resources
from projections.commons.reuses import reuses
from projections.commons.tasks import tasks
from projections.governance.awaiting import awaiting
from projections.governance.charter import charter, charter_acceptances
from projections.governance.decisions import decisions
from projections.governance.flags import flags
from projections.governance.meetings import meetings
from projections.governance.proposal_remarks import proposal_remarks
from projections.governance.proposal_texts import proposal_texts
from projections.governance.proposals import proposals
from projections.governance.questions import questions
from projections.governance.rule_drafts import rule_drafts
from projections.governance.rules import rules
from projections.governance.statements import statements
from projections.governance.voters import voters
from projections.governance.votes import votes
from projections.membership.capacities import capacities
from projections.membership.colleges import college_members, colleges
from projections.membership.commons import commons
from projections.membership.due_dates import due_dates
from projections.membership.mandates import mandates
from projections.membership.partners import partners
from projections.membership.people import people
from projections.membership.proxies import proxies
from projections.view import View
from projections.words.withdrawals import withdrawals

VIEWS: Final[tuple[View[Any], ...]] = (
    commons,
    people,
    partners,
    capacities,
    mandates,
    due_dates,
    contributions,
    contribution_totals,
    modalities,
    needs,
    offers,
    numbers,
    tasks,
    histories,
    projects,
    project_members,
    project_totals,
    journal_entries,
    cooperation,
    resources,
    resource_totals,
    reuses,
    field_feedback,
    credits_,
    credit_totals,
    evaluations,
    evaluation_totals,
    accounts,
    life_courses,
    withdrawals,
    proposals,
    proposal_texts,
    proposal_remarks,
    decisions,
    awaiting,
    votes,
    voters,
    meetings,
    statements,
    questions,
    rules,
    rule_drafts,
    charter,
    charter_acceptances,
    flags,
    colleges,
    college_members,
    proxies,
)

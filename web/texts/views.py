"""Views: what the tables behind the pages are called, for those who compare them."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

VIEW_NAMES: Final[Mapping[str, LazyString]] = {
    "commons": lazy_gettext("The commons"),
    "people": lazy_gettext("People"),
    "partners": lazy_gettext("Partners"),
    "capacities": lazy_gettext("Capacities"),
    "mandates": lazy_gettext("Designations"),
    "due_dates": lazy_gettext("Due dates"),
    "contributions": lazy_gettext("Contributions"),
    "contribution_totals": lazy_gettext("Totals of contributions"),
    "modalities": lazy_gettext("Modalities"),
    "needs": lazy_gettext("Needs"),
    "offers": lazy_gettext("Offers"),
    "numbers": lazy_gettext("Numbers"),
    "tasks": lazy_gettext("Tasks"),
    "histories": lazy_gettext("Histories"),
    "withdrawals": lazy_gettext("Withdrawn texts"),
    "projects": lazy_gettext("Projects"),
    "project_members": lazy_gettext("Members of projects"),
    "project_totals": lazy_gettext("Totals of projects"),
    "journal_entries": lazy_gettext("Entries of project journals"),
    "cooperation": lazy_gettext("Cooperation"),
    "resources": lazy_gettext("Resources"),
    "resource_totals": lazy_gettext("Totals of resources"),
    "reuses": lazy_gettext("Reuses"),
    "field_feedback": lazy_gettext("Feedback from the field"),
    "credits": lazy_gettext("Credits"),
    "credit_totals": lazy_gettext("Totals of credits"),
    "evaluations": lazy_gettext("Evaluations"),
    "evaluation_totals": lazy_gettext("Totals of evaluations"),
    "accounts": lazy_gettext("Accounts of what happened"),
    "life_courses": lazy_gettext("Life courses"),
    "proposals": lazy_gettext("Proposals"),
    "proposal_texts": lazy_gettext("Versions of proposals"),
    "proposal_remarks": lazy_gettext("What is said of proposals"),
    "decisions": lazy_gettext("Decisions"),
    "votes": lazy_gettext("Votes"),
    "voters": lazy_gettext("Who votes, and how"),
    "meetings": lazy_gettext("Meetings"),
    "statements": lazy_gettext("What was said in meetings"),
    "questions": lazy_gettext("Open questions, and what became of them"),
    "awaiting": lazy_gettext("What follows by rule"),
    "rules": lazy_gettext("Rules in force"),
    "rule_drafts": lazy_gettext("Drafts of rules"),
    "charter": lazy_gettext("Versions of the charter"),
    "charter_acceptances": lazy_gettext("Who accepted the charter"),
    "flags": lazy_gettext("Flags under the charter"),
    "colleges": lazy_gettext("Colleges"),
    "college_members": lazy_gettext("Members of colleges"),
    "proxies": lazy_gettext("Proxies"),
}
"""One for each view of the registry; a test finds a missing one."""


def view_name(name: str) -> str:
    """Return how a view is called; its own name where nobody has given it another."""
    return str(VIEW_NAMES.get(name, name))

"""Entries: what any recorded fact says by itself, and how its action is called."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from ledger.commons.contributions import events as contributions
from ledger.commons.contributions.modalities import ModalitiesFounded
from ledger.commons.evaluations import events as evaluations
from ledger.commons.needs import events as needs
from ledger.commons.projects import events as projects
from ledger.commons.resources import events as resources
from ledger.kernel.codec import Recorded
from ledger.kernel.messages import Fact
from ledger.membership.mandates import events as mandates
from ledger.membership.partners import events as partners
from ledger.membership.people import events as people
from ledger.words.events import WordsWithdrawn
from projections.commons.histories import LAYOUTS, row_of
from web.texts import (
    charter_sentences,
    meeting_sentences,
    proposal_sentences,
    voting_sentences,
)
from web.texts.dates import day, period
from web.texts.decision_sentences import ACTIONS as DECISION_ACTIONS
from web.texts.sentences import said_of, sentence
from web.texts.words_of_the_field import CAPACITIES

ACTIONS: Final[Mapping[type[Fact], LazyString]] = {
    people.PersonEnrolled: lazy_gettext("Person enrolled"),
    people.PersonNamed: lazy_gettext("Name given by a person"),
    partners.CommonsFounded: lazy_gettext("Commons founded"),
    partners.PartnerInvited: lazy_gettext("Partner invited"),
    partners.InvitationRenewed: lazy_gettext("Invitation renewed"),
    partners.InvitationDeclined: lazy_gettext("Invitation declined"),
    partners.PartnershipConfirmed: lazy_gettext("Partnership confirmed"),
    partners.InterestStated: lazy_gettext("Interest stated"),
    partners.InterestWithdrawn: lazy_gettext("Interest withdrawn"),
    partners.CapacityDeclared: lazy_gettext("Capacity declared"),
    partners.PartnerRenamed: lazy_gettext("Partner renamed"),
    partners.PartnerMerged: lazy_gettext("Partner merged"),
    partners.PartnershipSuspended: lazy_gettext("Partnership suspended"),
    partners.PartnershipResumed: lazy_gettext("Partnership resumed"),
    partners.PartnershipEnded: lazy_gettext("Partnership ended"),
    mandates.MandateGranted: lazy_gettext("Designation made"),
    mandates.MandateWithdrawn: lazy_gettext("Designation withdrawn"),
    mandates.RepresentationHandedOver: lazy_gettext("Representation handed over"),
    mandates.RepresentationRecovered: lazy_gettext("Representation recovered"),
    mandates.MandateEndAnnounced: lazy_gettext("End of a designation announced"),
    contributions.ContributionRecorded: lazy_gettext("Contribution declared"),
    contributions.ContributionCorrected: lazy_gettext("Contribution corrected"),
    contributions.ContributionWithdrawn: lazy_gettext("Contribution withdrawn"),
    contributions.ContributionConfirmed: lazy_gettext("Contribution confirmed"),
    contributions.ContributionClarificationAsked: lazy_gettext("Clarification asked"),
    contributions.ContributionClarificationGiven: lazy_gettext("Clarification given"),
    contributions.ContributionContested: lazy_gettext("Contribution contested"),
    contributions.ContestAnswered: lazy_gettext("Contest answered"),
    contributions.ContestSettled: lazy_gettext("Contest settled"),
    contributions.ContributionReviewed: lazy_gettext("Contribution reviewed"),
    contributions.ContributionValued: lazy_gettext("Contribution valued"),
    needs.NeedStated: lazy_gettext("Need stated"),
    needs.NeedMet: lazy_gettext("Need met"),
    needs.NeedWithdrawn: lazy_gettext("Need withdrawn"),
    needs.OfferMade: lazy_gettext("Offer made"),
    needs.OfferAccepted: lazy_gettext("Offer accepted"),
    needs.OfferWithdrawn: lazy_gettext("Offer withdrawn"),
    ModalitiesFounded: lazy_gettext("Modalities founded"),
    **DECISION_ACTIONS,
    WordsWithdrawn: lazy_gettext("Text withdrawn"),
    projects.ProjectProposed: lazy_gettext("Project proposed"),
    projects.ProjectRevised: lazy_gettext("Project worded anew"),
    projects.ProjectLaunched: lazy_gettext("Project launched"),
    projects.ProjectJoined: lazy_gettext("Project joined"),
    projects.ProjectLeft: lazy_gettext("Project left"),
    projects.CompetenceCrossed: lazy_gettext("Policy crossed"),
    projects.MilestoneSet: lazy_gettext("Milestone set"),
    projects.MilestoneMoved: lazy_gettext("Milestone moved"),
    projects.MilestoneReached: lazy_gettext("Milestone reached"),
    projects.MilestoneDropped: lazy_gettext("Milestone dropped"),
    projects.JournalEntryWritten: lazy_gettext("Project journal entry written"),
    projects.FinancingPlanSet: lazy_gettext("Financing plan set"),
    projects.ProjectClosed: lazy_gettext("Project closed"),
    resources.ResourcePublished: lazy_gettext("Resource published"),
    resources.ResourceForked: lazy_gettext("Resource forked"),
    resources.ResourceRevised: lazy_gettext("Version of a resource published"),
    resources.ResourceHandedOver: lazy_gettext("Resource handed over"),
    resources.ReuseDeclared: lazy_gettext("Reuse declared"),
    resources.ReuseWithdrawn: lazy_gettext("Reuse withdrawn"),
    resources.FieldFeedbackGiven: lazy_gettext("Feedback from the field given"),
    resources.ResourceRetired: lazy_gettext("Resource retired"),
    evaluations.EvaluationOpened: lazy_gettext("Evaluation opened"),
    evaluations.AccountGiven: lazy_gettext("Account given"),
    evaluations.AccountCountersigned: lazy_gettext("Account countersigned"),
    evaluations.EvaluationConcluded: lazy_gettext("Evaluation concluded"),
    evaluations.EscalatedToStrategy: lazy_gettext("Question brought before the board"),
    evaluations.EscalationAnswered: lazy_gettext("Question answered by the board"),
    evaluations.LifeCourseTraced: lazy_gettext("Life course traced"),
    **proposal_sentences.ACTIONS,
    **charter_sentences.ACTIONS,
    **meeting_sentences.ACTIONS,
    **voting_sentences.ACTIONS,
}
"""One for each kind of fact; a test finds a missing one."""


def action_name(kind: str) -> str:
    """Return how an action is called; its stored name where it has no other yet."""
    return str(ACTIONS_BY_NAME.get(kind, kind))


ACTIONS_BY_NAME: Final = {kind.__name__: label for kind, label in ACTIONS.items()}


def told(recorded: Recorded[Any], who: str, unit: str | None = None) -> str:
    """Return what was recorded as a sentence; ``who`` is the partner concerned."""
    fact: Fact = recorded.fact
    if type(fact) in LAYOUTS:
        return sentence(row_of(recorded), who, unit)
    if type(fact) in OTHERS:
        return OTHERS[type(fact)](fact, who)
    return said_of(_("%(kind)s was recorded."), who, kind=type(fact).__name__)


def _granted(fact: mandates.MandateGranted, who: str) -> str:
    days = (
        period(fact.starts_on, fact.ends_on)
        if fact.ends_on is not None
        else _("from %(day)s on", day=day(fact.starts_on))
    )
    return said_of(
        _("%(who)s designated somebody: %(capacity)s, %(days)s."),
        who,
        capacity=str(CAPACITIES[fact.capacity]).lower(),
        days=days,
    )


def _announced(fact: mandates.MandateEndAnnounced, who: str) -> str:
    return said_of(
        _("It was announced that a designation by %(who)s ends on %(day)s."),
        who,
        day=day(fact.ends_on),
    )


OTHERS: Final[Mapping[type[Fact], Callable[[Any, str], str]]] = {
    people.PersonEnrolled: lambda _fact, who: said_of(
        _("A person was given a name drawn at random, under which they act."), who
    ),
    people.PersonNamed: lambda _fact, who: said_of(
        _("A person said how they wish to be called."), who
    ),
    partners.CommonsFounded: lambda _fact, who: said_of(
        _("%(who)s founded the commons."), who
    ),
    mandates.MandateGranted: _granted,
    mandates.MandateWithdrawn: lambda _fact, who: said_of(
        _("%(who)s withdrew a designation."), who
    ),
    mandates.MandateEndAnnounced: _announced,
    ModalitiesFounded: lambda fact, who: said_of(
        _("%(who)s signed modalities number %(version)s for the board."),
        who,
        version=fact.modalities_version,
    ),
    projects.JournalEntryWritten: lambda _fact, who: said_of(
        _("%(who)s wrote in the project journal."), who
    ),
    **proposal_sentences.TOLD,
    **charter_sentences.TOLD,
    **meeting_sentences.TOLD,
    **voting_sentences.TOLD,
}
"""The kinds that no history of a contribution or a partner keeps."""

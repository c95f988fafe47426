"""The words of the field: what people read for each name that the code uses."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.commons.contributions.events import (
    Activity,
    Nature,
    Review,
    Settlement,
    Unit,
)
from ledger.commons.evaluations.events import Level, Source
from ledger.commons.projects.events import Competence, ProjectOutcome, ProjectRole
from ledger.commons.resources.events import ResourceKind
from ledger.kernel.messages import Capacity
from ledger.membership.mandates.events import Designation
from ledger.membership.partners.events import CapacityMeasure, PartnerKind, Scope
from ledger.membership.partners.standing import Partnership
from ledger.words.events import Ground
from projections.commons.contributions import Status
from projections.commons.evaluations import EvaluationState, Subject
from projections.commons.needs import NeedState
from projections.commons.offers import OfferState
from projections.commons.projects import ProjectState
from projections.commons.resources import ResourceState

Words = Mapping[str, LazyString]

NATURES: Final[Words] = {
    Nature.TIME: lazy_gettext("Time"),
    Nature.PLACE: lazy_gettext("Place or equipment"),
    Nature.KNOW_HOW: lazy_gettext("Know-how or resource"),
    Nature.MONEY: lazy_gettext("Money"),
}
NATURE_HINTS: Final[Words] = {
    Nature.TIME: lazy_gettext("Days or hours that people gave"),
    Nature.PLACE: lazy_gettext("A room, a vehicle, a tool that was lent"),
    Nature.KNOW_HOW: lazy_gettext("A method, data, code, a training"),
}
UNITS: Final[Words] = {
    Unit.HOUR: lazy_gettext("Hours"),
    Unit.DAY: lazy_gettext("Days"),
    Unit.SESSION: lazy_gettext("Sessions"),
    Unit.ITEM: lazy_gettext("Items"),
}
ACTIVITIES: Final[Words] = {
    Activity.FACILITATION: lazy_gettext("Facilitation"),
    Activity.HOSPITALITY: lazy_gettext("Hospitality"),
    Activity.COORDINATION: lazy_gettext("Coordination"),
    Activity.DATA: lazy_gettext("Data"),
    Activity.CODE: lazy_gettext("Code"),
    Activity.TRANSLATION: lazy_gettext("Translation"),
    Activity.USER_TESTING: lazy_gettext("User testing"),
    Activity.PROOFREADING: lazy_gettext("Proofreading"),
    Activity.FUNDRAISING: lazy_gettext("Fundraising"),
    Activity.MENTORING: lazy_gettext("Mentoring"),
    Activity.ACCESSIBILITY: lazy_gettext("Accessibility work"),
}
STATUSES: Final[Words] = {
    Status.DECLARED: lazy_gettext("Declared"),
    Status.CONFIRMED: lazy_gettext("Confirmed"),
    Status.CONTESTED: lazy_gettext("Contested"),
    Status.NOT_COUNTED: lazy_gettext("Not counted"),
    Status.WITHDRAWN: lazy_gettext("Withdrawn"),
}
NEED_STATES: Final[Words] = {
    NeedState.OPEN: lazy_gettext("Sought"),
    NeedState.MET: lazy_gettext("Met"),
    NeedState.WITHDRAWN: lazy_gettext("Withdrawn"),
}
NEED_TONES: Final[Mapping[str, str]] = {
    NeedState.OPEN: "open",
    NeedState.MET: "ok",
    NeedState.WITHDRAWN: "err",
}
OFFER_STATES: Final[Words] = {
    OfferState.OPEN: lazy_gettext("Offered"),
    OfferState.ACCEPTED: lazy_gettext("Accepted"),
    OfferState.KEPT: lazy_gettext("Recorded"),
    OfferState.WITHDRAWN: lazy_gettext("Withdrawn"),
}
OFFER_TONES: Final[Mapping[str, str]] = {
    OfferState.OPEN: "open",
    OfferState.ACCEPTED: "warn",
    OfferState.KEPT: "ok",
    OfferState.WITHDRAWN: "err",
}
GROUNDS: Final[Words] = {
    Ground.AUTHOR: lazy_gettext("Its author takes it back"),
    Ground.BOARD: lazy_gettext("The board decided so"),
    Ground.PERSON_NAMED: lazy_gettext("Somebody named in it asks for it"),
    Ground.LAW: lazy_gettext("The law or a judge demands it"),
}
STATUS_TONES: Final[Mapping[str, str]] = {
    Status.DECLARED: "open",
    Status.CONFIRMED: "ok",
    Status.CONTESTED: "warn",
    Status.NOT_COUNTED: "pending",
    Status.WITHDRAWN: "err",
}
PARTNER_KINDS: Final[Words] = {
    PartnerKind.COMMUNE: lazy_gettext("Commune"),
    PartnerKind.EPCI: lazy_gettext("Group of communes (EPCI)"),
    PartnerKind.DEPARTMENT: lazy_gettext("Department"),
    PartnerKind.REGION: lazy_gettext("Region"),
    PartnerKind.STATE_SERVICE: lazy_gettext("State service"),
    PartnerKind.STATE_OPERATOR: lazy_gettext("State operator"),
    PartnerKind.PUBLIC_BODY: lazy_gettext("Other public body"),
    PartnerKind.ASSOCIATION: lazy_gettext("Association"),
    PartnerKind.SOCIAL_ENTERPRISE: lazy_gettext("Social enterprise"),
    PartnerKind.UNIVERSITY: lazy_gettext("University"),
    PartnerKind.COMPANY: lazy_gettext("Company"),
    PartnerKind.INDEPENDENT: lazy_gettext("Independent worker"),
    PartnerKind.COLLECTIVE: lazy_gettext("Citizens’ collective"),
    PartnerKind.PERSON: lazy_gettext("Person in their own name"),
}
SCOPES: Final[Words] = {
    Scope.COMMUNAL: lazy_gettext("Communal"),
    Scope.INTERCOMMUNAL: lazy_gettext("Intercommunal"),
    Scope.DEPARTMENTAL: lazy_gettext("Departmental"),
    Scope.REGIONAL: lazy_gettext("Regional"),
    Scope.NATIONAL: lazy_gettext("National"),
}
CAPACITIES: Final[Words] = {
    Capacity.REPRESENTATIVE: lazy_gettext("Representative"),
    Capacity.ALTERNATE: lazy_gettext("Alternate"),
    Capacity.CONTRIBUTOR: lazy_gettext("Contributor"),
    Capacity.PARTICIPANT: lazy_gettext("In their own name"),
    Capacity.TREASURER: lazy_gettext("Treasurer"),
    Capacity.BOARD_MEMBER: lazy_gettext("Board member"),
    Capacity.SECRETARY: lazy_gettext("Secretary"),
    Capacity.FACILITATOR: lazy_gettext("Facilitator"),
    Capacity.AUDITOR: lazy_gettext("Auditor"),
    Capacity.DATA_PROTECTION_OFFICER: lazy_gettext("Data protection officer"),
}
DESIGNATIONS: Final[Words] = {
    Designation.DELIBERATION: lazy_gettext("By a deliberation"),
    Designation.DECISION_OF_HEAD: lazy_gettext("By its head’s decision"),
    Designation.ELECTION: lazy_gettext("By election"),
    Designation.FOUNDING: lazy_gettext("At the founding"),
    Designation.INVITATION: lazy_gettext("By invitation"),
    Designation.OWN_NAME: lazy_gettext("In their own name"),
    Designation.HANDOVER: lazy_gettext("By handover"),
    Designation.LETTER: lazy_gettext("By its head’s letter"),
}
STANDINGS: Final[Words] = {
    Partnership.INVITED: lazy_gettext("Invited"),
    Partnership.DECLINED: lazy_gettext("Declined the invitation"),
    Partnership.ACTIVE: lazy_gettext("Active"),
    Partnership.SUSPENDED: lazy_gettext("Suspended"),
    Partnership.ENDED: lazy_gettext("Left"),
    Partnership.MERGED: lazy_gettext("Merged"),
}
STANDING_TONES: Final[Mapping[str, str]] = {
    Partnership.INVITED: "pending",
    Partnership.DECLINED: "err",
    Partnership.ACTIVE: "ok",
    Partnership.SUSPENDED: "warn",
    Partnership.ENDED: "err",
    Partnership.MERGED: "info",
}
MEASURES: Final[Words] = {
    CapacityMeasure.POPULATION: lazy_gettext("Population"),
    CapacityMeasure.ENGINEERING_STAFF: lazy_gettext("Engineering staff"),
    CapacityMeasure.FISCAL_POTENTIAL_PER_HEAD: lazy_gettext(
        "Fiscal potential per inhabitant"
    ),
}
MEASURE_UNITS: Final[Words] = {
    CapacityMeasure.POPULATION: lazy_gettext("inhabitants"),
    CapacityMeasure.ENGINEERING_STAFF: lazy_gettext("full-time equivalents"),
    CapacityMeasure.FISCAL_POTENTIAL_PER_HEAD: lazy_gettext("euros per inhabitant"),
}
REVIEWS: Final[Words] = {
    Review.ACCEPTED: lazy_gettext("Accepted"),
    Review.CLARIFICATION_NEEDED: lazy_gettext("A clarification is needed"),
    Review.NOT_COUNTED: lazy_gettext("Not counted"),
}
SETTLEMENTS: Final[Words] = {
    Settlement.SET_ASIDE: lazy_gettext("Set aside: the contribution counts"),
    Settlement.UPHELD: lazy_gettext("Upheld: the contribution stays apart"),
}
ATTENTIONS: Final[Words] = {
    "contested": lazy_gettext("Contested"),
    "unclear": lazy_gettext("A clarification is awaited"),
    "raised_after_confirmation": lazy_gettext("Raised after it was confirmed"),
    "unusual": lazy_gettext("Unusually large"),
}
PROJECT_ROLES: Final[Words] = {
    ProjectRole.LEAD: lazy_gettext("Lead"),
    ProjectRole.CO_LEAD: lazy_gettext("Co-lead"),
    ProjectRole.CONTRIBUTOR: lazy_gettext("Contributing partner"),
    ProjectRole.HOST: lazy_gettext("Host"),
    ProjectRole.BENEFICIARY: lazy_gettext("Beneficiary"),
    ProjectRole.OBSERVER: lazy_gettext("Observer"),
}
COMPETENCES: Final[Words] = {
    Competence.SOCIAL_ACTION: lazy_gettext("Social action"),
    Competence.HOUSING: lazy_gettext("Housing"),
    Competence.MOBILITY: lazy_gettext("Mobility"),
    Competence.EDUCATION: lazy_gettext("Education"),
    Competence.DIGITAL: lazy_gettext("Digital affairs"),
    Competence.ECOLOGY: lazy_gettext("Ecology"),
    Competence.CULTURE: lazy_gettext("Culture"),
    Competence.HEALTH: lazy_gettext("Health"),
    Competence.ECONOMY: lazy_gettext("Economy and employment"),
    Competence.PLANNING: lazy_gettext("Spatial planning"),
    Competence.DEMOCRACY: lazy_gettext("Local democracy"),
    Competence.OTHER: lazy_gettext("Another policy"),
}
PROJECT_STATES: Final[Words] = {
    ProjectState.PROPOSED: lazy_gettext("Proposed"),
    ProjectState.UNDER_WAY: lazy_gettext("Under way"),
    ProjectState.COMPLETED: lazy_gettext("Completed"),
    ProjectState.STOPPED: lazy_gettext("Stopped"),
}
PROJECT_TONES: Final[Mapping[str, str]] = {
    ProjectState.PROPOSED: "open",
    ProjectState.UNDER_WAY: "info",
    ProjectState.COMPLETED: "ok",
    ProjectState.STOPPED: "err",
}
OUTCOMES: Final[Words] = {
    ProjectOutcome.COMPLETED: lazy_gettext("Completed: it did what it set out to do"),
    ProjectOutcome.STOPPED: lazy_gettext("Stopped before that"),
}
RESOURCE_KINDS: Final[Words] = {
    ResourceKind.METHOD: lazy_gettext("Method"),
    ResourceKind.TOOL: lazy_gettext("Tool"),
    ResourceKind.DATA: lazy_gettext("Data set"),
    ResourceKind.PLACE: lazy_gettext("Place"),
    ResourceKind.TRAINING: lazy_gettext("Training"),
    ResourceKind.STORY: lazy_gettext("Story"),
}
RESOURCE_KIND_HINTS: Final[Words] = {
    ResourceKind.METHOD: lazy_gettext("A way to do something, step by step"),
    ResourceKind.TOOL: lazy_gettext("Something to use as it is: software, a template"),
    ResourceKind.DATA: lazy_gettext("Facts gathered in a form that others can use"),
    ResourceKind.PLACE: lazy_gettext("A place, and how to make use of it"),
    ResourceKind.TRAINING: lazy_gettext("What is needed to train others"),
    ResourceKind.STORY: lazy_gettext("What was lived through, told for others"),
}
RESOURCE_STATES: Final[Words] = {
    ResourceState.IN_USE: lazy_gettext("In use"),
    ResourceState.RETIRED: lazy_gettext("Retired"),
}
RESOURCE_TONES: Final[Mapping[str, str]] = {
    ResourceState.IN_USE: "ok",
    ResourceState.RETIRED: "err",
}
LEVELS: Final[Words] = {
    Level.PERSON: lazy_gettext("Person"),
    Level.TEAM: lazy_gettext("Team"),
    Level.INSTITUTION: lazy_gettext("Institution"),
    Level.ECOSYSTEM: lazy_gettext("Ecosystem"),
}
LEVEL_HINTS: Final[Words] = {
    Level.PERSON: lazy_gettext("What changed in somebody's own life or work"),
    Level.TEAM: lazy_gettext("What changed between those who work together"),
    Level.INSTITUTION: lazy_gettext("What changed in how a body works or decides"),
    Level.ECOSYSTEM: lazy_gettext("What changed between bodies, or in a territory"),
}
SOURCES: Final[Words] = {
    Source.OWN: lazy_gettext("Our own account"),
    Source.PAPER: lazy_gettext("Collected on paper"),
    Source.ORAL: lazy_gettext("Collected aloud"),
}
SUBJECTS: Final[Words] = {
    Subject.COMMONS: lazy_gettext("The commons as a whole"),
    Subject.PROJECT: lazy_gettext("A project"),
    Subject.RESOURCE: lazy_gettext("A resource"),
}
EVALUATION_STATES: Final[Words] = {
    EvaluationState.RUNNING: lazy_gettext("Accounts are gathered"),
    EvaluationState.CONCLUDED: lazy_gettext("Concluded"),
}
EVALUATION_TONES: Final[Mapping[str, str]] = {
    EvaluationState.RUNNING: "wait",
    EvaluationState.CONCLUDED: "ok",
}

"""Record a contribution: what a partner brought, counted at once as declared.

Its title and description are words for the public. It may be for a project,
whose own days must meet the contribution's, and keep an offer that was accepted.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from ledger.commons.contributions.events import (
    Activity,
    ContributionRecorded,
    Evidence,
    Nature,
    Unit,
)
from ledger.commons.contributions.limits import (
    check_activities,
    check_evidence,
    check_nature,
    check_period,
    check_quantity,
)
from ledger.commons.contributions.modalities import (
    BUILT_IN,
    Modalities,
    ModalitiesFounded,
    modalities_in_force,
    modalities_of,
)
from ledger.commons.contributions.refusals import (
    ContributionExists,
)
from ledger.commons.needs.events import (
    OfferAccepted,
    OfferMade,
    OfferWithdrawn,
)
from ledger.commons.needs.offer import (
    NO_OFFER,
    Offer,
    evolve_offer,
    life_of_offer,
    require_standing_offer,
)
from ledger.commons.needs.refusals import (
    NotYourOffer,
    OfferNotAccepted,
)
from ledger.commons.projects.events import (
    ProjectClosed,
    ProjectLaunched,
    ProjectProposed,
)
from ledger.commons.projects.open_days import (
    NO_DAYS,
    OpenDays,
    check_open_days,
    evolve_open_days,
    open_days_of,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import ContributionId, OfferId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import Period, day_in_paris, plain
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class RecordContribution(Command):
    """A partner declares what it brought."""

    contribution_id: ContributionId
    partner_id: PartnerId
    nature: Nature
    quantity: Decimal
    unit: Unit
    period: Period
    title: Words
    description: Words | None = None
    activities: tuple[Activity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    project_id: ProjectId | None = None
    offer_id: OfferId | None = None


@dataclass(frozen=True)
class Sheet:
    """What the decision remembers of partner, modalities, project, offer, own name."""

    partnership: Partnership = Partnership.UNKNOWN
    recorded: frozenset[ContributionId] = frozenset()
    modalities: Modalities = field(default_factory=lambda: BUILT_IN)
    offer: Offer = NO_OFFER
    days: OpenDays = NO_DAYS


def boundary(command: RecordContribution) -> Boundary:
    """Depend on partner, modalities, this own name, a project's days, an offer's life.

    Other contributions stay outside, so that all partners record at once, be it
    for one project.
    """
    clauses = [
        partnership_of(command.partner_id),
        modalities_in_force(),
        facts(ContributionRecorded, contribution_id=command.contribution_id),
    ]
    if command.project_id is not None:
        clauses.append(open_days_of(command.project_id))
    if command.offer_id is not None:
        clauses.append(life_of_offer(command.offer_id))
    return tuple(clauses)


def evolve(
    sheet: Sheet,
    fact: PartnershipFact
    | ModalitiesFounded
    | OfferMade
    | OfferAccepted
    | OfferWithdrawn
    | ContributionRecorded
    | ProjectProposed
    | ProjectLaunched
    | ProjectClosed,
) -> Sheet:
    """Remember the standing, the names taken, what is counted, project and offer.

    A contribution that keeps this offer may be another one: its name tells.
    """
    if isinstance(fact, PARTNERSHIP):
        return replace(sheet, partnership=evolve_partnership(fact))
    match fact:
        case ModalitiesFounded():
            return replace(sheet, modalities=modalities_of(fact))
        case OfferMade() | OfferAccepted() | OfferWithdrawn():
            return replace(sheet, offer=evolve_offer(sheet.offer, fact))
        case ContributionRecorded(contribution_id=name):
            offer = evolve_offer(sheet.offer, fact)
            return replace(sheet, recorded=sheet.recorded | {name}, offer=offer)
        case ProjectProposed() | ProjectLaunched() | ProjectClosed():
            return replace(sheet, days=evolve_open_days(sheet.days, fact))


def decide(
    sheet: Sheet, command: RecordContribution, acting: Acting
) -> list[ContributionRecorded]:
    """Record what an active partner brought, if it can be counted."""
    require_standing(acting, command.partner_id, sheet.partnership)
    if command.contribution_id in sheet.recorded:
        raise ContributionExists
    check_nature(command.nature, command.unit, sheet.modalities.units)
    check_quantity(command.quantity)
    check_period(command.period, day_in_paris(command.at))
    check_activities(command.activities)
    check_evidence(command.evidence)
    if command.project_id is not None:
        check_open_days(sheet.days, command.period)
    if command.offer_id is not None:
        _check_offer(sheet.offer, command.partner_id)
    return [
        ContributionRecorded(
            contribution_id=command.contribution_id,
            partner_id=command.partner_id,
            nature=command.nature,
            quantity=plain(command.quantity),
            unit=command.unit,
            period=command.period,
            title=command.title,
            description=command.description,
            activities=command.activities,
            evidence=command.evidence,
            project_id=command.project_id,
            offer_id=command.offer_id,
            confirm_above=sheet.modalities.confirm_above.get(command.unit),
        )
    ]


def _check_offer(offer: Offer, partner_id: PartnerId) -> None:
    """Refuse an offer of another partner, one not accepted, and one kept already."""
    if offer.author not in {None, partner_id}:
        raise NotYourOffer
    require_standing_offer(offer)
    if not offer.is_accepted:
        raise OfferNotAccepted


record_contribution = Decider(boundary, Sheet(), evolve, decide)

"""The founding story, as far as Commun goes today. All its bodies are invented."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import Settlement
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.kernel.identifiers import (
    ContributionId,
    InterestId,
    PartnerId,
    PersonId,
    ProjectId,
)
from ledger.kernel.messages import Actor, Capacity
from ledger.kernel.quantities import Period
from ledger.membership.mandates.events import Designation
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.decline_invitation import DeclineInvitation
from ledger.membership.partners.events import PartnerKind, Scope
from ledger.membership.partners.found_commons import FoundCommons
from ledger.membership.partners.identity import Identity
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.state_interest import StateInterest
from web.demo.cast import BODIES, BY_NAME, GIFTS, LAB, REPRESENTATIVE, Body, Gift
from web.demo.evaluations_told import MOMENTS as EVALUATION_MOMENTS
from web.demo.needs_told import MOMENTS as NEED_MOMENTS
from web.demo.needs_told import end_needs
from web.demo.projects_told import MOMENTS, begin_projects
from web.demo.resources_told import MOMENTS as RESOURCE_MOMENTS
from web.demo.telling import Teller, mandate_of


def tell(teller: Teller) -> None:
    """Tell the story from the founding to the first settled contest."""
    _found(teller)
    for number, body in enumerate(BODIES):
        _invite(teller, body, day=f"2026-01-{12 + number:02}")
    _decline(teller)
    for number, body in enumerate(BODIES):
        _confirm(teller, body, day=f"2026-02-{2 + number:02}")
    _designate(teller)
    begin_projects(teller)
    moments: list[tuple[str, Callable[[Teller], None]]] = [
        *((gift.day, partial(_record, gift=gift)) for gift in GIFTS),
        *MOMENTS,
        *NEED_MOMENTS,
        *RESOURCE_MOMENTS,
        *EVALUATION_MOMENTS,
    ]
    for day, happens in sorted(moments, key=lambda moment: moment[0]):
        teller.on(day)
        happens(teller)
    _talk(teller)
    end_needs(teller)


def _identity(teller: Teller, body: Body) -> Identity:
    why = "Organisation inventée pour la démonstration"
    return Identity(
        kind=body.kind,
        scope=body.scope,
        name=teller.public("name", body.name),
        short_name=teller.public("short_name", body.short_name),
        no_identifier_reason=teller.public("no_identifier_reason", why),
    )


def _contact(teller: Teller, body: Body) -> tuple[PersonId, str]:
    person = PersonId(body.person_id)
    address = f"{body.person_id}@exemple.test"
    teller.emails[person] = address
    return person, address


def _found(teller: Teller) -> None:
    teller.on("2026-01-08")
    person, address = _contact(teller, LAB)
    capacities = (REPRESENTATIVE, Capacity.BOARD_MEMBER)
    representative, board_member = (
        mandate_of(LAB.person_id, LAB.partner_id, capacity) for capacity in capacities
    )
    teller.tell(
        FoundCommons,
        Actor(person_id=person),
        commons_name=teller.public("commons_name", "Le Commun de l’Estuaire"),
        person_id=person,
        person_name=teller.personal("name", LAB.person_name, person),
        contact=teller.personal("contact", address, person),
        partner_id=PartnerId(LAB.partner_id),
        identity=_identity(teller, LAB),
        representative_id=representative,
        board_member_id=board_member,
    )
    _state(teller, LAB)


def _invite(teller: Teller, body: Body, day: str) -> None:
    teller.on(day)
    person, address = _contact(teller, body)
    teller.tell(
        InvitePartner,
        LAB.actor,
        host_id=PartnerId(LAB.partner_id),
        partner_id=PartnerId(body.partner_id),
        identity=_identity(teller, body),
        contact_id=person,
        contact=teller.personal("contact", address, person),
        confirm_by=date(2026, 3, 1),
    )


def _confirm(teller: Teller, body: Body, day: str) -> None:
    teller.on(day)
    person = PersonId(body.person_id)
    teller.tell(
        ConfirmPartnership,
        Actor(person_id=person),
        partner_id=PartnerId(body.partner_id),
        person_name=teller.personal("name", body.person_name, person),
        mandate_id=mandate_of(body.person_id, body.partner_id, REPRESENTATIVE),
    )
    _state(teller, body)


def _state(teller: Teller, body: Body) -> None:
    teller.tell(
        StateInterest,
        body.actor,
        partner_id=PartnerId(body.partner_id),
        interest_id=InterestId(f"interest-{body.partner_id}"),
        interest=teller.public("interest", body.interest),
    )


def _decline(teller: Teller) -> None:
    """Let one invited body decline, so that the page of invitations shows it."""
    teller.on("2026-01-22")
    body = Body(
        "chambre-metiers",
        PartnerKind.PUBLIC_BODY,
        Scope.REGIONAL,
        "Chambre des métiers de l’Estuaire",
        "Chambre métiers",
        "olga",
        "Olga Riou",
        "",
    )
    _invite(teller, body, "2026-01-22")
    teller.on("2026-01-30")
    teller.tell(
        DeclineInvitation,
        Actor(person_id=PersonId(body.person_id)),
        partner_id=PartnerId(body.partner_id),
        reason=teller.partners("reason", "Pas cette année : nous changeons d’équipe."),
    )


def _designate(teller: Teller) -> None:
    """Give Sources-le-Haut a second person, until the end of next January."""
    teller.on("2026-02-16")
    body = BY_NAME["sources-le-haut"]
    person = PersonId("yann")
    teller.emails[person] = "yann@exemple.test"
    teller.tell(
        GrantMandate,
        body.actor,
        acting_for_id=PartnerId(body.partner_id),
        mandate_id=mandate_of("yann", body.partner_id, Capacity.CONTRIBUTOR),
        partner_id=PartnerId(body.partner_id),
        person_id=person,
        capacity=Capacity.CONTRIBUTOR,
        designation=Designation.DECISION_OF_HEAD,
        starts_on=date(2026, 2, 16),
        ends_on=date(2027, 1, 20),
        contact=teller.personal("contact", "yann@exemple.test", person),
    )


def _record(teller: Teller, gift: Gift) -> None:
    teller.tell(
        RecordContribution,
        BY_NAME[gift.of].actor,
        contribution_id=ContributionId(gift.name),
        partner_id=PartnerId(gift.of),
        nature=gift.nature,
        quantity=Decimal(gift.quantity),
        unit=gift.unit,
        period=Period(date.fromisoformat(gift.start), date.fromisoformat(gift.end)),
        title=teller.public("title", gift.title),
        activities=gift.activities,
        project_id=ProjectId(gift.project) if gift.project else None,
    )


def _talk(teller: Teller) -> None:
    """Confirm, clarify, correct, contest and settle, each once or more."""
    confirmed = (
        ("g1", "lab-estuaire"),
        ("g2", "ville-brumes"),
        ("g3", "sources-le-haut"),
        ("g7", "lab-estuaire"),
        ("g9", "region-littoral"),
    )
    for number, (gift, by) in enumerate(confirmed):
        teller.on(f"2026-10-{6 + number:02}", 15)
        _about(teller, ConfirmContribution, gift, by)
    teller.on("2026-10-12")
    question = teller.partners("question", "Les 63 heures comptent-elles les trajets ?")
    _about(teller, AskClarification, "g6", "departement-marais", question=question)
    teller.on("2026-10-13")
    answer = teller.partners("answer", "Non, seulement les relectures elles-mêmes.")
    _about(teller, GiveClarification, "g6", "rives-vives", answer=answer)
    teller.on("2026-10-14")
    reason = teller.public("reason", "Une séance de février avait été oubliée.")
    _about(
        teller,
        CorrectContribution,
        "g1",
        "ville-brumes",
        difference=Decimal(1),
        reason=reason,
    )
    teller.on("2026-10-15")
    reason = teller.partners("reason", "Le minibus n’a roulé que sept jours.")
    _about(teller, ContestContribution, "g8", "departement-marais", reason=reason)
    teller.on("2026-10-19")
    answer = teller.partners(
        "answer", "Neuf jours avec l’aller et le retour du garage."
    )
    _about(teller, AnswerContest, "g8", "pont-aux-aulnes", answer=answer)
    teller.on("2026-11-02")
    reason = teller.partners("reason", "Le carnet de bord du minibus le montre.")
    _about(
        teller,
        SettleContest,
        "g8",
        "tiers-communs",
        settlement=Settlement.SET_ASIDE,
        reason=reason,
    )
    teller.on("2026-11-09")
    question = teller.partners(
        "question", "Quels jours la travailleuse était-elle là ?"
    )
    _about(teller, AskClarification, "g5", "ville-brumes", question=question)


def _about(
    teller: Teller,
    kind: type,
    gift: str,
    by: str,
    **fields: object,
) -> None:
    teller.tell(
        kind,
        BY_NAME[by].actor,
        contribution_id=ContributionId(gift),
        partner_id=PartnerId(by),
        **fields,
    )

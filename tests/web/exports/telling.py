"""The founding story, and beside it what an export has to be careful with."""

from datetime import date
from decimal import Decimal
from typing import Any

from ledger.application import CODEC
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import ContributionRecorded, Nature, Unit
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.deciders import FACTS
from ledger.kernel.identifiers import (
    ContributionId,
    PartnerId,
    PersonId,
    WordsId,
    tag_of,
)
from ledger.kernel.messages import Actor
from ledger.kernel.quantities import Period
from ledger.kernel.store.history import load_history
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.events import PartnerKind, Scope
from ledger.membership.partners.identity import Identity
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.words.events import Ground
from ledger.words.withdraw_words import WithdrawWords
from tests.web.running import Running
from web.demo.cast import BY_NAME, LAB, REPRESENTATIVE
from web.demo.founding_story import tell
from web.demo.telling import Teller, mandate_of

VIVES = "rives-vives"
NASTY = "Atelier ; « l’été », fin\\n\r\n\u202e=1+1 <b>& 🎉 " + "é" * 80
"""What breaks lines, escapes and folds that were not thought of."""


def commons_told(running: Running) -> None:
    """Load the story and what goes with it, and bring the views to its end."""
    teller = Teller()
    tell(teller)
    teller.on("2026-11-17")
    _inhabitant(teller)
    _record(teller, "corrected", NASTY, Nature.TIME, "7.5", Unit.HOUR)
    _record(teller, "gone", "Saisie deux fois", Nature.KNOW_HOW, "2", Unit.ITEM)
    _record(teller, "lent", "Une sono prêtée", Nature.PLACE, "3", Unit.ITEM)
    _record(teller, "contested", "Un atelier", Nature.TIME, "4", Unit.SESSION)
    _record(teller, "silent", "Nom de Camille", Nature.KNOW_HOW, "1", Unit.DAY)
    teller.on("2026-11-18")
    _by(
        teller,
        CorrectContribution,
        VIVES,
        contribution_id=ContributionId("corrected"),
        difference=Decimal("-1.5"),
        reason=teller.public("reason", "Une heure et demie de trop."),
    )
    _by(
        teller,
        WithdrawContribution,
        VIVES,
        contribution_id=ContributionId("gone"),
        reason=teller.public("reason", "Elle y était déjà."),
    )
    _by(
        teller,
        ContestContribution,
        "ville-brumes",
        contribution_id=ContributionId("contested"),
        reason=teller.partners("reason", "Nous n’y étions pas."),
    )
    _take_back(teller, "silent")
    load_history(
        running.connection.info.dsn,
        list(teller.history()),
        [kind.__name__ for kind in FACTS],
    )
    running.wiring.store.erase_withdrawn()
    running.settle()


def _by(teller: Teller, kind: type, by: str, **fields: Any) -> None:  # noqa: ANN401  # whatever the command takes
    teller.tell(kind, BY_NAME[by].actor, partner_id=PartnerId(by), **fields)


def _record(  # noqa: PLR0913, PLR0917  # a contribution is these things
    teller: Teller, name: str, title: str, nature: Nature, quantity: str, unit: Unit
) -> None:
    _by(
        teller,
        RecordContribution,
        VIVES,
        contribution_id=ContributionId(name),
        nature=nature,
        quantity=Decimal(quantity),
        unit=unit,
        period=Period(date(2026, 10, 24), date(2026, 10, 25)),
        title=teller.public("title", title),
    )


def _inhabitant(teller: Teller) -> None:
    """Let somebody take part in their own name."""
    person = PersonId("camille")
    teller.tell(
        InvitePartner,
        LAB.actor,
        host_id=PartnerId(LAB.partner_id),
        partner_id=PartnerId("camille"),
        identity=Identity(
            kind=PartnerKind.PERSON,
            scope=Scope.COMMUNAL,
            name=teller.public("name", "Camille D."),
            short_name=teller.public("short_name", "Camille"),
        ),
        contact_id=person,
        contact=teller.personal("contact", "camille@exemple.test", person),
        confirm_by=date(2026, 12, 1),
    )
    teller.tell(
        ConfirmPartnership,
        Actor(person_id=person),
        partner_id=PartnerId("camille"),
        person_name=teller.personal("name", "Camille Durand", person),
        mandate_id=mandate_of("camille", "camille", REPRESENTATIVE),
    )


def _take_back(teller: Teller, name: str) -> None:
    """Let a title be withdrawn by who wrote it."""
    recorded = [CODEC.decode(stored) for stored in teller.store.since(0)]
    position, title = next(
        (one.position, one.fact.title)
        for one in recorded
        if isinstance(one.fact, ContributionRecorded)
        and one.fact.contribution_id == name
    )
    _by(
        teller,
        WithdrawWords,
        VIVES,
        words_id=WordsId(title.digest),
        position=position,
        about=tag_of("contribution_id", name),
        ground=Ground.AUTHOR,
    )

"""The two projects of the founding story, as their members live them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.events import Competence, FinancingLine, ProjectRole
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.propose_project import ProposeProject
from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.set_financing_plan import SetFinancingPlan
from ledger.commons.projects.set_milestone import SetMilestone
from ledger.commons.projects.share_lead import ShareLead
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Command
from ledger.membership.partners.events import Scope
from web.demo.cast import BY_NAME
from web.demo.telling import Teller

COURTYARD: Final = ProjectId("cours-ouvertes")
JOURNEYS: Final = ProjectId("parcours-croises")


def begin_projects(teller: Teller) -> None:
    """Propose and launch both projects, and let towns join them."""
    teller.on("2026-02-18")
    _in(
        teller,
        COURTYARD,
        ProposeProject,
        "sources-le-haut",
        title=teller.public("title", "Cours d’école ouvertes"),
        purpose=teller.public(
            "purpose",
            "Ouvrir les cours d’école aux habitants le soir et l’été, les planter"
            " et les ombrager, avec les enfants et leurs parents.",
        ),
        scope=Scope.COMMUNAL,
    )
    _join(teller, COURTYARD, "pont-aux-aulnes", ProjectRole.BENEFICIARY)
    _join(teller, COURTYARD, "ville-brumes", ProjectRole.CONTRIBUTOR)
    teller.on("2026-02-19")
    _in(
        teller,
        JOURNEYS,
        ProposeProject,
        "lab-estuaire",
        title=teller.public("title", "Parcours croisés vers l’emploi"),
        purpose=teller.public(
            "purpose",
            "Suivre ensemble, du logement à l’emploi, des personnes que chaque"
            " guichet ne voit qu’un moment.",
        ),
        scope=Scope.REGIONAL,
    )
    for name, role in (
        ("departement-marais", ProjectRole.CONTRIBUTOR),
        ("region-littoral", ProjectRole.CONTRIBUTOR),
        ("sources-le-haut", ProjectRole.HOST),
        ("tiers-communs", ProjectRole.OBSERVER),
        ("rives-vives", ProjectRole.BENEFICIARY),
    ):
        _join(teller, JOURNEYS, name, role)
    teller.on("2026-02-23")
    _in(
        teller,
        COURTYARD,
        LaunchProject,
        "sources-le-haut",
        launched_on=date(2026, 2, 23),
    )
    teller.on("2026-03-02")
    _in(teller, JOURNEYS, LaunchProject, "lab-estuaire", launched_on=date(2026, 3, 2))
    _plan_ways(teller)


def _plan_ways(teller: Teller) -> None:
    """Set milestones and a financing plan."""
    for project, by, name, title, due in (
        (COURTYARD, "sources-le-haut", "ecoute", "Dix soirées d’écoute", "2026-05-29"),
        (COURTYARD, "sources-le-haut", "ombre", "Une première cour ombragée",
         "2026-09-30"),
        (COURTYARD, "sources-le-haut", "ete", "Un été dans trois cours", "2027-07-05"),
        (JOURNEYS, "lab-estuaire", "recits", "Vingt récits de parcours", "2026-06-30"),
        (JOURNEYS, "lab-estuaire", "guichet", "Un accueil commun à l’essai",
         "2026-11-02"),
        (JOURNEYS, "lab-estuaire", "bilan", "Ce que les personnes en disent",
         "2027-03-31"),
    ):  # fmt: skip
        _in(
            teller,
            project,
            SetMilestone,
            by,
            milestone_id=MilestoneId(name),
            title=teller.public("title", title),
            due_on=date.fromisoformat(due),
        )
    teller.on("2026-03-09")
    _in(
        teller,
        COURTYARD,
        SetFinancingPlan,
        "sources-le-haut",
        plan_version=1,
        lines=(
            FinancingLine(
                funder_id=PartnerId("sources-le-haut"),
                requested_cents=1_200_000,
                granted_cents=1_200_000,
                is_own_share=True,
            ),
            FinancingLine(
                funder_id=PartnerId("region-littoral"),
                scheme=teller.public("scheme", "Contrat de territoire"),
                requested_cents=3_000_000,
                granted_cents=2_400_000,
            ),
            FinancingLine(
                funder=teller.public("funder", "Agence de l’eau"),
                scheme=teller.public("scheme", "Désimperméabiliser les cours"),
                requested_cents=1_850_050,
            ),
        ),
    )


def _listened(teller: Teller) -> None:
    """Reach the first milestone, and write down what was heard."""
    _in(
        teller,
        COURTYARD,
        ReachMilestone,
        "sources-le-haut",
        milestone_id=MilestoneId("ecoute"),
        reached_on=date(2026, 6, 2),
    )
    _write(
        teller,
        COURTYARD,
        "ville-brumes",
        "Dixième soirée hier. Les enfants veulent de l’eau et des cabanes ; les"
        " voisins craignent le bruit après 22 heures. Nous fermerons à 21 h 30.",
    )


def _told_first_story(teller: Teller) -> None:
    """Write down the first story, and which policies it crossed."""
    _write(
        teller,
        JOURNEYS,
        "sources-le-haut",
        "Premier récit recueilli à la mairie, avec l’accord de la personne : six"
        " rendez-vous, quatre dossiers, la même question à chaque fois.",
    )
    for competence, holder in (
        (Competence.SOCIAL_ACTION, "departement-marais"),
        (Competence.ECONOMY, "region-littoral"),
        (Competence.HOUSING, "sources-le-haut"),
    ):
        _in(
            teller,
            JOURNEYS,
            CrossCompetence,
            "lab-estuaire",
            competence=competence,
            holder_id=PartnerId(holder),
        )


def _waited_for_winter(teller: Teller) -> None:
    """Move a milestone, and say why."""
    _in(
        teller,
        COURTYARD,
        MoveMilestone,
        "sources-le-haut",
        milestone_id=MilestoneId("ombre"),
        due_on=date(2027, 4, 30),
        reason=teller.public("reason", "Les arbres se plantent en hiver."),
    )


def _shared(teller: Teller) -> None:
    """Share a lead; whoever leads now says that a milestone is reached."""
    lead, milestone = PartnerId("departement-marais"), MilestoneId("recits")
    _in(teller, JOURNEYS, ShareLead, "lab-estuaire", member_id=lead)
    _in(
        teller,
        JOURNEYS,
        ReachMilestone,
        lead,
        milestone_id=milestone,
        reached_on=date(2026, 9, 18),
    )


MOMENTS: Final[tuple[tuple[str, Callable[[Teller], None]], ...]] = (
    ("2026-06-04", _listened),
    ("2026-06-18", _told_first_story),
    ("2026-09-21", _waited_for_winter),
    ("2026-09-22", _shared),
)
"""What happens in both projects later on, each on its day."""


def _join(teller: Teller, project: ProjectId, by: str, role: ProjectRole) -> None:
    _in(teller, project, JoinProject, by, role=role)


def _write(teller: Teller, project: ProjectId, by: str, text: str) -> None:
    _in(teller, project, WriteJournalEntry, by, text=teller.public("text", text))


def _in(
    teller: Teller,
    project: ProjectId,
    kind: type[Command],
    by: str,
    **fields: object,
) -> None:
    body = BY_NAME[by]
    content: Mapping[str, object] = {
        "project_id": project,
        "partner_id": PartnerId(by),
        **fields,
    }
    teller.tell(kind, body.actor, **content)

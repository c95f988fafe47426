"""The cast of the demonstration: invented bodies, their people, what they brought."""

from dataclasses import dataclass
from typing import Final

from ledger.commons.contributions.events import Activity, Nature, Unit
from ledger.kernel.messages import Actor, Capacity
from ledger.membership.partners.events import PartnerKind, Scope
from web.demo.telling import hat

REPRESENTATIVE: Final = Capacity.REPRESENTATIVE


@dataclass(frozen=True)
class Body:
    """An invented body with its person."""

    partner_id: str
    kind: PartnerKind
    scope: Scope
    name: str
    short_name: str
    person_id: str
    person_name: str
    interest: str

    @property
    def actor(self) -> Actor:
        """Return its representative as an actor."""
        return hat(self.person_id, self.partner_id, REPRESENTATIVE)


LAB: Final = Body(
    "lab-estuaire",
    PartnerKind.STATE_SERVICE,
    Scope.REGIONAL,
    "Lab Estuaire, laboratoire d’innovation État–Région",
    "Lab Estuaire",
    "nadia",
    "Nadia Kermarec",
    "Mutualiser un laboratoire régional que personne ne possède seul.",
)
BODIES: Final = (
    Body(
        "tiers-communs",
        PartnerKind.ASSOCIATION,
        Scope.NATIONAL,
        "Association nationale Tiers-Communs",
        "Tiers-Communs",
        "hugo",
        "Hugo Vasseur",
        "Documenter des méthodes que d’autres territoires reprennent.",
    ),
    Body(
        "region-littoral",
        PartnerKind.REGION,
        Scope.REGIONAL,
        "Région Littoral",
        "Région Littoral",
        "ines",
        "Inès Le Bihan",
        "Savoir où va l’argent de la relance et ce qu’il change.",
    ),
    Body(
        "departement-marais",
        PartnerKind.DEPARTMENT,
        Scope.DEPARTMENTAL,
        "Département des Marais",
        "Les Marais",
        "paul",
        "Paul Guégan",
        "Relier l’action sociale aux projets des communes.",
    ),
    Body(
        "ville-brumes",
        PartnerKind.COMMUNE,
        Scope.COMMUNAL,
        "Ville de Brumes",
        "Brumes",
        "sarah",
        "Sarah Ollivier",
        "Ouvrir nos salles et nos données à des projets communs.",
    ),
    Body(
        "sources-le-haut",
        PartnerKind.COMMUNE,
        Scope.COMMUNAL,
        "Commune de Sources-le-Haut",
        "Sources-le-Haut",
        "jeanne",
        "Jeanne Morvan",
        "Avoir accès à une ingénierie que nous ne pouvons pas payer seuls.",
    ),
    Body(
        "pont-aux-aulnes",
        PartnerKind.COMMUNE,
        Scope.COMMUNAL,
        "Commune de Pont-aux-Aulnes",
        "Pont-aux-Aulnes",
        "marc",
        "Marc Tanguy",
        "Faire avec les voisins plutôt que refaire chacun chez soi.",
    ),
    Body(
        "rives-vives",
        PartnerKind.COLLECTIVE,
        Scope.INTERCOMMUNAL,
        "Collectif citoyen Rives Vives",
        "Rives Vives",
        "lea",
        "Léa Prigent",
        "Vérifier par nous-mêmes, sans devoir demander.",
    ),
)
BY_NAME: Final = {body.partner_id: body for body in (LAB, *BODIES)}


@dataclass(frozen=True)
class Gift:
    """What a body brought, and when it recorded it."""

    name: str
    of: str
    day: str
    nature: Nature
    quantity: str
    unit: Unit
    start: str
    end: str
    title: str
    activities: tuple[Activity, ...] = ()
    project: str = ""


GIFTS: Final = (
    Gift("g1", "ville-brumes", "2026-03-12", Nature.PLACE, "6", Unit.SESSION,
         "2026-02-02", "2026-03-09", "Prêt de la salle des fêtes pour six ateliers",
         (Activity.HOSPITALITY,), "cours-ouvertes"),
    Gift("g2", "lab-estuaire", "2026-03-16", Nature.TIME, "12.5", Unit.DAY,
         "2026-01-12", "2026-03-13", "Animation des ateliers de cadrage",
         (Activity.FACILITATION, Activity.COORDINATION), "parcours-croises"),
    Gift("g3", "tiers-communs", "2026-04-02", Nature.KNOW_HOW, "1", Unit.ITEM,
         "2026-03-20", "2026-03-31", "Méthode « Parcours croisés », livrée",
         (Activity.MENTORING,), "parcours-croises"),
    Gift("g4", "sources-le-haut", "2026-04-20", Nature.TIME, "18", Unit.HOUR,
         "2026-03-02", "2026-04-17", "Accueil et tests avec les habitants",
         (Activity.USER_TESTING, Activity.HOSPITALITY), "cours-ouvertes"),
    Gift("g5", "departement-marais", "2026-05-11", Nature.TIME, "4", Unit.DAY,
         "2026-04-06", "2026-05-07", "Mise à disposition d’une travailleuse sociale",
         project="parcours-croises"),
    Gift("g6", "rives-vives", "2026-05-19", Nature.TIME, "63", Unit.HOUR,
         "2026-02-01", "2026-05-15", "Relecture citoyenne des documents",
         (Activity.PROOFREADING,)),
    Gift("g7", "region-littoral", "2026-06-08", Nature.KNOW_HOW, "3", Unit.ITEM,
         "2026-05-04", "2026-06-05", "Trois jeux de données sur les mobilités",
         (Activity.DATA,)),
    Gift("g8", "pont-aux-aulnes", "2026-06-22", Nature.PLACE, "9", Unit.DAY,
         "2026-05-18", "2026-06-19", "Prêt du minibus communal"),
    Gift("g9", "lab-estuaire", "2026-09-14", Nature.TIME, "7", Unit.DAY,
         "2026-07-01", "2026-09-11", "Coordination de l’été",
         (Activity.COORDINATION,)),
    Gift("g10", "ville-brumes", "2026-10-05", Nature.PLACE, "4", Unit.SESSION,
         "2026-09-07", "2026-10-02", "Prêt du fablab municipal",
         (Activity.HOSPITALITY,)),
)  # fmt: skip

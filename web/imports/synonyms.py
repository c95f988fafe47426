"""Synonyms: how files name the columns, natures, units and kinds of work we ask for."""

from collections.abc import Mapping
from typing import Final, TypeVar

from ledger.commons.contributions.events import Activity, Nature, Unit

Meaning = TypeVar("Meaning", bound=str)

ROW_HEADINGS: Final = ("Row in the file sent", "Ligne du fichier envoyé")
REASON_HEADINGS: Final = ("What to correct", "À corriger")
OWN_HEADINGS: Final = frozenset((*ROW_HEADINGS, *REASON_HEADINGS))
"""What an errors file adds; sent again, these columns are not the sender's."""


def names_in(written: str) -> tuple[str, ...]:
    """Return the names of a list with commas."""
    return tuple(written.split(", "))


def by_name(meanings: Mapping[Meaning, str]) -> Mapping[str, Meaning]:
    """Return what each name of the lists means."""
    return {
        name: meaning
        for meaning, written in meanings.items()
        for name in names_in(written)
    }


COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "nature": names_in(
        "nature, nature contribution, type, type contribution, categorie, category, "
        "kind, nature de la subvention, nature de l aide, nature de la contribution, "
        "type de contribution"
    ),
    "title": names_in(
        "title, titre, objet, object, intitule, libelle, tache, task, subject, sujet, "
        "activite realisee, action, mission, label, en quelques mots, in a few words, "
        "objet de la convention, objet de la subvention, salle, room, materiel, "
        "equipement, equipment, designation, work, travail, projet objet"
    ),
    "quantity": names_in(
        "quantity, quantite, combien, how much, heures, hours, h, nb heures, nbre "
        "heures, nombre heures, nombre d heures, nb d heures, heures passees, temps, "
        "temps passe, temps passe h, time spent, duree, duree h, duree heures, "
        "duration, jours, days, nb jours, nombre de jours, montant, montant total de "
        "la subvention, amount, valeur, value, nombre, number, volume, seances, "
        "sessions, duree en heures, total heures, total h"
    ),
    "unit": names_in(
        "unit, unite, units, unites, unite de mesure, counted in, compte en, comptee "
        "en, mesure"
    ),
    "started_on": names_in(
        "started on, start, start date, begin, from, date, day, jour, debut, date "
        "debut, date de debut, du, commence le, commencee le, le, quand, when, "
        "period, periode, dates, period start, date convention, date de la "
        "convention, date de convention, dates periode versement, date de versement, "
        "date s ou periode s de versement, date du pret, date de reservation, date de "
        "debut du projet, on which day did it begin, quel jour a t elle commence, "
        "from date, start day"
    ),
    "ended_on": names_in(
        "ended on, end, end date, to, until, fin, finie le, date fin, date de fin, "
        "au, jusqu au, termine le, period end, date de retour, date de fin du projet, "
        "on which day did it end, to date, end day"
    ),
    "description": names_in(
        "description, details, detail, commentaire, commentaires, comment, comments, "
        "remarque, remarques, notes, note, observations, descriptif, precisions, what "
        "should others know about it"
    ),
    "activities": names_in(
        "activities, activity, activite, activites, type de travail, kind of work, "
        "domaine"
    ),
    "project": names_in(
        "project, projet, nom du projet, project name, for which project, pour quel "
        "projet, project id"
    ),
}
"""The first of a field's names that a file has is taken before the later ones."""

HEADINGS: Final = frozenset(name for names in COLUMNS.values() for name in names)

UNIT_OF_HEADING: Final = by_name(
    {
        Unit.HOUR: (
            "heures, hours, h, nb heures, nbre heures, nombre heures, nombre d "
            "heures, nb d heures, heures passees, temps passe h, duree h, duree "
            "heures, duree en heures, total heures, total h"
        ),
        Unit.DAY: ("jours, days, nb jours, nombre de jours"),
        Unit.SESSION: ("seances, sessions"),
    }
)
NATURE_OF_HEADING: Final = by_name(
    {
        Nature.PLACE: (
            "salle, room, materiel, equipement, equipment, date du pret, date de "
            "reservation"
        ),
    }
)

UNITS: Final = by_name(
    {
        Unit.HOUR: ("hour, hours, h, hr, hrs, heure, heures, heure s, hour s"),
        Unit.DAY: (
            "day, days, d, j, jour, jours, jour s, journee, journees, jour homme, "
            "jours homme, jh, man day"
        ),
        Unit.SESSION: ("session, sessions, seance, seances, atelier, ateliers"),
        Unit.ITEM: (
            "item, items, unite, unites, piece, pieces, exemplaire, exemplaires, "
            "objet, objets, u"
        ),
    }
)
MINUTES: Final = frozenset(names_in("min, minute, minutes, mn"))
HALF_DAYS: Final = frozenset(
    names_in("1 2 journee, demi journee, demi journees, dj, half day, half days")
)

NATURES: Final = by_name(
    {
        Nature.TIME: (
            "time, temps, benevolat, volunteering, heures, travail, work, mise a "
            "disposition de personnel, personnel, staff, temps de travail"
        ),
        Nature.PLACE: (
            "place, place or equipment, lieu, lieu ou materiel, local, locaux, salle, "
            "salles, room, rooms, materiel, equipement, equipment, vehicule, pret de "
            "salle, pret de materiel, mise a disposition, espace, lieu ou equipement"
        ),
        Nature.KNOW_HOW: (
            "know how, know how or resource, savoir faire, savoir faire ou ressource, "
            "savoir, ressource, resource, formation, training, methode, method, "
            "donnees, code"
        ),
        Nature.MONEY: (
            "money, argent, numeraire, aide en numeraire, en numeraire, cash, "
            "subvention, grant, aide en numeraire aide en nature, aide en nature aide "
            "en numeraire, euros"
        ),
    }
)

ACTIVITIES: Final = by_name(
    {
        Activity.FACILITATION: ("facilitation, animation"),
        Activity.HOSPITALITY: ("hospitality, accueil"),
        Activity.COORDINATION: ("coordination"),
        Activity.DATA: ("data, donnees"),
        Activity.CODE: ("code, developpement"),
        Activity.TRANSLATION: ("translation, traduction"),
        Activity.USER_TESTING: ("user testing, tests utilisateurs, tests"),
        Activity.PROOFREADING: ("proofreading, relecture"),
        Activity.FUNDRAISING: ("fundraising, recherche de fonds"),
        Activity.MENTORING: ("mentoring, mentorat, tutorat"),
        Activity.ACCESSIBILITY: ("accessibility, accessibilite"),
    }
)

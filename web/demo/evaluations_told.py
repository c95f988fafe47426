"""The evaluations of the founding story: what two projects change, told by many."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.commons.evaluations.events import CourseStep, Level, Source
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.commons.evaluations.trace_life_course import TraceLifeCourse
from ledger.kernel.identifiers import (
    AccountId,
    CourseId,
    EscalationId,
    EvaluationId,
    PartnerId,
)
from ledger.kernel.messages import Actor, Capacity, Command
from web.demo.cast import BY_NAME, LAB
from web.demo.projects_told import COURTYARD, JOURNEYS
from web.demo.telling import Teller, mandate_of

YARDS: Final = EvaluationId("cours-ouvertes-an-un")
DESKS: Final = EvaluationId("guichets-croises")
CHAIR: Final = Actor(
    person_id=LAB.actor.person_id,
    mandate_id=mandate_of(LAB.person_id, LAB.partner_id, Capacity.BOARD_MEMBER),
)


def _in(
    teller: Teller,
    evaluation: EvaluationId,
    command: type[Command],
    by: str,
    actor: Actor | None = None,
    /,
    **fields: object,
) -> None:
    content: Mapping[str, object] = {
        "evaluation_id": evaluation,
        "partner_id": PartnerId(by),
        **fields,
    }
    teller.tell(command, actor or BY_NAME[by].actor, **content)


def _own(  # noqa: PLR0913  # what a partner tells is these things
    teller: Teller,
    evaluation: EvaluationId,
    by: str,
    name: str,
    *,
    level: Level,
    happened: str,
    changes: str,
) -> None:
    _in(
        teller,
        evaluation,
        GiveAccount,
        by,
        account_id=AccountId(name),
        level=level,
        source=Source.OWN,
        happened=teller.partners("happened", happened),
        changes=teller.partners("changes", changes),
    )


def _collected(  # noqa: PLR0913  # what somebody told is these things
    teller: Teller,
    evaluation: EvaluationId,
    by: str,
    name: str,
    *,
    pseudonym: str,
    happened: str,
    surprised: str,
) -> None:
    _in(
        teller,
        evaluation,
        GiveAccount,
        by,
        account_id=AccountId(name),
        level=Level.PERSON,
        source=Source.ORAL,
        happened=teller.partners("happened", happened),
        surprised=teller.partners("surprised", surprised),
        pseudonym=teller.partners("pseudonym", pseudonym),
        has_consent=True,
    )


def _open(teller: Teller) -> None:
    """Ask of both projects what they change, before anybody tells."""
    _in(
        teller,
        YARDS,
        OpenEvaluation,
        "sources-le-haut",
        title=teller.public("title", "Que changent les cours ouvertes\u00a0?"),
        expected=teller.public(
            "expected",
            "Des habitants qui se croisent le soir, des cours moins chaudes, et des"
            " parents qui entrent à l’école sans y être convoqués.",
        ),
        project_id=COURTYARD,
    )
    _in(
        teller,
        DESKS,
        OpenEvaluation,
        "departement-marais",
        title=teller.public("title", "Les guichets se parlent-ils\u00a0?"),
        expected=teller.public(
            "expected",
            "Qu’une personne raconte sa situation une fois, et non à chaque guichet.",
        ),
        project_id=JOURNEYS,
    )


def _tell_of_yards(teller: Teller) -> None:
    """Hear a child's grandmother, a team of caretakers and a town hall."""
    _collected(
        teller,
        YARDS,
        "sources-le-haut",
        "grand-mere",
        pseudonym="La grand-mère du banc",
        happened="Je viens lire là le soir. Avant, je restais chez moi volets fermés.",
        surprised="Ce sont les enfants qui m’ont montré où l’ombre tombe.",
    )
    _own(
        teller,
        YARDS,
        "sources-le-haut",
        "gardiens",
        level=Level.TEAM,
        happened="Les gardiens ferment à vingt heures au lieu de dix-sept. Deux"
        " étaient contre en mars\u00a0; ils tiennent maintenant le tableau des clés.",
        changes="Le planning se décide avec eux.",
    )
    _own(
        teller,
        YARDS,
        "ville-brumes",
        "assurance",
        level=Level.INSTITUTION,
        happened="Le service juridique a relu la convention d’usage en une semaine,"
        " contre trois mois l’an dernier.",
        changes="La convention sert de modèle aux autres équipements.",
    )


def _countersign(teller: Teller) -> None:
    for by, name in (
        ("pont-aux-aulnes", "gardiens"),
        ("ville-brumes", "gardiens"),
        ("rives-vives", "grand-mere"),
    ):
        _in(teller, YARDS, CountersignAccount, by, account_id=AccountId(name))


def _ask_for_keys(teller: Teller) -> None:
    _in(
        teller,
        YARDS,
        EscalateToStrategy,
        "sources-le-haut",
        escalation_id=EscalationId("cles"),
        question=teller.public(
            "question",
            "Qui porte l’assurance quand une cour est ouverte par des habitants\u00a0?",
        ),
        due_on=date(2026, 9, 15),
    )


def _board_answers(teller: Teller) -> None:
    _in(
        teller,
        YARDS,
        AnswerEscalation,
        LAB.partner_id,
        CHAIR,
        escalation_id=EscalationId("cles"),
        answer=teller.public(
            "answer",
            "La commune, par sa convention d’usage\u00a0; le commun prend à sa charge"
            " la lecture du contrat par un courtier.",
        ),
    )


def _conclude(teller: Teller) -> None:
    _in(
        teller,
        YARDS,
        ConcludeEvaluation,
        "sources-le-haut",
        observed=teller.public(
            "observed",
            "Quarante soirs d’ouverture, trois cours, et des voisins âgés que"
            " personne n’attendait. L’ombre attend encore les arbres.",
        ),
        learned=teller.public(
            "learned",
            "Les clés comptent plus que les plantations\u00a0: qui ouvre décide de qui"
            " vient.",
        ),
        calls_for=teller.public(
            "calls_for", "Une convention d’usage commune à toutes les écoles."
        ),
    )


def _tell_of_desks(teller: Teller) -> None:
    """Hear a man in search of work, and those behind the desks."""
    _collected(
        teller,
        DESKS,
        "lab-estuaire",
        "chercheur",
        pseudonym="Le marcheur",
        happened="J’ai raconté quatre fois la même chose. La cinquième, on m’a lu mon"
        " propre récit et demandé s’il était juste.",
        surprised="Personne ne m’avait encore demandé si c’était juste.",
    )
    _own(
        teller,
        DESKS,
        "departement-marais",
        "accueil",
        level=Level.ECOSYSTEM,
        happened="Trois guichets ont renvoyé vers nous sans se connaître\u00a0; ils"
        " se sont rencontrés à l’atelier.",
        changes="Nous nous appelons le mardi.",
    )
    _in(
        teller,
        DESKS,
        EscalateToStrategy,
        "departement-marais",
        escalation_id=EscalationId("recit-unique"),
        question=teller.public(
            "question",
            "Un même récit peut-il suivre une personne d’un guichet à l’autre, et qui"
            " le lui demande\u00a0?",
        ),
        due_on=date(2026, 12, 18),
    )


def _trace(teller: Teller) -> None:
    """Tell through which projects somebody came, as they lived it."""
    teller.tell(
        TraceLifeCourse,
        BY_NAME["rives-vives"].actor,
        course_id=CourseId("du-banc-au-contrat"),
        partner_id=PartnerId("rives-vives"),
        title=teller.public("title", "Du banc de l’école au contrat"),
        steps=(
            CourseStep(
                project_id=COURTYARD,
                text=teller.partners(
                    "text", "Une voisine y entend parler de l’accueil commun."
                ),
            ),
            CourseStep(
                project_id=JOURNEYS,
                text=teller.partners("text", "Elle y raconte son métier, une fois."),
            ),
        ),
        has_consent=True,
    )


MOMENTS: Final[tuple[tuple[str, Callable[[Teller], None]], ...]] = (
    ("2026-03-10", _open),
    ("2026-06-25", _tell_of_yards),
    ("2026-06-29", _countersign),
    ("2026-07-01", _ask_for_keys),
    ("2026-09-21", _board_answers),
    ("2026-09-24", _tell_of_desks),
    ("2026-10-02", _conclude),
    ("2026-10-05", _trace),
)
"""What happens in evaluations, and on which day."""

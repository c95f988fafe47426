"""The resources of the founding story: published, found, reused, taken further."""

from collections.abc import Callable, Mapping
from typing import Final

from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.events import ResourceKind
from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.revise_resource import ReviseResource
from ledger.kernel.identifiers import (
    ContributionId,
    PartnerId,
    ResourceId,
    ReuseId,
)
from ledger.kernel.messages import Command
from web.demo.cast import BY_NAME
from web.demo.projects_told import COURTYARD, JOURNEYS
from web.demo.telling import Teller

METHOD: Final = ResourceId("parcours-croises-methode")
DATA: Final = ResourceId("mobilites-littoral")
SHORT_METHOD: Final = ResourceId("parcours-croises-bourgs")


def _about(
    teller: Teller,
    resource: ResourceId,
    command: type[Command],
    by: str,
    **fields: object,
) -> None:
    content: Mapping[str, object] = {
        "resource_id": resource,
        "partner_id": PartnerId(by),
        **fields,
    }
    teller.tell(command, BY_NAME[by].actor, **content)


def _publish_method(teller: Teller) -> None:
    """Publish a method that comes from what four partners brought."""
    _about(
        teller,
        METHOD,
        PublishResource,
        "tiers-communs",
        kind=ResourceKind.METHOD,
        licence="CC-BY-SA-4.0",
        edition="1.0",
        title=teller.public("title", "Parcours croisés\u00a0: la méthode"),
        summary=teller.public(
            "summary",
            "Suivre à plusieurs guichets, du logement à l’emploi, ce que vivent des"
            " personnes que chacun ne voit qu’un moment. Six ateliers, un récit par"
            " personne, une carte commune.",
        ),
        address=teller.public("address", "https://tiers-communs.exemple.test/parcours"),
        origins=tuple(ContributionId(name) for name in ("g1", "g2", "g3", "g4")),
    )


def _publish_data(teller: Teller) -> None:
    _about(
        teller,
        DATA,
        PublishResource,
        "region-littoral",
        kind=ResourceKind.DATA,
        licence="etalab-2.0",
        edition="2026-06",
        title=teller.public(
            "title", "Mobilités de l’estuaire\u00a0: trois jeux de données"
        ),
        summary=teller.public(
            "summary",
            "Lignes, horaires et temps de trajet vers les lieux d’emploi, par commune.",
        ),
        address=teller.public("address", "https://littoral.exemple.test/mobilites"),
        origins=(ContributionId("g7"),),
    )


def _revise_method(teller: Teller) -> None:
    _about(
        teller,
        METHOD,
        ReviseResource,
        "tiers-communs",
        edition="1.1",
        changes=teller.public(
            "changes", "Quatre ateliers au lieu de six, et un guide d’entretien."
        ),
    )


def _reuse(
    teller: Teller,
    resource: ResourceId,
    by: str,
    edition: str,
    note: str,
    **fields: object,
) -> None:
    _about(
        teller,
        resource,
        DeclareReuse,
        by,
        reuse_id=ReuseId(f"{resource}-{by}"),
        edition=edition,
        reused_on=teller.clock.now.date(),
        note=teller.public("note", note),
        **fields,
    )


def _pont_finds_it(teller: Teller) -> None:
    """Let a small municipality find the method, and say that it serves there."""
    _reuse(
        teller,
        METHOD,
        "pont-aux-aulnes",
        "1.1",
        "À la mairie, le mardi, avec deux agents et une habitante.",
    )


def _lab_reuses_it(teller: Teller) -> None:
    _reuse(
        teller,
        METHOD,
        "lab-estuaire",
        "1.0",
        "Pour les vingt récits du projet.",
        project_id=JOURNEYS,
    )


def _pont_tells(teller: Teller) -> None:
    _about(
        teller,
        METHOD,
        GiveFeedback,
        "pont-aux-aulnes",
        text=teller.public(
            "text",
            "Quatre ateliers, c’est encore beaucoup pour une commune de neuf cents"
            " habitants. Deux ont suffi, et la carte commune est restée au mur.",
        ),
        reuse_id=ReuseId(f"{METHOD}-pont-aux-aulnes"),
    )


def _pont_forks_it(teller: Teller) -> None:
    """Let it make a short version, which others take up in turn."""
    _about(
        teller,
        SHORT_METHOD,
        ForkResource,
        "pont-aux-aulnes",
        origin_id=METHOD,
        origin_edition="1.1",
        licence="CC-BY-SA-4.0",
        edition="1.0",
        title=teller.public("title", "Parcours croisés pour les petites communes"),
        summary=teller.public(
            "summary",
            "La même méthode en deux ateliers, avec le minibus et sans logiciel.",
        ),
        origins=(ContributionId("g8"),),
    )


def _sources_reuses_the_fork(teller: Teller) -> None:
    _reuse(
        teller,
        SHORT_METHOD,
        "sources-le-haut",
        "1.0",
        "Pour entendre les parents, cour par cour.",
        project_id=COURTYARD,
    )


MOMENTS: Final[tuple[tuple[str, Callable[[Teller], None]], ...]] = (
    ("2026-05-26", _publish_method),
    ("2026-06-10", _lab_reuses_it),
    ("2026-06-11", _publish_data),
    ("2026-06-24", _revise_method),
    ("2026-07-07", _pont_finds_it),
    ("2026-09-22", _pont_tells),
    ("2026-09-29", _pont_forks_it),
    ("2026-10-05", _sources_reuses_the_fork),
)
"""What happens with resources, and on which day."""

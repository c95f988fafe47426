"""Resolve a flag: a third partner holds the matter for settled."""

from dataclasses import dataclass

from ledger.governance.charter.events import ArticleFlagResolved
from ledger.governance.charter.flagged import (
    NOT_FLAGGED,
    Flagged,
    evolve_flagged,
    flagged_before,
    open_flag,
)
from ledger.governance.charter.refusals import NotYoursToResolve
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import FlagId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class ResolveArticleFlag(Command):
    """A partner that has no part in it says how the matter is settled."""

    flag_id: FlagId
    partner_id: PartnerId
    resolution: Words


def boundary(command: ResolveArticleFlag) -> Boundary:
    """Depend on the partner and on this flag."""
    return flagged_before(command.partner_id, command.flag_id)


def decide(
    flagged: Flagged, command: ResolveArticleFlag, acting: Acting
) -> list[ArticleFlagResolved]:
    """Let neither side be the judge of its own matter."""
    require_standing(acting, command.partner_id, flagged.partnership)
    flag = open_flag(flagged)
    if command.partner_id in {flag.owner_id, flag.partner_id}:
        raise NotYoursToResolve
    return [
        ArticleFlagResolved(
            flag_id=command.flag_id,
            flagged_id=flag.flagged_id,
            partner_id=command.partner_id,
            resolution=command.resolution,
        )
    ]


resolve_article_flag = Decider(boundary, NOT_FLAGGED, evolve_flagged, decide)

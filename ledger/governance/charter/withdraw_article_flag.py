"""Withdraw a flag: whoever raised it takes it back."""

from dataclasses import dataclass

from ledger.governance.charter.events import ArticleFlagWithdrawn
from ledger.governance.charter.flagged import (
    NOT_FLAGGED,
    Flagged,
    evolve_flagged,
    flagged_before,
    open_flag,
)
from ledger.governance.charter.refusals import NotYourFlag
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import FlagId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class WithdrawArticleFlag(Command):
    """The partner that raised a flag takes it back."""

    flag_id: FlagId
    partner_id: PartnerId


def boundary(command: WithdrawArticleFlag) -> Boundary:
    """Depend on the partner and on this flag."""
    return flagged_before(command.partner_id, command.flag_id)


def decide(
    flagged: Flagged, command: WithdrawArticleFlag, acting: Acting
) -> list[ArticleFlagWithdrawn]:
    """Let anybody of the partner that raised it take it back."""
    require_standing(acting, command.partner_id, flagged.partnership)
    flag = open_flag(flagged)
    if flag.partner_id != command.partner_id:
        raise NotYourFlag
    return [
        ArticleFlagWithdrawn(
            flag_id=command.flag_id,
            flagged_id=flag.flagged_id,
            partner_id=command.partner_id,
        )
    ]


withdraw_article_flag = Decider(boundary, NOT_FLAGGED, evolve_flagged, decide)

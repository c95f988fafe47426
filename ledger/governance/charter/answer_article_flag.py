"""Answer a flag: the partner whose thing is flagged says what it thinks."""

from dataclasses import dataclass

from ledger.governance.charter.events import ArticleFlagAnswered
from ledger.governance.charter.flagged import (
    NOT_FLAGGED,
    Flagged,
    evolve_flagged,
    flagged_before,
    open_flag,
)
from ledger.governance.charter.refusals import NotYoursToAnswer
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import FlagId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class AnswerArticleFlag(Command):
    """Whoever the flagged thing belongs to answers."""

    flag_id: FlagId
    partner_id: PartnerId
    answer: Words


def boundary(command: AnswerArticleFlag) -> Boundary:
    """Depend on the partner and on this flag."""
    return flagged_before(command.partner_id, command.flag_id)


def decide(
    flagged: Flagged, command: AnswerArticleFlag, acting: Acting
) -> list[ArticleFlagAnswered]:
    """Let its owner answer, as often as there is something to say."""
    require_standing(acting, command.partner_id, flagged.partnership)
    flag = open_flag(flagged)
    if flag.owner_id != command.partner_id:
        raise NotYoursToAnswer
    return [
        ArticleFlagAnswered(
            flag_id=command.flag_id,
            partner_id=command.partner_id,
            answer=command.answer,
        )
    ]


answer_article_flag = Decider(boundary, NOT_FLAGGED, evolve_flagged, decide)

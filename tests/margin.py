"""The margin: a flag on a proposal that stories share, and who acts on it."""

from typing import Any

from ledger.governance.charter.answer_article_flag import AnswerArticleFlag
from ledger.governance.charter.events import (
    Article,
    ArticleFlagAnswered,
    ArticleFlagRaised,
    ArticleFlagResolved,
    ArticleFlagWithdrawn,
    CharterAdopted,
    FlaggedThing,
)
from ledger.governance.charter.raise_article_flag import RaiseArticleFlag
from ledger.governance.charter.resolve_article_flag import ResolveArticleFlag
from ledger.governance.charter.withdraw_article_flag import WithdrawArticleFlag
from ledger.kernel.identifiers import FlagId, PartnerId
from ledger.kernel.messages import Command
from tests.agora import ANSWER, EVENINGS, ON_THE_TABLE, REASON, TEXT, TITLE, WRITTEN
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for
from tests.spec import NOON
from tests.workshop import PERSON_OF, TODAY

LATE = FlagId("late")

CHARTER = CharterAdopted(
    partner_id=PONT,
    charter_version=1,
    articles=(Article(number=4, title=TITLE, text=TEXT),),
)

RAISED = ArticleFlagRaised(
    flag_id=LATE,
    partner_id=BRUMES,
    thing=FlaggedThing.PROPOSAL,
    flagged_id=EVENINGS,
    owner_id=LITTORAL,
    charter_version=1,
    article=4,
    raised_on=TODAY,
    reason=REASON,
)

ANSWERED = ArticleFlagAnswered(flag_id=LATE, partner_id=LITTORAL, answer=ANSWER)

RESOLVED = ArticleFlagResolved(
    flag_id=LATE, flagged_id=EVENINGS, partner_id=SOURCES, resolution=ANSWER
)

TAKEN_BACK = ArticleFlagWithdrawn(flag_id=LATE, flagged_id=EVENINGS, partner_id=BRUMES)

BEFORE = (*ON_THE_TABLE, CHARTER)

FLAGGED = (*BEFORE, RAISED)


def asked(kind: Any, partner_id: PartnerId, /, **content: object) -> Command:  # noqa: ANN401  # whatever command is asked
    """Return the command, or the fact, that the story asks for."""
    made = kind(
        actor=acting_for(PERSON_OF[partner_id], partner_id),
        at=NOON,
        key=f"{kind} {partner_id} {content}",
        words=WRITTEN,
        **{"flag_id": LATE, "partner_id": partner_id, **content},
    )
    assert isinstance(made, Command)
    return made


def raising(partner_id: PartnerId = BRUMES, /, **content: object) -> Command:
    """Return the command, or the fact, that the story asks for."""
    told = {
        "thing": FlaggedThing.PROPOSAL,
        "flagged_id": EVENINGS,
        "owner_id": LITTORAL,
        "article": 4,
        "reason": REASON,
        **content,
    }
    return asked(RaiseArticleFlag, partner_id, **told)


def answering(partner_id: PartnerId = LITTORAL, /, **content: object) -> Command:
    """Return the command, or the fact, that the story asks for."""
    return asked(AnswerArticleFlag, partner_id, **{"answer": ANSWER, **content})


def resolving(partner_id: PartnerId = SOURCES, /, **content: object) -> Command:
    """Return the command, or the fact, that the story asks for."""
    return asked(ResolveArticleFlag, partner_id, **{"resolution": ANSWER, **content})


def taking_back(partner_id: PartnerId = BRUMES, /, **content: object) -> Command:
    """Return the command, or the fact, that the story asks for."""
    return asked(WithdrawArticleFlag, partner_id, **content)

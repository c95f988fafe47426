"""Voting sentences: what each fact about a vote is called, and says by itself."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.voting import events as voting
from ledger.kernel.messages import Fact
from web.texts.sentences import said_of
from web.texts.workings import OUTCOMES

ACTIONS: Final[Mapping[type[Fact], LazyString]] = {
    voting.VoteOpened: lazy_gettext("Vote opened"),
    voting.ElectorateListed: lazy_gettext("Electorate listed"),
    voting.BallotCast: lazy_gettext("Ballot cast"),
    voting.BallotChanged: lazy_gettext("Ballot changed"),
    voting.ConflictOfInterestDeclared: lazy_gettext("Interest in a vote declared"),
    voting.RecusalRecorded: lazy_gettext("Recusal from a vote recorded"),
    voting.VoteExtended: lazy_gettext("Vote extended"),
    voting.BallotsOpened: lazy_gettext("Sealed ballots opened"),
    voting.VoteClosed: lazy_gettext("Vote closed"),
    voting.SessionVoteRecorded: lazy_gettext("Vote of a meeting recorded"),
    voting.SessionVoteCountersigned: lazy_gettext("Vote of a meeting countersigned"),
}
SENTENCES: Final[Mapping[type[Fact], LazyString]] = {
    voting.VoteOpened: lazy_gettext("%(who)s opened a vote."),
    voting.ElectorateListed: lazy_gettext("A part of those who may vote was listed."),
    voting.BallotCast: lazy_gettext("%(who)s voted."),
    voting.BallotChanged: lazy_gettext("%(who)s changed its vote."),
    voting.ConflictOfInterestDeclared: lazy_gettext(
        "%(who)s declared an interest in the matter."
    ),
    voting.RecusalRecorded: lazy_gettext("%(who)s takes no part in this vote."),
    voting.VoteExtended: lazy_gettext("%(who)s let the vote close later."),
    voting.BallotsOpened: lazy_gettext("Sealed ballots were opened."),
    voting.SessionVoteCountersigned: lazy_gettext("%(who)s countersigned the counts."),
}
"""Of each kind that says the same whatever it holds."""

CLOSED: Final = lazy_gettext("The vote closed: %(outcome)s.")
IN_SESSION: Final = lazy_gettext("%(who)s recorded a vote of a meeting: %(outcome)s.")


def _saying(sentence: LazyString) -> Callable[[Any, str], str]:
    """Return what tells a fact by this sentence."""
    return lambda _fact, who: said_of(str(sentence), who)


def _came_to(sentence: LazyString) -> Callable[[Any, str], str]:
    """Return what tells how a vote ended by this sentence."""

    def tell(fact: voting.VoteClosed | voting.SessionVoteRecorded, who: str) -> str:
        outcome = str(OUTCOMES[fact.outcome]).lower()
        return said_of(str(sentence), who, outcome=outcome)

    return tell


TOLD: Final[Mapping[type[Fact], Callable[[Any, str], str]]] = {
    **{kind: _saying(sentence) for kind, sentence in SENTENCES.items()},
    voting.VoteClosed: _came_to(CLOSED),
    voting.SessionVoteRecorded: _came_to(IN_SESSION),
}

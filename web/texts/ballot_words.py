"""Ballot words: what people read of a vote as it stands, and what an answer means."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.rules.choices import (
    ABSTENTION,
    ADVICE,
    AGAINST,
    BLANK,
    CONSENT,
    FOR,
    OBJECTION,
    RESERVATION,
)
from ledger.governance.rules.decision_rule import Method, Secrecy, Voters
from projections.governance.votes import VoteState

VOTE_STATES: Final[Mapping[VoteState, LazyString]] = {
    VoteState.OPEN: lazy_gettext("Vote under way"),
    VoteState.CLOSED: lazy_gettext("Vote closed"),
    VoteState.AWAITS_SIGNATURES: lazy_gettext("Counts to be countersigned"),
    VoteState.REPLACED: lazy_gettext("Counts recorded anew since"),
}
VOTE_TONES: Final[Mapping[VoteState, str]] = {
    VoteState.OPEN: "pending",
    VoteState.CLOSED: "info",
    VoteState.AWAITS_SIGNATURES: "pending",
    VoteState.REPLACED: "open",
}
METHODS: Final[Mapping[Method, LazyString]] = {
    Method.CONSENT: lazy_gettext("By consent"),
    Method.FOR_AGAINST: lazy_gettext("By a vote for or against"),
    Method.APPROVAL: lazy_gettext("By approval of options"),
    Method.ADVICE: lazy_gettext("By taking advice"),
}
WHO_VOTES: Final[Mapping[Voters, LazyString]] = {
    Voters.PARTNERS: lazy_gettext("One mandate for each partner"),
    Voters.BOARD: lazy_gettext("The members of the board"),
}
SECRECIES: Final[Mapping[Secrecy, LazyString]] = {
    Secrecy.OPEN: lazy_gettext("Answers can be read by everybody at once"),
    Secrecy.SEALED: lazy_gettext("Sealed until the vote closes"),
    Secrecy.SECRET: lazy_gettext("By secret ballot: only counts are known"),
}
MEANINGS: Final[Mapping[str, LazyString]] = {
    FOR: lazy_gettext("You want the proposal to be adopted as it is."),
    AGAINST: lazy_gettext("You want nothing to change."),
    ABSTENTION: lazy_gettext("You take part and choose no side."),
    BLANK: lazy_gettext("You take part, and none of the answers suits you."),
    CONSENT: lazy_gettext("You can live with it: nothing stands in its way."),
    RESERVATION: lazy_gettext("You let it pass, and say what worries you."),
    OBJECTION: lazy_gettext("You see a harm to what is shared, and say which."),
    ADVICE: lazy_gettext("You say what you think of it; whoever proposes decides."),
}
"""Of each answer; options of a vote have meanings of their own."""

"""Proposal words: how a proposal stands, what is said of it, how far it binds."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.proposals.events import Bearing
from ledger.governance.rules.events import Kind
from projections.governance.proposal_remarks import RemarkKind, RemarkState
from projections.governance.proposals import ProposalState

BEARINGS: Final[Mapping[str, LazyString]] = {
    Bearing.ADVICE: lazy_gettext("An opinion"),
    Bearing.COMMITMENT: lazy_gettext("A commitment of the partners"),
    Bearing.VEHICLE_ACT: lazy_gettext("An act of the body that bears the commons"),
    Bearing.NEEDS_DELIBERATION: lazy_gettext(
        "It binds once the partners’ own bodies have deliberated"
    ),
}
BEARING_HINTS: Final[Mapping[str, LazyString]] = {
    Bearing.ADVICE: lazy_gettext("It says what the commons thinks, and binds nobody"),
    Bearing.COMMITMENT: lazy_gettext("Each partner does what it says"),
    Bearing.VEHICLE_ACT: lazy_gettext(
        "The association or company that acts for the commons carries it out"
    ),
    Bearing.NEEDS_DELIBERATION: lazy_gettext(
        "A council or an assembly must decide on it first"
    ),
}
PROPOSAL_STATES: Final[Mapping[str, LazyString]] = {
    ProposalState.DRAFT: lazy_gettext("Draft among partners"),
    ProposalState.DISCUSSED: lazy_gettext("Discussed"),
    ProposalState.UNDER_VOTE: lazy_gettext("Under vote"),
    ProposalState.DECIDED: lazy_gettext("Decided"),
    ProposalState.WITHDRAWN: lazy_gettext("Withdrawn by its author"),
}
PROPOSAL_TONES: Final[Mapping[str, str]] = {
    ProposalState.DRAFT: "open",
    ProposalState.DISCUSSED: "info",
    ProposalState.UNDER_VOTE: "pending",
    ProposalState.DECIDED: "ok",
    ProposalState.WITHDRAWN: "open",
}
NEXT_STEPS: Final[Mapping[str, LazyString]] = {
    ProposalState.DRAFT: lazy_gettext(
        "Its author may publish it, for everybody to read and discuss."
    ),
    ProposalState.DISCUSSED: lazy_gettext(
        "Any partner may react, advise, amend or object, until a vote opens on it."
    ),
    ProposalState.UNDER_VOTE: lazy_gettext(
        "Its text stays as it is until the vote closes."
    ),
    ProposalState.DECIDED: lazy_gettext("Nothing more is said on it."),
    ProposalState.WITHDRAWN: lazy_gettext("Nothing more is said on it."),
}
REMARKS: Final[Mapping[str, LazyString]] = {
    RemarkKind.QUESTION: lazy_gettext("Clarification asked"),
    RemarkKind.REACTION: lazy_gettext("Reaction"),
    RemarkKind.ADVICE: lazy_gettext("Advice"),
    RemarkKind.UPDATE: lazy_gettext("Update"),
    RemarkKind.AMENDMENT: lazy_gettext("Amendment"),
    RemarkKind.OBJECTION: lazy_gettext("Objection"),
}
REMARK_STATES: Final[Mapping[str, LazyString]] = {
    RemarkState.ANSWERED: lazy_gettext("answered"),
    RemarkState.ACCEPTED: lazy_gettext("accepted by the author"),
    RemarkState.DECLINED: lazy_gettext("declined by the author"),
    RemarkState.OBJECTION: lazy_gettext("names a harm to what is shared"),
    RemarkState.PREFERENCE: lazy_gettext("found to be a preference"),
    RemarkState.INTEGRATED: lazy_gettext("integrated by an amendment"),
    RemarkState.WITHDRAWN: lazy_gettext("taken back"),
}
"""What became of a remark; one that only stands has none."""

SUBJECTS: Final[Mapping[str, LazyString]] = {
    Kind.ORIENTATION: lazy_gettext(
        "Nothing changes by itself: people act on what is decided."
    ),
    Kind.RULE: lazy_gettext("The rule of a kind of decision changes."),
    Kind.CHARTER: lazy_gettext("The charter has these articles from then on."),
    Kind.ADMISSION: lazy_gettext("A body that was invited joins the partners."),
    Kind.DESIGNATION: lazy_gettext("A person is designated to serve the commons."),
}
"""What takes effect by itself if it is adopted."""

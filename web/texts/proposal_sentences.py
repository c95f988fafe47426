"""Proposal sentences: what each fact about a proposal is called, and says by itself."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.proposals import events as proposals
from ledger.kernel.messages import Fact
from web.texts.sentences import said_of

ACTIONS: Final[Mapping[type[Fact], LazyString]] = {
    proposals.ProposalDrafted: lazy_gettext("Proposal drafted"),
    proposals.ProposalPublished: lazy_gettext("Proposal published"),
    proposals.ProposalReworded: lazy_gettext("Proposal reworded"),
    proposals.ProposalWithdrawn: lazy_gettext("Proposal withdrawn"),
    proposals.ProposalClarificationAsked: lazy_gettext(
        "Clarification of a proposal asked"
    ),
    proposals.ProposalClarificationGiven: lazy_gettext(
        "Clarification of a proposal given"
    ),
    proposals.ReactionShared: lazy_gettext("Reaction shared"),
    proposals.AdviceGiven: lazy_gettext("Advice given"),
    proposals.AdviceAnswered: lazy_gettext("Advice answered"),
    proposals.UpdatePosted: lazy_gettext("Update posted"),
    proposals.AmendmentProposed: lazy_gettext("Amendment proposed"),
    proposals.AmendmentAccepted: lazy_gettext("Amendment accepted"),
    proposals.AmendmentDeclined: lazy_gettext("Amendment declined"),
    proposals.ObjectionRaised: lazy_gettext("Objection raised"),
    proposals.ObjectionQualified: lazy_gettext("Objection qualified"),
    proposals.QualificationContested: lazy_gettext("Qualification contested"),
    proposals.ObjectionIntegrated: lazy_gettext("Objection integrated"),
    proposals.ObjectionWithdrawn: lazy_gettext("Objection withdrawn"),
}
SENTENCES: Final[Mapping[type[Fact], LazyString]] = {
    proposals.ProposalDrafted: lazy_gettext("%(who)s began a proposal."),
    proposals.ProposalPublished: lazy_gettext("%(who)s put a proposal to the commons."),
    proposals.ProposalReworded: lazy_gettext(
        "%(who)s reworded its proposal: version %(version)s."
    ),
    proposals.ProposalWithdrawn: lazy_gettext("%(who)s withdrew its proposal."),
    proposals.ProposalClarificationAsked: lazy_gettext(
        "%(who)s asked what a proposal means."
    ),
    proposals.ProposalClarificationGiven: lazy_gettext(
        "%(who)s said what its proposal means."
    ),
    proposals.ReactionShared: lazy_gettext(
        "%(who)s said what it thinks of a proposal."
    ),
    proposals.AdviceGiven: lazy_gettext("%(who)s gave advice on a proposal."),
    proposals.AdviceAnswered: lazy_gettext(
        "%(who)s said what became of an advice on its proposal."
    ),
    proposals.UpdatePosted: lazy_gettext("%(who)s told how its proposal stands."),
    proposals.AmendmentProposed: lazy_gettext(
        "%(who)s proposed an amendment to version %(version)s of a proposal."
    ),
    proposals.AmendmentAccepted: lazy_gettext(
        "%(who)s accepted an amendment to its proposal."
    ),
    proposals.AmendmentDeclined: lazy_gettext(
        "%(who)s declined an amendment to its proposal, and said why."
    ),
    proposals.ObjectionRaised: lazy_gettext(
        "%(who)s raised an objection to a proposal."
    ),
    proposals.QualificationContested: lazy_gettext(
        "%(who)s contested how an objection was qualified."
    ),
    proposals.ObjectionIntegrated: lazy_gettext(
        "%(who)s finds its objection integrated by an amendment."
    ),
    proposals.ObjectionWithdrawn: lazy_gettext("%(who)s withdrew its objection."),
}
"""Of each kind that says the same whatever it holds, but for a version."""

AN_OBJECTION: Final = lazy_gettext(
    "%(who)s found that an objection names a harm to what is shared."
)
A_PREFERENCE: Final = lazy_gettext(
    "%(who)s found that an objection states a preference."
)


def _saying(sentence: LazyString) -> Callable[[Any, str], str]:
    """Return what tells a fact by this sentence."""

    def told(fact: Any, who: str) -> str:  # noqa: ANN401  # any fact of the table
        version = getattr(fact, "text_version", None)
        return said_of(str(sentence), who, version=version)

    return told


def _qualified(fact: proposals.ObjectionQualified, who: str) -> str:
    return said_of(str(AN_OBJECTION if fact.is_objection else A_PREFERENCE), who)


TOLD: Final[Mapping[type[Fact], Callable[[Any, str], str]]] = {
    **{kind: _saying(sentence) for kind, sentence in SENTENCES.items()},
    proposals.ObjectionQualified: _qualified,
}

"""Why a command about a proposal may be refused."""

from ledger.kernel.messages import Refusal


class UnknownProposal(Refusal):
    """There is no such proposal: look it up in the list of proposals."""

    field = "proposal_id"


class NotYourProposal(Refusal):
    """Only the partner that wrote a proposal can do this: ask it to, or propose an amendment."""

    field = "proposal_id"

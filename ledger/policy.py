"""The policy: which capacities may ask for what. What is not listed is refused."""

from collections.abc import Mapping
from typing import Final

from ledger.commons import contents as commons
from ledger.governance import contents as governance
from ledger.kernel.messages import Acting, Command
from ledger.kernel.refusals import NotAllowed
from ledger.kernel.roles import Role, role_of
from ledger.membership import contents as membership
from ledger.words import contents as words

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    **membership.POLICY,
    **governance.POLICY,
    **commons.POLICY,
    **words.POLICY,
}


def permit(command: type[Command], acting: Acting) -> None:
    """Refuse what the policy does not list."""
    if role_of(acting) not in POLICY.get(command, frozenset()):
        raise NotAllowed

"""The table of contents: every fact the ledger can hold, every command it obeys.

Each wing lists its own, with who may give each command.
"""

from typing import Any, Final

from ledger.commons import contents as commons
from ledger.governance import contents as governance
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Command, Fact
from ledger.membership import contents as membership
from ledger.words import contents as words

FACTS: Final[tuple[type[Fact], ...]] = (
    *membership.FACTS,
    *governance.FACTS,
    *commons.FACTS,
    *words.FACTS,
)

DECIDERS: Final[dict[type[Command], Decider[Any, Any]]] = {
    **membership.DECIDERS,
    **governance.DECIDERS,
    **commons.DECIDERS,
    **words.DECIDERS,
}

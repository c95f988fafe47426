"""Route: the address under which one command is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from ledger.kernel.messages import Command
from web.api.bearers import Bearer
from web.api.commands import Asker
from web.forms.field import Text
from web.schemas.asking import Asking
from web.schemas.catalogue import ASKINGS

Method = Literal["POST", "PATCH", "DELETE"]
Find = Callable[[str, Bearer], Mapping[str, Any]]
Supply = Callable[[str, Mapping[str, Any], Asker], Mapping[str, Any]]
Warn = Callable[[Mapping[str, Any]], list[dict[str, str]]]
CHANGING: Final = frozenset({"PATCH", "DELETE"})


@dataclass(frozen=True, kw_only=True)
class Route:
    """How a program asks for a command.

    ``rule`` bears at most one identifier, which goes into the command as
    ``names``; ``find`` returns what else the command needs and nobody is asked
    for, ``supply`` what of that depends on what was sent, and ``check`` refuses
    what no schema can know. ``about`` is the thing that the answer names: its
    plural, and the field of the command with its identifier. A change of a thing
    needs If-Match.
    """

    command: type[Command]
    rule: str
    summary: Text
    about: tuple[str, str] | None = None
    method: Method = "POST"
    names: str = ""
    find: Find | None = None
    supply: Supply | None = None
    check: Callable[[Mapping[str, Any]], None] | None = None
    warn: Warn | None = None
    after: Callable[[Command, Asker], None] | None = None

    @property
    def asking(self) -> Asking:
        """Return what it asks."""
        return ASKINGS[self.command]

    @property
    def is_change(self) -> bool:
        """Tell whether it changes a thing that whoever asks must have read."""
        return self.method in CHANGING

    @property
    def is_new(self) -> bool:
        """Tell whether it makes something with an identifier of its own."""
        return bool(self.asking.created)

    @property
    def endpoint(self) -> str:
        """Return its name, which is the command's."""
        name = self.command.__name__
        signs = (f"_{s.lower()}" if s.isupper() else s for s in name)
        return "".join(signs).lstrip("_")

    @property
    def tag(self) -> str:
        """Return the thing under which it is documented."""
        return self.rule.split("/")[1]

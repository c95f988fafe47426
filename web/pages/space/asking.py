"""Asking: how a form of the space becomes a command, by the command's own schema."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Command
from ledger.kernel.refusals import NoMandateInForce
from ledger.kernel.store.port import Appended
from web.auth.guards import required_viewer
from web.auth.viewer import Hat
from web.forms.field import Field
from web.forms.reading import Errors, Typed
from web.schemas.building import Stamp, build
from web.schemas.catalogue import ASKINGS
from web.schemas.typed import AS_ASKED, Reading, load_typed
from web.writing import ask, now

Send = Callable[[Typed, Errors, str], Appended | None]
NOTHING: Final[Mapping[str, Any]] = {}


def as_asked(_typed: Typed) -> Reading:
    """Read the answers as they were asked."""
    return AS_ASKED


def sender(
    command: type[Command],
    asked: Sequence[Field],
    hat: Hat | None,
    known: Mapping[str, Any] = NOTHING,
    reading: Callable[[Typed], Reading] = as_asked,
) -> Send:
    """Return what reads the answers, makes the command and puts it.

    ``known`` is what the page knows of it. Whoever lost the designation since the
    form was opened is told on it, once all else is right.
    """

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        loaded = load_typed(ASKINGS[command], asked, typed, errors, reading(typed))
        return None if errors else put(command, loaded, hat, key, known)

    return send


def put(  # noqa: PLR0913, PLR0917  # a command is made of all these
    command: type[Command],
    loaded: Mapping[str, Any],
    hat: Hat | None,
    key: str,
    known: Mapping[str, Any] = NOTHING,
    subject: PersonId | None = None,
) -> Appended:
    """Put the command for the partner acted for; raises Refusal.

    ``subject`` is whom personal words are about.
    """
    if hat is None:
        raise NoMandateInForce
    viewer, asking = required_viewer(), ASKINGS[command]
    stamp = Stamp(actor=viewer.actor(hat), at=now(), key=key)
    acting = {asking.acting: hat.partner_id} if asking.acting else {}
    return ask(build(asking, loaded, stamp, {**acting, **known}, subject))

"""Bundling: a log's evidence and the views over it, of one moment, in one file."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ledger.kernel.words import Audience
from ledger.log.archive import Archive, Connection, Published
from ledger.log.bundles import (
    Evidence,
    NotBundled,
    root_at,
    withdrawal_of,
    write_bundle,
)
from ledger.log.checkpoints import parse_checkpoint
from ledger.log.notes import (
    MalformedNote,
    VerifierKey,
    WrongSignature,
    open_note,
)
from ledger.log.policies import Policy, parse_policy
from projections import generations
from projections.exporting import exported, generation_at
from projections.view import View

# Statements of one moment, however long the bundle takes: what is recorded meanwhile
# is for the next one.
ONE_MOMENT: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a bundle is asked for; ``since`` is a size, or a checkpoint's note."""

    policy: str
    audience: Audience
    software: str
    since: int | bytes = 0


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """The checkpoint that a bundle was made of, and who has cosigned it."""

    head: Published
    since: int
    witnesses: tuple[str, ...]
    is_quorum_met: bool


def bundle(
    connection: Connection, views: Sequence[View[Any]], order: Order, target: Path
) -> Bundled:
    """Write a bundle of the newest checkpoint that the policy's quorum has cosigned.

    Where there is none, or words were withdrawn since, of the newest. Raises
    NotBundled, ViewsBehind, LogDamaged, NotInitialised or MalformedPolicy.
    """
    policy = parse_policy(order.policy)
    with connection.transaction():
        connection.execute(ONE_MOMENT)
        bundled = _choose(connection, policy, order)
        size = bundled.head.checkpoint.size
        generation = generation_at(connection, views, size)
        lines = {
            view.name: exported(connection, generation, view, size, bundled.since)
            for view in views
        }
        evidence = Evidence(
            head=bundled.head,
            policy=order.policy,
            audience=order.audience,
            software=order.software,
            since=bundled.since,
            views=lines,
            fingerprint=generations.fingerprint(views),
        )
        write_bundle(connection, target, evidence)
    return bundled


def newest(connection: Connection, policy: Policy, least: int = 0) -> Bundled | None:
    """Return the newest checkpoint whose cosignatures are enough, else the newest.

    One that is smaller than ``least`` is not enough, however many have cosigned it:
    words that were withdrawn since can be shown no more, and who looks for them in a
    bundle without their withdrawal would take them for stolen.
    """
    archive = Archive(lambda: nullcontext(connection))
    last = archive.published()
    if last is None:
        return None
    found = _judged(last, policy)
    if found.is_quorum_met:
        return found
    for size, lines in archive.cosigned():
        if size < least:
            break
        if not policy.judge(_named(policy, lines)).is_met:
            continue
        head = archive.checkpoint_of(size)
        assert head is not None, "checkpoints stay"
        cosigned = _judged(head, policy)
        if cosigned.is_quorum_met:
            return cosigned
    return found


def _named(policy: Policy, lines: Sequence[str]) -> Iterator[VerifierKey]:
    """Yield the keys that lines are said to be of; whether they are is seen later."""
    names = {line.split(" ")[1] for line in lines}
    return (w.key for w in policy.witnesses if w.key.name in names)


def _judged(head: Published, policy: Policy) -> Bundled:
    judged = policy.judge(open_note(head.note, policy.keys).signed)
    return Bundled(
        head=head,
        since=0,
        witnesses=judged.witnesses,
        is_quorum_met=judged.is_met,
    )


def _choose(connection: Connection, policy: Policy, order: Order) -> Bundled:
    try:
        found = newest(connection, policy, withdrawal_of(connection))
    except WrongSignature as error:
        raise NotBundled(f"the policy has not the key of this log: {error}") from error
    if found is None:
        raise NotBundled("nothing is sealed yet: commun log publish")
    since = order.since
    if isinstance(since, bytes):
        since = _continued(connection, policy, since)
    size = found.head.checkpoint.size
    if not 0 <= since <= size:
        raise NotBundled(f"there are {size} sealed entries, not {since}")
    return Bundled(
        head=found.head,
        since=since,
        witnesses=found.witnesses,
        is_quorum_met=found.is_quorum_met,
    )


def _continued(connection: Connection, policy: Policy, note: bytes) -> int:
    """Return the size of a checkpoint that this log has grown out of."""
    try:
        checkpoint = parse_checkpoint(open_note(note, policy.keys).text)
    except (MalformedNote, WrongSignature) as error:
        raise NotBundled(f"the checkpoint cannot be used: {error}") from error
    if root_at(connection, checkpoint.size) != checkpoint.root:
        raise NotBundled(
            f"this log does not continue the checkpoint of size {checkpoint.size}:"
            " commun log check"
        )
    return checkpoint.size

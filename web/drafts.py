"""Drafts: what someone is writing, kept on the server until it is sent.

A draft's key is the key of the command it becomes, so that a draft sent twice
is recorded once. Answers are kept word for word, right or wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, cast

from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from werkzeug.datastructures import MultiDict

from ledger.kernel.identifiers import (
    ContributionId,
    PartnerId,
    PersonId,
    identifier_from_key,
)
from web.reading import the_wiring

CONTRIBUTION: Final = "contribution"
DRAFTS_MAX: Final = 50
SPENT: Final = """
DELETE FROM access.drafts
WHERE person_id = %s AND (sent_at < clock_timestamp() - interval '30 days'
    OR updated_at < clock_timestamp() - interval '1 year')
"""
COLUMNS: Final = "key, person_id, partner_id, answers, files, updated_at, sent_at"
ONE: Final = f"""
SELECT {COLUMNS} FROM access.drafts
WHERE key = %s AND person_id = ANY(%s) AND kind = %s
"""  # noqa: S608  # the columns are a constant
WAITING: Final = f"""
SELECT {COLUMNS} FROM access.drafts
WHERE partner_id = %s AND person_id = ANY(%s) AND kind = %s AND sent_at IS NULL
ORDER BY updated_at DESC LIMIT {DRAFTS_MAX}
"""  # noqa: S608  # columns and limit are constants
KEEP: Final = """
INSERT INTO access.drafts (key, person_id, partner_id, kind, answers, files)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (key, person_id) DO UPDATE SET
    answers = access.drafts.answers || excluded.answers,
    updated_at = clock_timestamp()
"""
FILES: Final = """
UPDATE access.drafts SET files = %s, updated_at = clock_timestamp()
WHERE key = %s AND person_id = %s
"""
LOCKED_FILES: Final = """
SELECT files FROM access.drafts WHERE key = %s AND person_id = %s FOR UPDATE
"""
# It need not be on the disk before the answer: where a crash takes it back, the
# draft waits again, and sent once more it is found recorded.
SENT: Final = """
UPDATE access.drafts SET sent_at = coalesce(sent_at, clock_timestamp())
FROM (SELECT set_config('synchronous_commit', 'off', true)) unhurried
WHERE key = %s AND person_id = %s
"""
DROP: Final = "DELETE FROM access.drafts WHERE key = %s AND person_id = %s"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that was sent: its name helps its sender, and is never recorded."""

    digest: str
    size: int
    media_type: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is being written, by whom, for which partner."""

    key: str
    person_id: PersonId
    partner_id: PartnerId
    answers: Mapping[str, list[str]] = field(default_factory=dict[str, list[str]])
    files: Sequence[File] = ()
    updated_at: datetime | None = None
    sent_at: datetime | None = None

    @property
    def contribution_id(self) -> ContributionId:
        """Return the name that what it becomes will bear."""
        return ContributionId(identifier_from_key(self.key, CONTRIBUTION))

    @property
    def typed(self) -> MultiDict[str, str]:
        """Return the answers as a form would send them."""
        return MultiDict(
            [(name, v) for name, values in self.answers.items() for v in values]
        )


def draft_of(key: str, people: Sequence[PersonId]) -> Draft | None:
    """Return the draft of this key that one of these people has begun."""
    found = _fetch(ONE, (key, list(people), CONTRIBUTION))
    return found[0] if found else None


def drafts_waiting(partner_id: PartnerId, people: Sequence[PersonId]) -> list[Draft]:
    """Return what these people have begun for the partner and not yet sent."""
    return _fetch(WAITING, (partner_id, list(people), CONTRIBUTION))


def keep(draft: Draft) -> None:
    """Keep the answers given so far; those of other pages stay as they were."""
    with the_wiring().pool.connection() as db:
        db.execute(
            KEEP,
            (
                draft.key,
                draft.person_id,
                draft.partner_id,
                CONTRIBUTION,
                Jsonb(dict(draft.answers)),
                _plain(draft.files),
            ),
        )


def clear_spent(person_id: PersonId) -> None:
    """Throw away what was sent long ago, or not touched for a year."""
    with the_wiring().pool.connection() as db:
        db.execute(SPENT, (person_id,))


def change_files(
    draft: Draft, *, add: Sequence[File] = (), remove: str = ""
) -> Sequence[File]:
    """Add files, or take one away; two tabs that do so at once both count."""
    with the_wiring().pool.connection() as db, db.transaction():
        row = db.execute(LOCKED_FILES, (draft.key, draft.person_id)).fetchone()
        held = _files(row[0]) if row is not None else ()
        known = {file.digest for file in held}
        files = [file for file in held if file.digest != remove]
        files += [file for file in add if file.digest not in known]
        db.execute(FILES, (_plain(files), draft.key, draft.person_id))
    return files


def mark_sent(draft: Draft) -> None:
    """Note that it was recorded: it leaves the list, and a second sending finds it."""
    with the_wiring().pool.connection() as db:
        db.execute(SENT, (draft.key, draft.person_id))


def throw_away(draft: Draft) -> None:
    """Forget the draft."""
    with the_wiring().pool.connection() as db:
        db.execute(DROP, (draft.key, draft.person_id))


def _fetch(query: str, values: tuple[object, ...]) -> list[Draft]:
    with (
        the_wiring().pool.connection() as db,
        db.cursor(row_factory=dict_row) as cursor,
    ):
        rows: list[dict[str, Any]] = cursor.execute(query.encode(), values).fetchall()
    for row in rows:
        row["files"] = _files(row["files"])
    return [Draft(**row) for row in rows]


def _files(kept: object) -> tuple[File, ...]:
    return tuple(File(**one) for one in cast("list[dict[str, Any]]", kept))


def _plain(files: Sequence[File]) -> Jsonb:
    return Jsonb([vars(one) for one in files])

"""Attaching: files come one at a time, and can be taken away again."""

from dataclasses import replace
from typing import Final

from flask import Flask, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage

from ledger.commons.contributions.limits import EVIDENCE_BYTES_MAX, EVIDENCE_MAX
from ledger.commons.contributions.refusals import EvidenceTooLarge, TooMuchEvidence
from web.drafts import Draft, File, change_files
from web.evidence import ACCEPTED, forget_file, keep_file, media_type_of
from web.forms.field import Field
from web.forms.reading import Errors
from web.pages.space.acting import is_recorded
from web.problems import said
from web.reading import the_wiring

NAME_MAX: Final = 120
FORM_BYTES_MAX: Final = 256 * 1024
"""What the rest of the form may weigh beside a file."""

FILE: Final = Field(
    name="file",
    label=lazy_gettext("A file that supports it"),
    hint=lazy_gettext(
        "PDF, picture, text or office document, 10 megabytes at most."
        " Only its fingerprint is recorded; partners may read the file."
    ),
    widget="file",
    optional=True,
    accept=ACCEPTED,
)
ROUTE: Final = ("record_contribution", "preuve")


def register(app: Flask) -> None:
    """Let this one page take in a file.

    It is done before anything reads the form, which is when the limit counts.
    """

    def make_room(endpoint: str | None, values: dict[str, str] | None) -> None:
        is_there = (endpoint, (values or {}).get("step")) == ROUTE
        if is_there and request.mimetype == "multipart/form-data":
            request.max_content_length = EVIDENCE_BYTES_MAX + FORM_BYTES_MAX

    app.url_value_preprocessor(make_room)


def attach(draft: Draft, errors: Errors) -> tuple[Draft, bool]:
    """Take in what the form brings; tell whether its sender stays on the page."""
    if digest := request.form.get("remove"):
        files = change_files(draft, remove=digest)
        if _is_only_here(draft, digest):
            forget_file(the_wiring().settings.data, digest)
        return replace(draft, files=files), True
    sent = [one for one in request.files.getlist(FILE.name) if one.filename]
    if len(sent) + len(draft.files) > EVIDENCE_MAX:
        errors[FILE.name] = said(TooMuchEvidence())
        return draft, True
    taken = [file for one in sent if (file := _take_in(one, errors)) is not None]
    if taken:
        draft = replace(draft, files=change_files(draft, add=taken))
    stays = "add" in request.form
    if stays and not sent:
        errors[FILE.name] = _("Choose a file first")
    return draft, stays


def _is_only_here(draft: Draft, digest: str) -> bool:
    """Tell whether no fact refers to the file, asking the log itself.

    A crash may have come between recording a draft and noting that it is sent.
    """
    is_held = any(file.digest == digest for file in draft.files)
    return is_held and not is_recorded(draft.contribution_id)


def _take_in(sent: FileStorage, errors: Errors) -> File | None:
    content = sent.stream.read(EVIDENCE_BYTES_MAX + 1)
    if not 0 < len(content) <= EVIDENCE_BYTES_MAX:
        errors[FILE.name] = said(EvidenceTooLarge())
        return None
    media_type = media_type_of(content)
    if media_type is None:
        errors[FILE.name] = _(
            "This kind of file cannot be taken: send a PDF, a picture, a text or an"
            " office document"
        )
        return None
    try:
        digest = keep_file(the_wiring().settings.data, content)
    except OSError:
        errors[FILE.name] = _(
            "The file could not be kept, perhaps for want of room: tell the operator,"
            " or go on without it"
        )
        return None
    name = (sent.filename or "").replace("\x00", "")[-NAME_MAX:]
    return File(digest=digest, size=len(content), media_type=media_type, name=name)

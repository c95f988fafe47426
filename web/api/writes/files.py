"""Files: what supports a contribution is sent first, and named by its digest then."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final, cast

from flask import Response, request
from flask_babel import lazy_gettext as _
from flask_smorest import Blueprint
from marshmallow import ValidationError

from ledger.commons.contributions.events import Evidence
from ledger.commons.contributions.limits import EVIDENCE_BYTES_MAX
from ledger.commons.contributions.refusals import EvidenceTooLarge
from web.api import describing
from web.api.answering import answer
from web.api.bearers import required_bearer
from web.api.problem import of_validation
from web.evidence import keep_file, kept_file, media_type_of
from web.reading import the_wiring
from web.schemas.saying import Said

RULE: Final = "/files"
ENDPOINT: Final = "send_file"
OCTETS: Final = "application/octet-stream"
KEPT: Final = {
    "type": "object",
    "required": ["digest", "size", "media_type"],
    "properties": {
        "digest": {"type": "string"},
        "size": {"type": "integer", "minimum": 1},
        "media_type": {"type": "string"},
    },
}
UNKNOWN_KIND: Final = _(
    "This kind of file cannot be taken: send a PDF, a picture, a text or an"
    " office document"
)
SEND_FIRST: Final = _("No file of this digest, size and type is here: send it first")


def register(blueprint: Blueprint) -> None:
    """Add the address that takes a file, and make room for one there alone."""

    def make_room(endpoint: str | None, _values: dict[str, str] | None) -> None:
        if (endpoint or "").rpartition(".")[2] == ENDPOINT:
            request.max_content_length = EVIDENCE_BYTES_MAX

    blueprint.url_value_preprocessor(make_room)
    describing.add(
        blueprint, RULE, send_file, _told(), endpoint=ENDPOINT, method="POST"
    )


def send_file() -> Response:
    """Keep a file, and return what names it: nothing is recorded by that.

    Sent again it is kept again, under another salt; so no key is asked.
    """
    required_bearer()
    content = request.get_data(cache=False)
    media_type = media_type_of(content) if content else None
    if media_type is None:
        said = {"_schema": [Said("file.unknown_kind", str(UNKNOWN_KIND))]}
        raise of_validation(ValidationError(cast("dict[str, Any]", said)))
    digest = keep_file(the_wiring().settings.data, content)
    told = {"digest": digest, "size": len(content), "media_type": media_type}
    return answer(told, HTTPStatus.CREATED)


def check_kept(loaded: Mapping[str, Any]) -> None:
    """Refuse evidence that was never sent here; raises ValidationError.

    A digest alone would be recorded for ever, and nobody could open what it names.
    """
    missing = {
        rank: [Said("evidence.not_kept", str(SEND_FIRST))]
        for rank, named in enumerate(loaded.get("evidence") or ())
        if not _is_kept(named)
    }
    if missing:
        raise ValidationError(cast("dict[str, Any]", {"evidence": missing}))


def _is_kept(named: Evidence) -> bool:
    content = kept_file(the_wiring().settings.data, named.digest)
    return (
        content is not None
        and len(content) == named.size
        and media_type_of(content) == named.media_type
    )


def _told() -> dict[str, Any]:
    told = describing.write(
        name=ENDPOINT,
        summary=_("Send a file that supports a contribution"),
        tag="files",
        schema=None,
        description=_(
            "The file itself is the body, 10 MiB at most. What is answered goes into"
            " “evidence” of the contribution; only the digest is recorded."
        ),
        is_new=True,
        refusals=(EvidenceTooLarge,),
    )
    octets = {"schema": {"type": "string", "format": "binary"}}
    told["requestBody"] = {"required": True, "content": {OCTETS: octets}}
    told["parameters"] = []
    told["responses"]["201"] = {
        "description": _("The file is kept."),
        "content": {"application/json": {"schema": KEPT}},
    }
    return told

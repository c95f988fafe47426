"""Codes: every way in which the API says no, apart from the ledger's own refusals."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, NamedTuple

from flask_babel import lazy_gettext

from web.forms.field import Text


class Code(NamedTuple):
    """A problem that programs know by its code: its status, title and remedy."""

    status: HTTPStatus
    title: Text
    remedy: Text


CODES: Final[Mapping[str, Code]] = {
    "malformed": Code(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("The request could not be read"),
        lazy_gettext("Send one JSON object in UTF-8, with each name once."),
    ),
    "key_missing": Code(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("The request has no key"),
        lazy_gettext(
            "Send the header Idempotency-Key with a new random value, and the same"
            " value again if you repeat the request."
        ),
    ),
    "key_malformed": Code(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("The key cannot be used"),
        lazy_gettext(
            "Idempotency-Key takes 8 to 64 letters, digits or signs among . _ ~ -"
        ),
    ),
    "parameter_unknown": Code(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("There is no such parameter"),
        lazy_gettext("Take it away, or correct its name."),
    ),
    "parameter_invalid": Code(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("A parameter cannot be used"),
        lazy_gettext("Correct its value, or take it away."),
    ),
    "cursor_invalid": Code(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("The cursor does not belong to this list"),
        lazy_gettext(
            "A cursor continues the very list that gave it, with the same filters:"
            " begin again without it."
        ),
    ),
    "if_match_malformed": Code(
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("If-Match cannot be used"),
        lazy_gettext("Send back the ETag that reading this thing gave, unchanged."),
    ),
    "token_missing": Code(
        HTTPStatus.UNAUTHORIZED,
        lazy_gettext("Nobody is named"),
        lazy_gettext(
            "Make a token in your space, and send it in the header"
            " Authorization: Bearer."
        ),
    ),
    "token_unknown": Code(
        HTTPStatus.UNAUTHORIZED,
        lazy_gettext("The token lets nobody in"),
        lazy_gettext(
            "It is unknown, over, or was revoked: make another one in your space."
        ),
    ),
    "scope_missing": Code(
        HTTPStatus.FORBIDDEN,
        lazy_gettext("The token is only for reading"),
        lazy_gettext("Make a token that may write in your space."),
    ),
    "not_found": Code(
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is no such thing"),
        lazy_gettext("Check the address and the identifier."),
    ),
    "method_not_allowed": Code(
        HTTPStatus.METHOD_NOT_ALLOWED,
        lazy_gettext("This cannot be asked for that way"),
        lazy_gettext("Use one of the methods named in the header Allow."),
    ),
    "not_acceptable": Code(
        HTTPStatus.NOT_ACCEPTABLE,
        lazy_gettext("There is no answer in that format"),
        lazy_gettext("Ask for application/json."),
    ),
    "too_large": Code(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        lazy_gettext("The request is too large"),
        lazy_gettext("Send 1 MiB at most: shorten the texts."),
    ),
    "media_type": Code(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        lazy_gettext("This format is not read"),
        lazy_gettext("Send JSON, with Content-Type: application/json."),
    ),
    "invalid": Code(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lazy_gettext("Some answers cannot be recorded"),
        lazy_gettext("Correct what “errors” names: nothing was recorded."),
    ),
    "as_of_unreadable": Code(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lazy_gettext("This is no moment"),
        lazy_gettext(
            "Write a day such as 2026-03-27, an instant such as"
            " 2026-03-27T18:00:00Z, or the number of an entry."
        ),
    ),
    "as_of_without_zone": Code(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lazy_gettext("This time names no time zone"),
        lazy_gettext("Write Z or an offset such as +02:00 after it."),
    ),
    "as_of_in_gap": Code(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lazy_gettext("This time did not exist in Paris"),
        lazy_gettext(
            "The clocks went forward over it: write the instant with Z or an offset"
            " such as +02:00."
        ),
    ),
    "as_of_future": Code(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lazy_gettext("This moment is still to come"),
        lazy_gettext("Leave it out to read the present state."),
    ),
    "if_match_missing": Code(
        HTTPStatus.PRECONDITION_REQUIRED,
        lazy_gettext("The request does not say what it changes"),
        lazy_gettext("Read the thing first, and send its ETag back in If-Match."),
    ),
    "too_many_requests": Code(
        HTTPStatus.TOO_MANY_REQUESTS,
        lazy_gettext("Too many requests"),
        lazy_gettext("Wait as many seconds as Retry-After says."),
    ),
    "failed": Code(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext("Something failed on our side"),
        lazy_gettext(
            "Nothing was half recorded: try again, then tell the operator, with the"
            " trace_id."
        ),
    ),
    "unreachable": Code(
        HTTPStatus.SERVICE_UNAVAILABLE,
        lazy_gettext("The ledger cannot be reached right now"),
        lazy_gettext("Send it again in a moment, with the same Idempotency-Key."),
    ),
}

BY_STATUS: Final[Mapping[int, str]] = {
    code.status.value: name
    for name, code in reversed([*CODES.items()])
    if code.status.value not in {401, 403, 422, 428}
} | {HTTPStatus.BAD_REQUEST.value: "malformed"}
"""What a failure without a code of its own is called."""

"""Resources: what each command about a resource asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.events import ResourceKind
from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.hand_over_resource import HandOverResource
from ledger.commons.resources.licences import check_licence
from ledger.commons.resources.limits import (
    ADDRESS_LENGTH_MAX,
    EDITION_LENGTH_MAX,
    check_edition,
    is_https,
)
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.refusals import AddressNotHttps
from ledger.commons.resources.retire_resource import RetireResource
from ledger.commons.resources.revise_resource import ReviseResource
from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Check
from web.schemas.questions import EVERYONE, a_day, lengths, lines, which
from web.texts.words_of_the_field import RESOURCE_KIND_HINTS, RESOURCE_KINDS

TITLE_MAX: Final = 120
TEXT_MAX: Final = 2_000
SUMMARY_MAX: Final = 600
LICENCE_LENGTH_MAX: Final = 120

KIND: Final = Field(
    name="kind",
    label=lazy_gettext("What do you share?"),
    widget="radios",
    choices=choices(RESOURCE_KINDS, ResourceKind, RESOURCE_KIND_HINTS),
)
TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What is it called?"),
    hint=lazy_gettext("For example “Opening a repair café”; everyone can read it"),
)
SUMMARY: Final = lines(
    "summary", lazy_gettext("What is it, in a few lines?"), most=SUMMARY_MAX
)
LICENCE: Final = Field(
    name="licence",
    label=lazy_gettext("Under which licence?"),
    hint=lazy_gettext("Its identifier in the SPDX list, for example CC-BY-NC-4.0"),
)
EDITION: Final = Field(
    name="edition",
    label=lazy_gettext("Which version?"),
    hint=lazy_gettext("Digits, dots and hyphens, for example 1.2 or 2026-03"),
    width="w10",
    spellcheck=False,
)
ADDRESS: Final = Field(
    name="address",
    label=lazy_gettext("Where is it?"),
    hint=lazy_gettext("The address of a page, for example https://example.org/guide"),
    count_max=ADDRESS_LENGTH_MAX,
    spellcheck=False,
    optional=True,
)
ORIGIN_EDITION: Final = Field(
    name="origin_edition",
    label=lazy_gettext("From which version do you start?"),
    widget="radios",
)
ORIGINS: Final = Field(
    name="origins",
    label=lazy_gettext("From which contributions does it come?"),
    hint=lazy_gettext("Each reuse will credit them"),
    optional=True,
)
USED_EDITION: Final = Field(
    name="edition", label=lazy_gettext("Which version do you use?"), widget="radios"
)
REUSED_ON: Final = a_day("reused_on", lazy_gettext("Since when?"))
FOR_PROJECT: Final = which(
    "project_id", lazy_gettext("For which of your projects?"), optional=True
)
NOTE: Final = lines(
    "note", lazy_gettext("Where, and what for?"), most=TEXT_MAX, optional=True
)
TEXT: Final = lines(
    "text", lazy_gettext("What was it worth where you tried it?"), most=TEXT_MAX
)
FROM_REUSE: Final = which(
    "reuse_id", lazy_gettext("From which of your reuses?"), optional=True
)
CHANGES: Final = lines("changes", lazy_gettext("What changed?"), most=TEXT_MAX)
MAINTAINER: Final = which(
    "maintainer_id", lazy_gettext("Who maintains it from now on?")
)
WHY_RETIRE: Final = lines(
    "reason", lazy_gettext("Why is it no longer recommended?"), most=TEXT_MAX
)
SUCCESSOR: Final = which(
    "successor_id", lazy_gettext("What replaces it?"), hint=EVERYONE, optional=True
)
WHY_WITHDRAW: Final = lines(
    "reason", lazy_gettext("Why is it taken back?"), most=TEXT_MAX, optional=True
)

OF_A_RESOURCE: Final = ("resource_id",)
PLAIN: Final = {
    "licence": LICENCE_LENGTH_MAX,
    "edition": EDITION_LENGTH_MAX,
    "origin_edition": EDITION_LENGTH_MAX,
}
DESCRIBED: Final = {"title": TITLE_MAX, **lengths(SUMMARY, ADDRESS)}


def _rules(loaded: Mapping[str, Any], _today: date) -> Iterable[tuple[str, Check]]:
    """Yield the ledger's own rules about version, licence and address."""
    if edition := loaded.get("edition"):
        yield "edition", lambda: check_edition(edition)
    if licence := loaded.get("licence"):
        yield "licence", lambda: check_licence(licence)
    if address := loaded.get("address"):
        yield "address", lambda: _check_https(address)


def _check_https(address: str) -> None:
    if not is_https(address):
        raise AddressNotHttps


ASKED: Final = (
    Asking(
        command=PublishResource,
        created={"resource_id": "resource"},
        questions=(KIND, TITLE, SUMMARY, LICENCE, EDITION, ADDRESS, ORIGINS),
        public=DESCRIBED,
        plain=PLAIN,
        rules=_rules,
    ),
    Asking(
        command=ForkResource,
        created={"resource_id": "resource"},
        addressed=("origin_id",),
        questions=(
            ORIGIN_EDITION,
            TITLE,
            SUMMARY,
            LICENCE,
            EDITION,
            ADDRESS,
            ORIGINS,
        ),
        public=DESCRIBED,
        plain=PLAIN,
        rules=_rules,
    ),
    Asking(
        command=ReviseResource,
        addressed=OF_A_RESOURCE,
        questions=(EDITION, CHANGES, SUMMARY, ADDRESS, LICENCE),
        public=lengths(CHANGES, SUMMARY, ADDRESS),
        plain=PLAIN,
        rules=_rules,
    ),
    Asking(
        command=DeclareReuse,
        created={"reuse_id": "reuse"},
        addressed=OF_A_RESOURCE,
        questions=(USED_EDITION, REUSED_ON, FOR_PROJECT, NOTE),
        public=lengths(NOTE),
        plain=PLAIN,
    ),
    Asking(
        command=WithdrawReuse,
        addressed=("resource_id", "reuse_id"),
        questions=(WHY_WITHDRAW,),
        public=lengths(WHY_WITHDRAW),
    ),
    Asking(
        command=GiveFeedback,
        addressed=OF_A_RESOURCE,
        questions=(TEXT, FROM_REUSE),
        public=lengths(TEXT),
    ),
    Asking(command=HandOverResource, addressed=OF_A_RESOURCE, questions=(MAINTAINER,)),
    Asking(
        command=RetireResource,
        addressed=OF_A_RESOURCE,
        questions=(WHY_RETIRE, SUCCESSOR),
        public=lengths(WHY_RETIRE),
    ),
)

"""Resource sentences: what each fact about a resource says in a history."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from web.texts.project_sentences import Telling

Values = Mapping[str, str]


def _nothing(_values: Values) -> Values:
    return {}


def _as_kept(*names: str) -> Telling:
    """Return what tells these values as the fact keeps them."""
    return lambda values: {name: values[name] for name in names}


RESOURCES: Final[Mapping[str, tuple[LazyString, Telling]]] = {
    "ResourcePublished": (
        lazy_gettext(
            "%(who)s published this resource: version %(edition)s, licence %(licence)s."
        ),
        _as_kept("edition", "licence"),
    ),
    "ResourceForked": (
        lazy_gettext(
            "%(who)s took version %(origin_edition)s of another resource further:"
            " version %(edition)s, licence %(licence)s."
        ),
        _as_kept("origin_edition", "edition", "licence"),
    ),
    "ResourceRevised": (
        lazy_gettext("%(who)s published version %(edition)s, licence %(licence)s."),
        _as_kept("edition", "licence"),
    ),
    "ResourceHandedOver": (
        lazy_gettext("%(who)s named another maintainer."),
        _nothing,
    ),
    "ReuseDeclared": (
        lazy_gettext("%(who)s reuses version %(edition)s."),
        _as_kept("edition"),
    ),
    "ReuseWithdrawn": (lazy_gettext("%(who)s took back a reuse."), _nothing),
    "FieldFeedbackGiven": (
        lazy_gettext("%(who)s gave feedback from the field."),
        _nothing,
    ),
    "ResourceRetired": (lazy_gettext("%(who)s retired this resource."), _nothing),
}

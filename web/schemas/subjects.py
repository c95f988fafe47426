"""Subjects: what a proposal would change, read into what takes effect if adopted.

It is an object whose ``kind`` says what else it holds: nothing for an orientation;
for a rule, the kind of decision it is for (``decides``) and the ``rule`` itself,
absent where it is repealed; the ``articles`` of the charter; the ``partner_id`` of
an admission; or who is designated, as what, between which days.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

import msgspec
from flask_babel import lazy_gettext

from ledger.governance.charter.events import Article
from ledger.governance.proposals.checking import check_subject
from ledger.governance.proposals.subjects import (
    Admission,
    CharterChange,
    Designating,
    Orientation,
    RuleChange,
    Subject,
)
from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import Kind
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Capacity
from ledger.kernel.words import Audience, Words
from web.forms.field import Choice, Field
from web.schemas.asking import Part
from web.schemas.building import Written
from web.schemas.for_projects import NAME
from web.schemas.lists import ITEMS_MAX
from web.schemas.questions import lengths, lines
from web.schemas.saying import Saying, is_written

ARTICLE_TITLE_MAX: Final = 120
ARTICLE_MAX: Final = 5_000
NUMBER_MAX: Final = 10_000
Put = Callable[[str, str], Words]

ARTICLE_TITLE: Final = Field(
    name="title", label=lazy_gettext("What is this article about?")
)
ARTICLE_TEXT: Final = lines("text", lazy_gettext("What does it say?"), most=ARTICLE_MAX)
AN_ARTICLE: Final = Part(
    questions=(ARTICLE_TITLE, ARTICLE_TEXT),
    public={"title": ARTICLE_TITLE_MAX, **lengths(ARTICLE_TEXT)},
)
SUBJECT: Final = Field(
    name="subject",
    label=lazy_gettext("What would it change?"),
    hint=lazy_gettext("What takes effect by itself if it is adopted"),
    widget="radios",
    choices=(
        Choice(
            value=Kind.ORIENTATION,
            label=lazy_gettext("Nothing by itself: people act on it"),
        ),
        Choice(value=Kind.RULE, label=lazy_gettext("The rule of a kind of decision")),
        Choice(value=Kind.CHARTER, label=lazy_gettext("The articles of the charter")),
        Choice(value=Kind.ADMISSION, label=lazy_gettext("Who is among the partners")),
        Choice(value=Kind.DESIGNATION, label=lazy_gettext("Who serves the commons")),
    ),
)


class Elected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is designated, as it is sent: the mandate is named as it is written."""

    partner_id: str
    person_id: str
    capacity: Capacity
    starts_on: date
    ends_on: date | None = None


class Worded(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article, as it is sent."""

    number: int
    title: str
    text: str


class Ruling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule and for which kind of decision, as it is sent."""

    decides: Kind
    rule: DecisionRule | None = None


class Charter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The articles of a charter, as they are sent."""

    articles: tuple[Worded, ...]


class Welcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body that would be admitted, as it is sent."""

    partner_id: str


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An orientation asks for nothing more."""


Sent = Nothing | Ruling | Charter | Welcome | Elected
SENT: Final[Mapping[Kind, type[Sent]]] = {
    Kind.ORIENTATION: Nothing,
    Kind.RULE: Ruling,
    Kind.CHARTER: Charter,
    Kind.ADMISSION: Welcome,
    Kind.DESIGNATION: Elected,
}


NAMED: Final = {"type": "string", "pattern": f"^{NAME.pattern}$"}
SHAPE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["kind"],
    "properties": {
        "kind": {"type": "string", "enum": [str(kind) for kind in Kind]},
        "decides": {"type": "string", "enum": [str(kind) for kind in Kind]},
        "rule": {"type": ["object", "null"]},
        "articles": {"type": "array", "items": {"type": "object"}},
        "partner_id": NAMED,
        "person_id": NAMED,
        "capacity": {"type": "string", "enum": [str(one) for one in Capacity]},
        "starts_on": {"type": "string", "format": "date"},
        "ends_on": {"type": ["string", "null"], "format": "date"},
    },
}
"""What programs are told of it; each kind takes its own members, and no other."""


@dataclass(frozen=True)
class SubjectAsked:
    """A subject that was read, whose words are not written yet."""

    sent: Sent

    def written(self, writing: Written) -> Subject:
        """Return the subject, its words among those of the command."""
        name = MandateId(writing.name("designation"))
        return self._made(
            name, lambda field, text: writing.words(AN_ARTICLE, field, text)
        )

    def check(self, today: date) -> None:
        """Refuse what the ledger would refuse; raises Refusal."""
        check_subject(self._made(MandateId("one"), _unwritten), today)

    def _made(self, name: MandateId, put: Put) -> Subject:
        match self.sent:
            case Nothing():
                return Orientation()
            case Ruling(decides=kind, rule=rule):
                return RuleChange(kind=kind, rule=rule)
            case Charter(articles=articles):
                return CharterChange(
                    articles=tuple(_article(one, put) for one in articles)
                )
            case Welcome(partner_id=partner):
                return Admission(partner_id=PartnerId(partner))
            case Elected() as elected:
                return Designating(
                    mandate_id=name,
                    partner_id=PartnerId(elected.partner_id),
                    person_id=PersonId(elected.person_id),
                    capacity=elected.capacity,
                    starts_on=elected.starts_on,
                    ends_on=elected.ends_on,
                )


def _article(one: Worded, put: Put) -> Article:
    return Article(
        number=one.number, title=put("title", one.title), text=put("text", one.text)
    )


def _unwritten(_field: str, _text: str) -> Words:
    return Words("", Audience.PUBLIC)


class AsSubject(Saying[SubjectAsked]):
    """What a proposal would change, in the words of its kind."""

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> SubjectAsked:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, dict):
            raise self.make_error("invalid")
        told = cast("dict[str, Any]", value)
        kind = told.get("kind")
        if not isinstance(kind, str) or kind not in set(Kind):
            raise self.make_error("invalid")
        rest = {name: one for name, one in told.items() if name != "kind"}
        try:
            sent = msgspec.convert(rest, SENT[Kind(kind)], strict=True)
        except (msgspec.ValidationError, ValueError) as error:
            raise self.make_error("invalid") from error
        if not is_plain(sent) or not knows(sent, rest):
            raise self.make_error("invalid")
        return SubjectAsked(sent)

    def _serialize(self, value: object, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return value


def as_subject() -> Saying[SubjectAsked]:
    """Return the field that reads a subject; each schema has its own."""
    return AsSubject(
        {
            "missing": lazy_gettext("Say what the proposal would change"),
            "invalid": lazy_gettext(
                "Say what the proposal would change, by the kind and what this kind"
                " asks for"
            ),
        },
        required=True,
        metadata={"label": SUBJECT.label, "hint": SUBJECT.hint},
    )


def is_plain(value: object) -> bool:
    """Tell whether a value can be kept: names are names, texts have some length."""
    match value:
        case Worded():
            return 0 < value.number <= NUMBER_MAX and all(
                is_written(text) and 0 < len(text.strip()) <= most
                for text, most in _texts(value)
            )
        case str():
            return NAME.fullmatch(value) is not None
        case tuple():
            items = cast("tuple[object, ...]", value)
            return len(items) <= ITEMS_MAX and all(is_plain(one) for one in items)
        case msgspec.Struct():
            return all(
                is_plain(getattr(value, name)) for name in value.__struct_fields__
            )
        case _:
            return True


def _texts(article: Worded) -> tuple[tuple[str, int], ...]:
    return (article.title, ARTICLE_TITLE_MAX), (article.text, ARTICLE_MAX)


def knows(made: object, sent: object) -> bool:
    """Tell whether nothing that was sent was left out, however deep."""
    if isinstance(made, msgspec.Struct):
        told = cast("Mapping[str, object]", sent)
        own = set(made.__struct_fields__)
        return set(told) <= own and all(
            knows(getattr(made, name), one) for name, one in told.items()
        )
    if isinstance(made, tuple):
        items = zip(
            cast("tuple[object, ...]", made),
            cast("Sequence[object]", sent),
            strict=True,
        )
        return all(knows(one, other) for one, other in items)
    return True

"""Rules: what founding, signing, drafting and trying them asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import msgspec
from flask_babel import lazy_gettext

from ledger.governance.rules.checking import check_rule
from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.draft_rule import DraftRule
from ledger.governance.rules.events import Kind, KindRule
from ledger.governance.rules.found_rules import FoundRules, check_rules
from ledger.governance.rules.sign_founding_rules import SignFoundingRules
from ledger.governance.voting.simulate_rule import SimulateRule
from web.forms.choices import choices
from web.forms.field import Field, Text
from web.schemas.asking import Asking, Check
from web.schemas.saying import Saying
from web.schemas.subjects import is_plain, knows
from web.texts.rule_words import KINDS

RULES: Final = Field(
    name="rules",
    label=lazy_gettext("By which rule is each kind of thing decided?"),
    hint=lazy_gettext("That of orientations serves whatever has none of its own"),
)
SIGNATORIES: Final = Field(
    name="signatories",
    label=lazy_gettext("Which partners sign them?"),
    hint=lazy_gettext("The rules hold once all of them have signed; yours is one"),
    widget="checkboxes",
)
FOUNDING: Final = Field(
    name="founding",
    label=lazy_gettext("Which founding rules did you read?"),
    hint=lazy_gettext("Their number, on their page"),
)
KIND: Final = Field(
    name="kind",
    label=lazy_gettext("For which kind of decision?"),
    widget="radios",
    choices=choices(KINDS, Kind),
)
RULE: Final = Field(
    name="rule",
    label=lazy_gettext("How would it be decided?"),
    hint=lazy_gettext("Method, majority, quorum, and whatever else a rule says"),
)
VOTES: Final = Field(
    name="votes",
    label=lazy_gettext("On which past votes do you try it?"),
    hint=lazy_gettext("Those that are closed, 50 at most"),
    widget="checkboxes",
)


class AsRule(Saying[Any]):
    """A rule, or a list of rules by kind, made of data by its own type."""

    def __init__(self, kind: Any, question: Field, invalid: Text) -> None:  # noqa: ANN401  # a type may be of any form
        self.kind = kind
        super().__init__(
            {"missing": invalid, "invalid": invalid},
            required=True,
            metadata={"label": question.label, "hint": question.hint},
        )

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # whatever was sent
        try:
            made = msgspec.convert(value, self.kind, strict=True)
        except (msgspec.ValidationError, ValueError) as error:
            raise self.make_error("invalid") from error
        if not is_plain(made) or not knows(made, value):
            raise self.make_error("invalid")
        return made

    def _serialize(self, value: object, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return value


def as_rule() -> Saying[Any]:
    """Return the field that reads a rule; each schema has its own."""
    said = lazy_gettext("Write a rule: its method, and what else it says, by name")
    return AsRule(DecisionRule, RULE, said)


def as_rules() -> Saying[Any]:
    """Return the field that reads rules by kind."""
    said = lazy_gettext("Write a list of rules, each with the kind that it is for")
    return AsRule(tuple[KindRule, ...], RULES, said)


def _founded(loaded: Mapping[str, Any], _today: date) -> Iterable[tuple[str, Check]]:
    """Yield what holds of any set of rules."""
    if (rules := loaded.get("rules")) is not None:
        yield "rules", lambda: check_rules(rules)


def _drafted(loaded: Mapping[str, Any], _today: date) -> Iterable[tuple[str, Check]]:
    """Yield what holds of any rule."""
    if (rule := loaded.get("rule")) is not None:
        yield "rule", lambda: check_rule(rule)


ASKED: Final = (
    Asking(
        command=FoundRules,
        questions=(RULES, SIGNATORIES),
        beside={"rules": as_rules},
        edge_writes=("rules",),
        rules=_founded,
    ),
    Asking(command=SignFoundingRules, questions=(FOUNDING,)),
    Asking(
        command=DraftRule,
        created={"draft_rule_id": "rule"},
        questions=(KIND, RULE),
        beside={"rule": as_rule},
        edge_writes=("rule",),
        rules=_drafted,
    ),
    Asking(command=SimulateRule, addressed=("draft_rule_id",), questions=(VOTES,)),
)

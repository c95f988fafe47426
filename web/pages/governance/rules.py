"""Rules: by which rule each kind is decided, who has yet to sign, and the charter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, render_template, url_for

from projections.governance.charter import CharterRow, charter_as_it_stands
from projections.governance.rules import KindInForce, RulesRow, rules_as_they_stand
from projections.membership.colleges import colleges
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.languages import PREFIX
from web.reading import Texts, open_shelf
from web.texts.decision_words import DECISION_KINDS
from web.texts.numbers import receipt_link
from web.texts.rule_sentences import told_rule


@dataclass(frozen=True, kw_only=True)
class ToldKind:
    """A kind of decision with the sentences of its rule."""

    kind: str
    sentences: Sequence[str]
    version: int
    decision_id: str | None
    receipt: tuple[str, str]


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(f"{PREFIX}/regles", "rules", all_rules)


def all_rules() -> str:
    """Show the rules and the charter as they stand on the day that is read."""
    with open_shelf() as shelf:
        row, charter = rules_as_they_stand(shelf), charter_as_it_stands(shelf)
        bodies = partners_by_id(shelf, set(row.awaited) if row else set())
        called = _colleges_of(shelf, row)
        texts = Texts(
            [
                *(body.name for body in bodies.values()),
                *called.values(),
                *_references(charter),
            ]
        )
    named = {name: texts(words) for name, words in called.items()}
    return render_template(
        "governance/rules.html",
        row=row,
        told=[_told(one, named) for one in row.rules] if row else [],
        charter=charter,
        texts=texts,
        names={name: texts(body.name) for name, body in bodies.items()},
        charter_receipt=_receipt(charter.position) if charter else None,
        kinds=DECISION_KINDS,
    )


def _told(one: KindInForce, colleges_named: Mapping[str, str]) -> ToldKind:
    return ToldKind(
        kind=one.kind,
        sentences=[*told_rule(one.rule, colleges_named)],
        version=one.rules_version,
        decision_id=one.decision_id,
        receipt=_receipt(one.position),
    )


def _receipt(position: int) -> tuple[str, str]:
    return url_for("proof", number=position), receipt_link(position)


def _colleges_of(shelf: Shelf, row: RulesRow | None) -> dict[str, WordsAt]:
    """Return the names of the colleges that some rule weighs."""
    weighed = {
        college.college_id
        for one in (row.rules if row else ())
        if one.rule.colleges is not None
        for college in one.rule.colleges.members
    }
    found = shelf.some(colleges, ((name,) for name in sorted(weighed)))
    return {college.college_id: college.name for college in found}


def _references(charter: CharterRow | None) -> list[WordsAt]:
    articles = charter.articles if charter is not None else ()
    return [words for one in articles for words in (one.title, one.text)]

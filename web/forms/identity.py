"""Identity: the questions by which a body enters, the same wherever it does."""

from dataclasses import replace
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.membership.partners import official, territory
from ledger.membership.partners.events import PartnerKind, Scope
from ledger.membership.partners.identity import Identity
from ledger.membership.partners.official import IdentifierProblem, Reason
from web.forms.choices import choices
from web.forms.field import Field
from web.forms.reading import Errors, Typed, choice, text
from web.texts.words_of_the_field import PARTNER_KINDS, SCOPES
from web.writing import Writing

NAME_MAX: Final = 200
SHORT_NAME_MAX: Final = 18
REASON_MAX: Final = 300

KIND: Final = Field(
    name="kind",
    label=lazy_gettext("What kind of body is it?"),
    widget="select",
    choices=choices(PARTNER_KINDS),
)
SCOPE: Final = Field(
    name="scope",
    label=lazy_gettext("How far does its action reach?"),
    widget="select",
    choices=choices(SCOPES),
)
NAME: Final = Field(name="name", label=lazy_gettext("Its whole name"))
SHORT_NAME: Final = Field(
    name="short_name",
    label=lazy_gettext("Its short name"),
    hint=lazy_gettext("At most 18 characters, for tables and pictures"),
    width="w20",
)
COMMUNE: Final = Field(
    name="commune_code",
    label=lazy_gettext("Its commune"),
    hint=lazy_gettext("Begin to type the name, the postal code or the INSEE code"),
    optional=True,
)
NUMBER: Final = Field(
    name="siret",
    label=lazy_gettext("Its SIRET, SIREN or RNA number"),
    hint=lazy_gettext("For example 21060004500392 or W333216789; spaces do not matter"),
    optional=True,
    spellcheck=False,
    width="w20",
)
NO_NUMBER: Final = Field(
    name="no_identifier_reason",
    label=lazy_gettext("If it has no number, why?"),
    optional=True,
)
FIELDS: Final = (KIND, SCOPE, NAME, SHORT_NAME, COMMUNE, NUMBER, NO_NUMBER)


def described(typed: Typed, errors: Errors) -> dict[str, str]:
    """Return the body as a document, repaired; note what is wrong with which answer."""
    kind = choice(typed, KIND, errors)
    scope = choice(typed, SCOPE, errors)
    name = text(typed, NAME, errors, length_max=NAME_MAX)
    short_name = text(typed, SHORT_NAME, errors, length_max=SHORT_NAME_MAX)
    reason = text(typed, NO_NUMBER, errors, length_max=REASON_MAX)
    commune = _commune(typed, errors)
    numbers = _numbers(typed, errors)
    needs_number = kind and kind != PartnerKind.PERSON
    if needs_number and not numbers and not reason and NUMBER.name not in errors:
        errors[NUMBER.name] = _(
            "Give a SIRET, SIREN or RNA number, or say why there is none"
        )
    told = {
        "kind": kind,
        "scope": scope,
        "name": name,
        "short_name": short_name,
        "no_identifier_reason": "" if numbers else reason,
        "commune_code": commune or "",
        **numbers,
    }
    return {name: value for name, value in told.items() if value}


def read_identity(typed: Typed, errors: Errors, writing: Writing) -> Identity | None:
    """Return the body described, its words written; None where an answer is wrong."""
    told = described(typed, errors)
    if errors:
        return None
    reason = told.get("no_identifier_reason")
    return Identity(
        kind=PartnerKind(told["kind"]),
        scope=Scope(told["scope"]),
        name=writing.public("name", told["name"]),
        short_name=writing.public("short_name", told["short_name"]),
        siret=told.get("siret"),
        siren=told.get("siren"),
        rna=told.get("rna"),
        no_identifier_reason=(
            writing.public("no_identifier_reason", reason) if reason else None
        ),
        commune_code=told.get("commune_code"),
    )


def _numbers(typed: Typed, errors: Errors) -> dict[str, str]:
    """Tell by its form which number was given, and check it by its own rules."""
    given = text(typed, NUMBER, errors, length_max=60)
    if not given:
        return {}
    digits = [sign for sign in given if sign.isdigit()]
    if given[0] in "wW":
        name, read = "rna", official.rna
    elif len(digits) == len("123456789") and "." not in given:
        name, read = "siren", official.siren
    else:
        name, read = "siret", official.siret
    try:
        return {name: read(given)}
    except IdentifierProblem as problem:
        errors[NUMBER.name] = said_of(problem)
        return {}


def said_of(problem: IdentifierProblem) -> str:
    """Say what is wrong with a number, and which one may be meant."""
    said = _(
        "This number is not right (%(reason)s): check it against an official notice",
        reason=_reason_in_words(problem.reason),
    )
    if problem.suggestion is None:
        return said
    return f"{said}. " + _("Did you mean %(number)s?", number=problem.suggestion)


def _reason_in_words(reason: Reason) -> str:
    words = {
        "empty": _("nothing was given"),
        "characters": _("it holds other signs than digits"),
        "length": _("a SIRET has 14 digits, a SIREN 9"),
        "siren_given": _("this is a SIREN, and the SIRET has 5 digits more"),
        "siret_given": _("this is a SIRET, and the SIREN is its first 9 digits"),
        "lost_zero": _("a zero seems lost at its beginning"),
        "spreadsheet_float": _("a spreadsheet turned it into a decimal number"),
        "rounded": _("a spreadsheet rounded its last digits"),
        "siren_luhn": _("its first 9 digits fail the check digit"),
        "luhn": _("it fails the check digit"),
        "la_poste": _("it fails the rule for La Poste"),
        "format": _("an RNA number is W and 9 digits"),
        "letter_missing": _("the W is missing"),
        "overseas": _("overseas RNA numbers cannot be exported: say so in the reason"),
    }
    return words[str(reason).partition(".")[2]]


def _commune(typed: Typed, errors: Errors) -> str | None:
    """Return the commune's code: chosen from the list, or told from what was typed.

    Without scripts only the text arrives. One commune of exactly that name, or
    a code, is enough; several ask for the code.
    """
    code = typed.get(f"{COMMUNE.name}-code", "").strip()
    written = text(typed, COMMUNE, errors, length_max=80)
    if not written:
        return None
    chosen = territory.commune(code) if code else None
    if chosen is not None and chosen.name in written:
        return chosen.code
    if (found := territory.commune(written)) is not None:
        return found.code
    if (successor := territory.successor(written)) is not None:
        errors[COMMUNE.name] = _(
            "This commune has merged: choose %(name)s (%(code)s) instead",
            name=successor.name,
            code=successor.code,
        )
        return None
    return _only_one_named(written, errors)


def _only_one_named(written: str, errors: Errors) -> str | None:
    matches = territory.search_communes(written, limit=8)
    exact = [c for c in matches if c.name.casefold() == written.casefold()]
    if len(exact) == 1 or len(matches) == 1:
        return (exact or matches)[0].code
    if not matches:
        errors[COMMUNE.name] = _("No commune has this name: check its spelling")
        return None
    named = ", ".join(f"{c.name} ({c.code})" for c in exact or matches)
    errors[COMMUNE.name] = _(
        "Several communes are called so: enter the code of one: %(named)s", named=named
    )
    return None


def identity_fields() -> tuple[Field, ...]:
    """Return the questions, with the list of communes at this page's address."""
    suggested = replace(COMMUNE, suggest_url=url_for("communes"))
    return tuple(suggested if field is COMMUNE else field for field in FIELDS)

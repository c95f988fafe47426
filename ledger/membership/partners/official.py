"""Official identifiers: SIRET, SIREN and RNA, read strictly.

A valid identifier is one that could have been given, not one that exists: only the
registers know that. What a spreadsheet has damaged is never repaired in silence; the
problem says what happened, and suggests the repair when it is certain enough to ask.
"""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

SIREN_DIGITS: Final = 9
SIRET_DIGITS: Final = 14
LA_POSTE: Final = "356000000"
LA_POSTE_HEAD_OFFICE: Final = "35600000000048"
NO_ESTABLISHMENT: Final = "00000"
LOST_ZEROS_MAX: Final = 2
SIGNS_MAX: Final = 64
"""No identifier is longer, however it was spaced: what is, is not even read."""

FLOAT: Final = re.compile(r"(\d+)[.,]0+", re.ASCII)
SCIENTIFIC: Final = re.compile(r"(\d(?:[.,]\d+)?)[eE]\+?(\d{1,2})", re.ASCII)
RNA: Final = re.compile(r"W\d{9}", re.ASCII)
RNA_OVERSEAS: Final = re.compile(r"W\d[A-Z]\d{7}", re.ASCII)
UNSEEN: Final = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
"""Spaces of any width, no-break ones too, and marks that a copied text carries."""


class Reason(StrEnum):
    """Why an identifier is not one: a stable code, put into words elsewhere."""

    SIRET_EMPTY = "siret.empty"
    SIRET_CHARACTERS = "siret.characters"
    SIRET_LENGTH = "siret.length"
    SIRET_SIREN_GIVEN = "siret.siren_given"
    SIRET_LOST_ZERO = "siret.lost_zero"
    SIRET_SPREADSHEET_FLOAT = "siret.spreadsheet_float"
    SIRET_ROUNDED = "siret.rounded"
    SIRET_SIREN_LUHN = "siret.siren_luhn"
    SIRET_LUHN = "siret.luhn"
    SIRET_LA_POSTE = "siret.la_poste"
    SIREN_EMPTY = "siren.empty"
    SIREN_CHARACTERS = "siren.characters"
    SIREN_LENGTH = "siren.length"
    SIREN_SIRET_GIVEN = "siren.siret_given"
    SIREN_LOST_ZERO = "siren.lost_zero"
    SIREN_SPREADSHEET_FLOAT = "siren.spreadsheet_float"
    SIREN_ROUNDED = "siren.rounded"
    SIREN_LUHN = "siren.luhn"
    RNA_EMPTY = "rna.empty"
    RNA_FORMAT = "rna.format"
    RNA_LETTER_MISSING = "rna.letter_missing"
    RNA_OVERSEAS = "rna.overseas"


class IdentifierProblem(ValueError):
    """Say why a text is no identifier, and what it may have been meant to be."""

    def __init__(self, reason: Reason, suggestion: str | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.suggestion = suggestion


def siret(text: str) -> str:
    """Return the fourteen digits of a SIRET, or raise what is wrong with it.

    INSEE: a SIRET is the nine digits of the SIREN and the five of the NIC, a serial
    number from 0001 on and a check digit. The SIREN passes the Luhn test by itself,
    and so does the whole. A spreadsheet's ``22040000000000`` passes it as a whole,
    and ``21860194600000`` even twice: no establishment has the NIC ``00000``.

    La Poste: its establishments outgrew the serial numbers, so the sum of their
    fourteen digits is a multiple of five instead, but for the head office.
    """
    written = UNSEEN.sub("", text)
    if not written:
        raise IdentifierProblem(Reason.SIRET_EMPTY)
    if len(written) > SIGNS_MAX:
        raise IdentifierProblem(Reason.SIRET_LENGTH)
    _refuse_spreadsheet_siret(written)
    digits = stdnum_siret.compact(written)
    if not _is_digits(digits):
        raise IdentifierProblem(
            Reason.SIRET_CHARACTERS, _if_siret(re.sub(r"[^0-9]", "", digits))
        )
    if len(digits) != SIRET_DIGITS:
        raise _siret_of_other_length(digits)
    if digits.endswith(NO_ESTABLISHMENT):
        raise IdentifierProblem(Reason.SIRET_ROUNDED)
    if not stdnum_siren.is_valid(digits[:SIREN_DIGITS]):
        raise IdentifierProblem(Reason.SIRET_SIREN_LUHN)
    if not stdnum_siret.is_valid(digits):
        is_la_poste = digits.startswith(LA_POSTE) and digits != LA_POSTE_HEAD_OFFICE
        raise IdentifierProblem(
            Reason.SIRET_LA_POSTE if is_la_poste else Reason.SIRET_LUHN
        )
    return digits


def siren(text: str) -> str:
    """Return the nine digits of a SIREN, or raise what is wrong with it.

    INSEE: eight digits and a check digit, by the Luhn test.
    """
    written = UNSEEN.sub("", text)
    if not written:
        raise IdentifierProblem(Reason.SIREN_EMPTY)
    if len(written) > SIGNS_MAX:
        raise IdentifierProblem(Reason.SIREN_LENGTH)
    if number := _spreadsheet_number(written):
        raise IdentifierProblem(Reason.SIREN_SPREADSHEET_FLOAT, _if_siren(number))
    if SCIENTIFIC.fullmatch(written):
        raise IdentifierProblem(Reason.SIREN_ROUNDED)
    digits = stdnum_siren.compact(written)
    if not _is_digits(digits):
        raise IdentifierProblem(
            Reason.SIREN_CHARACTERS, _if_siren(re.sub(r"[^0-9]", "", digits))
        )
    if len(digits) == SIRET_DIGITS and _if_siret(digits):
        raise IdentifierProblem(Reason.SIREN_SIRET_GIVEN, digits[:SIREN_DIGITS])
    if len(digits) != SIREN_DIGITS:
        suggestion = _if_siren(digits)
        lost = Reason.SIREN_LENGTH if suggestion is None else Reason.SIREN_LOST_ZERO
        raise IdentifierProblem(lost, suggestion)
    try:
        return luhn.validate(digits)
    except ValidationError as error:
        raise IdentifierProblem(Reason.SIREN_LUHN) from error


def siren_of(siret_digits: str) -> str:
    """Return the SIREN within a SIRET that was already read."""
    return siret_digits[:SIREN_DIGITS]


def rna(text: str) -> str:
    """Return an association's RNA number, ``W`` and nine digits, or raise.

    Ministry of the Interior (répertoire national des associations): there is no
    check digit, so only the form can be verified. Overseas prefectures have a letter
    in theirs (``W9R1000123``); the national schema for grants has no room for it.
    """
    written = UNSEEN.sub("", text).replace(".", "").upper()
    if not written:
        raise IdentifierProblem(Reason.RNA_EMPTY)
    if RNA.fullmatch(written):
        return written
    if RNA_OVERSEAS.fullmatch(written):
        raise IdentifierProblem(Reason.RNA_OVERSEAS)
    if _is_digits(written) and len(written) == SIREN_DIGITS:
        raise IdentifierProblem(Reason.RNA_LETTER_MISSING, f"W{written}")
    raise IdentifierProblem(Reason.RNA_FORMAT)


def _refuse_spreadsheet_siret(written: str) -> None:
    """Refuse a number that a spreadsheet wrote, before its point is taken for a dot.

    python-stdnum ignores dots: ``3533840270003.0`` would lend its zero to the SIRET.
    """
    number = _spreadsheet_number(written)
    if number is None:
        if SCIENTIFIC.fullmatch(written):
            raise IdentifierProblem(Reason.SIRET_ROUNDED)
        return
    if len(number) == SIRET_DIGITS and number.endswith(NO_ESTABLISHMENT):
        raise IdentifierProblem(Reason.SIRET_ROUNDED)
    if _if_siren(number):
        raise IdentifierProblem(Reason.SIRET_SIREN_GIVEN)
    raise IdentifierProblem(Reason.SIRET_SPREADSHEET_FLOAT, _if_siret(number))


def _siret_of_other_length(digits: str) -> IdentifierProblem:
    if len(digits) == SIREN_DIGITS and stdnum_siren.is_valid(digits):
        return IdentifierProblem(Reason.SIRET_SIREN_GIVEN)
    if suggestion := _if_siret(digits):
        return IdentifierProblem(Reason.SIRET_LOST_ZERO, suggestion)
    return IdentifierProblem(Reason.SIRET_LENGTH)


def _spreadsheet_number(written: str) -> str | None:
    """Return the whole number behind ``123.0`` or ``1.23E+2``, unless digits are lost.

    A number shown with fewer figures than it has was rounded: nobody can say which
    they were.
    """
    if decimal := FLOAT.fullmatch(written):
        return decimal[1]
    if scientific := SCIENTIFIC.fullmatch(written):
        figures, exponent = scientific[1].replace(",", "."), int(scientific[2])
        if len(figures.partition(".")[2]) < exponent:
            return None
        value = Decimal(figures).scaleb(exponent)
        return str(int(value)) if value == int(value) else None
    return None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _if_siret(digits: str) -> str | None:
    """Return these digits as a SIRET if they are one, but for leading zeros."""
    if len(digits) < SIRET_DIGITS - LOST_ZEROS_MAX:
        return None
    whole = digits.zfill(SIRET_DIGITS)
    if whole.endswith(NO_ESTABLISHMENT) or not stdnum_siret.is_valid(whole):
        return None
    return whole


def _if_siren(digits: str) -> str | None:
    """Return these digits as a SIREN if they are one, but for leading zeros."""
    if len(digits) < SIREN_DIGITS - LOST_ZEROS_MAX:
        return None
    whole = digits.zfill(SIREN_DIGITS)
    return whole if stdnum_siren.is_valid(whole) else None

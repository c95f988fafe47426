"""SIRET, SIREN and RNA: what is accepted, refused, and suggested."""

import csv
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.membership.partners.official import (
    LA_POSTE,
    IdentifierProblem,
    Reason,
    rna,
    siren,
    siren_of,
    siret,
)

VECTORS = Path(__file__).parents[3] / "vectors/scdl"
READERS = {"siret": siret, "siren": siren, "rna": rna}
SPACES = " .\t\u00a0\u202f\u2009\u200b\ufeff"


def outcome(kind: str, text: str) -> str:
    try:
        READERS[kind](text)
    except IdentifierProblem as problem:
        return problem.reason.value
    return "valid"


def problem_of(kind: str, text: str) -> tuple[Reason, str | None]:
    with pytest.raises(IdentifierProblem) as caught:
        READERS[kind](text)
    return caught.value.reason, caught.value.suggestion


def with_check_digit(digits: str) -> str:
    """Append the digit that makes the Luhn sum a multiple of ten, the long way."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return digits + str(-total % 10)


sirens = st.from_regex(r"[0-9]{8}", fullmatch=True).map(with_check_digit)


@st.composite
def sirets(draw: st.DrawFn) -> str:
    serial = draw(st.integers(1, 9999))
    number = draw(sirens)
    assume(number != LA_POSTE)
    return with_check_digit(f"{number}{serial:04}")


def vectors() -> list[tuple[str, str, str]]:
    with (VECTORS / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["kind"], row["identifier"], row["outcome"]) for row in rows]


@pytest.mark.parametrize(("kind", "identifier", "expected"), vectors())
def test_published_identifiers_are_read(
    kind: str, identifier: str, expected: str
) -> None:
    """Each identifier of the published files passes, or fails for its own reason."""
    assert outcome(kind, identifier) == expected


def test_no_published_identifier_is_left_out() -> None:
    """The list of outcomes covers every identifier of both files."""
    listed = {identifier for _, identifier, _ in vectors()}
    found: set[str] = set()
    for name, delimiter in (("exemple_valide", ","), ("SCDL_DILCRAH_2019", ";")):
        path = VECTORS / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            _, *rows = csv.reader(file, delimiter=delimiter)
        found |= {row[at] for row in rows for at in (1, 5)}
        if name == "exemple_valide":
            found |= {row[6] for row in rows}
    assert found - {""} == listed


@pytest.mark.parametrize(
    "text",
    [
        "35338402700036",
        "353 384 027 00036",
        "353.384.027.00036",
        "353\u00a0384\u202f027\u200900036\n",
        "\ufeff35338402700036\u200e",
    ],
)
def test_spaces_and_dots_do_not_matter(text: str) -> None:
    """However a SIRET is spaced, its canonical text is fourteen digits."""
    assert siret(text) == "35338402700036"


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("", Reason.SIRET_EMPTY, None),
        (" \u00a0", Reason.SIRET_EMPTY, None),
        ("35338402700036.0", Reason.SIRET_SPREADSHEET_FLOAT, "35338402700036"),
        ("35338402700036,00", Reason.SIRET_SPREADSHEET_FLOAT, "35338402700036"),
        ("3.5338402700036E+13", Reason.SIRET_SPREADSHEET_FLOAT, "35338402700036"),
        ("5520135000031.0", Reason.SIRET_SPREADSHEET_FLOAT, None),
        ("2.10060045003920E+13", Reason.SIRET_SPREADSHEET_FLOAT, None),
        ("3,53384E+13", Reason.SIRET_ROUNDED, None),
        ("22040000000000", Reason.SIRET_ROUNDED, None),
        ("21860194600000", Reason.SIRET_ROUNDED, None),
        ("32402138500000.0", Reason.SIRET_ROUNDED, None),
        ("353384027", Reason.SIRET_SIREN_GIVEN, None),
        ("353384027.0", Reason.SIRET_SIREN_GIVEN, None),
        ("353384028", Reason.SIRET_LENGTH, None),
        ("3533840270003", Reason.SIRET_LENGTH, None),
        ("353384027000360", Reason.SIRET_LENGTH, None),
        ("9" * 1_000_000, Reason.SIRET_LENGTH, None),
        ("353-384-027-00036", Reason.SIRET_CHARACTERS, "35338402700036"),
        ("SIRET : 35338402700036", Reason.SIRET_CHARACTERS, "35338402700036"),
        ("néant", Reason.SIRET_CHARACTERS, None),
        ("\u0663" * 14, Reason.SIRET_CHARACTERS, None),
        ("35338402700037", Reason.SIRET_LUHN, None),
        ("35338402800036", Reason.SIRET_SIREN_LUHN, None),
        ("35600000049838", Reason.SIRET_LA_POSTE, None),
    ],
)
def test_a_wrong_siret_is_told_its_reason(
    text: str, reason: Reason, suggestion: str | None
) -> None:
    """A SIRET is refused for its own reason, with a suggestion only when certain."""
    assert problem_of("siret", text) == (reason, suggestion)


def test_a_lost_leading_zero_is_suggested_not_restored() -> None:
    """Thirteen digits are refused, and the SIRET with its zero is suggested."""
    whole = with_check_digit("0055201350003")
    assert whole.startswith("00")
    assert siret(whole) == whole
    one_zero = with_check_digit(with_check_digit("05520135") + "0003")
    assert problem_of("siret", one_zero[1:]) == (Reason.SIRET_LOST_ZERO, one_zero)
    assert problem_of("siret", whole[2:]) == (Reason.SIRET_LOST_ZERO, whole)
    assert problem_of("siret", f"{one_zero[1:]}.0") == (
        Reason.SIRET_SPREADSHEET_FLOAT,
        one_zero,
    )


def test_the_point_of_a_decimal_number_is_no_dot() -> None:
    """A decimal zero never becomes the last digit of a SIRET."""
    ends_with_zero = next(
        number
        for serial in range(1, 99)
        if (number := with_check_digit(f"353384027{serial:04}")).endswith("0")
    )
    decimal = f"{ends_with_zero[:-1]}.0"
    assert problem_of("siret", decimal) == (Reason.SIRET_SPREADSHEET_FLOAT, None)


def test_la_poste_counts_by_fives() -> None:
    """La Poste's establishments sum to a multiple of five; its head office does not."""
    assert siret("35600000000048") == "35600000000048"
    assert siret("35600000049837") == "35600000049837"


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("", Reason.SIREN_EMPTY, None),
        ("353384027.0", Reason.SIREN_SPREADSHEET_FLOAT, "353384027"),
        ("3.53E+8", Reason.SIREN_ROUNDED, None),
        ("35338402700036", Reason.SIREN_SIRET_GIVEN, "353384027"),
        ("5520135", Reason.SIREN_LOST_ZERO, "005520135"),
        ("35338402", Reason.SIREN_LENGTH, None),
        ("1" * 70, Reason.SIREN_LENGTH, None),
        ("353/384/027", Reason.SIREN_CHARACTERS, "353384027"),
        ("353384028", Reason.SIREN_LUHN, None),
    ],
)
def test_a_wrong_siren_is_told_its_reason(
    text: str, reason: Reason, suggestion: str | None
) -> None:
    """A SIREN is refused for its own reason, with a suggestion only when certain."""
    assert problem_of("siren", text) == (reason, suggestion)


@pytest.mark.parametrize("text", ["W380475558", " w380 475 558 ", "W.380475558"])
def test_an_rna_number_is_w_and_nine_digits(text: str) -> None:
    """However an RNA number is spaced, its canonical text is W and nine digits."""
    assert rna(text) == "W380475558"


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("", Reason.RNA_EMPTY, None),
        ("380475558", Reason.RNA_LETTER_MISSING, "W380475558"),
        ("W9R1000123", Reason.RNA_OVERSEAS, None),
        ("W3222", Reason.RNA_FORMAT, None),
        ("W" + "\u0663" * 9, Reason.RNA_FORMAT, None),
        ("X380475558", Reason.RNA_FORMAT, None),
    ],
)
def test_a_wrong_rna_number_is_told_its_reason(
    text: str, reason: Reason, suggestion: str | None
) -> None:
    """An RNA number has no check digit: only its form can be refused."""
    assert problem_of("rna", text) == (reason, suggestion)


@given(number=sirets(), data=st.data())
def test_any_siret_survives_any_spacing(number: str, data: st.DataObject) -> None:
    """A valid SIRET with spaces anywhere is read as its fourteen digits."""
    gaps = data.draw(
        st.lists(st.text(SPACES, max_size=2), min_size=13, max_size=13).filter(
            lambda gaps: sum(map(len, gaps)) < 30
        )
    )
    spaced = "".join(a + b for a, b in zip(number, [*gaps, ""], strict=True))
    # One dot before nothing but zeros is a decimal number, and rightly refused.
    assume(spaced.count(".") != 1 or spaced.rpartition(".")[2].strip("0" + SPACES))
    assert siret(spaced) == number
    assert siren(siren_of(number)) == number[:9]


@given(number=sirets(), at=st.integers(0, 13), by=st.integers(1, 9))
def test_any_one_digit_changed_is_refused(number: str, at: int, by: int) -> None:
    """A single wrong digit never passes, outside La Poste."""
    changed = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert outcome("siret", changed) != "valid"


@given(number=sirets())
def test_any_decimal_siret_is_refused_with_its_repair(number: str) -> None:
    """A SIRET written as a decimal number is suggested, never taken.

    One that begins with five zeros would be left with as many figures as a SIREN
    has, and be asked about as one: no such SIRET is given.
    """
    as_spreadsheet = str(float(number))
    lost = len(number) - len(number.lstrip("0"))
    assume(lost < 5)
    expected = number if lost <= 2 else None
    assert problem_of("siret", as_spreadsheet) == (
        Reason.SIRET_SPREADSHEET_FLOAT,
        expected,
    )


@given(serial=st.integers(1, 99999))
def test_la_poste_passes_by_its_own_sum_alone(serial: int) -> None:
    """A SIRET of La Poste is valid exactly when its digits sum to a multiple of 5."""
    number = f"{LA_POSTE}{serial:05}"
    assume(number != "35600000000048")
    by_fives = sum(map(int, number)) % 5 == 0
    assert outcome("siret", number) == ("valid" if by_fives else "siret.la_poste")


@given(text=st.text(max_size=80), kind=st.sampled_from(sorted(READERS)))
def test_any_text_is_an_identifier_or_a_problem(text: str, kind: str) -> None:
    """Whatever is typed, the answer is an identifier or a reason."""
    assert outcome(kind, text) == "valid" or Reason(outcome(kind, text))


@given(
    text=st.text("0123456789.,eE+ \u00a0W-", max_size=24),
    kind=st.sampled_from(sorted(READERS)),
)
def test_a_suggestion_is_always_valid(text: str, kind: str) -> None:
    """What is suggested would be accepted as it stands."""
    try:
        canonical = READERS[kind](text)
    except IdentifierProblem as problem:
        if problem.suggestion is None:
            return
        canonical = problem.suggestion
    assert READERS[kind](canonical) == canonical

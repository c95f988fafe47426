"""Formulas: no cell runs, and every cell comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.exports.formulas import as_text, restored

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  # full-width signs run too


@pytest.mark.parametrize("first", RUNS)
def test_what_would_run_is_text(first: str) -> None:
    """A cell that begins like a formula gets a sign before it that makes it text."""
    cell = f"{first}cmd|' /C calc'!A0"
    assert as_text(cell) == f"'{cell}"
    assert restored(as_text(cell)) == cell


@pytest.mark.parametrize("cell", ["", "'", "'tis", "12", "a=b", "l'an"])
def test_other_text_is_left_alone(cell: str) -> None:
    """Only what would run is changed."""
    assert as_text(cell) == cell == restored(cell)


@given(st.text(alphabet=st.sampled_from(["'", "a", *RUNS]), max_size=6) | st.text())
def test_whatever_goes_out_comes_back(cell: str) -> None:
    """Made text and restored, a cell says what it said, and never begins a formula."""
    made = as_text(cell)
    assert restored(made) == cell
    assert not made.startswith(RUNS)


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")),
        min_size=1,
    )
)
def test_a_line_of_csv_comes_back(cells: list[str]) -> None:
    """Quotes, separators and line ends inside a cell do not part it."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow([as_text(c) for c in cells])
    (read,) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert [restored(cell) for cell in read] == cells

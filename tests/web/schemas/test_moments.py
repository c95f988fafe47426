"""Moments: a day and an hour, as whoever stands elsewhere would read them too."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import Babel
from marshmallow import ValidationError

from web.schemas.moments import Moment, of_moment


@pytest.mark.parametrize(
    ("sent", "hour"),
    [
        ("2026-03-27T18:30+01:00", 17),
        ("2026-03-27T18:30:00Z", 18),
        ("2026-03-27T18:30:00-05:00", 23),
    ],
)
def test_a_moment_is_read_wherever_it_is_told_from(sent: str, hour: int) -> None:
    """What it is relative to is part of it."""
    found = Moment(of_moment("When?")).deserialize(sent)  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its options untyped
    assert found == datetime(2026, 3, 27, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "sent",
    [
        "2026-03-27",
        "2026-03-27T18:30",
        "2026-02-30T18:30Z",
        "2026-03-27T25:30Z",
        "2026-03-27T18:30+99:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00",
        "٢٠٢٦-03-27T18:30Z",
        7,
    ],
)
def test_what_is_no_moment_is_refused_with_an_example(sent: object) -> None:
    """An hour that is relative to nothing is none."""
    app = Flask(__name__)
    Babel(app, default_locale="en")
    with app.test_request_context(), pytest.raises(ValidationError) as caught:
        Moment(of_moment("When?")).deserialize(sent)  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its options untyped
    assert "2026-03-27T18:30+01:00" in str(caught.value)

"""Whatever is asked of the log by programs, it answers as the protocol says."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.log.foreign import ForeignLog
from tests.web.log.lab import Lab, running_lab

SEALED = 300
FOREIGN = ForeignLog("other.test/registre")
PARTS = st.sampled_from(
    [
        "tile",
        "entries",
        "receipt",
        "checkpoint",
        "add-checkpoint",
        "0",
        "1",
        "63",
        "64",
        "000",
        "001",
        "x001",
        "001.p",
        "000.p",
        "44",
        "255",
        "256",
        "..",
        ".",
        "",
        "%00",
        "%2f",
        FOREIGN.digest,
    ]
)
NUMBERS = st.integers(-2, 10**30).map(str)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(quote)
PATHS = st.lists(PARTS | NUMBERS | TEXTS, max_size=9).map("/".join)
METHODS = st.sampled_from(["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"])
PROTOCOL = {200, 400, 403, 404, 409, 413, 422}
quietly = settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Run a lab whose facts are all sealed, and which cosigns for another."""
    with running_lab(tmp_path_factory.mktemp("lab")) as opened:
        opened.record(SEALED)
        opened.seal()
        opened.witness_for(FOREIGN.signer.verifier)
        opened.app.testing = False
        yield opened


@quietly
@given(path=PATHS, method=METHODS, prefix=st.sampled_from(["/log/", "/log/tile/"]))
def test_whatever_path_is_asked_for(
    lab: Lab, path: str, method: str, prefix: str
) -> None:
    """It is served or is not there; an answer that is kept for ever is a tile."""
    answer = lab.client.open(prefix + path, method=method)
    assert answer.status_code in {200, 304, 400, 404, 405}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    is_for_ever = "immutable" in answer.headers["Cache-Control"]
    assert not is_for_ever or prefix.startswith("/log/tile/") or "tile/" in path


@quietly
@given(
    body=st.binary(max_size=2_000)
    | st.tuples(st.binary(max_size=100), st.integers(0, 70), st.integers(0, 70)).map(
        lambda told: told[0] + FOREIGN.body(told[1], told[2])
    )
)
def test_whatever_is_submitted(lab: Lab, body: bytes) -> None:
    """It is answered by one of the protocol's statuses, in text."""
    answer = lab.client.post("/log/add-checkpoint", data=body)
    assert answer.status_code in PROTOCOL
    assert answer.content_type.startswith("text/")


@quietly
@given(
    old=st.integers(0, 70),
    size=st.integers(0, 70),
    at=st.integers(0, 10_000),
    bit=st.integers(0, 7),
)
def test_whatever_bit_of_a_submission_is_another(
    lab: Lab, old: int, size: int, at: int, bit: int
) -> None:
    """Nothing but what the log has signed is ever cosigned."""
    good = FOREIGN.body(old, size)
    raw = bytearray(good)
    raw[at % len(raw)] ^= 1 << bit
    answer = lab.client.post("/log/add-checkpoint", data=bytes(raw))
    assert answer.status_code in PROTOCOL
    if answer.status_code == 200:
        # Only the old size can be another and right: it was the one held.
        assert raw.partition(b"\n")[2] == good.partition(b"\n")[2]

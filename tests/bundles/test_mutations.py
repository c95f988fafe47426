"""Whatever bytes of a bundle are changed, it is refused, or nothing has changed."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.log import verify
from tests.bundles.commons import unpack, verify_py


def contents(raw: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(BytesIO(raw)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def is_verified(path: Path) -> bool:
    """Check a bundle here, as the command does in its own process."""
    report = verify.Report()
    try:
        verify.check_bundle(verify.Source(path), report)
    except (verify.Stopped, *verify.BROKEN):
        return False
    return not report.findings


@pytest.fixture(scope="module")
def whole(bundle: Path) -> bytes:
    return bundle.read_bytes()


@pytest.fixture(scope="module")
def mutant(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutant") / "mutant.zip"


def judge(mutant: Path, before: bytes, after: bytes) -> None:
    mutant.write_bytes(after)
    if is_verified(mutant):
        assert contents(after) == contents(before)


CALMLY = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@CALMLY
@given(data=st.data())
def test_some_bytes_overwritten(
    data: st.DataObject, whole: bytes, mutant: Path
) -> None:
    """Anywhere: in entries, in tiles, in the table of contents."""
    place = data.draw(st.integers(0, len(whole) - 1))
    fresh = data.draw(st.binary(min_size=1, max_size=8))
    judge(mutant, whole, whole[:place] + fresh + whole[place + len(fresh) :])


@CALMLY
@given(back=st.integers(1, 6_000), bits=st.integers(1, 255))
def test_a_byte_of_the_table_of_contents_bent(
    back: int, bits: int, whole: bytes, mutant: Path
) -> None:
    """Names, sizes, places and sums of the files."""
    raw = bytearray(whole)
    raw[-back] ^= bits
    judge(mutant, whole, bytes(raw))


@CALMLY
@given(data=st.data())
def test_some_bytes_removed_or_added(
    data: st.DataObject, whole: bytes, mutant: Path
) -> None:
    """What follows stands elsewhere than the table of contents says."""
    place = data.draw(st.integers(0, len(whole) - 1))
    count = data.draw(st.integers(1, 50))
    more = data.draw(st.binary(max_size=50))
    judge(mutant, whole, whole[:place] + more + whole[place + count :])


@CALMLY
@given(data=st.data())
def test_files_exchanged_one_for_the_other(
    data: st.DataObject, bundle: Path, mutant: Path
) -> None:
    """A whole ZIP file whose files lie under each other's names."""
    files = unpack(bundle)
    one, other = data.draw(st.permutations(sorted(files)))[:2]
    files[one], files[other] = files[other], files[one]
    with zipfile.ZipFile(mutant, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    assert not is_verified(mutant) or files[one] == files[other]


@pytest.mark.parametrize("name", ["a bomb", "a file twice", "encrypted", "no files"])
def test_odd_archives_are_refused(
    name: str, bundle: Path, mutant: Path, recwarn: pytest.WarningsRecorder
) -> None:
    """What no writer of bundles makes is no bundle."""
    files = unpack(bundle)
    if name == "a bomb":
        files["tile/0/000"] = bytes(1 << 26)
    with zipfile.ZipFile(mutant, "w", zipfile.ZIP_DEFLATED) as packed:
        if name != "no files":
            for path, content in files.items():
                packed.writestr(path, content)
        if name == "a file twice":
            packed.writestr("checkpoint", files["checkpoint"])
    if name == "encrypted":
        raw = bytearray(mutant.read_bytes())
        at = raw.rfind(b"PK\x01\x02")
        raw[at + 8] |= 1
        mutant.write_bytes(raw)
    recwarn.clear()
    assert not is_verified(mutant)


def test_a_bundle_packed_by_others_is_still_the_bundle(
    bundle: Path, mutant: Path
) -> None:
    """Another order, compression, and names of folders change nothing that counts."""
    with zipfile.ZipFile(mutant, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.mkdir("tile/")
        for name, content in sorted(unpack(bundle).items(), reverse=True):
            packed.writestr(name, content)
    assert is_verified(mutant)


def test_json_without_end_is_refused(bundle: Path, mutant: Path) -> None:
    """Brackets nested deeper than a reader counts are an error, not a crash."""
    files = unpack(bundle) | {"manifest.json": b"[" * 100_000}
    with zipfile.ZipFile(mutant, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    said = verify_py(mutant)
    assert (said.code, said.findings) == (1, [("not-a-bundle", None)])

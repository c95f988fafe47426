"""What programs read of the log: one address for each thing, kept long or briefly."""

import gzip
from collections.abc import Iterator

import pytest

from ledger.log.entries import parse_entry, unbundle
from ledger.log.hashing import leaf_hash
from ledger.log.notes import open_note
from ledger.log.tiles import entries_of, entries_path, tile_path, tiles_of
from tests.web.log.lab import Lab, running_lab

SEALED = 600
RECORDED = 900
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Run a lab with more facts recorded, and integrated, than are sealed."""
    with running_lab(tmp_path_factory.mktemp("lab")) as opened:
        opened.record(SEALED)
        opened.seal()
        opened.record(RECORDED - SEALED)
        opened.integrate()
        yield opened


def test_the_checkpoint_is_the_signed_head(lab: Lab) -> None:
    """It is text, kept for two seconds, and signed by the key of the log."""
    answer = lab.client.get("/log/checkpoint")
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=2"
    opened = open_note(answer.data, [lab.signer.verifier])
    assert opened.text.splitlines()[1] == b"%d" % SEALED


def test_who_holds_the_checkpoint_is_sent_nothing_again(lab: Lab) -> None:
    """A reader names what it holds, and is told that it is still the one."""
    held = lab.client.get("/log/checkpoint").headers["ETag"]
    assert not held.startswith("W/")
    again = lab.client.get("/log/checkpoint", headers={"If-None-Match": held})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=2"
    other = lab.client.get("/log/checkpoint", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_every_tile_of_the_sealed_tree_is_served(lab: Lab) -> None:
    """With 32 bytes for each hash, kept for ever, and of no known language."""
    for tile in tiles_of(SEALED):
        answer = lab.client.get(f"/log/{tile_path(tile)}")
        assert answer.status_code == 200
        assert len(answer.data) == 32 * tile.width
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Cache-Control"] == FOR_EVER


def test_every_entry_hashes_to_its_place_in_the_tiles(lab: Lab) -> None:
    """Bundles and tiles of level 0 tell the same leaves in the same order."""
    position = 0
    for bundle in entries_of(SEALED):
        entries = unbundle(lab.client.get(f"/log/{entries_path(bundle)}").data)
        path = entries_path(bundle).replace("entries", "0")
        hashes = lab.client.get(f"/log/{path}").data
        assert b"".join(map(leaf_hash, entries)) == hashes
        for entry in entries:
            position += 1
            assert parse_entry(entry).position == position
    assert position == SEALED


def test_a_narrower_tile_is_the_beginning_of_a_wider_one(lab: Lab) -> None:
    """A reader of an older checkpoint finds the partial tiles that it names."""
    wide = lab.client.get("/log/tile/0/000").data
    narrow = lab.client.get("/log/tile/0/000.p/7").data
    assert narrow == wide[: 7 * 32]
    whole = lab.client.get("/log/tile/entries/002.p/88").data
    some = lab.client.get("/log/tile/entries/002.p/5").data
    assert unbundle(some) == unbundle(whole)[:5]


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/002.p/89",  # one fact more than is sealed
        "tile/0/002",
        "tile/0/003.p/1",
        "tile/0/003",
        "tile/1/000.p/3",
        "tile/1/000",
        "tile/2/000.p/1",
        "tile/63/000.p/1",
        "tile/entries/002.p/89",
        "tile/entries/002.p/255",
        "tile/entries/002",
        "tile/entries/003.p/1",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/entries/x999/x999/x999/x999/x999/x999/999",
    ],
)
def test_nothing_beyond_the_sealed_size_is_served(lab: Lab, path: str) -> None:
    """What no signed head covers could still be told in another way."""
    answer = lab.client.get(f"/log/{path}")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/100/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/0/x000/000",
        "tile/0/x000",
        "tile/0/000/",
        "tile/0//000",
        "tile//0/000",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/999",
        "tile/0/000.p/1000",
        "tile/0/000.p/-1",
        "tile/0/000.p/1.p/1",
        "tile/0/000.P/1",
        "tile/0/000.p/\u0661",
        "tile/0/\u0660\u0660\u0660",
        "tile/0/000 ",
        "tile/ 0/000",
        "tile/0/000%0a",
        "tile/0/000%00",
        "tile/0/00%30",
        "tile/%30/000",
        "tile/0/..%2f0/000",
        "tile/0/../0/000",
        "tile/0/000.p%2f7",
        "tile%2f0/000",
        "check%70oint",
        "receipt/%31",
        "tile/Entries/000",
        "tile/data/000",
        "tile/entries/0",
        "tile/entries/000.p/0",
        "tile/entries/000.p/256",
        "tile/entries/x000/000",
        "tile/entries/",
        "tile/entries",
        "tile/",
        "tile",
        "",
        "Checkpoint",
        "checkpoint/",
        "checkpoint.txt",
        "latest",
        "receipt/",
        "receipt",
        "receipt/0",
        "receipt/01",
        "receipt/-1",
        "receipt/+1",
        "receipt/1.0",
        "receipt/1e3",
        "receipt/1 ",
        "receipt/\u0661",
        "receipt/1/2",
        "receipt/999999999999999999",
        "receipt/9999999999999999999999999",
        f"receipt/{2**63}",
        f"{'0' * 63}/checkpoint",
        f"{'G' * 64}/checkpoint",
        f"{'A' * 64}/checkpoint",
        f"{'0' * 64}/checkpoint",
        "..%2f..%2fkey",
        f"{'../' * 21}k/checkpoint",
    ],
)
def test_a_path_that_would_print_otherwise_leads_nowhere(lab: Lab, path: str) -> None:
    """Each thing has one address; another is told so in a line of text."""
    answer = lab.client.get(f"/log/{path}")
    assert answer.status_code == 404
    assert answer.content_type == "text/plain; charset=utf-8"
    assert len(answer.data) < 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("asked", "is_packed"),
    [
        (None, False),
        ("identity", False),
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("deflate", False),
    ],
)
def test_entries_are_packed_for_who_can_unpack_them(
    lab: Lab, asked: str | None, *, is_packed: bool
) -> None:
    """A cache is told that the answer depends on it, and holds both apart."""
    headers = {} if asked is None else {"Accept-Encoding": asked}
    plain = lab.client.get("/log/tile/entries/000")
    answer = lab.client.get("/log/tile/entries/000", headers=headers)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (answer.headers.get("Content-Encoding") == "gzip") == is_packed
    if is_packed:
        assert gzip.decompress(answer.data) == plain.data
        assert len(answer.data) < len(plain.data) / 2
        assert answer.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize(
    "path", ["checkpoint", "tile/0/000", "tile/entries/000", "receipt/1"]
)
def test_pages_of_other_sites_may_read_the_log(lab: Lab, path: str) -> None:
    """Whoever asks is answered alike, and no cookie is set or looked at."""
    browser = {
        "Origin": "https://elsewhere.test",
        "Sec-Fetch-Site": "cross-site",
        "Cookie": "commun-form=x; session=y",
    }
    bare = lab.client.get(f"/log/{path}")
    answer = lab.client.get(f"/log/{path}", headers=browser)
    assert answer.status_code == 200
    assert answer.data == bare.data
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["checkpoint", "tile/0/000", "tile/entries/000", "receipt/1"]
)
def test_head_answers_as_get_without_the_body(lab: Lab, path: str) -> None:
    """Status and headers are the same, the length among them."""
    whole, head = lab.client.get(f"/log/{path}"), lab.client.head(f"/log/{path}")
    assert head.status_code == whole.status_code
    assert head.data == b""
    for answer in (whole, head):
        answer.headers.pop("Date")
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/log/checkpoint", "GET, HEAD, OPTIONS"),
        ("/log/tile/0/000", "GET, HEAD, OPTIONS"),
        ("/log/receipt/1", "GET, HEAD, OPTIONS"),
        ("/log/add-checkpoint", "OPTIONS, POST"),
        ("/add-checkpoint", "OPTIONS, POST"),
    ],
)
def test_a_browser_is_told_what_it_may_ask(lab: Lab, path: str, allowed: str) -> None:
    """OPTIONS names the methods, for other sites too; other methods are refused."""
    answer = lab.client.options(path)
    assert answer.status_code == 200
    assert answer.data == b""
    assert answer.headers["Access-Control-Allow-Methods"] == allowed
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "BREW"):
        if method not in allowed:
            refused = lab.client.open(path, method=method)
            assert refused.status_code == 405
            assert refused.content_type == "text/plain; charset=utf-8"
            assert set(refused.headers["Allow"].split(", ")) == set(allowed.split(", "))


def test_a_log_that_has_signed_nothing_has_no_checkpoint(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """It says so and when to come again, and serves no tile."""
    with running_lab(tmp_path_factory.mktemp("new")) as lab:
        answer = lab.client.get("/log/checkpoint")
        assert answer.status_code == 404
        assert answer.headers["Retry-After"]
        lab.record(3)
        assert lab.client.get("/log/tile/0/000.p/3").status_code == 404
        assert lab.client.get("/log/receipt/1").status_code == 503
        lab.seal()
        assert lab.client.get("/log/checkpoint").status_code == 200
        assert lab.client.get("/log/tile/0/000.p/3").status_code == 200
        assert lab.client.get("/log/receipt/1").status_code == 200

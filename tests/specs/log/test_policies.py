"""Policies: whose checkpoints count, and how many must have cosigned."""

from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ledger.log.notes import Cosigner, Signer
from ledger.log.policies import MalformedPolicy, parse_policy


def private(number: int) -> Ed25519PrivateKey:
    """Return the same key each time: tests are named after what they are given."""
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


LOG = Signer("lab.example/registre", private(0)).verifier
KEYS = {
    name: Cosigner(f"{name.lower()}.example", private(number)).verifier
    for number, name in enumerate(("X1", "X2", "X3", "Y1", "Y2", "Y3"), 1)
}
WITNESSES = "\n".join(f"witness {n} {k.text}" for n, k in KEYS.items())
TWO_LEVELS = f"""
# The example of C2SP tlog-policy.
log {LOG.text} https://lab.example/log/

{WITNESSES}
group X-witnesses 2 X1 X2 X3
\tgroup Y-witnesses any Y1   Y2 Y3
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def test_the_policy_of_the_standard_is_read() -> None:
    """Comments, empty lines, tabs and addresses included."""
    policy = parse_policy(TWO_LEVELS)
    assert [(k.key, k.url) for k in policy.logs] == [(LOG, "https://lab.example/log/")]
    assert [w.name for w in policy.witnesses] == list(KEYS)
    assert policy.keys == (LOG, *KEYS.values())


def test_the_quorum_is_judged_for_every_set_of_witnesses() -> None:
    """Two of the X and one of the Y, whoever they are."""
    policy = parse_policy(TWO_LEVELS)
    for count in range(len(KEYS) + 1):
        for names in combinations(KEYS, count):
            judged = policy.judge([LOG, *(KEYS[n] for n in names)])
            of_x = sum(n.startswith("X") for n in names)
            assert judged.witnesses == names
            assert judged.is_met is (of_x >= 2 and len(names) > of_x)


def test_without_a_quorum_the_log_suffices() -> None:
    """`quorum none` asks for no witness, and still tells who was there."""
    policy = parse_policy(f"log {LOG.text}\n{WITNESSES}\nquorum none\n")
    assert policy.judge([LOG]) == ((), True)
    assert policy.judge([KEYS["Y2"]]) == (("Y2",), True)


def test_one_witness_may_be_the_quorum() -> None:
    """The simplest policy that demands one."""
    policy = parse_policy(f"{WITNESSES}\nquorum X2")
    assert not policy.judge([KEYS["X1"]]).is_met
    assert policy.judge([KEYS["X2"]]).is_met


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "quorum"),
        ("# nothing\n", 2, "quorum"),
        ("quorum none\nquorum none", 2, "one quorum"),
        ("quorum A", 1, "A is not defined"),
        ("log", 1, "a line is"),
        ("logs x\nquorum none", 1, "a line is"),
        (f"log {LOG.text} u v\nquorum none", 1, "a line is"),
        (f"log {LOG.text[:-4]}\nquorum none", 1, "kind|base64"),
        (f"log {KEYS['X1'].text}\nquorum none", 1, "kind 1"),
        (f"witness A {LOG.text}\nquorum none", 1, "kind 4"),
        (f"log {LOG.text}\nlog {LOG.text}\nquorum none", 2, "twice"),
        (
            f"witness A {KEYS['X1'].text}\nwitness B {KEYS['X1'].text}\nquorum A",
            2,
            "twice",
        ),
        (
            f"witness A {KEYS['X1'].text}\nwitness A {KEYS['X2'].text}\nquorum A",
            2,
            "taken",
        ),
        (f"witness none {KEYS['X1'].text}\nquorum none", 1, "taken"),
        ("group g any\nquorum none", 1, "a line is"),
        ("group g any A\nquorum none", 1, "A is not defined"),
        ("group g any g\nquorum none", 1, "g is not defined"),
        (f"{WITNESSES}\ngroup g any none\nquorum none", 7, "none is not defined"),
        (f"{WITNESSES}\ngroup g 0 X1\nquorum g", 7, "from 1 to 1"),
        (f"{WITNESSES}\ngroup g 2 X1\nquorum g", 7, "from 1 to 1"),
        (f"{WITNESSES}\ngroup g 01 X1\nquorum g", 7, "from 1 to 1"),
        (f"{WITNESSES}\ngroup g any X1 X1\nquorum g", 7, "once"),
        (f"{WITNESSES}\ngroup g any X1\ngroup h any X1\nquorum g", 8, "one group"),
        (f"{WITNESSES}\ngroup X1 any X2\nquorum X1", 7, "taken"),
        ("quorum none\r\n", 1, "control"),
        ("quorum\x0bnone", 1, "control"),
    ],
)
def test_a_malformed_policy_names_its_line(text: str, line: int, why: str) -> None:
    """And says what would be right."""
    with pytest.raises(MalformedPolicy, match=why) as caught:
        parse_policy(text)
    assert caught.value.line == line


@given(st.text("logwitnesqurmpay anl#123\n\t+=/", max_size=80) | st.text(max_size=40))
def test_any_text_is_a_policy_or_refused(text: str) -> None:
    """Never anything else."""
    try:
        parse_policy(text)
    except MalformedPolicy:
        return
    assert "quorum" in text

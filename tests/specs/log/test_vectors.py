"""Vectors: proofs that other people's software agrees on."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any, Final

import pytest

from ledger.log.verification import (
    Part,
    is_consistent,
    is_included,
    is_included_in_part,
    is_part,
)

FOLDER: Final = Path(__file__).parents[2] / "vectors" / "merkle"
FILES: Final = sorted(FOLDER.rglob("*.json"))


def raw(text: str | None) -> bytes:
    return b64decode(text or "")


def judge(kind: str, case: dict[str, Any]) -> bool:
    hashes: list[str] = case["proof"] or []
    proof = [raw(h) for h in hashes]
    if kind == "inclusion":
        leaf, root = raw(case["leafHash"]), raw(case["root"])
        return is_included(case["leafIdx"], case["treeSize"], leaf, proof, root)
    if kind == "subtreeinclusion":
        leaf, root = raw(case["leafHash"]), raw(case["root"])
        part = Part(case["start"], case["end"])
        return is_included_in_part(case["leafIdx"], part, leaf, proof, root)
    one, two = raw(case["root1"]), raw(case["root2"])
    if kind == "consistency":
        return is_consistent(case["size1"], case["size2"], one, two, proof)
    part = Part(case["start"], case["end"])
    return is_part(part, case["size"], one, two, proof)


def test_every_file_is_here() -> None:
    """The vectors came whole: a folder that is not found would prove nothing."""
    assert len(FILES) == 518


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_the_proof_is_judged_as_the_vector_says(path: Path) -> None:
    """What must hold is accepted, what must not is refused."""
    case = json.loads(path.read_text("utf-8"))
    kind = path.relative_to(FOLDER).parts[0]
    assert judge(kind, case) is not case["wantErr"], case["desc"]

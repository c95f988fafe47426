"""A foreign log: another lab's tree and key, as far as a witness meets them."""

from hashlib import sha256

from ledger.log.checkpoints import Checkpoint
from ledger.log.notes import Signer
from ledger.log.submissions import write_submission
from tests.specs.log.trees import Grown

GROWN = Grown(70)


class ForeignLog:
    """Signs heads of a tree of 70 leaves, and of whatever else a test needs."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.signer = Signer.generate(origin)

    @property
    def digest(self) -> str:
        """Return what its head is asked for by, at a witness."""
        return sha256(self.origin.encode()).hexdigest()

    def text(self, size: int, root: bytes | None = None) -> bytes:
        known = GROWN.root(size) if root is None else root
        return Checkpoint(self.origin, size, known).text

    def note(
        self, size: int, root: bytes | None = None, signer: Signer | None = None
    ) -> bytes:
        text = self.text(size, root)
        return text + b"\n" + (signer or self.signer).sign(text).encode()

    def body(self, old: int, size: int, root: bytes | None = None) -> bytes:
        proof = GROWN.maker.consistency(old, size) if old <= size else []
        return write_submission(old, proof, self.note(size, root))

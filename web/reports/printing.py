"""Printing: Typst in a process of its own, which ends with the document.

It keeps what it laid out for the next documents: hundreds of megabytes after a long
table, in a process that serves pages until it is stopped. This file imports nothing
of ours, for it is run by itself.

It reads one JSON object (``source``, ``report``, ``at``) and writes the PDF; where
letters are lacking or the source is wrong, it ends with 3 and says why.
"""

import json
import sys
from typing import Final

import typst

REFUSED: Final = 3


def main() -> int:
    """Compile what is asked on the standard input."""
    asked = json.loads(sys.stdin.buffer.read())
    compiler = typst.Compiler(asked["source"].encode(), ignore_system_fonts=True)
    try:
        written = compiler.compile(
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
            timestamp=asked["at"],
            sys_inputs={"report": asked["report"]},
        )
    except typst.TypstError as error:
        sys.stderr.buffer.write(f"{error.message}\n{error.diagnostic}".encode())
        return REFUSED
    assert isinstance(written, bytes), "a report is one document"
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())

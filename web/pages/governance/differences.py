"""Differences: what changed between two versions of a text, word by word."""

import re
from difflib import SequenceMatcher
from typing import Final

from markupsafe import Markup, escape

WORDS: Final = re.compile(r"\s+|[^\s]+")


def difference(before: str, after: str) -> Markup:
    """Return the later text, what was added and taken away marked as such."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    parts: list[Markup] = []
    for what, first, last, start, end in SequenceMatcher(a=old, b=new).get_opcodes():
        if what == "equal":
            parts.append(escape("".join(old[first:last])))
            continue
        if first < last:
            parts.append(Markup("<del>{}</del>").format("".join(old[first:last])))
        if start < end:
            parts.append(Markup("<ins>{}</ins>").format("".join(new[start:end])))
    return Markup("").join(parts)

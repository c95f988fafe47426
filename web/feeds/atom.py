"""Atom: a feed written down as RFC 4287 asks, whatever people wrote in their texts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA_TYPE: Final = "application/atom+xml"
NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no document of XML may hold, in whatever way they are written."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that happened: a sentence, its texts, its page and its receipt."""

    id: str
    at: datetime
    sentence: str
    said: str
    author: str
    page: str
    receipt: str


@dataclass(frozen=True, kw_only=True)
class Feed:
    """Some entries, the latest first, with where they are read and where they go on."""

    id: str
    language: str
    title: str
    author: str
    updated: datetime
    address: str
    page: str
    entries: Sequence[Entry]
    next: str | None = None
    first: str | None = None


def written(feed: Feed) -> bytes:
    """Return the document; the same entries give the same bytes."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, XML_LANG: feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _instant(feed.updated))
    _text(ET.SubElement(root, "author"), "name", feed.author)
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    if feed.next is not None:
        _link(root, "next", feed.next, MEDIA_TYPE)
    if feed.first is not None:
        _link(root, "first", feed.first, MEDIA_TYPE)
    for entry in feed.entries:
        _entry(root, entry)
    ET.indent(root, space="")
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _entry(root: ET.Element, entry: Entry) -> None:
    node = ET.SubElement(root, "entry")
    _text(node, "id", entry.id)
    _text(node, "title", entry.sentence)
    _text(node, "updated", _instant(entry.at))
    if entry.author:
        _text(ET.SubElement(node, "author"), "name", entry.author)
    _link(node, "alternate", entry.page, "text/html")
    _link(node, "via", entry.receipt, "text/html")
    _text(node, "content", entry.said or entry.sentence)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = NO_XML.sub("\ufffd", text)


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    told = {"rel": relation, "type": kind, "href": address}
    ET.SubElement(parent, "link", told)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

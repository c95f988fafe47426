"""The tree of a page, and what a machine finds wrong with it by itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
INLINE = frozenset({"style", "srcdoc"})


@dataclass
class Node:
    """An element with its attributes, and what is in it in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    inside: list["Node | str"] = field(default_factory=list["Node | str"])

    def walk(self) -> Iterator["Node"]:
        """Yield the element and all within it, in the order of the page."""
        yield self
        for one in self.inside:
            if isinstance(one, Node):
                yield from one.walk()

    def all(self, *tags: str, **attributes: str) -> list["Node"]:
        """Return the elements of these tags with these attributes or classes."""
        return [
            node
            for node in self.walk()
            if node.tag in tags
            and all(
                v in node.attributes.get(n, "").split() for n, v in attributes.items()
            )
        ]

    def one(self, tag: str, **attributes: str) -> "Node":
        """Return the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes}"
        return found[0]

    @property
    def text(self) -> str:
        """Return the text within, its spaces made one, no-break spaces plain."""
        told = "".join(o if isinstance(o, str) else o.raw for o in self.inside)
        return " ".join(told.replace("\u00a0", " ").replace("\u202f", " ").split())

    @property
    def raw(self) -> str:
        """Return the text within as it is."""
        return "".join(o if isinstance(o, str) else o.raw for o in self.inside)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root")
        self.open = [self.root]
        self.unclosed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.unclosed.append(f"</{tag}> closes <{self.open[-1].tag}>")
        while len(self.open) > 1 and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(page: str) -> Node:
    """Return the page as a tree; an element left open is an error."""
    builder = _Builder()
    builder.feed(page)
    skipped = {"use", "path", "circle", "rect"}  # svg closes them itself
    wrong = [w for w in builder.unclosed if not any(f"<{s}>" in w for s in skipped)]
    assert not wrong, wrong
    return builder.root


def faults(page: Node, language: str) -> list[str]:
    """Return what is wrong with a page, whatever it says."""
    html = page.one("html")
    found = [
        *([] if html.attributes.get("lang") == language else ["lang"]),
        *([] if len(page.all("h1")) == 1 else ["h1"]),
        *([] if len(page.all("main")) == 1 else ["main"]),
        *([] if page.one("title").text else ["title"]),
    ]
    ids = Counter(n.attributes["id"] for n in page.walk() if "id" in n.attributes)
    found += [f"id {name} twice" for name, times in ids.items() if times > 1]
    return [
        *found,
        *_controls(page),
        *_links(page, set(ids)),
        *_inline(page),
        *_tables(page),
    ]


def _controls(page: Node) -> Iterator[str]:
    labels = {label.attributes.get("for") for label in page.all("label")}
    for node in page.all("input", "select", "textarea"):
        is_asked = node.attributes.get("type") not in {"hidden", "submit"}
        if is_asked and node.attributes.get("id") not in labels:
            yield f"no label for {node.attributes}"
    for node in page.all("button", "a"):
        if not node.text and "aria-label" not in node.attributes:
            yield f"{node.tag} without text {node.attributes}"


def _links(page: Node, ids: set[str]) -> Iterator[str]:
    for node in page.walk():
        named = [node.attributes.get("for", "")] if node.tag == "label" else []
        for relation in ("aria-describedby", "aria-labelledby"):
            named += node.attributes.get(relation, "").split()
        href = node.attributes.get("href", "")
        named += [href[1:]] if href.startswith("#") and node.tag == "a" else []
        yield from (f"#{name} is nowhere" for name in named if name and name not in ids)


def _inline(page: Node) -> Iterator[str]:
    for node in page.walk():
        yield from (
            f"{node.tag} {name}"
            for name in node.attributes
            if name in INLINE or name.startswith("on")
        )
        is_script = node.tag == "script" and "src" not in node.attributes
        if node.tag == "style" or is_script:
            yield f"inline {node.tag}"


def _tables(page: Node) -> Iterator[str]:
    for table in page.all("table"):
        if not table.one("caption").text:
            yield "a table without caption"
        head, *rows = table.all("tr")
        if any(not cell.text for cell in head.all("th", scope="col")):
            yield "a column without name"
        width = len(head.all("th"))
        for row in rows:
            if (
                len(row.all("th", "td")) != width
                or len(row.all("th", scope="row")) != 1
            ):
                yield f"a row unlike its head: {row.text}"

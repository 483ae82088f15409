"""A small tree of a page's elements, so that tests ask for what a reader's browser would build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {
    "br",
    "circle",
    "ellipse",
    "input",
    "line",
    "link",
    "meta",
    "path",
    "polygon",
    "polyline",
    "rect",
    "use",
}


@dataclass
class Element:
    """One element: its tag, its attributes, and what it holds in order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str | None:
        """Return an attribute, or ``None``."""
        return self.attributes.get(name)

    def walk(self) -> Iterator[Element]:
        """Yield this element and everything in it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str | None = None, **attributes: str) -> list[Element]:
        """Return the elements inside with this tag and these attributes; ``css`` is one of the classes."""
        return [
            element
            for element in self.walk()
            if element is not self and tag in (None, element.tag) and element.has(**attributes)
        ]

    def one(self, tag: str | None = None, **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}> in <{self.tag}>"
        return found[0]

    def has(self, css: str | None = None, **attributes: str) -> bool:
        """Say whether the element has these attributes."""
        if css is not None and css not in (self.get("class") or "").split():
            return False
        return all(self.get(name) == value for name, value in attributes.items())

    @property
    def text(self) -> str:
        """Return the words inside, with spaces as a browser shows them."""
        parts = [child if isinstance(child, str) else child.raw_text for child in self.children]
        return " ".join("".join(parts).split())

    @property
    def raw_text(self) -> str:
        """Return the words inside as they stand in the page."""
        return "".join(child if isinstance(child, str) else child.raw_text for child in self.children)

    def spoken_as(self) -> tuple[str, str]:
        """Return the language in which this element's words are announced, and their direction."""
        language = next(element["lang"] for element in self.around() if element.get("lang"))
        direction = next(element["dir"] for element in self.around() if element.get("dir"))
        return language, direction

    def around(self) -> Iterator[Element]:
        """Yield this element and those around it, the nearest first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self.open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in _VOID:
            self.open = element

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.open.tag == tag, f"</{tag}> closes <{self.open.tag}>"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def parse(page: str) -> Element:
    """Return the tree of a page or of a piece of one; every element in it must be closed."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert builder.open is builder.root, f"<{builder.open.tag}> is never closed"
    return builder.root

"""What a page tells a program that reads it aloud: headings, lists, tables, boxes to fill in.

The kinds are the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

Mark = tuple[int, int]
"""A stretch of a page: the page's number in its paper, the stretch's number on it."""

_HEADING = "H"
_MAY_BE_EMPTY = frozenset({"TD", "TH"})


@dataclass(slots=True, eq=False)
class Tag:
    """One element: what kind it is, what is in it, words for what cannot be read out."""

    kind: str
    alt: str = ""
    about: str = ""
    """Its attributes, as a PDF writes them."""
    language: str = ""
    kids: list["Tag | Mark"] = field(default_factory=list["Tag | Mark"])


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a whole paper: its parent and its kids by their places among all."""

    kind: str
    alt: str
    about: str
    language: str
    parent: int
    kids: tuple[int | Mark, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Every element of a paper in reading order, and whose each stretch of each page is.

    One is made for each layout, and told apart by being another: all in it takes long to compare.
    """

    nodes: tuple[Node, ...]
    owners: tuple[tuple[int, ...], ...]


def blank(told: str, *, tick: bool = False) -> Tag:
    """A box to be filled by hand, or to be ticked (ISO 32000-1, 14.8.5.6)."""
    role = "/Role/cb/checked/off" if tick else "/Role/tv"
    return Tag("Form", told, f"/O/PrintField{role}")


def list_of(*, numbered: bool) -> Tag:
    """A list."""
    return Tag("L", about=f"/O/List/ListNumbering/{'Decimal' if numbered else 'Disc'}")


def head(scope: str) -> Tag:
    """A cell that says what its Column or Row holds."""
    return Tag("TH", about=f"/O/Table/Scope/{scope}")


def each_once(tags: Iterable[Tag]) -> list[Tag | Mark]:
    """The tags in order; one that several neighbours share comes once."""
    found: list[Tag | Mark] = []
    for tag in tags:
        if not found or found[-1] is not tag:
            found.append(tag)
    return found


def outline(root: Tag, pages: Sequence[Sequence[Tag]]) -> Outline:
    """A paper's elements, those left out that hold nothing."""
    nodes: list[Node] = []
    places: dict[int, int] = {}
    _number(root, -1, nodes, places)
    return Outline(
        nodes=tuple(_stepped(nodes)),
        owners=tuple(tuple(places[id(tag)] for tag in page) for page in pages),
    )


def _number(tag: Tag, parent: int, nodes: list[Node], places: dict[int, int]) -> int:
    place = len(nodes)
    places[id(tag)] = place
    node = Node(tag.kind, tag.alt, tag.about, tag.language, parent, ())
    nodes.append(node)
    kids = tuple(
        _number(kid, place, nodes, places) if isinstance(kid, Tag) else kid
        for kid in tag.kids
        if not isinstance(kid, Tag) or _holds_something(kid)
    )
    nodes[place] = replace(node, kids=kids)
    return place


def _holds_something(tag: Tag) -> bool:
    return tag.kind in _MAY_BE_EMPTY or any(
        not isinstance(kid, Tag) or _holds_something(kid) for kid in tag.kids
    )


def _stepped(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes with no level of heading left out, as PDF/UA asks for (ISO 14289-1, 7.4.2)."""
    before = 0
    for node in nodes:
        if node.kind[0] == _HEADING and node.kind[1:].isdigit():
            before = min(int(node.kind[1:]), before + 1)
            yield replace(node, kind=f"{_HEADING}{before}")
        else:
            yield node

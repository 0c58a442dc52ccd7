"""A form that the clinic has as a PDF: its pages as they are, inside what is on every page of ours.

A page stays where it is and as large as it is when its margins are free; else it moves a little,
and becomes a little smaller when moving is not enough. Pages of one shape are set alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.documents.compiled import SetPage, SetPaper
from app.documents.labels import label
from app.documents.paper import LaidOut, frame_of
from app.documents.style import ORDINARY, PAGE_HEIGHT, PAGE_WIDTH
from app.documents.tags import Tag, outline
from app.documents.values import PacketSheet, PaperSheet
from app.documents.writer import Foreign, packed
from app.domain.own_pdfs import OwnPage, OwnPdf, Rectangle
from app.domain.packets import Box

FREE: Rectangle = (36.0, 96.0, PAGE_WIDTH - 36.0, 712.0)
"""Where the pages may have ink: between the squares, under the head and over the foot."""

_SIDEWAYS = 3
"""A page that is wider than high is turned so many quarters, its head to the binding."""

_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How pages of one shape are put on ours."""

    share: float
    """How large, against what they are."""
    left: float
    bottom: float


def lay_out_own(paper: PaperSheet, packet: PacketSheet, own: OwnPdf) -> LaidOut:
    """The pages of a clinic's own PDF for this packet's patient."""
    form, language = paper.form, paper.language
    root = Tag("Sect", language=language)
    tags = [_told(paper, own, number) for number in range(1, len(own.pages) + 1)]
    root.kids.extend(tags)
    pages = tuple(_pages(paper, own))
    return LaidOut(
        code=paper.code,
        form=form.id,
        version=form.version,
        language=language,
        frame=frame_of(paper, packet, ORDINARY),
        paper=SetPaper(pages=pages, outline=outline(root, [[tag] for tag in tags])),
    )


def share_of(own: OwnPdf) -> float:
    """How large the smallest of its pages is printed, against what it is."""
    return min(fit.share for fit in _fits(own.pages).values())


def _told(paper: PaperSheet, own: OwnPdf, number: int) -> Tag:
    """A page for who cannot see it: a picture, with the words that are on it."""
    title, pages = paper.form.title(paper.language), len(own.pages)
    page = label("page", paper.language, page=number, pages=pages)
    words = own.pages[number - 1].words
    box = "/O/Layout/BBox[" + " ".join(f"{side:g}" for side in FREE) + "]"
    return Tag("Figure", alt=f"{title}. {page}. {words}".strip(), about=box, kids=[(number, 0)])


def _pages(paper: PaperSheet, own: OwnPdf) -> Iterator[SetPage]:
    fits = _fits(own.pages)
    boxes = tuple(_boxes(paper.form.signers, len(own.pages)))
    for number, page in enumerate(own.pages, start=1):
        name = f"{paper.code}.{number}"
        numbers = " ".join(f"{each:.5g}" for each in _matrix(page, fits[_shape(page)]))
        code = f"/Figure <</MCID 0>> BDC q {numbers} cm /{name} Do Q EMC"
        yield SetPage(
            stream=packed(code.encode()),
            fonts=frozenset(),
            boxes=boxes if number == len(own.pages) else (),
            foreign=Foreign(name=name, pdf=own, piece=page.piece),
        )


def _boxes(signers: Sequence[str], page: int) -> Iterator[Box]:
    """The places of those who sign: somewhere on its pages, and not known where."""
    for who in dict.fromkeys(signers):
        yield Box(
            id=f"sign-{who}", kind="signature", page=page, x=0, y=0, width=0, height=0, who=who
        )


def _turn(page: OwnPage) -> int:
    """Quarter turns to the right at which a page stands on ours, which is upright."""
    wide, high = page.size
    return (page.turn + (_SIDEWAYS if wide > high else 0)) % 4


def _shape(page: OwnPage) -> tuple[int, int]:
    wide, high = sorted(page.size)
    return round(wide), round(high)


def _fits(pages: Iterable[OwnPage]) -> Mapping[tuple[int, int], Fit]:
    """How the pages of each shape are put, so that the ink of all of them fits."""
    inks: dict[tuple[int, int], list[Rectangle]] = {}
    for page in pages:
        inks.setdefault(_shape(page), []).extend([] if page.ink is None else [_upright(page)])
    return {shape: _fit(shape, ink) for shape, ink in inks.items()}


def _upright(page: OwnPage) -> Rectangle:
    """Where the ink is on a page once it stands upright."""
    wide, high = page.size
    left, bottom, right, top = page.ink or (0, 0, 0, 0)
    return (high - top, left, high - bottom, right) if wide > high else page.ink or FREE


def _fit(shape: tuple[int, int], inks: Sequence[Rectangle]) -> Fit:
    wide, high = shape
    sides = list(zip(*inks, strict=True)) or [(0.0,), (0.0,), (1.0,), (1.0,)]
    ink = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
    share = min(1.0, *(_room(FREE, at) / max(_room(ink, at), 1) for at in (0, 1)))
    return Fit(
        share=share,
        left=_put((PAGE_WIDTH - wide * share) / 2, share, (ink[0], ink[2]), (FREE[0], FREE[2])),
        bottom=_put((PAGE_HEIGHT - high * share) / 2, share, (ink[1], ink[3]), (FREE[1], FREE[3])),
    )


def _room(area: Rectangle, at: int) -> float:
    return area[at + 2] - area[at]


def _put(middle: float, share: float, ink: tuple[float, float], free: tuple[float, float]) -> float:
    """Where a page begins: in the middle of ours, or as near to it as its ink allows."""
    return min(max(middle, free[0] - ink[0] * share), free[1] - ink[1] * share)


def _matrix(page: OwnPage, fit: Fit) -> _Matrix:
    """From the units of the page to its place on ours (8.3.4)."""
    left, bottom, right, top = page.box
    size = fit.share * page.unit
    turned: Mapping[int, _Matrix] = {
        0: (1, 0, 0, 1, -left, -bottom),
        1: (0, -1, 1, 0, -bottom, right),
        2: (-1, 0, 0, -1, right, top),
        3: (0, 1, -1, 0, top, -left),
    }
    a, b, c, d, e, f = turned[_turn(page)]
    return (
        a * size,
        b * size,
        c * size,
        d * size,
        e * size + fit.left,
        f * size + fit.bottom,
    )

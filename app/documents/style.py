"""The design of every page in points: sheet, margins, faces, type scale, colours, distances."""

from dataclasses import dataclass, replace

Colour = tuple[float, float, float]

MM = 72 / 25.4

# US Letter
PAGE_WIDTH = 612.0
PAGE_HEIGHT = 792.0
PAGE_SIZE = (PAGE_WIDTH, PAGE_HEIGHT)
ACROSS = (PAGE_HEIGHT, PAGE_WIDTH)
LEFT = 60.0
RIGHT = PAGE_WIDTH - 60.0
WIDTH = RIGHT - LEFT
TOP = 704.0
BOTTOM = 92.0
# running text is narrower than the page: lines of about 70 letters, and room for initials beside
MEASURE = 410.0
WIDE_MEASURE = 436.0  # for papers without initials

REGULAR = "NotoSans-Regular"
ITALIC = "NotoSans-Italic"
STRONG = "NotoSans-SemiBold"
STRONG_ITALIC = "NotoSans-BoldItalic"
FACES = (REGULAR, ITALIC, STRONG, STRONG_ITALIC)


def _colour(rgb: str) -> Colour:
    red, green, blue = bytes.fromhex(rgb)
    return (red / 255, green / 255, blue / 255)


INK = _colour("1c2226")
GREY = _colour("566068")
SOFT = _colour("9aa4aa")
HAIR = _colour("c9d0d3")
TINT = _colour("eff4f3")
ACCENT = _colour("1f5c63")
WHITE = _colour("ffffff")
BLACK = _colour("000000")
WATERMARK = _colour("e9ecee")

# boxes to be filled by hand; scanners need 4 mm of paper between two of them
BOX_GAP = 4 * MM + 0.7
BOX_LINE = 0.8
INITIALS = (60.0, 30.0)
SIGNATURE_HEIGHT = 38.0
TICK = 12.0
STRIP_HEIGHT = 25.0


@dataclass(frozen=True, slots=True)
class Hand:
    """What single words are written with: face, size, colour."""

    face: str
    size: float
    colour: Colour = INK


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How a piece of text is set."""

    size: float
    leading: float
    face: str = REGULAR
    strong: str = STRONG
    colour: Colour = INK
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    keep: bool = False
    centred: bool = False
    balanced: bool = False
    """Whether its lines are made about equally long, as titles want."""
    element: str = "P"
    """What it is to a program that reads aloud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The types of one paper, in ordinary or large print."""

    title: Type
    section: Type
    subsection: Type
    body: Type
    item: Type
    cell: Type
    cell_head: Type
    small: Type
    label: Type
    caption: Type
    who: Type
    strip: Type
    factor: float = 1.0
    """How much larger the words around boxes, in figures, header and footer are."""


ORDINARY = Scale(
    title=Type(size=21, leading=26, face=STRONG, after=9, keep=True, balanced=True, element="H1"),
    section=Type(
        size=13.5,
        leading=18,
        face=STRONG,
        colour=ACCENT,
        before=16,
        after=4,
        keep=True,
        balanced=True,
        element="H2",
    ),
    subsection=Type(
        size=11,
        leading=15.5,
        face=STRONG,
        before=11,
        after=3,
        keep=True,
        balanced=True,
        element="H3",
    ),
    body=Type(size=10.5, leading=14.6, after=6.5),
    item=Type(size=10.5, leading=14.6, after=2, indent=15.2),
    cell=Type(size=10, leading=14),
    cell_head=Type(size=8.5, leading=12, face=STRONG, colour=GREY),
    small=Type(size=7.4, leading=10, colour=GREY, after=2),
    label=Type(size=7, leading=9, colour=GREY),
    caption=Type(size=9, leading=13, colour=GREY, after=8, element="Caption"),
    who=Type(size=9.5, leading=13, face=STRONG, colour=ACCENT, element="H2"),
    strip=Type(size=8.4, leading=11),
)

_LARGE_PRINT = 18 / 10.5


def _enlarged(kind: Type, factor: float) -> Type:
    return replace(
        kind,
        size=round(kind.size * factor, 1),
        leading=round(kind.leading * factor, 1),
        after=round(kind.after * factor, 1),
        before=round(kind.before * factor, 1),
        indent=round(kind.indent * factor, 1),
    )


LARGE = Scale(
    title=_enlarged(ORDINARY.title, 1.3),
    section=_enlarged(ORDINARY.section, 1.6),
    subsection=_enlarged(ORDINARY.subsection, 1.65),
    body=_enlarged(ORDINARY.body, _LARGE_PRINT),
    item=_enlarged(ORDINARY.item, _LARGE_PRINT),
    cell=_enlarged(ORDINARY.cell, 1.7),
    cell_head=_enlarged(ORDINARY.cell_head, 1.8),
    small=_enlarged(ORDINARY.small, 1.65),
    label=_enlarged(ORDINARY.label, 1.9),
    caption=_enlarged(ORDINARY.caption, 1.8),
    who=_enlarged(ORDINARY.who, 1.6),
    strip=_enlarged(ORDINARY.strip, 1.8),
    factor=1.5,
)


def _closer(scale: Scale) -> Scale:
    def set_closer(kind: Type, leading: float, after: float) -> Type:
        return replace(kind, leading=kind.leading * leading, after=kind.after * after)

    return replace(
        scale,
        section=replace(
            set_closer(scale.section, 0.945, 0.6), before=round(scale.section.before * 0.69)
        ),
        body=set_closer(scale.body, 0.93, 0.7),
        item=set_closer(scale.item, 0.93, 0.5),
        cell=set_closer(scale.cell, 0.915, 1),
        small=set_closer(scale.small, 0.92, 0.75),
    )


# a little closer, for a paper whose last page would otherwise hold only a few lines
CLOSE = _closer(ORDINARY)
LARGE_CLOSE = _closer(LARGE)

"""The page that tries a printer: the marks of a real paper, and what to look for on it."""

from functools import partial

from app.documents import fonts
from app.documents.codes import squares
from app.documents.fonts import printable, shortened, used
from app.documents.page import PageFrame, Surroundings
from app.documents.pen import Pen, Sheets
from app.documents.style import ACCENT, GREY, INK, LEFT, PAGE_SIZE, REGULAR, STRONG, WIDTH, Hand
from app.documents.tags import Tag, outline
from app.documents.values import PrintTest
from app.documents.writer import Bound, Leaf, packed, write

_LOOK = (
    f"All {len(list(squares()))} small black squares at the edges are there, whole and black.",
    "Both codes, above on the left and below on the right, are sharp.",
    "The bar below is 100 mm long: the page was printed at its own size, not “to fit”.",
    "The five greys below can be told apart.",
)
_GREYS = (0.0, 0.25, 0.5, 0.75, 0.9)
_BAR = 100 * 72 / 25.4


def make_print_test(page: PrintTest) -> bytes:
    """The bytes of the page."""
    fonts.register()
    frame = PageFrame(
        clinic=page.clinic,
        title="Test page",
        patient="Names no patient",
        born="",
        form=("Test page of the printer",),
        printed=f"Printed {page.printed}",
        code=page.code,
        code_word="Code",
    )
    sheets, paper = Sheets("Test page", "en"), Tag("Sect", language="en")
    sheets.drawn_page(paper, partial(_draw, page=page))
    (drawn,) = sheets.taken(paper)
    around, letters = Surroundings(frame).of(1, "Page 1 of 1")
    code = "\n".join(drawn.drawn)
    own = packed(code.encode("latin-1"))
    leaf = Leaf(streams=(*around, own), fonts=letters | used(code), size=PAGE_SIZE)
    bound = Bound(first=0, outline=outline(paper, [drawn.tags]))
    return write("Test page", "en", [leaf], [bound])


def _draw(pen: Pen, page: PrintTest) -> None:
    y = 620.0
    _line(pen, y, "The printer works", Hand(STRONG, 26, ACCENT), "H1")
    _line(pen, y - 34, page.clinic, Hand(STRONG, 14, INK))
    _line(pen, y - 54, page.printer, Hand(REGULAR, 11.5, GREY))
    _line(pen, y - 100, "Look at this sheet:", Hand(STRONG, 11.5, INK))
    for place, said in enumerate(_LOOK, start=1):
        _line(pen, y - 104 - 20 * place, f"{place}.  {said}", Hand(REGULAR, 11.5, INK))
    bar = y - 230
    pen.fill((LEFT, bar, _BAR, 6), INK)
    for place, grey in enumerate(_GREYS):
        pen.fill((LEFT + 44 * place, bar - 60, 40, 40), (grey, grey, grey))
    told = "Something is missing? Choose “actual size” in the printer’s settings and print again."
    _line(pen, bar - 100, told, Hand(REGULAR, 11.5, GREY))


def _line(pen: Pen, y: float, said: str, hand: Hand, kind: str = "P") -> None:
    words = shortened(printable(said), hand.face, hand.size, WIDTH)
    with pen.told(Tag(kind, alt=words)):
        pen.write(LEFT, y, words, hand)

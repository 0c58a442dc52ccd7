"""The key card: every key of the window on one page, in two columns, menu by menu."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from reportlab.platypus import Flowable

from app.documents import fonts
from app.documents.desk_page import DeskFrame, framed
from app.documents.labels import label
from app.documents.layout import Grid, grid, padded, typeset
from app.documents.paper import title_block
from app.documents.pen import Sheets
from app.documents.style import ACCENT, ORDINARY, PAGE_HEIGHT, PAGE_WIDTH, STRONG, Type
from app.documents.text import Words, plain_text
from app.documents.values import KeyCard

_LEFT, _RIGHT = 44.0, PAGE_WIDTH - 44.0
_WIDE = _RIGHT - _LEFT
_HEAD, _FOOT = PAGE_HEIGHT - 42, 48.0
_TOP, _BOTTOM = PAGE_HEIGHT - 62, 55.0
_KEYS, _GAP = 106.0, 16.0
_DOES = _WIDE / 2 - _KEYS - _GAP / 2
_COLUMNS = (_KEYS, _DOES + _GAP, _KEYS, _DOES)
_CELL = Type(size=8.2, leading=10)
_STRONG = Type(size=8.2, leading=10, face=STRONG)
_MENU = Type(size=8.6, leading=13, face=STRONG, colour=ACCENT)
_TITLE = replace(ORDINARY, title=replace(ORDINARY.title, size=16, leading=19, after=4))

Line = tuple[Words | str, Words | str]


def make_key_card(card: KeyCard) -> bytes:
    """The bytes of the card."""
    fonts.register()
    sheets = Sheets(card.title, card.language)
    pages = typeset(sheets, _story(card), _TOP, _BOTTOM, _WIDE).pages
    frame = DeskFrame(
        clinic=card.clinic,
        title=card.title,
        printed=label("printed", card.language, printed=card.printed),
        warning="",
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, card.language)


def _story(card: KeyCard) -> Iterator[Flowable]:
    yield from title_block(card.title, card.about, _TITLE)
    yield _columns([line for name, keys in card.groups.items() for line in _group(name, keys)])


def _group(name: str, keys: Sequence[tuple[str, str]]) -> Iterator[Line]:
    yield (plain_text(name, _MENU), "")
    for key, does in keys:
        yield (plain_text(key, _STRONG), plain_text(does, _CELL))


def _columns(lines: Sequence[Line]) -> Grid:
    """Half of the lines beside the other half."""
    half = -(-len(lines) // 2)
    rows = zip_longest(lines[:half], lines[half:], fillvalue=("", ""))
    return grid([[*left, *right] for left, right in rows], _COLUMNS, *padded(0.8))

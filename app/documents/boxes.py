"""Boxes to be filled by hand: initials, signature blocks, choices, the strip of each day."""

from collections.abc import Iterator, Sequence

from app.documents.labels import label
from app.documents.layout import Drawing, Grid, grid
from app.documents.pen import Pen
from app.documents.style import (
    BOX_GAP,
    GREY,
    INITIALS,
    REGULAR,
    SIGNATURE_HEIGHT,
    SOFT,
    STRIP_HEIGHT,
    STRONG,
    TICK,
    Hand,
    Scale,
)
from app.documents.tags import Tag
from app.documents.text import natural_width, plain_text

_LABEL = 7.2
_BENEATH = 6.8
_HINT = 6.0
_TICK_COLUMN = TICK + 7
_OPTION_GAP = 30.0
_NUMBER, _DATE, _TIME = 18.0, 96.0, 70.0


def initials(name: str, kinds: Scale, language: str) -> Drawing:
    """A box for the patient's initials with its word beneath."""
    word = label("initials", language)
    wide, high = INITIALS
    size = _BENEATH * kinds.factor

    def act(pen: Pen, x: float, top: float, room: float) -> None:
        left = x + room - wide
        with pen.blank(label("by-hand", language, what=word)):
            pen.box(name, "initials", "patient", (left, top - high, wide, high))
            pen.write_at(left + wide / 2, top - high - size - 1.7, word, Hand(REGULAR, size, GREY))

    return Drawing(high + 2 * size, act)


def signature(name: str, who: str, signer: str, kinds: Scale, language: str) -> Drawing:
    """The boxes of one signature: signature, date, time and printed name, each with its word."""
    parts = ("signature", "name", "date", "time")
    named = [label(each, language) for each in ("signature", "printed-name", "date", "time")]
    widths = (0.0, 138.0, 74.0, 56.0)
    size = _LABEL * kinds.factor
    label_room = size + 3.8

    def act(pen: Pen, x: float, top: float, room: float) -> None:
        left_over = room - sum(widths) - BOX_GAP * (len(widths) - 1)
        for part, word, own in zip(parts, named, widths, strict=True):
            wide = own or left_over
            box = (x, top - label_room - SIGNATURE_HEIGHT, wide, SIGNATURE_HEIGHT)
            with pen.blank(label("by-hand", language, what=f"{signer}, {word}")):
                pen.write(x, top - size - 0.8, word, Hand(REGULAR, size, GREY))
                pen.box(f"{name}:{part}", part, who, box)
            x += wide + BOX_GAP

    return Drawing(SIGNATURE_HEIGHT + label_room, act, before=8.5, after=12)


def choices(name: str, options: Sequence[str], kinds: Scale, wide: float, language: str) -> Grid:
    """Boxes to tick side by side, or one below the other when the words need the room."""
    kind = kinds.body
    shown = [option[:1].upper() + option[1:] for option in options]
    words = [plain_text(option, kind) for option in shown]
    ticks = [
        _tick(f"{name}:{option}", label("to-tick", language, what=said), kind.leading)
        for option, said in zip(options, shown, strict=True)
    ]
    needs = [natural_width(word) + 1 for word in words]
    if sum(needs) + _TICK_COLUMN * len(words) + _OPTION_GAP * (len(words) - 1) <= wide:
        row = [cell for pair in zip(ticks, words, strict=True) for cell in pair]
        widths = [each for need in needs for each in (_TICK_COLUMN, need + _OPTION_GAP)]
        return grid([row], widths, after=14)
    apart = ("BOTTOMPADDING", (0, 0), (-1, -2), max(6.0, TICK + BOX_GAP - kind.leading))
    rows = list(zip(ticks, words, strict=True))
    return grid(rows, [_TICK_COLUMN, wide - _TICK_COLUMN], apart, after=14)


def _tick(name: str, told: str, leading: float) -> Drawing:
    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        middle = top - leading / 2
        with pen.blank(told, tick=True):
            pen.box(name, "choice", "patient", (x, middle - TICK / 2, TICK, TICK))

    return Drawing(leading, act)


def strip(count: int, kinds: Scale, wide: float, language: str) -> Grid:
    """So many lines, of which one is filled in on each day of treatment."""
    statement = label("reaffirm", language)
    widths = [_NUMBER, _DATE + BOX_GAP, _TIME + BOX_GAP]
    rows = [
        [
            _number(line, kinds),
            _filled_in(line, "date", _DATE, kinds, language),
            _filled_in(line, "time", _TIME, kinds, language),
            plain_text(statement, kinds.strip),
            _filled_in(line, "initials", INITIALS[0], kinds, language),
        ]
        for line in range(1, count + 1)
    ]
    return grid(
        rows,
        [*widths, wide - sum(widths) - INITIALS[0], INITIALS[0]],
        *_strip_style(),
        before=7,
        after=10,
    )


def _strip_style() -> Iterator[tuple[object, ...]]:
    yield "VALIGN", (0, 0), (-1, -1), "MIDDLE"
    yield "LEFTPADDING", (3, 0), (3, -1), 3
    yield "RIGHTPADDING", (3, 0), (3, -1), BOX_GAP
    yield "BOTTOMPADDING", (0, 0), (-1, -2), BOX_GAP


def _number(line: int, kinds: Scale) -> Drawing:
    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        pen.write(x, top - high / 2 - 3, str(line), Hand(STRONG, 9 * kinds.factor, SOFT))

    high = STRIP_HEIGHT * kinds.factor
    return Drawing(high, act, tag=Tag("P"))


def _filled_in(line: int, part: str, wide: float, kinds: Scale, language: str) -> Drawing:
    high, size = STRIP_HEIGHT * kinds.factor, _HINT * kinds.factor
    word = label(part, language)

    def act(pen: Pen, x: float, top: float, room: float) -> None:
        del room
        with pen.blank(label("by-hand", language, what=f"{line}, {word}")):
            pen.box(f"reaffirm-{line}:{part}", "reaffirm", "patient", (x, top - high, wide, high))
            pen.write(x + 4, top - size - 2, word, Hand(REGULAR, size, SOFT))

    return Drawing(high, act, wide=wide)

"""A pad to write three questions on, and lines to write on."""

from app.documents.figures.picture import SMALL, Picture, Words, rounded
from app.documents.pen import Pen, Point
from app.documents.style import ACCENT, GREY, HAIR, INK, SOFT, STRONG, TINT, WHITE, Hand

_WIDE, _HIGH, _LINE = 404.0, 214.0, 26.0
_QUESTIONS = 3
_LINES = 3


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """A spiral pad with a place for three questions, and a pencil across its corner."""
    rounded(pen, (x + 3, top - _HIGH + 2, _WIDE - 3, _HIGH - 15), 7, stroke=SOFT, fill=TINT)
    rounded(pen, (x, top - _HIGH + 5, _WIDE - 3, _HIGH - 15), 7, stroke=ACCENT, thickness=1.3)
    for number in range(24):
        _ring(pen, x + 14 + number * 16.2, top - 10)
    pen.write(x + 20, top - 42, say["title"], Hand(STRONG, SMALL + 2, ACCENT))
    for number in range(_QUESTIONS):
        down = top - 68 - number * 2 * _LINE
        pen.circle((x + 27, down + 4), 8.5, stroke=ACCENT, fill=WHITE, thickness=1.1)
        pen.write_at(x + 27, down + 0.6, str(number + 1), Hand(STRONG, SMALL + 1, ACCENT))
        for line in range(2):
            pen.rule(
                (x + 44, down - 4 - line * _LINE), (x + _WIDE - 24, down - 4 - line * _LINE), SOFT
            )
    pen.canvas.saveState()
    pen.canvas.translate(x + _WIDE - 30, top - 33)
    pen.canvas.rotate(24)
    _pencil(pen)
    pen.canvas.restoreState()


def _ring(pen: Pen, x: float, y: float) -> None:
    pen.circle((x, y - 7), 2.2, stroke=ACCENT, fill=WHITE, thickness=0.9)
    loop: list[Point] = [(x, y - 7), (x - 5, y + 2), (x - 2, y + 8), (x + 1.5, y + 6)]
    pen.curve([*loop, (x + 3.5, y + 4), (x + 3, y - 2), (x + 1, y - 6)], GREY, 1.2)


def _pencil(pen: Pen) -> None:
    """A pencil whose point is at the left, 84 long, on the line of the origin."""
    body = [(-66.0, -4.5), (8.0, -4.5), (8.0, 4.5), (-66.0, 4.5)]
    pen.shape(body, stroke=ACCENT, fill=WHITE, thickness=1.2, closed=True)
    pen.fill((-66, -1.5, 74, 3), TINT)
    for up in (-1.5, 1.5):
        pen.rule((-66, up), (8, up), ACCENT, 0.6)
    wood = [(-66.0, -4.5), (-80.0, 0.0), (-66.0, 4.5)]
    pen.shape(wood, stroke=ACCENT, fill=WHITE, thickness=1.2, closed=True)
    pen.shape([(-76.0, -1.4), (-81.0, 0.0), (-76.0, 1.4)], fill=INK, closed=True)
    pen.outlined((8, -4.5, 5, 9), HAIR, ACCENT, 1.0)
    rounded(pen, (13, -4.5, 9, 9), 3, fill=TINT, thickness=1.2)


def _lines(pen: Pen, x: float, top: float, say: Words) -> None:
    del say
    for number in range(_LINES):
        pen.rule((x, top - (number + 1) * _LINE), (x + _WIDE, top - (number + 1) * _LINE), SOFT)


PICTURE = Picture(
    high=_HIGH,
    told=False,
    draw=draw,
    words={
        "en": {
            "alt": "A pad with room to write your three most important questions.",
            "title": "My three most important questions",
        },
        "es": {
            "alt": "Un cuaderno con lugar para escribir sus tres preguntas más importantes.",
            "title": "Mis tres preguntas más importantes",
        },
    },
)
LINES = Picture(
    high=_LINES * _LINE + 2,
    told=False,
    draw=_lines,
    words={
        "en": {"alt": "Three empty lines to write on."},
        "es": {"alt": "Tres líneas vacías para escribir."},
    },
)

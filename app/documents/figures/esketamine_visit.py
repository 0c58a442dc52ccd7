"""The nasal spray, and one visit with it from the first check to the ride home."""

from app.documents.figures.instruments import sprayer
from app.documents.figures.picture import SMALL, Picture, Words, leader, lines_at, rounded
from app.documents.pen import Pen, Point
from app.documents.style import ACCENT, GREY, INK, REGULAR, SOFT, STRONG, TINT, WHITE, Hand

_SPRAY, _WATCHED, _LEFT = 32.0, 56.0, 206.0
_CHECKS = ((10.0, "before"), (112.0, "forty"), (212.0, "leaving"))


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """The device with its parts on the left, the visit as a line of time on the right."""
    sprayer(pen, x + 28, top - 122)
    leader(pen, (x + 33, top - 30), (x + 54, top - 30), say["tip"])
    leader(pen, (x + 45, top - 66), (x + 54, top - 66), say["grip"])
    leader(pen, (x + 39, top - 112), (x + 54, top - 112), say["plunger"])
    left = x + 148
    _time(pen, left, top - 72, say)
    for place, name in _CHECKS:
        _cuff(pen, left + place, top - 26)
        pen.dots((left + place, top - 39), (left + place, top - 61), GREY)
        lines_at(pen, left + place, top - 7, say[name], Hand(REGULAR, 7.4, GREY))
    pen.write(left + 6, top - 138, say["pressure"], Hand(REGULAR, 7.4, GREY))
    _cuff(pen, left - 8, top - 135.5)


def _time(pen: Pen, left: float, y: float, say: Words) -> None:
    pen.rule((left - 4, y), (left + 252, y), ACCENT, 1.6)
    pen.circle((left + _SPRAY, y), 6, stroke=ACCENT, fill=ACCENT)
    lines_at(pen, left + _SPRAY, y - 17, say["spray"], Hand(STRONG, 7.6, INK))
    rounded(pen, (left + _WATCHED, y - 9, _LEFT - _WATCHED, 18), 9, fill=TINT, thickness=1.3)
    middle = left + (_WATCHED + _LEFT) / 2
    pen.write_at(middle, y - 3, say["watched"], Hand(STRONG, SMALL, ACCENT))
    lines_at(pen, middle, y - 20, say["what"], Hand(REGULAR, 7.4, GREY))
    _house(pen, left + 239, y)
    lines_at(pen, left + 233, y - 24, say["home"], Hand(STRONG, 7.6, INK))


def _cuff(pen: Pen, x: float, y: float) -> None:
    """A heart with a beat across it: the blood pressure is taken."""
    heart: list[Point] = [
        *((x, y - 8), (x - 11, y - 1), (x - 10, y + 7), (x - 5, y + 7)),
        *((x - 2, y + 7), (x, y + 5), (x, y + 3)),
        *((x, y + 5), (x + 2, y + 7), (x + 5, y + 7)),
        *((x + 10, y + 7), (x + 11, y - 1), (x, y - 8)),
    ]
    pen.curve(heart, ACCENT, 1.1, WHITE)
    beat = [(x - 6, y), (x - 2.5, y), (x - 1, y + 3.4), (x + 1.2, y - 3.4), (x + 2.6, y)]
    pen.shape([*beat, (x + 6, y)], stroke=INK, thickness=0.8)


def _house(pen: Pen, x: float, y: float) -> None:
    pen.outlined((x - 9, y - 10, 18, 14), WHITE, ACCENT, 1.2)
    roof = [(x - 12.5, y + 3), (x, y + 14), (x + 12.5, y + 3)]
    pen.shape(roof, stroke=ACCENT, fill=TINT, thickness=1.3, closed=True)
    pen.outlined((x - 3, y - 10, 6, 8.5), TINT, ACCENT, 0.9)
    moon: list[Point] = [
        *((x + 15, y + 26), (x + 8, y + 24), (x + 8, y + 15), (x + 15, y + 13)),
        *((x + 11, y + 17), (x + 11, y + 22), (x + 15, y + 26)),
    ]
    pen.curve(moon, SOFT, 0.9, WHITE)


PICTURE = Picture(
    high=146,
    draw=draw,
    words={
        "en": {
            "alt": "A nasal spray with its tip, finger rest and plunger. Beside it one visit: a "
            "blood pressure check, spray, staff watching for at least two hours with a check after "
            "about 40 minutes and one before leaving, then the ride home and sleep before driving.",
            "tip": "tip, for the nose",
            "grip": "finger rest",
            "plunger": "plunger",
            "before": "before",
            "forty": "about 40 minutes",
            "leaving": "before you leave",
            "spray": "spray",
            "watched": "at least 2 hours here",
            "what": "staff watch how awake you are|and how you breathe",
            "home": "home with an|adult; sleep;|then drive",
            "pressure": "blood pressure is taken",
        },
        "es": {
            "alt": "Un spray nasal con su punta, apoyo para los dedos y émbolo. Al lado, una "
            "visita: se mide la presión, spray, el personal vigila al menos dos horas y mide la "
            "presión a los 40 minutos y antes de salir; luego a casa, dormir y después manejar.",
            "tip": "punta, a la nariz",
            "grip": "para los dedos",
            "plunger": "émbolo",
            "before": "antes",
            "forty": "unos 40 minutos",
            "leaving": "antes de irse",
            "spray": "spray",
            "watched": "al menos 2 horas aquí",
            "what": "el personal mira si está|despierto y cómo respira",
            "home": "a casa con un|adulto; dormir;|luego manejar",
            "pressure": "se mide la presión",
        },
    },
)

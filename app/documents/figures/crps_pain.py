"""What CRPS does to a hand, and pain from 0 to 10 in a study of it, after one and twelve weeks."""

from collections.abc import Callable

from app.documents.figures.picture import LABEL, SMALL, Picture, Words
from app.documents.pen import Pen, Point
from app.documents.style import (
    ACCENT,
    GREY,
    HAIR,
    INK,
    REGULAR,
    SOFT,
    STRONG,
    TINT,
    WHITE,
    Colour,
    Hand,
)

_LEFT, _UNIT = 12.0, 31.0
_WORST = 10
_KETAMINE, _PLACEBO = 2.68, 5.45
_HAND = 112.0
"""The height of the hand above the ruler."""


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """The hand with its signs; under it a ruler of pain, with where each group stood."""
    _hand(pen, x, top - 54, say)
    upper = top - _HAND
    pen.write(x, upper - 10, say["early"], Hand(STRONG, LABEL, INK))
    _ruler(pen, x + _LEFT, upper - 56, say)
    _pointer(pen, x + _LEFT + _KETAMINE * _UNIT, upper - 45, say["ketamine"], filled=True)
    _pointer(pen, x + _LEFT + _PLACEBO * _UNIT, upper - 45, say["placebo"], filled=False)
    pen.write(x, upper - 98, say["late"], Hand(STRONG, LABEL, INK))
    pen.write(x, upper - 111, say["unclear"], Hand(REGULAR, LABEL, GREY))
    pen.write(x, upper - 124, say["moving"], Hand(REGULAR, LABEL, GREY))


_FINGERS: tuple[tuple[Point, Point, Point, float], ...] = (
    ((150, -15), (168, -18), (184, -19), 11.5),
    ((152, -4), (174, -5), (195, -5), 12.5),
    ((152, 8), (174, 9), (197, 10), 12.5),
    ((149, 19), (168, 22), (188, 25), 12.0),
    ((112, 20), (130, 36), (147, 43), 13.0),
)
"""Knuckle, joint and tip of each finger and of the thumb, and how thick it is."""
_NAILS: tuple[tuple[Point, Point], ...] = (
    ((183, -19), (188, -19)),
    ((194, -5), (199.5, -5)),
    ((196, 10), (201.5, 10.3)),
    ((187, 25), (192, 26)),
)

_LABELS: tuple[tuple[Point, Point, str], ...] = (
    ((196, 28), (232, 34), "swollen"),
    ((205, 10), (232, 10), "burning"),
    ((160, -40), (232, -32), "sweat"),
)


def _hand(pen: Pen, x: float, y: float, say: Words) -> None:
    """A forearm and a hand seen from above, the sore part tinted, with its signs named."""

    def at(point: Point) -> Point:
        return x + point[0], y + point[1]

    _limb(pen, at, ACCENT, 2.4)
    _limb(pen, at, TINT, 0.0)
    for start, end in _NAILS:
        pen.shape([at(start), at(end)], stroke=WHITE, thickness=4.6)
    _blush(pen, at)
    for knuckle, joint, _, _ in _FINGERS[:4]:
        pen.curve([at(knuckle), at(knuckle), at(joint), at(joint)], HAIR, 0.7)
    _warmth(pen, at)
    for point in ((128, -38), (141, -42), (155, -40)):
        _drop(pen, at(point))
    pen.fill((x - 5, y - 24, 7, 48), WHITE)
    pen.write(x, y + 41, say["warmth"], Hand(REGULAR, LABEL, INK))
    pen.rule(at((112, -15)), at((92, -34)), SOFT, 0.6)
    pen.write_to(x + 88, y - 38, say["color"], Hand(REGULAR, LABEL, INK))
    for start, end, name in _LABELS:
        pen.rule(at(start), at(end), SOFT, 0.6)
        pen.write(x + end[0] + 4, y + end[1] - 3, say[name], Hand(REGULAR, LABEL, INK))


def _limb(pen: Pen, at: Callable[[Point], Point], colour: Colour, wider: float) -> None:
    """Arm, palm, fingers in one colour; drawn twice, the wider one stays as the outline."""
    for *points, thick in _FINGERS:
        pen.shape([at(point) for point in points], stroke=colour, thickness=thick + wider)
    arm = [(0, 17), (60, 14), (96, 14), (112, 22), (140, 22), (150, 20), (152, 0), (150, -16)]
    back = [(136, -20), (112, -18), (96, -13), (60, -14), (0, -18)]
    outline = [at(point) for point in (*arm, *back)]
    pen.shape(outline, stroke=colour, fill=colour, thickness=4 + wider)


def _blush(pen: Pen, at: Callable[[Point], Point]) -> None:
    """Fine dots where the skin has another colour."""
    for row in range(7):
        for column in range(9):
            point = (104 + column * 5.2 + row % 2 * 2.6, -14 + row * 5)
            pen.circle(at(point), 0.75, fill=ACCENT)


def _warmth(pen: Pen, at: Callable[[Point], Point]) -> None:
    for start in (84, 93, 102):
        points = [(start, 26), (start + 3, 29), (start - 3, 33), (start, 36)]
        pen.curve([at(point) for point in points], ACCENT, 1.2)


def _drop(pen: Pen, top: Point) -> None:
    x, y = top
    pen.curve(
        [
            (x, y + 5),
            (x + 1, y + 2),
            (x + 2.8, y + 1),
            (x + 2.8, y - 1.2),
            (x + 2.8, y - 4),
            (x - 2.8, y - 4),
            (x - 2.8, y - 1.2),
            (x - 2.8, y + 1),
            (x - 1, y + 2),
            (x, y + 5),
        ],
        ACCENT,
        0.9,
        WHITE,
    )


def _ruler(pen: Pen, left: float, foot: float, say: Words) -> None:
    right = left + _WORST * _UNIT
    pen.panel((left - 8, foot - 11, right - left + 16, 20), TINT, 3)
    pen.rule((left, foot + 7), (right, foot + 7), INK, 1.0)
    for number in range(_WORST + 1):
        place = left + number * _UNIT
        pen.rule((place, foot + 7), (place, foot + 1.5), INK, 0.9)
        pen.write_at(place, foot - 7.5, str(number), Hand(REGULAR, SMALL, INK))
        if number < _WORST:
            pen.rule((place + _UNIT / 2, foot + 7), (place + _UNIT / 2, foot + 4), SOFT, 0.7)
    pen.write(left - 8, foot - 21, say["none"], Hand(REGULAR, SMALL, GREY))
    pen.write_to(right + 8, foot - 21, say["worst"], Hand(REGULAR, SMALL, GREY))


def _pointer(pen: Pen, x: float, y: float, words: str, *, filled: bool) -> None:
    tip = [(x, y - 4), (x - 5, y + 5), (x + 5, y + 5)]
    colour = ACCENT if filled else INK
    pen.shape(tip, stroke=colour, fill=ACCENT if filled else WHITE, thickness=1.1, closed=True)
    pen.write_at(x, y + 10, words, Hand(STRONG, LABEL, colour))


PICTURE = Picture(
    high=130 + _HAND,
    wide=350,
    draw=draw,
    words={
        "en": {
            "alt": "A hand with the signs of CRPS: burning pain, swelling, skin of another color "
            "and warmth, sweat. Below, a ruler of pain from 0 to 10: at the end of the first "
            "week 2.7 with ketamine and 5.5 with the placebo. At week 12 the groups no longer "
            "clearly differed.",
            "burning": "burning pain",
            "swollen": "swelling",
            "warmth": "warmer or colder",
            "color": "another color",
            "sweat": "sweating",
            "early": "At the end of the first week",
            "ketamine": "Ketamine 2.7",
            "placebo": "Placebo 5.5",
            "none": "no pain",
            "worst": "worst pain",
            "late": "At week 12",
            "unclear": "The two groups no longer clearly differed.",
            "moving": "People could not do more with the sore arm or leg than before.",
        },
        "es": {
            "alt": "Una mano con las señales del SDRC: dolor que quema, hinchazón, piel de otro "
            "color y temperatura, sudor. Debajo, una regla de dolor de 0 a 10: al final de la "
            "primera semana 2.7 con ketamina y 5.5 con placebo. En la semana 12 ya no había una "
            "diferencia clara.",
            "burning": "dolor que quema",
            "swollen": "hinchazón",
            "warmth": "más caliente o más fría",
            "color": "otro color",
            "sweat": "sudor",
            "early": "Al final de la primera semana",
            "ketamine": "Ketamina 2.7",
            "placebo": "Placebo 5.5",
            "none": "sin dolor",
            "worst": "el peor dolor",
            "late": "En la semana 12",
            "unclear": "Ya no había una diferencia clara entre los dos grupos.",
            "moving": "Las personas no podían hacer más cosas con el brazo o la pierna que antes.",
        },
    },
)

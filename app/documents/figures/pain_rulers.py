"""Pain from 0 to 10 in a study of CRPS: a week after the infusion, and at twelve weeks."""

from app.documents.figures.picture import LABEL, SMALL, Picture, Words
from app.documents.pen import Pen
from app.documents.style import ACCENT, GREY, INK, REGULAR, SOFT, STRONG, TINT, WHITE, Hand

_LEFT, _UNIT = 12.0, 31.0
_WORST = 10
_KETAMINE, _PLACEBO = 2.68, 5.45


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """Two rulers of pain, the first with where each group stood."""
    left = x + _LEFT
    pen.write(x, top - 10, say["early"], Hand(STRONG, LABEL, INK))
    _ruler(pen, left, top - 56, say)
    _pointer(pen, left + _KETAMINE * _UNIT, top - 45, say["ketamine"], filled=True)
    _pointer(pen, left + _PLACEBO * _UNIT, top - 45, say["placebo"], filled=False)
    pen.write(x, top - 98, say["late"], Hand(STRONG, LABEL, INK))
    pen.write(x, top - 111, say["unclear"], Hand(REGULAR, LABEL, GREY))
    pen.write(x, top - 124, say["hands"], Hand(REGULAR, LABEL, GREY))


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
    high=130,
    wide=350,
    draw=draw,
    words={
        "en": {
            "alt": "A ruler of pain from 0 to 10. At the end of the first week pain was 2.7 with "
            "ketamine and 5.5 with the placebo. At week 12 the two groups no longer clearly "
            "differed.",
            "early": "At the end of the first week",
            "ketamine": "Ketamine 2.7",
            "placebo": "Placebo 5.5",
            "none": "no pain",
            "worst": "worst pain",
            "late": "At week 12",
            "unclear": "The two groups no longer clearly differed.",
            "hands": "People could not do more with the sore arm or leg than before.",
        },
        "es": {
            "alt": "Una regla de dolor de 0 a 10. Al final de la primera semana el dolor era de "
            "2.7 con ketamina y de 5.5 con placebo. En la semana 12 ya no había una diferencia "
            "clara.",
            "early": "Al final de la primera semana",
            "ketamine": "Ketamina 2.7",
            "placebo": "Placebo 5.5",
            "none": "sin dolor",
            "worst": "el peor dolor",
            "late": "En la semana 12",
            "unclear": "Ya no había una diferencia clara entre los dos grupos.",
            "hands": "Las personas no podían hacer más cosas con el brazo o la pierna que antes.",
        },
    },
)

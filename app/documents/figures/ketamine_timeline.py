"""What happened with ketamine, from its first use in a person to now, on a line of years."""

from app.documents.figures.instruments import bag, sprayer, vial
from app.documents.figures.picture import SMALL, Picture, Words, lines_at
from app.documents.pen import Pen
from app.documents.style import ACCENT, GREY, INK, REGULAR, SOFT, STRONG, TINT, WHITE, Hand

_FIRST, _LAST, _WIDE = 1960, 2030, 398.0
_UNTIL = 2026
_ABOVE = (1970, 2000, 2019)
_BELOW = (1964, 1999, 2025)
_LABELS = {1964: 44.0, 1970: 76.0, 1999: 216.0, 2000: 234.0, 2019: 348.0, 2025: 358.0}
"""Where the middle of each label is; those near each other step apart."""


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """The line of years with three events above it and three below, and two spans under them."""
    left, line = x + 4, top - 96
    vial(pen, left + _LABELS[1970], top - 36)
    bag(pen, left + _LABELS[2000], top + 2)
    pen.small(left + _LABELS[2019], top - 44, 0.44, lambda small: sprayer(small, 0, 0))
    pen.rule((left, line), (left + _WIDE, line), ACCENT, 1.6)
    for year in range(_FIRST, _LAST + 1, 10):
        pen.rule((left + _at(year), line - 3), (left + _at(year), line + 3), ACCENT, 0.8)
    for year in _ABOVE:
        _event(pen, left, line, year, say, up=True)
    for year in _BELOW:
        _event(pen, left, line, year, say, up=False)
    _span(pen, left, line - 64, 1970, say["surgery"])
    _span(pen, left, line - 82, 2000, say["depression"])


def _at(year: int) -> float:
    return (year - _FIRST) / (_LAST - _FIRST) * _WIDE


def _event(pen: Pen, left: float, line: float, year: int, say: Words, *, up: bool) -> None:
    place, middle = left + _at(year), left + _LABELS[year]
    elbow, words = (line + 9, line + 35) if up else (line - 9, line - 22)
    pen.shape([(place, line), (place, elbow), (middle, elbow + (3 if up else -3))], stroke=SOFT)
    pen.circle((place, line), 3.4, stroke=ACCENT, fill=WHITE, thickness=1.6)
    pen.write_at(middle, words, str(year), Hand(STRONG, SMALL, INK))
    lines_at(pen, middle, words - 9.6, say[f"in-{year}"], Hand(REGULAR, 7.4, GREY))


def _span(pen: Pen, left: float, y: float, since: int, words: str) -> None:
    begin, end = left + _at(since), left + _at(_UNTIL)
    corners = [(begin, y), (begin, y + 12), (end, y + 12), (end + 7, y + 6), (end, y)]
    pen.shape(corners, stroke=SOFT, fill=TINT, thickness=0.6, closed=True)
    pen.circle((begin + 6, y + 6), 2, fill=ACCENT)
    pen.write(begin + 13, y + 3.4, words, Hand(STRONG, 7.4, ACCENT))


PICTURE = Picture(
    high=182,
    draw=draw,
    words={
        "en": {
            "alt": "A line of years. 1964: first given to a person. 1970: approved for anesthesia. "
            "1999: a controlled drug. 2000: first small study in depression. 2019: the esketamine "
            "spray is approved. 2025: the spray is approved by itself.",
            "in-1964": "first given|to a person",
            "in-1970": "approved for|anesthesia",
            "in-1999": "a controlled|drug",
            "in-2000": "first small study|in depression",
            "in-2019": "esketamine spray|approved",
            "in-2025": "spray approved|by itself",
            "surgery": "Used for anesthesia",
            "depression": "Studied in depression",
        },
        "es": {
            "alt": "Una línea de años. 1964: se da a una persona por primera vez. 1970: se aprueba "
            "para la anestesia. 1999: sustancia controlada. 2000: primer estudio pequeño en la "
            "depresión. 2019: se aprueba el spray de esketamina. 2025: el spray se aprueba por sí "
            "solo.",
            "in-1964": "primera vez en|una persona",
            "in-1970": "aprobada para|la anestesia",
            "in-1999": "sustancia|controlada",
            "in-2000": "primer estudio|en la depresión",
            "in-2019": "se aprueba|el spray",
            "in-2025": "el spray se aprueba|por sí solo",
            "surgery": "Se usa para la anestesia",
            "depression": "Se estudia en la depresión",
        },
    },
)

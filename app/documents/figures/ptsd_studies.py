"""Three studies of ketamine for PTSD, each as large as its number of people."""

from app.documents.figures.picture import LABEL, SMALL, Picture, Words
from app.documents.pen import Pen
from app.documents.style import ACCENT, GREY, HAIR, INK, REGULAR, SOFT, STRONG, WHITE, Hand

_STUDIES = (
    ("single", 41, 7, 0.0, True),
    ("six", 30, 6, 100.0, True),
    ("eight", 158, 18, 200.0, False),
)
"""Name, people, people in a line, place from the left, whether ketamine did clearly better."""
_STEP = 7.8
_FOOT = 106.0


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """A crowd of dots for each study, its year above and what it found below."""
    for name, people, across, place, better in _STUDIES:
        left = x + place
        pen.write(left, top - 10, say[f"{name}-year"], Hand(STRONG, LABEL, INK))
        pen.write(left, top - 22, say[f"{name}-people"], Hand(REGULAR, SMALL, GREY))
        _crowd(pen, left + 4, top - _FOOT + 4, people, across, filled=better)
        pen.rule((left, top - _FOOT - 3), (left + across * _STEP, top - _FOOT - 3), HAIR, 0.8)
        _verdict(pen, left + 7, top - _FOOT - 16, better=better)
        for line, words in enumerate(say[f"{name}-found"].split("|")):
            hand = Hand(STRONG if line == 0 else REGULAR, SMALL, ACCENT if better else INK)
            pen.write(left + 18, top - _FOOT - 14 - line * 10.5, words, hand)


def _crowd(pen: Pen, left: float, foot: float, people: int, across: int, *, filled: bool) -> None:
    for number in range(people):
        centre = (left + number % across * _STEP, foot + number // across * _STEP)
        if filled:
            pen.circle(centre, 2.9, fill=ACCENT)
        else:
            pen.circle(centre, 2.6, stroke=SOFT, fill=WHITE, thickness=0.9)


def _verdict(pen: Pen, x: float, y: float, *, better: bool) -> None:
    """An arrow down for fewer symptoms, two equal lines for no difference."""
    if better:
        pen.rule((x, y + 7), (x, y - 2), ACCENT, 1.8)
        pen.shape([(x - 4, y), (x + 4, y), (x, y - 6)], fill=ACCENT, closed=True)
    else:
        for height in (4.5, 0):
            pen.rule((x - 5.5, y + height), (x + 5.5, y + height), INK, 1.6)


PICTURE = Picture(
    high=134,
    wide=345,
    draw=draw,
    words={
        "en": {
            "alt": "Three studies. In 2014, with 41 people, and in 2021, with 30 people, PTSD "
            "symptoms fell more with ketamine. In 2022, with 158 veterans and service members, "
            "there was no clear difference.",
            "single-year": "2014",
            "single-people": "41 people",
            "single-found": "Fewer symptoms|one day later",
            "six-year": "2021",
            "six-people": "30 people",
            "six-found": "Fewer symptoms|at two weeks",
            "eight-year": "2022",
            "eight-people": "158 veterans and service members",
            "eight-found": "No clear difference|from the placebo",
        },
        "es": {
            "alt": "Tres estudios. En 2014, con 41 personas, y en 2021, con 30, los síntomas "
            "bajaron más con ketamina. En 2022, con 158 veteranos y militares, no hubo una "
            "diferencia clara.",
            "single-year": "2014",
            "single-people": "41 personas",
            "single-found": "Menos síntomas|un día después",
            "six-year": "2021",
            "six-people": "30 personas",
            "six-found": "Menos síntomas|a las dos semanas",
            "eight-year": "2022",
            "eight-people": "158 veteranos y militares",
            "eight-found": "Sin diferencia clara|con el placebo",
        },
    },
)

"""How many more days without alcohol a study counted in half a year, and how sure that is."""

from app.documents.figures.picture import LABEL, SMALL, Picture, Words
from app.documents.pen import Pen
from app.documents.style import ACCENT, GREY, HAIR, INK, REGULAR, SOFT, STRONG, WHITE, Hand

_DAYS, _ACROSS = 180, 30
_LEAST, _MEAN, _MOST = 2, 18, 34
"""1.1, 10.1 and 19.0 in a hundred of the days: the mean difference and its 95 % interval."""
_STEP = 11.0


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """One dot a day, those gained filled, those that may or may not be gained ringed."""
    for day in range(_DAYS):
        row, column = divmod(day, _ACROSS)
        _day(pen, x + 6 + column * _STEP, top - 8 - row * _STEP, day)
    foot = top - 8 - 6 * _STEP - 9
    for number, (day, words) in enumerate(((0, "gained"), (_MEAN, "maybe"), (_MOST, "same"))):
        line = foot - number * 15
        _day(pen, x + 6, line + 3, day)
        hand = Hand(STRONG if number == 0 else REGULAR, LABEL, ACCENT if number == 0 else INK)
        pen.write(x + 17, line, say[words], hand)
    pen.write(x, foot - 46, say["together"], Hand(REGULAR, SMALL, GREY))


def _day(pen: Pen, x: float, y: float, day: int) -> None:
    if day < _MEAN:
        pen.circle((x, y), 4.2, fill=ACCENT)
    elif day < _MOST:
        pen.circle((x, y), 3.7, stroke=ACCENT, fill=WHITE, thickness=1.3)
        pen.circle((x, y), 1.3, fill=ACCENT)
    else:
        pen.circle((x, y), 2.0, stroke=SOFT, fill=HAIR, thickness=0.5)


PICTURE = Picture(
    high=136,
    wide=350,
    draw=draw,
    words={
        "en": {
            "alt": "A calendar of 180 dots, one for each day of half a year. 18 are filled: the "
            "days without alcohol that people gained on average with ketamine. The true number "
            f"may lie anywhere from {_LEAST} to {_MOST}.",
            "gained": "About 18 more days without alcohol: the average with ketamine",
            "maybe": "The real gain could be as low as 2 days or as high as 34",
            "same": "All other days of the half year",
            "together": "Drawn side by side; in life these days were spread over the half year.",
        },
        "es": {
            "alt": "Un calendario de 180 puntos, uno por cada día de medio año. 18 están llenos: "
            "los días sin alcohol que las personas ganaron en promedio con la ketamina. El "
            f"número real puede estar entre {_LEAST} y {_MOST}.",
            "gained": "Unos 18 días más sin alcohol: el promedio con ketamina",
            "maybe": "La ganancia real pudo ser de solo 2 días o de hasta 34",
            "same": "Todos los demás días del medio año",
            "together": "Dibujados juntos; en la vida real se repartieron en el medio año.",
        },
    },
)

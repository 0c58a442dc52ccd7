"""How symptoms of depression often go after one infusion."""

from app.documents.figures.picture import SMALL, Picture, Words
from app.documents.pen import Pen
from app.documents.style import ACCENT, GREY, HAIR, REGULAR, STRONG, Hand


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """The curve of symptoms before an infusion, after it, and about a week on."""
    left, bottom, right = x + 4, top - 104, x + 396
    high = top - 22
    marks = ((0, say["infusion"]), (60, say["hours"]), (130, say["day"]), (255, say["week"]))
    pen.rule((left, bottom), (right, bottom), GREY, 0.9)
    pen.rule((left, bottom), (left, top - 8), GREY, 0.9)
    for place, words in marks:
        pen.rule((left + place, bottom), (left + place, bottom - 4), GREY, 0.9)
        write = pen.write if place == 0 else pen.write_at
        write(left + place, bottom - 15, words, Hand(REGULAR, SMALL))
    pen.shape([(left, high), (right, high)], stroke=HAIR, thickness=1.0)
    curve = [
        (left, high),
        (left + 22, high),
        (left + 34, high - 58),
        (left + 70, high - 59.5),
        (left + 150, high - 62.5),
        (left + 190, high - 52),
        (left + 255, high - 25.3),
        (left + 290, high - 10.9),
        (left + 325, high - 3),
        (right, high - 2),
    ]
    pen.curve(curve, ACCENT, 2.2)
    pen.write(left + 6, high + 6, say["before"], Hand(REGULAR, 7.6, GREY))
    pen.write(left + 92, high - 48, say["fewer"], Hand(STRONG, SMALL, ACCENT))
    pen.write_to(right, bottom - 28, say["scale"], Hand(REGULAR, 7.6, GREY))


PICTURE = Picture(
    high=134,
    told=False,
    draw=draw,
    words={
        "en": {
            "alt": "After one infusion symptoms often fall within hours, stay low the next day, "
            "and come back within about a week.",
            "infusion": "Infusion",
            "hours": "Hours",
            "day": "Next day",
            "week": "About a week",
            "before": "How strong the symptoms were before",
            "fewer": "fewer symptoms",
            "scale": "Drawn to explain, not to scale",
        },
        "es": {
            "alt": "Después de una infusión los síntomas suelen bajar en unas horas, siguen bajos "
            "al día siguiente y vuelven en cerca de una semana.",
            "infusion": "Infusión",
            "hours": "Horas",
            "day": "Día siguiente",
            "week": "Cerca de una semana",
            "before": "Qué tan fuertes eran los síntomas antes",
            "fewer": "menos síntomas",
            "scale": "Dibujo explicativo, no a escala",
        },
    },
)

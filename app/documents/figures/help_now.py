"""Where to get help at once: a telephone, a message, an ambulance, a person near by."""

from collections.abc import Callable, Mapping

from app.documents.figures.people import person
from app.documents.figures.picture import Picture, Words
from app.documents.pen import Pen
from app.documents.style import ACCENT, INK, REGULAR, STRONG, TINT, WHITE, Hand

_ROW = 42.0
_WIDE = 376.0


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """Four lines of help, each with its sign, what to dial, and what to know."""
    for number, (name, sign) in enumerate(_SIGNS.items()):
        upper = top - number * _ROW
        pen.panel((x, upper - 37, _WIDE, 37), TINT, 6)
        pen.circle((x + 22, upper - 18.5), 14.5, fill=WHITE, stroke=ACCENT, thickness=1.1)
        sign(pen, x + 22, upper - 18.5)
        pen.write(x + 43, upper - 25, say[name], Hand(STRONG, 15.5, ACCENT))
        first, _, second = say[f"{name}-words"].partition("|")
        pen.write(x + 152, upper - 16, first, Hand(STRONG, 10, INK))
        pen.write(x + 152, upper - 28.5, second, Hand(REGULAR, 10, INK))


def _telephone(pen: Pen, x: float, y: float) -> None:
    pen.shape(
        [(x - 5, y - 9), (x + 5, y - 9), (x + 5, y + 9), (x - 5, y + 9)],
        stroke=ACCENT,
        fill=WHITE,
        thickness=1.3,
        closed=True,
    )
    pen.rule((x - 2, y + 6.7), (x + 2, y + 6.7), ACCENT, 1.0)
    for row in range(3):
        for column in (-1, 0, 1):
            pen.circle((x + column * 2.7, y + 3.2 - row * 2.9), 0.85, fill=ACCENT)
    pen.circle((x, y - 6.3), 1.2, fill=ACCENT)


def _message(pen: Pen, x: float, y: float) -> None:
    pen.curve(
        [
            (x - 6, y + 6.5),
            (x - 2, y + 6.5),
            (x + 2, y + 6.5),
            (x + 6, y + 6.5),
            (x + 9.5, y + 6.5),
            (x + 9.5, y - 4),
            (x + 6, y - 4),
            (x + 3, y - 4),
            (x + 1, y - 4),
            (x - 1, y - 4),
            (x - 2, y - 6),
            (x - 4, y - 8),
            (x - 6, y - 8.6),
            (x - 5, y - 7),
            (x - 5, y - 5.5),
            (x - 5.4, y - 4),
            (x - 9.5, y - 4),
            (x - 9.5, y + 6.5),
            (x - 6, y + 6.5),
        ],
        ACCENT,
        1.3,
        WHITE,
    )
    for height, end in ((3.2, 5.5), (0, 2.5)):
        pen.rule((x - 5.5, y + height), (x + end, y + height), ACCENT, 1.1)


def _ambulance(pen: Pen, x: float, y: float) -> None:
    body = [(x - 10, y - 4.5), (x - 10, y + 6), (x + 3, y + 6), (x + 3, y + 3.5)]
    cab = [(x + 6.5, y + 3.5), (x + 10, y - 0.5), (x + 10, y - 4.5)]
    pen.shape([*body, *cab], stroke=ACCENT, fill=WHITE, thickness=1.3, closed=True)
    pen.rule((x + 3, y + 3.5), (x + 3, y - 4.5), ACCENT, 0.9)
    pen.rule((x - 6.5, y + 1), (x - 0.5, y + 1), ACCENT, 2.0)
    pen.rule((x - 3.5, y + 4), (x - 3.5, y - 2), ACCENT, 2.0)
    for wheel in (-5.5, 6):
        pen.circle((x + wheel, y - 5), 2.4, fill=WHITE, stroke=ACCENT, thickness=1.3)


def _company(pen: Pen, x: float, y: float) -> None:
    for side, marked in ((-5, True), (5, False)):
        pen.small(
            x + side, y, 0.78, lambda small, marked=marked: person(small, 0, 12, marked=marked)
        )


_SIGNS: Mapping[str, Callable[[Pen, float, float], None]] = {
    "call": _telephone,
    "text": _message,
    "danger": _ambulance,
    "person": _company,
}

PICTURE = Picture(
    high=164,
    wide=_WIDE,
    draw=draw,
    words={
        "en": {
            "alt": "Four ways to help: call 988, text 988, call 911 in danger, stay with someone.",
            "call": "Call 988",
            "call-words": "Any hour of any day. It is free.|Press 2 for Spanish, 1 for veterans.",
            "text": "Text 988",
            "text-words": "If you would rather not talk.|Text AYUDA for Spanish.",
            "danger": "Call 911",
            "danger-words": "If you or someone is in danger now,|or go to an emergency room.",
            "person": "Not alone",
            "person-words": "Ask someone you trust to stay with you,|"
            "and tell them about the thoughts.",
        },
        "es": {
            "alt": "Cuatro ayudas: llamar al 988, escribir al 988, llamar al 911 si hay peligro, "
            "quedarse con alguien.",
            "call": "Llame al 988",
            "call-words": "A cualquier hora. Es gratis.|Marque 2 para español, 1 si es veterano.",
            "text": "Texto al 988",
            "text-words": "Si prefiere no hablar:|envíe la palabra AYUDA al 988.",
            "danger": "Llame al 911",
            "danger-words": "Si usted u otra persona corre peligro,|o vaya a emergencias.",
            "person": "No a solas",
            "person-words": "Pida a alguien de confianza que se quede|"
            "con usted, y cuéntele lo que siente.",
        },
    },
)

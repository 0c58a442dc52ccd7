"""Glutamate between two brain cells, and what ketamine does there."""

from app.documents.figures.picture import SMALL, Picture, Words, arrow_down, leader
from app.documents.pen import Pen, Point
from app.documents.style import ACCENT, GREY, INK, REGULAR, STRONG, TINT, WHITE, Hand


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """Two brain cells, the messengers between them, and ketamine in one of the doors."""
    left, right = x, x + 240
    _sender(pen, left, right, top)
    for dx, dy in _MESSENGERS:
        pen.circle((left + dx, top - dy), 2.4, fill=ACCENT)
    _receiver(pen, left, right, top, say)
    leader(pen, (right - 22, top - 20), (right + 24, top - 20), say["sends"])
    leader(pen, (left + 177, top - 66), (right + 24, top - 62), say["messenger"])
    leader(pen, (right - 22, top - 128), (right + 24, top - 128), say["receives"])


_MESSENGERS = (
    (60, 58),
    (76, 67),
    (98, 57),
    (118, 68),
    (134, 58),
    (152, 66),
    (166, 57),
    (174, 68),
)


def _sender(pen: Pen, left: float, right: float, top: float) -> None:
    pen.curve(
        [
            (left, top),
            (left, top - 38),
            (left + 10, top - 48),
            (left + 50, top - 48),
            (left + 90, top - 48),
            (right - 90, top - 48),
            (right - 50, top - 48),
            (right - 10, top - 48),
            (right, top - 38),
            (right, top),
        ],
        ACCENT,
        1.3,
        TINT,
    )
    for cx, cy in ((66, 18), (116, 14), (168, 19), (92, 34), (142, 34)):
        pen.circle((left + cx, top - cy), 7.5, stroke=ACCENT, fill=WHITE, thickness=0.9)
        for dx, dy in ((-2.6, 1.6), (2.6, 1.6), (0, -3)):
            pen.circle((left + cx + dx, top - cy + dy), 1.5, fill=ACCENT)


def _receiver(pen: Pen, left: float, right: float, top: float, say: Words) -> None:
    membrane = top - 96
    pen.curve(
        [
            (left, top - 152),
            (left, membrane - 12),
            (left + 8, membrane),
            (left + 40, membrane),
            (left + 90, membrane),
            (right - 90, membrane),
            (right - 40, membrane),
            (right - 8, membrane),
            (right, membrane - 12),
            (right, top - 152),
        ],
        ACCENT,
        1.3,
        TINT,
    )
    for place in (72, 172):
        _door(pen, left + place, membrane)
    _plug(pen, left + 72, membrane + 13)
    arrow_down(pen, left + 172, membrane + 19, membrane - 24)
    pen.write_at(left + 72, membrane - 34, say["nmda"], Hand(STRONG, SMALL, INK))
    pen.write_at(left + 72, membrane - 45, say["blocked"], Hand(REGULAR, 7.6, GREY))
    pen.write_at(left + 172, membrane - 34, say["ampa"], Hand(STRONG, SMALL, INK))
    pen.write_at(left + 172, membrane - 45, say["open"], Hand(REGULAR, 7.6, GREY))


def _door(pen: Pen, x: float, y: float) -> None:
    for side in (-1, 1):
        points = [(x + side * 6, y + 12), (x + side * 14, y + 12), (x + side * 14, y - 18)]
        pen.shape(
            [*points, (x + side * 6, y - 18)],
            stroke=ACCENT,
            fill=WHITE,
            thickness=1.2,
            closed=True,
        )


def _plug(pen: Pen, x: float, y: float) -> None:
    half: list[Point] = [(9, 10), (9, 3), (4.5, -3), (4.5, -16)]
    right = [(x + dx, y + dy) for dx, dy in half]
    left = [(x - dx, y + dy) for dx, dy in reversed(half)]
    pen.shape([*right, *left], fill=INK, closed=True)


PICTURE = Picture(
    high=154,
    draw=draw,
    words={
        "en": {
            "alt": "One brain cell sends glutamate to another. Ketamine plugs the NMDA door of the "
            "cell that receives, while its AMPA door stays open.",
            "sends": "Brain cell that sends",
            "messenger": "Glutamate, the messenger",
            "open": "open",
            "receives": "Brain cell that receives",
            "nmda": "NMDA door",
            "blocked": "blocked by ketamine",
            "ampa": "AMPA door",
        },
        "es": {
            "alt": "Una célula del cerebro envía glutamato a otra. La ketamina tapa la puerta NMDA "
            "de la célula que recibe, y la puerta AMPA sigue abierta.",
            "sends": "Célula que envía",
            "messenger": "Glutamato, el mensajero",
            "open": "abierta",
            "receives": "Célula que recibe",
            "nmda": "Puerta NMDA",
            "blocked": "tapada por la ketamina",
            "ampa": "Puerta AMPA",
        },
    },
)

"""The three kinds of pump that give an infusion, side by side."""

from app.documents.figures.instruments import bag
from app.documents.figures.picture import SMALL, Picture, Words, arrow_down, lines_at, rounded
from app.documents.pen import Pen, Point
from app.documents.style import ACCENT, GREY, INK, REGULAR, SOFT, STRONG, TINT, WHITE, Hand

_CARD, _GAP, _DEEP = 128.0, 10.0, 148.0


def draw(pen: Pen, x: float, top: float, say: Words) -> None:
    """A card for each pump: the pump, its tube to the vein, its name and how it works."""
    for place, (name, pump) in enumerate(_PUMPS.items()):
        left = x + place * (_CARD + _GAP)
        rounded(pen, (left, top - _DEEP, _CARD, _DEEP), 8, stroke=SOFT, fill=WHITE, thickness=0.7)
        pump(pen, left, top)
        pen.write_at(left + 64, top - _DEEP + 5, say["vein"], Hand(REGULAR, 7, GREY))
        pen.write_at(left + 64, top - _DEEP - 14, say[name], Hand(STRONG, SMALL + 0.7, INK))
        lines_at(pen, left + 64, top - _DEEP - 25.5, say[f"{name}-how"], Hand(REGULAR, 7.6, GREY))


def _syringe_pump(pen: Pen, left: float, top: float) -> None:
    """A box with a syringe in its cradle, whose plunger a block pushes to the left."""
    x, y = left + 12, top - 84
    rounded(pen, (x, y, 104, 42), 5, fill=TINT, thickness=1.3)
    rounded(pen, (x + 8, y + 8, 44, 20), 2, fill=INK, stroke=INK)
    for up, wide in ((21, 18), (16.5, 30), (12, 24)):
        pen.rule((x + 13, y + up), (x + 13 + wide, y + up), WHITE, 1.1)
    for across in (64, 76, 88):
        for up in (12, 22):
            rounded(pen, (x + across, y + up, 8, 6), 1.5, thickness=0.8)
    _syringe(pen, x, y + 49)
    tube: list[Point] = [
        *((x - 2, y + 49), (x - 12, y + 49), (x - 9, y - 8), (x + 10, y - 14)),
        *((x + 40, y - 22), (x + 52, y - 20), (x + 52, top - 126)),
    ]
    pen.curve(tube, ACCENT, 1.1)
    arrow_down(pen, x + 52, top - 124, top - 134, ACCENT)


def _syringe(pen: Pen, x: float, y: float) -> None:
    pen.outlined((x + 62, y - 2.2, 28, 4.4), WHITE, ACCENT, 0.9)
    pen.outlined((x + 10, y - 8, 56, 16), WHITE, ACCENT, 1.2)
    pen.fill((x + 11, y - 7, 40, 14), TINT)
    pen.outlined((x + 50, y - 7.2, 5, 14.4), ACCENT, ACCENT, 0.8)
    for across in range(16, 50, 6):
        pen.rule((x + across, y + 8), (x + across, y + 3.5), SOFT, 0.7)
    pen.shape(
        [
            (x + 10, y - 3.5),
            (x + 4, y - 1.4),
            (x - 2, y - 1.4),
            (x - 2, y + 1.4),
            (x + 4, y + 1.4),
            (x + 10, y + 3.5),
        ],
        stroke=ACCENT,
        fill=WHITE,
        closed=True,
    )
    pen.outlined((x + 65, y - 11, 2.6, 22), WHITE, ACCENT, 1.0)
    rounded(pen, (x + 89, y - 11, 11, 22), 2, fill=ACCENT)
    pen.rule((x + 84, y + 17), (x + 64, y + 17), INK, 1.2)
    pen.shape([(x + 66, y + 20), (x + 66, y + 14), (x + 60, y + 17)], fill=INK, closed=True)


def _digital_pump(pen: Pen, left: float, top: float) -> None:
    """A pole with a bag, and a box with a screen on it, through which the tube runs."""
    pole = left + 92
    pen.rule((pole, top - 8), (pole, top - 132), SOFT, 2.4)
    pen.curve(
        [(pole, top - 8), (pole, top - 4), (pole - 28, top - 4), (pole - 28, top - 8)], SOFT, 1.6
    )
    bag(pen, pole - 28, top - 9)
    pen.rule((pole - 28, top - 59), (pole - 28, top - 72), ACCENT, 1.1)
    x, y = left + 34, top - 116
    rounded(pen, (x + 48, y + 14, 14, 12), 2, fill=SOFT, stroke=SOFT)
    rounded(pen, (x, y, 52, 46), 5, fill=TINT, thickness=1.3)
    rounded(pen, (x + 6, y + 22, 26, 18), 2, fill=INK, stroke=INK)
    pen.rule((x + 10, y + 34), (x + 24, y + 34), WHITE, 1.1)
    pen.rule((x + 10, y + 29), (x + 28, y + 29), WHITE, 2.2)
    for across in (6, 15, 24):
        for up in (6, 13):
            rounded(pen, (x + across, y + up, 7, 5), 1.3, thickness=0.8)
    pen.outlined((x + 37, y + 6, 8, 34), WHITE, ACCENT, 0.9)
    for up in (12, 19, 26, 33):
        pen.circle((x + 41, y + up), 2.4, stroke=ACCENT, thickness=0.8)
    pen.curve([(x + 41, y), (x + 41, y - 8), (x + 30, y - 4), (x + 30, top - 126)], ACCENT, 1.1)
    arrow_down(pen, x + 30, top - 124, top - 134, ACCENT)


def _ball(pen: Pen, left: float, top: float) -> None:
    """A soft shell with a stretched balloon in it, pressing inwards."""
    x, y = left + 64, top - 52
    pen.outlined((x - 4, y + 33, 8, 6), ACCENT, ACCENT, 1.0)
    pen.circle((x, y), 35, stroke=ACCENT, fill=WHITE, thickness=1.2)
    pen.circle((x, y), 25, stroke=ACCENT, fill=TINT, thickness=1.2)
    pen.outlined((x - 3, y - 38, 6, 5), WHITE, ACCENT, 1.0)
    for across, up in ((0, 1), (1, 0), (-1, 0), (0.72, -0.7), (-0.72, -0.7)):
        _inwards(pen, (x, y), across, up)
    pen.curve([(x - 17, y + 22), (x - 25, y + 16), (x - 29, y + 6), (x - 28, y - 2)], SOFT, 0.9)
    pen.curve(
        [
            (x, y - 38),
            (x, y - 50),
            (x + 24, y - 46),
            (x + 24, y - 56),
            (x + 24, y - 68),
            (x, y - 62),
            (x, top - 126),
        ],
        ACCENT,
        1.1,
    )
    rounded(pen, (x + 18, y - 61, 12, 8), 2.5, fill=WHITE, thickness=1.0)
    arrow_down(pen, x, top - 124, top - 134, ACCENT)


def _inwards(pen: Pen, centre: Point, across: float, up: float) -> None:
    x, y = centre
    pen.rule((x + 21 * across, y + 21 * up), (x + 13 * across, y + 13 * up), INK, 1.1)
    tip, side = (x + 9 * across, y + 9 * up), 2.7
    base = (x + 14 * across, y + 14 * up)
    pen.shape(
        [
            (base[0] - side * up, base[1] + side * across),
            tip,
            (base[0] + side * up, base[1] - side * across),
        ],
        fill=INK,
        closed=True,
    )


_PUMPS = {"syringe": _syringe_pump, "digital": _digital_pump, "ball": _ball}

PICTURE = Picture(
    high=198,
    told=False,
    draw=draw,
    words={
        "en": {
            "alt": "Three pumps side by side. A syringe pump is a flat box with a syringe on it. A "
            "digital pump is a box with a screen on a pole under a bag. An elastomeric ball is a "
            "balloon in a round shell. A thin tube leads from each to the vein.",
            "vein": "to your vein",
            "syringe": "Syringe pump",
            "syringe-how": "a motor pushes|the syringe",
            "digital": "Digital pump",
            "digital-how": "a motor moves fluid|from the bag",
            "ball": "Elastomeric ball",
            "ball-how": "a stretched balloon|presses; no battery",
        },
        "es": {
            "alt": "Tres bombas, una al lado de otra. La de jeringa es una caja plana con una "
            "jeringa. La digital es una caja con pantalla en un poste, debajo de una bolsa. La "
            "bola elástica es un globo dentro de una cubierta redonda. De cada una sale un tubo "
            "fino hacia la vena.",
            "vein": "a la vena",
            "syringe": "Bomba de jeringa",
            "syringe-how": "un motor empuja|la jeringa",
            "digital": "Bomba digital",
            "digital-how": "un motor mueve el|líquido de la bolsa",
            "ball": "Bola elástica",
            "ball-how": "un globo estirado|empuja; sin pila",
        },
    },
)
